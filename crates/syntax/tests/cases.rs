//! Sentences with their trees, one word a line. `UPDATE=1` rewrites the trees; read the difference before keeping it.

use std::fmt::Write;
use std::path::Path;

use annals_syntax::{Word, parse, words};
use annals_text::Text;

#[test]
fn trees() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/trees.md");
    let page = std::fs::read_to_string(&path).expect("the page of cases");
    let written = rewritten(&page);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, written).expect("the page can be written");
    } else {
        assert!(
            page == written,
            "{} says otherwise now:\n{written}",
            path.display()
        );
    }
}

/// The page with each tree as it is found: a paragraph that begins with "> " is a sentence, the code block behind it its tree.
fn rewritten(page: &str) -> String {
    let mut out = String::new();
    let mut parts = page.split("\n\n").peekable();
    while let Some(part) = parts.next() {
        out += part.trim_end();
        out += "\n\n";
        if let Some(sentence) = part.strip_prefix("> ") {
            parts.next_if(|next| next.starts_with("    "));
            out += &tree(sentence.trim());
            out += "\n";
        }
    }
    out.truncate(out.trim_end().len());
    out + "\n"
}

fn tree(sentence: &str) -> String {
    let text = Text::new(sentence);
    let spans = words(&text, text.span());
    let seen: Vec<Word> = spans.iter().map(|&span| Word::of(&text[span])).collect();
    let mut out = String::new();
    for (node, &span) in parse(&seen).iter().zip(&spans) {
        let head = node.head.map_or("-", |head| &text[spans[head]]);
        let (tag, relation) = (node.tag.as_str(), node.relation.as_str());
        writeln!(out, "    {:<14} {tag:<5} {relation:<13} {head}", &text[span]).expect("strings take all");
    }
    out
}
