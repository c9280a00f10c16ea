"""WARC files: pages in order, damaged records as rows."""

import json

import annals_news
import pytest
from conftest import PAGE, URL, record


def test_pages_come_in_order(warc):
    rows = list(annals_news.read_warc(warc))
    assert [row["url"] for row in rows] == [URL, URL + "-2"]
    assert rows[0]["page"] == PAGE.encode()
    assert [row["number"] for row in rows] == [0, 1]
    assert rows[0]["captured"] == "2026-03-06T10:00:00Z"
    assert rows[1]["offset"] > rows[0]["offset"] and rows[0]["error"] is None


def test_a_cut_file_gives_its_whole_pages_and_says_what_is_wrong(tmp_path):
    path = tmp_path / "cut.warc"
    path.write_bytes(record(PAGE.encode(), URL) + record(PAGE.encode(), URL + "-2")[:-200])
    rows = list(annals_news.read_warc(path))
    assert rows[0]["page"] == PAGE.encode()
    assert rows[-1]["error"] and rows[-1]["offset"] > 0


def test_what_is_no_page_is_counted(tmp_path):
    path = tmp_path / "gone.warc"
    path.write_bytes(record(PAGE.encode(), URL).replace(b"200 OK", b"404 No"))
    pages = annals_news.read_warc(path)
    assert list(pages) == []
    assert pages.skipped == {"status 404": 1}


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="none.warc"):
        annals_news.read_warc(tmp_path / "none.warc")


def test_rows_are_the_programs(warc, program):
    rows = [json.loads(line) for line in program("extract", "--jsonl", str(warc)).splitlines()]
    pages = annals_news.read_warc(warc)
    ours = [annals_news.extract(p["page"], p["url"], id=p["id"], captured=p["captured"][:10]) for p in pages]
    assert ours == rows
