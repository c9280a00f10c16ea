//! Exports of articles and tables, and whether other programs read in them what is there: feedparser and Python's sqlite3
//! and json, where ANNALS_PEERS names a Python environment that has them.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::trial::Trial;

/// Python of the peers' environment, or `None` and a message.
fn python() -> Option<String> {
    let found = std::env::var_os("ANNALS_PEERS").map(|folder| PathBuf::from(folder).join("python"));
    let found = found.filter(|path| path.is_file());
    if found.is_none() {
        eprintln!("skipped: ANNALS_PEERS names no folder with python");
    }
    found.map(|path| path.display().to_string())
}

/// The demo, and a page that tries to leave its place in every field.
fn collection() -> Trial {
    let trial = Trial::new();
    trial.annals("demo --no-serve").ends(0);
    trial.file(
        "odd.html",
        "<html lang=en><head><title>]]&gt;&lt;b&gt; \"odd\" &amp; 'titled' \u{1}\u{feff}</title>\
         <meta property='article:published_time' content='2024-02-03'>\
         </head><body><article><p>A text with ]]&gt; and &lt;entry&gt; in it, \u{b}vertical, \u{fffe}odd, and a line\u{2028}separator.</p>\
         <p>Minister Petra Lindqvist visited Graz on January 10, 2024, and met Mayor Anton Leitgeb.</p></article></body></html>",
    );
    trial
        .annals("-C annals-demo add odd.html --url https://odd.example/?a=1&b=%22<>'")
        .ends(0);
    trial.annals("-C annals-demo build").ends(0);
    trial
}

const FEED: &str = "
import feedparser, json
feed = feedparser.parse('articles.atom')
assert not feed.bozo, feed.bozo_exception
rows = [json.loads(line) for line in open('articles.jsonl')]
assert len(feed.entries) == len(rows) > 5
for entry, row in zip(feed.entries, rows):
    assert entry.id == 'urn:annals:capture:' + row['id']
    assert entry.updated == row['captured'], (entry.updated, row['captured'])
    assert (entry.get('published') or '')[:10] == (row['published'] or ''), row
    kept = ''.join(c for c in row['text'] if c in '\\t\\n' or ord(c) >= 32 and not 127 <= ord(c) < 160 and c not in '\\ufffe\\uffff')
    assert entry.content[0].value.split() == kept.split(), row['id']
    assert entry.author, row
print('read', len(rows))
";

const FEED_IN_JSON: &str = "
import json
feed = json.load(open('articles.json'))
rows = [json.loads(line) for line in open('articles.jsonl')]
assert feed['version'] == 'https://jsonfeed.org/version/1.1' and feed['title']
graph = json.load(open('articles.jsonld'))
assert graph['@context'] == 'https://schema.org'
items = [json.loads(line) for line in open('articles.ninjs')]
assert len(rows) == len(feed['items']) == len(graph['@graph']) == len(items)
for row, item, node, ninjs in zip(rows, feed['items'], graph['@graph'], items):
    uri = 'urn:annals:capture:' + row['id']
    assert item['id'] == node['@id'] == ninjs['uri'] == uri
    assert item['content_text'] == node['articleBody'] == ninjs['bodies'][0]['value'] == row['text']
    assert item['title'] == node['headline'] == ninjs['headlines'][0]['value']
    assert node['publisher']['name'] == row['source'] and node['@type'] == 'NewsArticle'
    assert ninjs['versionCreated'] == row['captured'] and ninjs['standard']['version'] == '3.0'
    assert node.get('datePublished') == row['published']
    for name in ('url', 'datePublished'):
        assert node.get(name, 'x') is not None
print('read', len(rows))
";

#[test]
fn feeds_and_items_are_read_by_others() {
    let trial = collection();
    for (format, file) in [
        ("articles-jsonl", "articles.jsonl"),
        ("atom", "articles.atom"),
        ("jsonfeed", "articles.json"),
        ("jsonld", "articles.jsonld"),
        ("ninjs", "articles.ninjs"),
        ("articles-csv", "articles.csv"),
    ] {
        let ended = trial
            .annals(&format!("-C annals-demo export {format} -o {file}"))
            .ends(0);
        ended.says("articles to");
        let (one, other) = (
            trial.path(file),
            trial
                .annals(&format!("-C annals-demo export {format}"))
                .ends(0)
                .out,
        );
        assert_eq!(std::fs::read_to_string(one).unwrap(), other, "{format}");
    }
    let Some(python) = python() else { return };
    trial.file("feed.py", FEED).file("items.py", FEED_IN_JSON);
    trial
        .shell(&format!("{python} feed.py && {python} items.py"))
        .ends(0)
        .prints("read ");
}

