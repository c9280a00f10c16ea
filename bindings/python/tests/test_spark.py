"""The Spark job on a real standalone cluster on loopback: the rows of the program, also when a worker is ended."""

import gzip
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import annals_news
import pytest
from conftest import PAGE, URL, record

pytest.importorskip("pyspark")
if not shutil.which("java"):
    pytest.skip("Spark needs Java", allow_module_level=True)

import pyarrow.parquet as pq  # noqa: E402
import pyspark  # noqa: E402
from annals_news import _spark_worker as worker  # noqa: E402

HOME = Path(pyspark.__file__).parent
MASTER, FIRST_PORT = "spark://127.0.0.1:4601", 4601
DOCS = Path(__file__).parents[3] / "docs" / "cluster.md"


def environment(tmp):
    return os.environ | {
        "SPARK_HOME": str(HOME),
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_DIRS": str(tmp),
        "SPARK_NO_DAEMONIZE": "1",
    }


class Cluster:
    """One master and two workers, processes of their own."""

    def __init__(self, tmp):
        self.tmp, self.processes = tmp, []
        self.start("master.Master", "--host", "127.0.0.1", "--port", "4601", "--webui-port", "4602")
        self.wait_for(4601)
        for number in (0, 1):
            port, ui = str(4603 + 2 * number), str(4604 + 2 * number)
            self.start(
                "worker.Worker", "--host", "127.0.0.1", "--port", port, "--webui-port", ui, "--cores", "1",
                "--memory", "1g", "--work-dir", str(tmp / f"worker{number}"), MASTER,
            )  # fmt: skip
            self.wait_for(int(ui))

    def start(self, name, *arguments):
        log = (self.tmp / f"{name}-{len(self.processes)}.log").open("w")
        command = [str(HOME / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", *arguments]
        self.processes.append(subprocess.Popen(command, env=environment(self.tmp), stdout=log, stderr=log))

    def wait_for(self, port):
        for _ in range(600):
            assert all(process.poll() is None for process in self.processes), self.logs()
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.2)
        raise AssertionError(self.logs())

    def logs(self):
        return "\n".join(log.read_text()[-2000:] for log in self.tmp.glob("*.log"))

    def end(self):
        for process in reversed(self.processes):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path):
    (tmp_path / "cluster").mkdir()
    cluster = Cluster(tmp_path / "cluster")
    yield cluster
    cluster.end()


def submit(tmp, *arguments, master=MASTER):
    """The job as spark-submit runs it, begun. What it says comes through the JVM, on either stream."""
    script = Path(annals_news.__file__).parent / "spark.py"
    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.port": "4610",
        "spark.blockManager.port": "4620",
        "spark.ui.enabled": "false",
        "spark.executor.memory": "600m",
        "spark.sql.shuffle.partitions": "4",
    }
    conf = [part for setting in settings.items() for part in ("--conf", "=".join(setting))]
    command = [str(HOME / "bin" / "spark-submit"), "--master", master, *conf, str(script), *map(str, arguments)]
    # A file and no pipe: a pipe that nobody reads while the test waits would stop the job.
    log = Path(tempfile.mkstemp(dir=tmp, suffix=".log")[1])
    with log.open("w") as said:
        job = subprocess.Popen(command, env=environment(tmp), stdout=said, stderr=said)
    job.log = log
    return job


def ends(job, code):
    job.wait(timeout=900)
    said = job.log.read_text(errors="replace")
    assert job.returncode == code, said[-6000:]
    return said


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """WARC files of the generator in this repository."""
    generator = os.environ.get("ANNALS_CORPUS")
    if not generator:
        pytest.skip("ANNALS_CORPUS does not name the generator, so there is nothing to read")
    folder = tmp_path_factory.mktemp("made")
    for seed in "123":
        options = ["--pages", "40", "--seed", seed, "--outlets", "4"]
        subprocess.run([generator, "generate", folder / seed, *options], check=True, capture_output=True)
    return sorted(folder.rglob("*.warc.gz"))


def bare(value):
    """A value without what is null or empty, and with numbers as a table of 32 bits has them."""
    if isinstance(value, dict):
        items = {key: bare(item) for key, item in value.items()}
        return {key: item for key, item in items.items() if item not in (None, [], {})}
    if isinstance(value, (list, tuple)):
        return [bare(item) for item in value]
    return round(value, 3) if isinstance(value, float) else value


def in_order(rows):
    return sorted((bare(row) for row in rows), key=lambda row: json.dumps(row, sort_keys=True))


def table(output, name):
    return pq.read_table(output / name).to_pylist()


def of_the_program(program, files):
    """The tables as the program's streams give them."""
    lines = program("extract", "--jsonl", *map(str, files))
    articles = {row["id"]: row for row in map(json.loads, lines.splitlines())}
    texts = [{key: row[key] for key in ("id", "text", "date", "language")} for row in articles.values()]
    lines = program("annotate", "--jsonl", given="\n".join(map(json.dumps, texts)))
    documents = [json.loads(line) for line in lines.splitlines()]
    assert len(documents) == len(articles) > 100

    def each(rows, name, **also):
        for row in rows:
            for position, item in enumerate(row.get(name) or []):
                yield {"capture": row["id"], "position": position, **also, **item}

    def article(row):
        return {"capture": row["id"]} | {key: value for key, value in row.items() if key not in ("id", "omitted")}

    return {
        "articles": map(article, articles.values()),
        "omitted": each(articles.values(), "omitted"),
        "times": [*each(documents, "times", what="expression"), *each(documents, "ranges", what="range")],
        **{name: each(documents, name) for name in ("mentions", "places", "statements", "events")},
    }


