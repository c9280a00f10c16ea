//! Small pages as Markdown cases with carets: below each line, what became of it.

use std::path::Path;

use annals_extract::{BlockKind, Judged, Omitted, Page, explain, extract};
use annals_text::Span;
use annals_text::caret::{Case, Mark, check_page};

#[test]
fn carets() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases = 0;
    for entry in std::fs::read_dir(folder).expect("the case pages are there") {
        let path = entry.expect("a readable folder").path();
        let page = std::fs::read_to_string(&path).expect("a readable case page");
        let archived = path.ends_with("archived-text.md");
        let checked = check_page(&page, if archived { changes } else { marks });
        cases += checked.cases;
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, checked.updated).expect("a writable case page");
        } else {
            assert!(
                checked.failures.is_empty(),
                "{}: {}",
                path.display(),
                checked.failures.join("\n")
            );
        }
    }
    assert!(cases >= 4, "only {cases} cases");
}

/// What became of each line of a plain page.
fn marks(case: &Case) -> Vec<Mark> {
    let page = Page {
        bytes: case.text.as_bytes(),
        url: case.setting("url"),
        content_type: Some("text/plain"),
        ..Page::default()
    };
    let (article, mut omitted) = extract(&page);
    let mut blocks = article.blocks.iter().peekable();
    let mut marks = Vec::new();
    let mut start = 0;
    for line in case.text.split('\n') {
        let span = Span::new(start, start + line.len());
        start = span.end + 1;
        let label = match blocks.next_if(|block| article.text[block.span] == *line) {
            Some(block) if block.kind == BlockKind::Paragraph => "paragraph".to_owned(),
            Some(block) => format!("{:?}", block.kind).to_lowercase(),
            None => left_out(line, &mut omitted),
        };
        if !line.is_empty() {
            marks.push(Mark {
                span,
                label: with_date(label, line, &article.teasers),
            });
        }
    }
    marks
}

/// What an archived text was changed in: words that became others, and lines that were left out.
fn changes(case: &Case) -> Vec<Mark> {
    let page = Page {
        bytes: case.text.as_bytes(),
        url: None,
        content_type: Some("text/plain"),
        ..Page::default()
    };
    let blocks = explain(&page);
    let mut marks = left_out_lines(&case.text, &blocks);
    let mut found = blocks.iter().flat_map(|block| block.text.split(' ')).peekable();
    let mut words = words_of(&case.text).into_iter();
    while let Some((span, word)) = words.next() {
        let Some(first) = found.next() else { break };
        let (mut became, mut written) = (first.to_owned(), word.to_owned());
        // Words that were parted have several after them, words that were joined several before them.
        while bare(&became) != bare(&written) {
            match bare(&became).len() < bare(&written).len() {
                true => became.extend([" ", found.next().expect("words do not vanish")]),
                false => written.push_str(words.next().expect("words do not appear").1),
            }
        }
        if became != word {
            marks.push(Mark { span, label: became });
        }
    }
    marks
}

fn bare(word: &str) -> String {
    word.chars()
        .filter(|letter| !matches!(letter, ' ' | '-'))
        .collect()
}

/// The words of a text with their places.
fn words_of(text: &str) -> Vec<(Span, &str)> {
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    text.split_whitespace()
        .map(|word| (Span::new(start(word), start(word) + word.len()), word))
        .collect()
}

fn left_out_lines(text: &str, blocks: &[Judged]) -> Vec<Mark> {
    let mut start = 0;
    let mut marks = Vec::new();
    for line in text.split('\n') {
        let folded = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let block = blocks.iter().find(|block| block.text == folded);
        if let Some(reason) = block.and_then(|block| block.reason) {
            let span = Span::new(start, start + line.len());
            marks.push(Mark {
                span,
                label: reason.as_str().to_owned(),
            });
        }
        start += line.len() + 1;
    }
    marks
}

fn left_out(line: &str, omitted: &mut Vec<Omitted>) -> String {
    match omitted.iter().position(|piece| piece.text == line) {
        Some(at) => omitted.remove(at).reason.as_str().to_owned(),
        None => "nowhere".to_owned(),
    }
}

fn with_date(label: String, line: &str, teasers: &[annals_extract::Teaser]) -> String {
    let date = teasers
        .iter()
        .find(|teaser| teaser.text == line)
        .and_then(|teaser| teaser.date);
    match date {
        Some(date) if label == "teaser" => format!("{label} {date}"),
        _ => label,
    }
}
