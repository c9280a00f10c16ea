//! Small pages as Markdown cases with carets: below each line, what became of it.

use std::path::Path;

use annals_extract::{BlockKind, Omitted, Page, extract};
use annals_text::Span;
use annals_text::caret::{Case, Mark, check_page};

#[test]
fn carets() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases = 0;
    for entry in std::fs::read_dir(folder).expect("the case pages are there") {
        let path = entry.expect("a readable folder").path();
        let page = std::fs::read_to_string(&path).expect("a readable case page");
        let checked = check_page(&page, marks);
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