def same_rows(output, program, files):
    for name, rows in of_the_program(program, files).items():
        rows = in_order(rows)
        assert rows or name == "statements", name
        assert in_order(table(output, name)) == rows, name


def test_the_cluster_gives_the_rows_of_the_program(cluster, made, program, tmp_path):
    output = tmp_path / "tables"
    ends(submit(tmp_path, "--split-mib", "0.05", *made, output), 0)
    same_rows(output, program, made)
    assert table(output, "failures") == []
    rows = {row["capture"]: row for row in table(output, "captures")}
    folder = tmp_path / "annals"
    program("init", str(folder))
    program("-C", str(folder), "add", *map(str, made))
    program("-C", str(folder), "build")
    catalogue = sqlite3.connect(folder / "annals.sqlite")
    kept = catalogue.execute("SELECT capture, url, captured, lower(hex(sha256)) FROM captures").fetchall()
    assert kept
    for capture, *evidence in kept:
        assert [rows[capture][name] for name in ("url", "captured", "sha256")] == evidence
    heads = {row["capture"]: row for row in table(output, "articles")}
    query = """SELECT capture, title, published, a.date_from, language FROM articles a JOIN captures c ON c.id = a.id"""
    for capture, *head in catalogue.execute(query):
        assert [heads[capture][name] for name in ("title", "date", "date_from", "language")] == head
    queries_of_the_docs(output)


def queries_of_the_docs(output):
    """The worked examples answer something on these tables."""
    duckdb = pytest.importorskip("duckdb")
    queries = re.findall(r"```sql\n(.*?)```", DOCS.read_text(), re.S)
    assert len(queries) == 3
    here = os.getcwd()
    os.chdir(output.parent)
    try:
        for query in queries:
            assert duckdb.sql(query).fetchall(), query
    finally:
        os.chdir(here)


def test_a_worker_may_end_in_the_middle(cluster, made, program, tmp_path):
    output = tmp_path / "tables"
    job = submit(tmp_path, "--wave", "1", "--split-mib", "0.05", *made, output)
    while not (output / "waves" / "00000").exists():
        assert job.poll() is None, job.log.read_text(errors="replace")[-6000:]
        time.sleep(0.05)
    os.kill(cluster.processes[-1].pid, signal.SIGKILL)
    assert not (output / "events").exists(), "the job was done before the worker ended"
    ends(job, 0)
    same_rows(output, program, made)


def test_bad_input_costs_itself_and_a_job_goes_on(tmp_path):
    pages = [gzip.compress(record(PAGE.replace("Tallinn", town).encode(), f"{URL}-{town}")) for town in ("Oru", "Ild")]
    (tmp_path / "good.warc.gz").write_bytes(b"".join(pages))
    (tmp_path / "cut.warc.gz").write_bytes(pages[0] + pages[1][:-40])
    huge = PAGE.replace("Home", "x" * (100 << 20)).encode()
    (tmp_path / "huge.warc").write_bytes(record(huge, URL) + record(PAGE.encode(), URL + "-after"))
    named = ["good.warc.gz", "cut.warc.gz", "huge.warc", "missing.warc.gz"]
    output = tmp_path / "tables"
    arguments = [*[tmp_path / name for name in named], output]
    ends(submit(tmp_path, *arguments, master="local[2]"), 5)
    failures = {Path(row["file"]).name: row["error"] for row in table(output, "failures")}
    assert set(failures) == {"cut.warc.gz", "huge.warc", "missing.warc.gz"}
    assert "no such file" in failures["missing.warc.gz"] and "limit" in failures["huge.warc"]
    assert len(table(output, "articles")) == 3
    assert "exists" in ends(submit(tmp_path, *arguments, master="local[2]"), 1)
    (tmp_path / "new.warc").write_bytes(record(PAGE.encode(), URL + "-new"))
    before = (output / "waves" / "00000" / "files.json").stat().st_mtime_ns
    ends(submit(tmp_path, "--resume", tmp_path / "new.warc", *arguments, master="local[2]"), 5)
    assert len(table(output, "articles")) == 4
    assert (output / "waves" / "00000" / "files.json").stat().st_mtime_ns == before


def test_files_are_cut_between_members(tmp_path):
    pages = [gzip.compress(record(PAGE.replace("Tallinn", "Oru" * n).encode(), f"{URL}-{n}")) for n in range(9)]
    path = tmp_path / "nine.warc.gz"
    path.write_bytes(b"".join(pages))
    found = [piece for piece in worker.pieces(str(path), 1000)]
    assert len(found) > 2 and found[0]["start"] == 0 and found[-1]["end"] == -1
    rows = [row for piece in found for batch in worker.read_piece(piece["file"], piece["start"], piece["end"]) for row in batch.to_pylist()]
    whole = [(page["id"], page["offset"]) for page in annals_news.read_warc(path)]
    assert [(row["capture"], row["offset"]) for row in rows] == whole
    path.write_bytes(b"".join(pages)[:-5])
    assert len(worker.pieces(str(path), 1000)) == 1, "a damaged file is not cut"


def test_another_wheel_is_refused():
    with pytest.raises(RuntimeError, match="same wheel"):
        list(worker.read(iter([]), "0.0.0"))
