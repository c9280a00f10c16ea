"""What a Spark worker does with its part of the job: finds where big WARC files can be cut, and reads pages into rows.

Nothing here knows Spark: batches of Arrow go in and come out, so that each step can be tried alone.
"""

import hashlib
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pyarrow as pa

import annals_news

CHUNK = 128 << 10
# So many pages, or so many bytes of them, are worked on together.
GROUP = 32
GROUP_BYTES = 16 << 20


def opened(path: str):
    """A file of this machine, or of any file system that Arrow knows by its URI (hdfs, s3, gs, abfs), for reading."""
    scheme, mark, rest = path.partition("://")
    if not mark:
        return open(path.removeprefix("file:"), "rb")
    if scheme == "file":
        return open(rest, "rb")
    from pyarrow import fs

    system, name = fs.FileSystem.from_uri(path)
    return system.open_input_file(name)


def members(file) -> list[int] | None:
    """Where the gzip members of a WARC file begin. None for a file that is anything else, or damaged anywhere: such a
    file is not cut, so that what is said of its damage is the same as without Spark."""
    starts, position, buffer = [], 0, b""
    while True:
        buffer = buffer or file.read(CHUNK)
        if not buffer:
            return starts
        starts.append(position)
        unpack, head = zlib.decompressobj(31), b""
        while not unpack.eof:
            more = buffer or file.read(CHUNK)
            try:
                out = unpack.decompress(more, 1 << 20)
            except zlib.error:
                return None
            if not more and not out and not unpack.eof:
                return None
            buffer = unpack.unused_data if unpack.eof else unpack.unconsumed_tail
            position += len(more) - len(buffer)
            head = (head + out[:5])[:5]
        if head != b"WARC/":
            return None


def cuts(starts: list[int] | None, size: int) -> list[tuple[int, int]]:
    """Pieces of at least `size` bytes, from member to member. An end of -1 is the file's."""
    pieces, start = [], 0
    for at in starts or []:
        if at - start >= size:
            pieces.append((start, at))
            start = at
    return [*pieces, (start, -1)]


PLAN = pa.schema([("file", pa.string()), ("start", pa.int64()), ("end", pa.int64()), ("error", pa.string())])


def check_version(expected: str) -> None:
    """Workers with another wheel would give other rows."""
    if annals_news.__version__ != expected:
        raise RuntimeError(
            f"this worker has annals-news {annals_news.__version__}, the driver {expected}: install the same wheel everywhere"
        )


def plan(batches: Iterator[pa.RecordBatch], size: int, version: str) -> Iterator[pa.RecordBatch]:
    """For each `file` its pieces, or why it cannot be read."""
    check_version(version)
    for batch in batches:
        for path in batch.column("file").to_pylist():
            yield pa.RecordBatch.from_pylist(pieces(path, size), schema=PLAN)


def pieces(path: str, size: int) -> list[dict]:
    """The pieces of one file."""
    try:
        with opened(path) as file:
            found = cuts(members(file), size)
    except FileNotFoundError:
        return [{"file": path, "error": "no such file, seen from the worker"}]
    except (OSError, ValueError, pa.ArrowException) as error:
        return [{"file": path, "error": str(error)}]
    return [{"file": path, "start": start, "end": end} for start, end in found]


def signed(type: pa.DataType) -> pa.DataType:
    """The type without unsigned numbers, which Spark does not have."""
    if pa.types.is_struct(type):
        return pa.struct([pa.field(field.name, signed(field.type)) for field in type])
    if pa.types.is_list(type):
        return pa.list_(signed(type.value_type))
    return pa.int64() if pa.types.is_unsigned_integer(type) else type


