#!/usr/bin/env python3
"""Times other extractors on the pages that `cargo bench -p annals-extract --bench stages` reads, and our program beside them.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install resiliparse selectolax trafilatura lxml_html_clean
    cargo build --release -p annals
    /tmp/peers/bin/python crates/extract/benches/peers.py [--bin target/release/annals] [--rounds 5] [--slow] [FOLDER...]

Without folders it reads the pages of the demo. All times are processor time of one thread, the best of several rounds, in
one run on one machine: quote the ratios. Ours holds starting the program, reading the files, finding everything and writing
it as JSON, with packed files and with plain ones. The peers are handed pages in memory: as bytes where they can tell the
character set themselves, as ours does, and as text (lexbor: a tree alone; resiliparse: a tree, or the main text;
trafilatura, with `--slow`, one round: text and metadata).
"""
import argparse, glob, gzip, json, os, resource, subprocess, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
DEMO = os.path.join(HERE, "..", "..", "..", "demo", "pages")


def paths_of(folders):
    names = [name for folder in folders for name in glob.glob(os.path.join(folder, "*.html*"))]
    return sorted(os.path.abspath(name) for name in names if name.endswith((".html", ".html.gz")))


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    return gzip.decompress(data) if path.endswith(".gz") else data


def ours(binary, paths):
    """Processor seconds of the whole program, with all it reads and writes."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as listing:
        listing.writelines(json.dumps({"path": path}) + "\n" for path in paths)
        listing.flush()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        argv = [binary, "extract", "-j", "1", "--jsonl", "--list", listing.name]
        subprocess.run(argv, stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def unpacked(pages, folder):
    """The pages as plain files of a folder."""
    paths = [os.path.join(folder, f"{number}.html") for number in range(len(pages))]
    for path, page in zip(paths, pages):
        with open(path, "wb") as file:
            file.write(page)
    return paths


def seconds(work, pages):
    start = time.thread_time()
    for page in pages:
        work(page)
    return time.thread_time() - start


def peers(slow):
    """Name and function of each peer that is installed; the function takes bytes and text."""
    try:
        from selectolax.lexbor import LexborHTMLParser

        yield "lexbor, tree of text", lambda _, text: LexborHTMLParser(text)
    except ImportError:
        print("selectolax is not installed")
    try:
        from resiliparse.extract.html2text import extract_plain_text
        from resiliparse.parse.encoding import detect_encoding
        from resiliparse.parse.html import HTMLTree

        def main_text(tree):
            return extract_plain_text(tree, main_content=True)

        yield "resiliparse, tree of text", lambda _, text: HTMLTree.parse(text)
        yield "resiliparse, text", lambda _, text: main_text(HTMLTree.parse(text))
        yield "resiliparse, bytes", lambda data, _: main_text(HTMLTree.parse_from_bytes(data, detect_encoding(data)))
    except ImportError:
        print("resiliparse is not installed")
    if slow:
        import trafilatura

        yield "trafilatura, bytes", lambda data, _: trafilatura.bare_extraction(data, with_metadata=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", default=[DEMO])
    parser.add_argument("--bin", default="target/release/annals")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--slow", action="store_true", help="trafilatura too")
    args = parser.parse_args()
    paths = paths_of(args.folders)
    data = [read(path) for path in paths]
    pages = [(page, page.decode("utf-8", "replace")) for page in data]
    size = sum(map(len, data)) / 1e6
    print(f"{len(pages)} pages, {size:.1f} MB")

    works = list(peers(args.slow))
    best = {}
    with tempfile.TemporaryDirectory() as folder:
        plain = unpacked(data, folder)
        # The works take turns, so that a busy moment of the machine falls on all alike.
        for number in range(args.rounds):
            for name, files in [("annals, plain files", plain), ("annals, files as they are", paths)]:
                best[name] = min(best.get(name, 1e9), ours(args.bin, files))
            for name, work in works:
                if number == 0 or not name.startswith("trafilatura"):
                    best[name] = min(best.get(name, 1e9), seconds(lambda page: work(*page), pages))
    own = best["annals, plain files"]
    for name, spent in best.items():
        rates = f"{len(pages) / spent:8.0f} pages/s {size / spent:8.1f} MB/s"
        print(f"{name:<26} {rates}   annals is {spent / own:.2f} times as fast")


if __name__ == "__main__":
    main()
