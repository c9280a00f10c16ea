"""WARC files to tables on Apache Spark: the wheel's functions on each worker, and no scheduler of our own.

`run` is for programs and notebooks; `python -m annals_news.spark` and `spark-submit .../annals_news/spark.py` are the same
on the command line. `docs/cluster.md` in the repository says what each table holds. pyspark is only imported by `run`.

The job goes in waves of some files. What a wave has read is written beside its name and then renamed, so a wave is there
whole or not at all; a job that was stopped goes on behind the last whole wave with `resume`. The tables are made at the
end, from all waves, and renamed into place in the same way.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

TABLES = ("captures", "articles", "omitted", "times", "mentions", "places", "statements", "events", "failures")
MANIFEST = "job.json"


def run(
    spark,
    inputs: Sequence[str],
    output: str,
    *,
    resume: bool = False,
    split_bytes: int = 64 << 20,
    wave: int = 256,
) -> dict[str, int]:
    """Read the WARC files `inputs` into Parquet tables below `output`; answers the number of rows of each table.

    `inputs` are paths that every worker sees, or URIs that Arrow knows. Files of more than `split_bytes` are cut between
    records. `wave` files are read between two moments from which `resume` can go on.

    A file or record that cannot be read stands in the table `failures`, and the rest goes on.

    Raises FileExistsError if `output` holds anything and `resume` is not set, ValueError if there is no input or the
    output was begun by another version, RuntimeError (within Spark's) if a worker has another wheel.
    """
    import annals_news

    if not inputs:
        raise ValueError("no WARC file was named")
    folder = Folder(spark, output)
    folder.begin(annals_news.__version__, resume)
    done, number = folder.waves()
    pending = [path for path in dict.fromkeys(inputs) if path not in done]
    for start in range(0, len(pending), wave):
        files = pending[start : start + wave]
        spark.sparkContext.setJobDescription(f"annals: files {start + 1} to {start + len(files)} of {len(pending)}")
        read_wave(spark, folder, number, files, split_bytes, annals_news.__version__)
        number += 1
    spark.sparkContext.setJobDescription("annals: tables")
    counts = write_tables(spark, folder)
    folder.write(MANIFEST, {"version": annals_news.__version__, "done": True, "rows": counts})
    return counts


class Folder:
    """The output, on any file system that Spark knows."""

    def __init__(self, spark, output: str):
        self.spark, self.output = spark, output.rstrip("/")
        self.path = spark.sparkContext._jvm.org.apache.hadoop.fs.Path
        self.system = self.path(self.output).getFileSystem(spark._jsc.hadoopConfiguration())

    def at(self, name: str) -> str:
        return f"{self.output}/{name}"

    def exists(self, name: str) -> bool:
        return self.system.exists(self.path(self.at(name)))

    def names(self, name: str = "") -> list[str]:
        here = self.path(self.at(name) if name else self.output)
        if not self.system.exists(here):
            return []
        return sorted(status.getPath().getName() for status in self.system.listStatus(here))

    def begin(self, version: str, resume: bool) -> None:
        """Refuses a folder that is not to be gone on with; notes the version."""
        held = self.names()
        if held and not resume:
            raise FileExistsError(f"{self.output}: exists; name a new folder, or go on with it by --resume")
        if held and MANIFEST not in held:
            raise ValueError(f"{self.output}: no output of this job (it has no {MANIFEST}); nothing was changed")
        known = self.read(MANIFEST)["version"] if held else version
        if known != version:
            raise ValueError(f"{self.output}: begun by annals-news {known}, this is {version}; name a new folder")
        self.write(MANIFEST, {"version": version, "done": False})

    def waves(self) -> tuple[set[str], int]:
        """The files that whole waves have read, and the number of the next wave."""
        numbers = [name for name in self.names("waves") if name.isdigit()]
        done = {path for name in numbers for path in self.read(f"waves/{name}/files.json")}
        return done, max((int(name) + 1 for name in numbers), default=0)

    def write(self, name: str, value) -> None:
        stream = self.system.create(self.path(self.at(name)), True)
        stream.write(bytearray(json.dumps(value, indent=1).encode()))
        stream.close()

    def read(self, name: str):
        stream = self.system.open(self.path(self.at(name)))
        try:
            return json.loads(bytes(stream.readAllBytes()))
        finally:
            stream.close()

    def remove(self, name: str) -> None:
        self.system.delete(self.path(self.at(name)), True)

    def put(self, staged: str, name: str) -> None:
        """Renames what was written whole, in place of what was there."""
        self.remove(name)
        if not self.system.rename(self.path(self.at(staged)), self.path(self.at(name))):
            raise OSError(f"{self.at(staged)}: cannot be renamed to {name}")


def read_wave(spark, folder: Folder, number: int, files: list[str], split_bytes: int, version: str) -> None:
    """Reads some files; what they hold is there as a whole or not at all."""
    from pyspark.sql.pandas.types import from_arrow_schema

    from annals_news import _spark_worker as worker

    def tasks(rows, schema):
        """One task a row."""
        return spark.createDataFrame(spark.sparkContext.parallelize(rows, max(len(rows), 1)), schema)

    named = tasks([(path,) for path in files], "file string")
    cut = partial(worker.plan, size=split_bytes, version=version)
    planned = named.mapInArrow(cut, from_arrow_schema(worker.PLAN)).collect()
    pieces = [(row.file, row.start, row.end) for row in planned if row.error is None]
    lost = [(row.file, row.error) for row in planned if row.error is not None]
    staged = f"waves/{number:05}.part"
    folder.remove(staged)
    read = tasks(pieces, "file string, start long, end long")
    read = read.mapInArrow(partial(worker.read, version=version), from_arrow_schema(worker.READ))
    read.write.parquet(folder.at(f"{staged}/rows"))
    tasks(lost, "file string, error string").write.parquet(folder.at(f"{staged}/lost"))
    folder.write(f"{staged}/files.json", files)
    folder.put(staged, f"waves/{number:05}")


def write_tables(spark, folder: Folder) -> dict[str, int]:
    """Makes the tables from all waves."""
    waves = [name for name in folder.names("waves") if name.isdigit()]
    read = spark.read.parquet(*[folder.at(f"waves/{name}/rows") for name in waves])
    lost = spark.read.parquet(*[folder.at(f"waves/{name}/lost") for name in waves])
    counts = {}
    for name, rows in tables(read, lost).items():
        folder.remove(f"staged/{name}")
        rows.write.parquet(folder.at(f"staged/{name}"))
        folder.put(f"staged/{name}", name)
        counts[name] = spark.read.parquet(folder.at(name)).count()
    folder.remove("staged")
    return counts


def tables(read, lost) -> dict:
    """The tables as DataFrames. A capture that stands in several files counts once: where it comes first by file and offset."""
    from pyspark.sql import functions as f

    whole = read.where(f.col("error").isNull())
    first = whole.groupBy("capture").agg(f.min(f.struct("file", "offset")).alias("at"))
    first = first.select(f.col("at.file").alias("file"), f.col("at.offset").alias("offset"))
    kept = whole.join(first, ["file", "offset"], "left_semi")

    def each(column: str, *also):
        """A row for each item of a list, with its place in the list."""
        items = kept.select("capture", f.posexplode(column).alias("position", "item"))
        return items.select("capture", "position", *also, "item.*")

    kind = lambda name: f.lit(name).alias("what")  # noqa: E731
    times = each("document.times", kind("expression"))
    left_out = {"id", "omitted", "error"}
    fields = [name for name in read.schema["article"].dataType.names if name not in left_out]
    places = ["capture", "url", "captured", "content_type", "sha256", "bytes", "file", "offset"]
    broken = read.where(f.col("error").isNotNull()).select("file", "offset", "error")
    return {
        "captures": kept.select(*places),
        "articles": kept.select("capture", *[f.col(f"article.{name}") for name in fields]),
        "omitted": each("article.omitted"),
        "times": times.unionByName(each("document.ranges", kind("range")), allowMissingColumns=True),
        "mentions": each("document.mentions"),
        "places": each("document.places"),
        "statements": each("document.statements"),
        "events": each("document.events"),
        "failures": broken.unionByName(lost, allowMissingColumns=True),
    }


def inputs_below(path: str) -> list[str]:
    """A folder of this machine as the WARC and ARC files in it, in order of their names; anything else as it is."""
    if "://" in path or not os.path.isdir(path):
        return [path if "://" in path else os.path.abspath(path)]
    endings = (".warc", ".arc", ".warc.gz", ".arc.gz", ".warc.zst", ".arc.zst")
    found = sorted(file for file in Path(path).rglob("*") if file.name.lower().endswith(endings) and file.is_file())
    return [str(file.absolute()) for file in found]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line. 0: all was read; 5: some files or records failed and stand in `failures`; 1: it could not go on."""
    parser = argparse.ArgumentParser(
        prog="python -m annals_news.spark",
        description="Read WARC files into Parquet tables on Apache Spark.",
        epilog="Example: python -m annals_news.spark --master 'local[2]' made/ tables",
    )
    parser.add_argument("inputs", nargs="*", help="WARC files, folders of them, or URIs")
    parser.add_argument("output", help="the folder to make, on any file system that Spark knows")
    parser.add_argument("--list", metavar="FILE", help="a file that names inputs, one a line")
    parser.add_argument("--resume", action="store_true", help="go on with a job that was stopped, or add files to it")
    parser.add_argument("--master", help="Spark's master; without it that of spark-submit, else this machine")
    parser.add_argument("--split-mib", type=float, default=64, help="cut larger files between records (default: 64)")
    parser.add_argument("--wave", type=int, default=256, help="files between two points to resume from (default: 256)")
    given = parser.parse_args(arguments)
    named = [path for each in given.inputs for path in inputs_below(each)]
    if given.list:
        named += [line.strip() for line in Path(given.list).read_text().splitlines() if line.strip()]
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        print("annals_news.spark: pyspark is missing: pip install 'annals-news[spark]'", file=sys.stderr)
        return 1
    builder = SparkSession.builder.appName("annals")
    spark = (builder.master(given.master) if given.master else builder).getOrCreate()
    split_bytes = max(int(given.split_mib * (1 << 20)), 1)
    try:
        counts = run(spark, named, given.output, resume=given.resume, split_bytes=split_bytes, wave=max(given.wave, 1))
    except (OSError, ValueError) as error:
        print(f"annals_news.spark: {error}", file=sys.stderr)
        return 1
    finally:
        spark.stop()
    print(", ".join(f"{count} {name}" for name, count in counts.items()), file=sys.stderr)
    return 5 if counts["failures"] else 0


if __name__ == "__main__":
    # The functions that workers run are found by the module's name, not in this script.
    from annals_news.spark import main as named_main

    sys.exit(named_main())
