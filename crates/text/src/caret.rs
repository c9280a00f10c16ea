//! Text with marked spans, drawn with carets below the line. Tests are written so, and `annals show` prints
//! so: reading a test and using the tool are one skill.
//!
//! ```text
//! He visited St Petersburg on August 6-7.
//!                             ^^^^^^^^^^ 2001-08-06/2001-08-07
//! ```
//!
//! A page of cases is Markdown: prose, settings in lines like `` `published: 2001-08-20` `` (each holds
//! until it is set again), and cases in code blocks indented by four spaces.
//! Lines of a case that hold nothing but carets and a label mark the line above them.

use std::collections::BTreeMap;

use crate::Span;

/// One mark: a span and what is said of it, on one line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// What is marked.
    pub span: Span,
    /// What is said of it. No line breaks.
    pub label: String,
}

/// Draws `marks` below the lines of `text` they begin in. A mark that runs over a line's end is drawn to that end.
pub fn render(text: &str, marks: &[Mark]) -> String {
    let mut sorted: Vec<&Mark> = marks.iter().collect();
    sorted.sort();
    let mut drawn = String::new();
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.len();
        drawn.push_str(line);
        drawn.push('\n');
        for mark in sorted
            .iter()
            .filter(|mark| mark.span.start >= start && mark.span.start <= end)
        {
            if mark.span.start == end && !mark.span.is_empty() {
                continue;
            }
            let before = text[start..mark.span.start].chars().count();
            let width = text[mark.span.start..mark.span.end.min(end)]
                .chars()
                .count()
                .max(1);
            let line = format!("{}{} {}", " ".repeat(before), "^".repeat(width), mark.label);
            drawn.push_str(line.trim_end());
            drawn.push('\n');
        }
        start = end + 1;
    }
    drawn
}

/// One case of a page: its text, and the settings in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The text without its caret lines; lines are joined by `\n`.
    pub text: String,
    /// `key: value` settings that stand above the case.
    pub settings: BTreeMap<String, String>,
    /// The whole block as written, text and caret lines, with a final line break.
    pub expected: String,
    /// Line number of its first line in the page, counted from 1.
    pub line: usize,
}

impl Case {
    /// The value of a setting, if it was given and is not empty.
    pub fn setting(&self, key: &str) -> Option<&str> {
        self.settings
            .get(key)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }
}

/// The outcome of checking a page: its text with every case as found, and a report of those that differ.
pub struct Checked {
    /// The page with each case's block replaced by what was found.
    pub updated: String,
    /// One paragraph for each case that differs; empty when all hold.
    pub failures: Vec<String>,
    /// How many cases the page holds.
    pub cases: usize,
}

/// Runs `find` on each case of a Markdown page and compares the rendering of what it finds with what is written.
pub fn check_page(page: &str, mut find: impl FnMut(&Case) -> Vec<Mark>) -> Checked {
    let mut checked = Checked {
        updated: String::new(),
        failures: Vec::new(),
        cases: 0,
    };
    let mut settings = BTreeMap::new();
    let mut block: Vec<&str> = Vec::new();
    let mut block_line = 0;
    for (number, line) in page.lines().chain([""]).enumerate() {
        if let Some(content) = line.strip_prefix("    ") {
            if block.is_empty() {
                block_line = number + 1;
            }
            block.push(content);
            continue;
        }
        if !block.is_empty() {
            check_block(
                &std::mem::take(&mut block),
                block_line,
                &settings,
                &mut find,
                &mut checked,
            );
        }
        if let Some((key, value)) = setting(line) {
            settings.insert(key.to_owned(), value.to_owned());
        }
        checked.updated.push_str(line);
        checked.updated.push('\n');
    }
    checked.updated.truncate(checked.updated.trim_end().len());
    checked.updated.push('\n');
    checked
}

fn check_block(
    block: &[&str],
    line: usize,
    settings: &BTreeMap<String, String>,
    find: &mut impl FnMut(&Case) -> Vec<Mark>,
    checked: &mut Checked,
) {
    let text: Vec<&str> = block
        .iter()
        .copied()
        .filter(|line| !is_caret_line(line))
        .collect();
    let case = Case {
        text: text.join("\n"),
        settings: settings.clone(),
        expected: block
            .iter()
            .map(|line| format!("{}\n", line.trim_end()))
            .collect(),
        line,
    };
    let found = render(&case.text, &find(&case));
    checked.cases += 1;
    if found != case.expected {
        checked
            .failures
            .push(format!("line {line}: expected\n{}found\n{found}", case.expected));
    }
    for line in found.lines() {
        checked.updated.push_str("    ");
        checked.updated.push_str(line);
        checked.updated.push('\n');
    }
}

fn is_caret_line(line: &str) -> bool {
    line.trim_start().starts_with('^')
}

fn setting(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line
        .trim()
        .strip_prefix('`')?
        .strip_suffix('`')?
        .split_once(':')?;
    Some((key.trim(), value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_holds_comes_back_unchanged() {
        let page = "# Letters\n\nWhy it matters.\n\n`letter: b`\n\n    abc é b\n     ^ b\n          ^ b\n\nThe end.\n";
        let find = |case: &Case| {
            let letter = case.setting("letter").expect("set above");
            let spans = case.text.match_indices(letter);
            spans
                .map(|(at, _)| Mark {
                    span: Span::new(at, at + 1),
                    label: letter.into(),
                })
                .collect()
        };
        let checked = check_page(page, find);
        assert_eq!(checked.cases, 1);
        assert!(checked.failures.is_empty(), "{:?}", checked.failures);
        assert_eq!(checked.updated, page);
    }

    #[test]
    fn a_miss_is_reported_with_its_line() {
        let checked = check_page("x\n\n    abc\n    ^ wrong\n", |_| Vec::new());
        assert_eq!(checked.failures.len(), 1);
        assert!(checked.failures[0].starts_with("line 3"));
        assert_eq!(checked.updated, "x\n\n    abc\n");
    }
}
