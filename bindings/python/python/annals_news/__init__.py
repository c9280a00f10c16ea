"""Captured news pages into articles, times, names, statements and events.

The functions are those of the `annals` program, and give the rows that its JSON streams give.
"""

from ._annals import (
    WarcPages,
    __version__,
    annotate,
    annotate_batch,
    annotate_schema,
    dedup,
    dedup_batch,
    extract,
    extract_batch,
    extract_schema,
    read_warc,
)

__all__ = [
    "WarcPages",
    "__version__",
    "annotate",
    "annotate_batch",
    "annotate_schema",
    "dedup",
    "dedup_batch",
    "extract",
    "extract_batch",
    "extract_schema",
    "read_warc",
]
