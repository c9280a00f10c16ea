"""Captured news pages into articles, times, names, statements and events.

Rows are dictionaries with the fields of the program's JSON streams (`docs/formats.md` describes each). Offsets into a
text are counted in Unicode code points, as Python counts them. All functions release the interpreter's lock while they
work and may be called from any number of threads.
"""

from collections.abc import Iterator, Sequence
from os import PathLike
from typing import Any, Literal, TypedDict

import pyarrow as pa

__version__: str

Layer = Literal["times", "mentions", "places", "statements", "events"]

class WarcRow(TypedDict):
    """A page of a WARC file, or what is wrong with a record."""

    id: str | None
    """The capture, as `annals` names it."""
    url: str | None
    captured: str | None
    """RFC 3339, in UTC."""
    content_type: str | None
    page: bytes | None
    """The payload, its transfer and content encodings undone."""
    number: int
    """Of the record, counted from 0."""
    offset: int
    """Where the record begins, in bytes."""
    error: str | None
    """What is wrong with the record; the rest of the file goes on."""

class WarcPages(Iterator[WarcRow]):
    """The pages of a WARC file, in order."""

    @property
    def skipped(self) -> dict[str, int]:
        """How many records were no pages so far, by reason ("revisit", "status 404", "image/png")."""

def extract(
    page: bytes | str,
    url: str | None = None,
    *,
    id: str | None = None,
    content_type: str | None = None,
    captured: str | None = None,
) -> dict[str, Any]:
    """Extract the article from a page: HTML or plain text.

    Of bytes the character set is found out, with the help of `content_type` ("text/html; charset=koi8-r"). `captured`
    is the day of the capture (YYYY-MM-DD): what the page dates later is flagged. No page is refused: what could not be
    read whole has `partial`.

    Raises ValueError if `captured` is no day.
    """

def annotate(
    text: str,
    date: str | None = None,
    language: str | None = None,
    *,
    id: str | None = None,
    layers: Sequence[Layer] | None = None,
) -> dict[str, Any]:
    """Find times, names, places, statements and events in a text whose paragraphs are its lines.

    `date` is the day of publication (YYYY-MM-DD), by which "on Tuesday" gets its day; `language` an ISO 639-1 code, found
    out if left away. `layers` limits the work and the row to some of the layers.

    Raises ValueError if `date` is no day or a layer is unknown.
    """

def dedup(texts: Sequence[str]) -> list[int]:
    """Group copies and near copies: for each text the index of the first text of its family.

    A text without copies is its own first. Linear in the length of all texts.
    """

def read_warc(path: str | PathLike[str]) -> WarcPages:
    """The pages of a WARC file, plain or packed.

    Raises FileNotFoundError, or OSError if the file cannot be read. A damaged record is a row with an `error`.
    """

def extract_batch(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Articles of the pages in a batch, row for row, with the schema `extract_schema()`.

    Columns: `page` (binary, or string if it was decoded already), and if there are any `id`, `url`, `content_type`,
    `captured`. A row that cannot be worked on has an `error` and nulls.

    Raises KeyError for a missing column, TypeError for one of another type.
    """

def annotate_batch(batch: pa.RecordBatch, *, layers: Sequence[Layer] | None = None) -> pa.RecordBatch:
    """Layers of the texts in a batch, row for row, with the schema `annotate_schema()`.

    Columns: `text`, and if there are any `id`, `date`, `language`. Layers that were not asked for are null. A row that
    cannot be worked on has an `error` and nulls.

    Raises KeyError for a missing column, TypeError for one of another type.
    """

def dedup_batch(batch: pa.RecordBatch) -> pa.RecordBatch:
    """For each `text` of a batch the number of the first text of its family, counted from 0, in a column `first`.

    Raises KeyError for a missing column, TypeError for one of another type.
    """

def extract_schema() -> pa.Schema:
    """The schema of `extract_batch`."""

def annotate_schema() -> pa.Schema:
    """The schema of `annotate_batch`."""
