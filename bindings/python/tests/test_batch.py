"""Arrow record batches in, record batches out, row for row."""

import annals_news
import pyarrow as pa
import pytest
from conftest import PAGE, TEXT, URL


def without_nulls(value):
    """A row as the values' functions give it: what is null was left out there or is null."""
    if isinstance(value, dict):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    if isinstance(value, (list, tuple)):
        return [without_nulls(item) for item in value]
    return round(value, 4) if isinstance(value, float) else value


def test_articles_are_those_of_single_pages():
    batch = pa.record_batch({"id": ["a", "b"], "page": [PAGE.encode(), b"plain words"], "url": [URL, None]})
    answer = annals_news.extract_batch(batch)
    assert answer.schema == annals_news.extract_schema()
    single = [annals_news.extract(PAGE.encode(), URL, id="a"), annals_news.extract(b"plain words", id="b")]
    assert without_nulls(answer.to_pylist()) == without_nulls(single)


@pytest.mark.parametrize("type", [pa.string(), pa.large_string(), pa.string_view()])
def test_documents_are_those_of_single_texts(type):
    column = pa.array([TEXT, "Am 3. März 2026 traf sich der Rat."], type)
    batch = pa.record_batch({"text": column, "id": ["a", "b"], "date": ["2026-03-05", None]})
    answer = annals_news.annotate_batch(batch)
    assert answer.schema == annals_news.annotate_schema()
    single = [
        annals_news.annotate(TEXT, "2026-03-05", id="a"),
        annals_news.annotate("Am 3. März 2026 traf sich der Rat.", id="b"),
    ]
    assert without_nulls(answer.to_pylist()) == without_nulls(single)


def test_every_kind_of_row_fits_the_schema():
    """A field that the schema lacks is an error in the module, so a varied text is enough to see it."""
    text = """Kim Song Ho, chairman of the committee, said: "We will meet on March 3 or 4." He left twice a week.
The foreign minister, who visited Paris from May 2 to May 6, 2019, denied that talks were held with President Ana Ruiz.
"The minister told me that he would resign," Ana Ruiz said. The University of Leeds closed, according to BBC News.
In the three months to January 31 the French President signed a treaty in Springfield, according to officials."""
    batch = pa.record_batch({"text": [text], "date": ["2026-03-05"]})
    row = annals_news.annotate_batch(batch).to_pylist()[0]
    assert row["error"] is None
    assert row["statements"] and row["ranges"] and row["places"] and row["events"]


def test_a_bad_row_costs_itself():
    batch = pa.record_batch({"id": ["a", "b", "c"], "page": [PAGE.encode(), None, PAGE.encode()], "captured": [None, None, "May"]})
    rows = annals_news.extract_batch(batch).to_pylist()
    assert [row["id"] for row in rows] == ["a", "b", "c"]
    assert [row["error"] for row in rows] == [None, "the page is null", 'captured: "May" is no day as YYYY-MM-DD']
    assert rows[0]["text"] == TEXT and rows[1]["text"] is None
    texts = pa.record_batch({"text": [None, TEXT], "date": [None, "May"]})
    assert all(row["error"] for row in annals_news.annotate_batch(texts).to_pylist())


def test_wrong_columns_are_named():
    with pytest.raises(KeyError, match="page"):
        annals_news.extract_batch(pa.record_batch({"text": ["a"]}))
    with pytest.raises(TypeError, match="text.*string or binary"):
        annals_news.annotate_batch(pa.record_batch({"text": [1]}))


def test_an_empty_batch_has_the_schema():
    empty = pa.record_batch({"page": pa.array([], pa.binary())})
    answer = annals_news.extract_batch(empty)
    assert (answer.num_rows, answer.schema) == (0, annals_news.extract_schema())


def test_layers_that_were_not_asked_for_are_null():
    answer = annals_news.annotate_batch(pa.record_batch({"text": [TEXT]}), layers=["times"])
    row = answer.to_pylist()[0]
    assert row["times"] and row["events"] is None


def test_copies_have_the_number_of_the_first():
    batch = pa.record_batch({"text": [TEXT, "Rain fell on Vellmar for nine days.", TEXT, None]})
    assert annals_news.dedup_batch(batch).column("first").to_pylist()[:3] == [0, 1, 0]