#[test]
fn articles_are_chosen_by_source_and_day() {
    let trial = collection();
    let all = trial
        .annals("-C annals-demo export articles-jsonl")
        .ends(0)
        .rows();
    let some = trial
        .annals("-C annals-demo export articles-jsonl --source odd.example")
        .ends(0)
        .rows();
    assert!(some.len() == 1 && all.len() > 5);
    let late = trial
        .annals("-C annals-demo export articles-jsonl --from 2024-02-03 --until 2024-02-03")
        .ends(0);
    assert!(late.rows().iter().all(|row| row["published"] == "2024-02-03"));
    trial
        .annals("-C annals-demo export atom --source nobody -o kept.atom")
        .ends(1);
    assert!(!trial.path("kept.atom").exists());
    trial
        .annals("-C annals-demo export atom Lindqvist")
        .ends(1)
        .says("--source");
}

#[test]
fn events_are_written_whole_however_many_there_are() {
    let trial = collection();
    let listed = trial.annals("-C annals-demo timeline --json").ends(0).out;
    assert_eq!(trial.annals("-C annals-demo export jsonl").ends(0).out, listed);
}

const TABLES: &str = "
import json, sqlite3
copy = sqlite3.connect('file:copy.sqlite?mode=ro', uri=True)
assert copy.execute('PRAGMA integrity_check').fetchone() == ('ok',)
events = [json.loads(line) for line in open('events.jsonl')]
articles = {row['id']: row for row in map(json.loads, open('articles.jsonl'))}
assert [row[0] for row in copy.execute('SELECT id FROM events ORDER BY position')] == [event['id'] for event in events]
claims = [(event['id'], number, claim['source'], claim['capture'], claim['sentence'])
          for event in events for number, claim in enumerate(event['claims'])]
found = copy.execute('SELECT event, number, source, capture, sentence FROM claims').fetchall()
assert sorted(found) == sorted(claims) and len(claims) > 10
texts = dict(copy.execute('SELECT capture, text FROM articles'))
assert texts == {id: row['text'] for id, row in articles.items()}
lost = copy.execute('SELECT count(*) FROM claims WHERE capture NOT IN (SELECT capture FROM captures)').fetchone()
assert lost == (0,)
lost = copy.execute('SELECT count(*) FROM participants WHERE entity NOT IN (SELECT id FROM entities)').fetchone()
assert lost == (0,), lost
columns = {(table, column[1]) for (table,) in copy.execute(\"SELECT name FROM sqlite_schema WHERE type = 'table'\").fetchall()
           for column in copy.execute('SELECT * FROM pragma_table_info(?)', (table,))}
for table, column in sorted(columns):
    print(table + '.' + column)
";

#[test]
fn sqlite_has_the_tables_that_are_documented() {
    let trial = collection();
    trial
        .annals("-C annals-demo export jsonl -o events.jsonl")
        .ends(0);
    trial
        .annals("-C annals-demo export articles-jsonl -o articles.jsonl")
        .ends(0);
    trial.file("copy.sqlite", "what was there before");
    trial
        .annals("-C annals-demo export sqlite -o copy.sqlite")
        .ends(0)
        .says("articles and");
    assert!(!trial.path("copy.sqlite.new").exists());
    trial.annals("-C annals-demo export sqlite").ends(1).says("-o");
    trial
        .annals("-C annals-demo export sqlite Lindqvist -o x.sqlite")
        .ends(1);
    let Some(python) = python() else { return };
    trial.file("read.py", TABLES);
    let read = trial.shell(&format!("{python} read.py")).ends(0).out;
    let there: BTreeSet<&str> = read.lines().collect();
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/formats.md");
    let page = std::fs::read_to_string(page).unwrap();
    let documented: BTreeSet<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .map(|(name, _)| name)
        .filter(|name| {
            there.contains(name) || name.starts_with("claims.") || name.starts_with("participants.")
        })
        .collect();
    assert_eq!(documented, there);
}

#[test]
fn a_page_that_cannot_be_read_is_told_and_the_rest_goes_on() {
    let trial = collection();
    let warc = std::fs::read_dir(trial.path("annals-demo/warc"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let rows = trial
        .annals("-C annals-demo export articles-jsonl")
        .ends(0)
        .rows()
        .len();
    let mut bytes = std::fs::read(&warc).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 40].fill(0);
    std::fs::write(&warc, bytes).unwrap();
    let ended = trial
        .annals("-C annals-demo export articles-jsonl -o some.jsonl")
        .ends(5);
    ended.says("left out");
    let left = std::fs::read_to_string(trial.path("some.jsonl"))
        .unwrap()
        .lines()
        .count();
    assert!(left < rows && left > 0, "{left} of {rows}");
    trial
        .annals("-C annals-demo export sqlite -o some.sqlite")
        .ends(5)
        .says("without its text");
}
