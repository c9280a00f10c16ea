//! Statements of a text: the reports of its sentences joined with its quotations.
//!
//! A quotation belongs to the report that stands beside it; without one, to the speaker of its paragraph's other quotations,
//! or to a sentence before it that ends in a colon. What is quoted inside reported words is part of them.

use annals_text::{Span, Text};

use crate::Statement;
use crate::report::Report;

/// A report with what the whole text knows of its speaker.
#[derive(Clone, Debug)]
pub struct Spoken {
    /// The report.
    pub report: Report,
    /// The speaker's entity.
    pub entity: Option<usize>,
}

/// The statements of a text, sorted by content.
pub fn statements(text: &Text, spoken: &[Spoken], quotations: &[Span]) -> Vec<Statement> {
    let mut found: Vec<Statement> = Vec::new();
    let mut used = vec![false; spoken.len()];
    let mut last: Option<usize> = None;
    for &quotation in quotations.iter().filter(|quotation| is_sentence_like(text, **quotation)) {
        let inside = spoken.iter().any(|spoken| {
            let content = spoken.report.content;
            content.is_some_and(|content| content.start < quotation.start && content.end + 1 >= quotation.end && content.contains(Span::new(quotation.start, quotation.start)))
                && spoken.report.cue.end <= content.map_or(0, |content| content.start)
        });
        let beside = beside(text, spoken, quotation);
        let Some(number) = beside.or_else(|| (!inside).then_some(()).and(last).filter(|&last| same_paragraph(text, &spoken[last], quotation))) else {
            continue;
        };
        if inside && beside.is_none() {
            continue;
        }
        last = Some(number);
        if used[number] {
            extend(&mut found, &spoken[number], quotation);
        } else {
            used[number] = true;
            found.push(statement(&spoken[number], quotation, true));
        }
    }
    for (number, spoken) in spoken.iter().enumerate() {
        let Some(content) = spoken.report.content.filter(|_| !used[number]) else {
            continue;
        };
        let content = trimmed(text, content);
        if !content.is_empty() {
            let direct = text[content].starts_with(['"', '“', '«']);
            found.push(statement(spoken, content, direct));
        }
    }
    found.sort_by_key(|statement| (statement.content, statement.cue));
    found
}

fn statement(spoken: &Spoken, content: Span, direct: bool) -> Statement {
    Statement {
        speaker: Some(spoken.report.printed),
        entity: spoken.entity,
        cue: Some(spoken.report.cue),
        content,
        direct,
    }
}

/// A further quotation of the same speech: its statement runs on to there.
fn extend(found: &mut [Statement], spoken: &Spoken, quotation: Span) {
    if let Some(statement) = found.iter_mut().rev().find(|found| found.cue == Some(spoken.report.cue)) {
        statement.content = statement.content.cover(quotation);
    }
}

/// Quotation marks around a word or two mock or name; they do not quote a statement.
fn is_sentence_like(text: &Text, quotation: Span) -> bool {
    let words = text[quotation].split_whitespace().count();
    words > 3 || (words > 1 && text[quotation].contains([',', '.', '!', '?']))
}

/// The report that stands right beside a quotation.
fn beside(text: &Text, spoken: &[Spoken], quotation: Span) -> Option<usize> {
    let near = |from: usize, to: usize| {
        from <= to && to - from <= 40 && text[Span::new(from, to)].chars().all(|c| matches!(c, ' ' | ',' | ':' | '-' | '–' | '—'))
    };
    let after = spoken
        .iter()
        .position(|spoken| near(quotation.end, spoken.report.region.start) && spoken.report.clause.is_some());
    let before = || {
        spoken.iter().rposition(|spoken| {
            let end = spoken.report.region.end;
            let gap = quotation.start.checked_sub(end).is_some_and(|gap| gap <= 80);
            gap && {
                let between = &text[Span::new(end, quotation.start)];
                let colon = between.trim_end().ends_with([':', ',']) && !between.contains(['.', '\n']);
                colon || near(end, quotation.start) || between.trim() == "that" || (between.trim_end().ends_with(':') && between.contains('\n'))
            }
        })
    };
    after.or_else(before)
}

fn same_paragraph(text: &Text, spoken: &Spoken, quotation: Span) -> bool {
    let (from, to) = (spoken.report.cue.end, quotation.start);
    from <= to && !text[Span::new(from, to)].contains('\n')
}

/// Without spaces, commas and the final stop at its edges.
fn trimmed(text: &Text, span: Span) -> Span {
    let piece = &text[span];
    let start = span.start + (piece.len() - piece.trim_start_matches([' ', ',', ':', '\n']).len());
    let piece = &text[Span::new(start.min(span.end), span.end)];
    Span::new(start.min(span.end), start.min(span.end) + piece.trim_end_matches([' ', ',', '.', ';', '\n']).len())
}