ARTICLE = signed(pa.struct(list(annals_news.extract_schema())))
DOCUMENT = signed(pa.struct(list(annals_news.annotate_schema())))
READ = pa.schema(
    [
        ("file", pa.string()),
        ("offset", pa.int64()),
        ("capture", pa.string()),
        ("url", pa.string()),
        ("captured", pa.string()),
        ("content_type", pa.string()),
        ("sha256", pa.string()),
        ("bytes", pa.int64()),
        ("article", ARTICLE),
        ("document", DOCUMENT),
        ("error", pa.string()),
    ]
)


def read(batches: Iterator[pa.RecordBatch], version: str) -> Iterator[pa.RecordBatch]:
    """The pages of each piece, read: a row a page, and one for each damage."""
    check_version(version)
    for batch in batches:
        for piece in batch.to_pylist():
            try:
                yield from read_piece(piece["file"], piece["start"], piece["end"])
            except OSError as error:
                yield damaged([{"error": str(error)}], piece["file"], 0)


def read_piece(path: str, start: int, end: int) -> Iterator[pa.RecordBatch]:
    """The pages of one piece, some at a time."""
    with on_this_machine(path, start, end) as local:
        waiting, size = [], 0
        for page in annals_news.read_warc(local):
            if page["error"]:
                yield damaged([page], path, start)
                continue
            waiting.append(page)
            size += len(page["page"])
            if len(waiting) == GROUP or size >= GROUP_BYTES:
                yield whole(waiting, path, start)
                waiting, size = [], 0
        if waiting:
            yield whole(waiting, path, start)


@contextmanager
def on_this_machine(path: str, start: int, end: int) -> Iterator[str]:
    """A local file with these bytes: the file itself, if all of it is wanted and it lies here."""
    local = path.removeprefix("file://").removeprefix("file:")
    if (start, end) == (0, -1) and "://" not in local:
        yield local
        return
    with tempfile.NamedTemporaryFile(suffix=".warc.gz") as copy, opened(path) as file:
        file.seek(start)
        left = end - start if end >= 0 else None
        if left is None:
            shutil.copyfileobj(file, copy, 1 << 20)
        while left:
            bytes = file.read(min(left, 1 << 20))
            if not bytes:
                raise OSError(f"{path}: shorter than it was when it was looked through")
            copy.write(bytes)
            left -= len(bytes)
        copy.flush()
        yield copy.name


def whole(pages: list[dict], path: str, start: int) -> pa.RecordBatch:
    """Pages as rows with their article and its layers."""

    def column(name: str, type: pa.DataType) -> pa.Array:
        return pa.array([page[name] for page in pages], type)

    given = {name: column(name, pa.string()) for name in ("id", "url", "captured", "content_type")}
    articles = annals_news.extract_batch(pa.record_batch({"page": column("page", pa.large_binary()), **given}))
    texts = {name: articles.column(name) for name in ("id", "text", "date", "language")}
    documents = annals_news.annotate_batch(pa.record_batch(texts))
    failed = zip(articles.column("error").to_pylist(), documents.column("error").to_pylist(), strict=True)
    columns = [
        pa.array([path] * len(pages), pa.string()),
        pa.array([start + page["offset"] for page in pages], pa.int64()),
        *given.values(),
        pa.array([hashlib.sha256(page["page"]).hexdigest() for page in pages], pa.string()),
        pa.array([len(page["page"]) for page in pages], pa.int64()),
        struct(articles, ARTICLE),
        struct(documents, DOCUMENT),
        pa.array([article or document for article, document in failed], pa.string()),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=READ)


def struct(batch: pa.RecordBatch, type: pa.DataType) -> pa.Array:
    """A batch as one column."""
    return pa.StructArray.from_arrays(batch.columns, fields=list(batch.schema)).cast(type)


def damaged(pages: list[dict], path: str, start: int) -> pa.RecordBatch:
    """Records that could not be read."""
    rows = [
        {"file": path, "offset": start + page["offset"] if "offset" in page else None, "error": page["error"]}
        for page in pages
    ]
    return pa.RecordBatch.from_pylist(rows, schema=READ)
