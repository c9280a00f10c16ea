#!/usr/bin/env python3
"""Times spaCy's small model on the texts that `cargo bench -p annals-names --bench words` reads, and ours beside it.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install spacy MODEL
    cargo build --release -p annals-names --example names_of_lines
    /tmp/peers/bin/python crates/names/benches/peers.py [--bin target/release/examples/names_of_lines] [FILE.jsonl...]

MODEL is en_core_web_sm as a package, of the version that fits the spaCy installed; `--model` tells the name under which it
loads, if that is another. Without files it reads our own gold
sentences, twenty to a text. Both run on one thread in one run on one machine, in processor time: quote the ratio. Ours holds starting the
program, reading its tables and the texts, entities, places and writing all of it as JSON; spaCy's holds the pipeline with
the entity recogniser alone, its model already loaded, texts in memory. Words are runs of letters and digits.
"""
import argparse, glob, json, os, re, resource, subprocess, time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
HERE = os.path.dirname(os.path.abspath(__file__))
GOLD = os.path.join(HERE, "..", "..", "..", "training", "names", "gold")


def own_gold():
    lines = []
    for path in sorted(glob.glob(os.path.join(GOLD, "*.gold"))):
        with open(path, encoding="utf-8") as file:
            lines += [line.strip() for line in file if line.strip() and not line.startswith("#")]
    lines = [re.sub(r"\{[A-Z]+ ([^{}]*)\}", r"\1", line) for line in lines]
    return ["\n".join(lines[i:i + 20]) for i in range(0, len(lines), 20)]


def texts_of(files):
    rows = [json.loads(line) for path in files for line in open(path, encoding="utf-8")]
    return [row["text"] for row in rows]


def ours(binary, texts, repeat):
    lines = "".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate(texts * repeat))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([binary], input=lines.encode(), stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / repeat


def spacy_small(texts, model):
    import spacy
    pipeline = spacy.load(model, disable=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    start = time.process_time()
    found = sum(len(document.ents) for document in pipeline.pipe(texts))
    return time.process_time() - start, found, spacy.__version__


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default="target/release/examples/names_of_lines")
    parser.add_argument("--model", default="en_core_web_sm")
    parser.add_argument("files", nargs="*")
    arguments = parser.parse_args()
    texts = texts_of(arguments.files) if arguments.files else own_gold()
    words = sum(len(re.findall(r"\w+", text)) for text in texts)
    print(f"{len(texts)} texts, {words} words")
    seconds = min(ours(arguments.bin, texts, 20) for _ in range(3))
    print(f"ours, whole program   {words / seconds:10.0f} words/s")
    try:
        spent, found, version = spacy_small(texts, arguments.model)
    except (ImportError, OSError) as problem:
        return print(f"spaCy: {problem}")
    print(f"spaCy {version} small    {words / spent:10.0f} words/s   ours is {spent / seconds:.0f} times as fast")


if __name__ == "__main__":
    main()
