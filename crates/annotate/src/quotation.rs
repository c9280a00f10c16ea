//! Words in quotation marks, straight or curly, and over several paragraphs.

use annals_text::{Span, Text};

/// Every stretch in quotation marks, marks included, sorted. A quotation that a paragraph leaves open goes on in the next
/// one if that begins with a mark; otherwise it ends with its paragraph.
pub fn quotations(text: &Text) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut running: Option<usize> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        if !content.is_empty() {
            let resumes = content.trim_start().starts_with(is_opening);
            let begun = running.take().filter(|_| resumes);
            running = read_line(content, start, begun, &mut found);
        }
        start += line.len();
    }
    if let Some(begun) = running {
        close_at_line_end(text, begun, &mut found);
    }
    found
}

/// Reads one paragraph; returns where a quotation began that it leaves open.
fn read_line(line: &str, offset: usize, begun: Option<usize>, found: &mut Vec<Span>) -> Option<usize> {
    let mut open = begun;
    let mut before = ' ';
    let mut resumed = begun.is_some();
    let mut at = 0;
    while let Some((mark, length)) = mark_at(&line[at..]) {
        let position = offset + at;
        if resumed && is_opening(mark) {
            resumed = false;
        } else if (is_closing(mark) || mark == '“' && closes_here(&line[..at], &line[at + length..]))
            && open.is_some()
            && !(mark == '"' && opens_here(before, &line[at + length..]))
        {
            found.push(Span::new(open.take().unwrap_or(position), position + length));
        } else if is_opening(mark) && open.is_none() {
            open = Some(position);
        }
        before = mark;
        at += length;
    }
    open
}

/// The next character; two apostrophes or backticks, as wires print quotation marks, count as one mark.
fn mark_at(rest: &str) -> Option<(char, usize)> {
    let first = rest.chars().next()?;
    let doubled = rest.starts_with("''") || rest.starts_with("``");
    Some(if doubled {
        ('"', 2)
    } else {
        (first, first.len_utf8())
    })
}

/// A straight mark after a space and before a letter opens.
fn opens_here(before: char, after: &str) -> bool {
    (before.is_whitespace() || before == '(') && after.starts_with(|c: char| c.is_alphanumeric())
}

/// An opening mark behind a word and before a space was meant to close.
fn closes_here(before: &str, after: &str) -> bool {
    !before.is_empty() && !before.ends_with(char::is_whitespace) && !after.starts_with(char::is_alphanumeric)
}

fn close_at_line_end(text: &str, begun: usize, found: &mut Vec<Span>) {
    let end = text[begun..].find('\n').map_or(text.len(), |at| begun + at);
    let length = text[begun..end].trim_end().len();
    if length > 1 {
        found.push(Span::new(begun, begun + length));
    }
}

fn is_opening(mark: char) -> bool {
    matches!(mark, '"' | '“' | '«')
}

fn is_closing(mark: char) -> bool {
    matches!(mark, '"' | '”' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let text = Text::new(text);
        quotations(&text)
            .into_iter()
            .map(|span| text[span].to_owned())
            .collect()
    }

    #[test]
    fn straight_and_curly() {
        assert_eq!(found("He said \"no\" and “yes”."), ["\"no\"", "“yes”"]);
    }

    #[test]
    fn over_paragraphs() {
        assert_eq!(found("“One.\n\n“Two,” he said."), ["“One.\n\n“Two,”"]);
        assert_eq!(found("“One.\n\nTwo.").len(), 0);
    }
}
