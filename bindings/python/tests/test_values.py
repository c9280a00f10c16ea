"""One page, one text, a list of texts: values in, values out."""

import json
import threading

import annals_news
import pytest
from conftest import PAGE, SENTENCE, TEXT, URL


def test_a_page_gives_its_article():
    row = annals_news.extract(PAGE.encode(), url=URL)
    assert (row["title"], row["date"], row["authors"]) == ("Two hours in Tallinn", "2026-03-05", ["Ama Boateng"])
    assert row["text"] == TEXT
    assert row["url"] == URL
    assert any("All rights reserved" in omitted["text"] for omitted in row["omitted"])


def test_text_is_not_decoded_again():
    declared = PAGE.replace('charset="utf-8"', 'charset="koi8-r"').replace("Halberg", "Hålberg")
    assert "Hålberg" in annals_news.extract(declared)["text"]


def test_the_day_of_capture_is_heeded():
    assert annals_news.extract(PAGE, captured="2026-03-06")["date_trust"] != "future"
    assert annals_news.extract(PAGE, captured="2025-01-01")["date_trust"] == "future"


@pytest.mark.parametrize("page", [b"", b"\x00\xff\xfe", b"<" * 100_000, "", b"\x1f\x8b not gzip"])
def test_no_page_is_refused(page):
    assert isinstance(annals_news.extract(page)["text"], str)


def test_a_text_gives_its_layers():
    row = annals_news.annotate(TEXT, date="2026-03-05")
    event = row["events"][0]
    assert event["type"] == "MEET"
    people = [party["text"] for party in event["actors"] + event["recipients"]]
    assert people == ["Irina Volkovets", "Tomas Halberg"]
    assert event["start"] == "2026-03-03"
    assert TEXT[event["trigger"]["start"] : event["trigger"]["end"]] == "met"
    assert row["sentences"][0] == [0, len(SENTENCE)]


def test_offsets_count_code_points():
    text = "🚢 In Tallinn, Irina Volkovets met Tomas Halberg on March 3, 2026."
    for mention in annals_news.annotate(text)["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["text"]


def test_layers_that_were_not_asked_for_are_left_out():
    row = annals_news.annotate(TEXT, layers=["times"])
    assert "times" in row and "events" not in row


def test_wrong_arguments_are_named():
    with pytest.raises(ValueError, match="layers: 'names'|layers: \"names\""):
        annals_news.annotate(TEXT, layers=["names"])
    with pytest.raises(ValueError, match="date: .*YYYY-MM-DD"):
        annals_news.annotate(TEXT, date="last Tuesday")
    with pytest.raises(ValueError, match="captured: "):
        annals_news.extract(PAGE, captured="March")
    with pytest.raises(TypeError):
        annals_news.extract(42)


def test_copies_are_grouped():
    other = "Rain fell on Vellmar for nine days without a break, and the river rose."
    assert annals_news.dedup([TEXT, other, TEXT.replace("lasted", "took")]) == [0, 1, 0]
    assert annals_news.dedup([]) == []


def test_threads_give_the_same_rows():
    expected, answers = annals_news.annotate(TEXT, date="2026-03-05"), [None] * 8

    def work(place):
        answers[place] = annals_news.annotate(TEXT, date="2026-03-05")

    threads = [threading.Thread(target=work, args=(place,)) for place in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert answers == [expected] * 8


def test_the_lock_is_released_while_a_stage_works():
    """Another thread gets its turn during one long call: it counts, while this one extracts."""
    turns, done = [0], threading.Event()

    def count():
        while not done.wait(0.0005):
            turns[0] += 1

    counter = threading.Thread(target=count)
    counter.start()
    paragraph = f"<p>{SENTENCE}</p>\n"
    annals_news.extract(f"<article>{paragraph * 60_000}</article>")
    done.set()
    counter.join()
    assert turns[0] > 10, "the other thread stood still"


def test_rows_are_the_programs(program):
    given = json.dumps({"id": "a", "text": TEXT, "date": "2026-03-05", "language": "en"})
    row = json.loads(program("annotate", "--jsonl", given=given))
    assert annals_news.annotate(TEXT, "2026-03-05", "en", id="a") == row
