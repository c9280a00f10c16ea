//! Statements of a text: the reports of its sentences joined with its quotations.
//!
//! A quotation belongs to the report that stands beside it; without one, to the speaker of its paragraph's other quotations,
//! or to a sentence before it that ends in a colon. What is quoted inside reported words is part of them.

use annals_text::{Span, Text};

use crate::Statement;

/// Somebody says something in one sentence.
#[derive(Clone, Debug)]
pub struct Spoken {
    /// Who, as printed, with title.
    pub speaker: Option<Span>,
    /// Whether that is a pronoun.
    pub pronoun: bool,
    /// The word that says so.
    pub cue: Span,
    /// From subject to verb: what a quotation stands beside.
    pub region: Option<Span>,
    /// Whether it can stand behind a quotation.
    pub stands_behind: bool,
    /// What is said, as far as its sentence has it.
    pub content: Option<Span>,
    /// Whether the speaker vouches for it, rather than wishing or judging it.
    pub asserts: bool,
    /// Whether a whole clause is what is said.
    pub vouches: bool,
    /// The speaker's entity.
    pub entity: Option<usize>,
    /// How it was found.
    pub reason: &'static str,
}

/// The statements of a text, sorted by content. Reports come in the order of the text; so do quotations.
pub fn statements(text: &Text, spoken: &[Spoken], quotations: &[Span]) -> Vec<Statement> {
    let mut found: Vec<Statement> = Vec::new();
    let mut used = vec![false; spoken.len()];
    let mut last: Option<usize> = None;
    for &quotation in quotations
        .iter()
        .filter(|quotation| is_sentence_like(text, **quotation))
    {
        let Some(number) = speaker_of(text, spoken, quotation, last) else {
            continue;
        };
        last = Some(number);
        if used[number] {
            extend(&mut found, &spoken[number], quotation);
        } else {
            used[number] = true;
            let whole = whole(text, &spoken[number], quotation);
            let direct = text[whole].starts_with(['"', '“', '«', '\'', '`']);
            found.push(statement(&spoken[number], whole, direct));
        }
    }
    for (spoken, _) in spoken.iter().zip(&used).filter(|(_, used)| !**used) {
        if is_aside_in_quotation(spoken, quotations) {
            continue;
        }
        let content = spoken.content.map(|content| trimmed(text, content));
        if let Some(content) = content.filter(|content| !content.is_empty()) {
            let direct = text[content].starts_with(['"', '“', '«']);
            found.push(statement(spoken, content, direct));
        }
    }
    found.sort_by_key(|statement| (statement.content, statement.cue));
    nested(found)
}

/// Nothing is nested deeper than this.
const DEEPEST: usize = 2;
/// No further apart in the order of their contents are two statements of which one holds the other.
const NEIGHBOURS: usize = 12;

/// With how deep each is nested: how many others report it as part of what they report.
fn nested(mut found: Vec<Statement>) -> Vec<Statement> {
    let depths: Vec<usize> = (0..found.len()).map(|number| depth(&found, number)).collect();
    for (statement, depth) in found.iter_mut().zip(depths) {
        statement.depth = depth;
    }
    found.retain(|statement| statement.depth <= DEEPEST);
    found
}

fn depth(found: &[Statement], number: usize) -> usize {
    let own = &found[number];
    let near = number.saturating_sub(NEIGHBOURS)..found.len().min(number + NEIGHBOURS);
    let holds = |other: &&Statement| {
        let cue = own.cue.unwrap_or(own.content);
        other.cue != own.cue && other.content.len() > own.content.len() && other.content.contains(cue)
    };
    found[near].iter().filter(holds).count()
}

/// "He says the plan 'is dead', and that": a quotation that is only part of what its sentence reports, with the rest of it.
fn whole(text: &Text, spoken: &Spoken, quotation: Span) -> Span {
    let around = spoken.content.filter(|content| {
        content.overlaps(quotation) && !content.contains(spoken.cue) && content.start < quotation.start
    });
    around.map_or(quotation, |content| trimmed(text, content).cover(quotation))
}

/// The report that a quotation belongs to: the one beside it, or that of its paragraph's last quotation; none where it is
/// part of other reported words.
fn speaker_of(text: &Text, spoken: &[Spoken], quotation: Span, last: Option<usize>) -> Option<usize> {
    let beside = beside(text, spoken, quotation);
    let last = last.filter(|&last| same_paragraph(text, &spoken[last], quotation) && begins(text, quotation));
    beside.or_else(|| last.filter(|&last| !is_anothers(spoken, quotation, last)))
}

/// Whether a quotation begins a sentence, or stands behind a comma: in the middle of one it is a phrase of the writer's.
fn begins(text: &Text, quotation: Span) -> bool {
    let before = text[Span::new(0, quotation.start)].trim_end_matches(' ');
    before.is_empty() || before.ends_with(['.', '!', '?', '"', '”', '\n', ',', ':', '\'', '»', ')'])
}

/// How far from a quotation the report that holds it can begin, in bytes.
const REACH: usize = 3000;

/// The numbers of the reports whose cue begins in this stretch of the text.
fn near(spoken: &[Spoken], from: usize, to: usize) -> std::ops::Range<usize> {
    let before = |limit: usize| spoken.partition_point(|spoken| spoken.cue.start < limit);
    before(from)..before(to)
}

/// Whether a quotation is part of what another report than this one reports.
fn is_anothers(spoken: &[Spoken], quotation: Span, own: usize) -> bool {
    near(spoken, quotation.start.saturating_sub(REACH), quotation.end + 300).any(|number| {
        let report = &spoken[number];
        let holds = |content: Span| content.start < quotation.start && content.overlaps(quotation);
        number != own && !quotation.contains(report.cue) && report.content.is_some_and(holds)
    })
}

/// "I want", "we believe" within quotation marks are part of what the quoted speaker says.
fn is_aside_in_quotation(spoken: &Spoken, quotations: &[Span]) -> bool {
    let cue = spoken.cue;
    let behind = quotations.partition_point(|quotation| quotation.start <= cue.start);
    let quoted = behind
        .checked_sub(1)
        .is_some_and(|at| quotations[at].contains(cue));
    quoted && (spoken.pronoun || !spoken.asserts)
}

fn statement(spoken: &Spoken, content: Span, direct: bool) -> Statement {
    Statement {
        speaker: spoken.speaker,
        entity: spoken.entity,
        cue: Some(spoken.cue),
        content,
        direct,
        reason: spoken.reason,
        depth: 0,
    }
}

/// A further quotation of the same speech: its statement runs on to there.
fn extend(found: &mut [Statement], spoken: &Spoken, quotation: Span) {
    if let Some(statement) = found.iter_mut().rev().find(|found| found.cue == Some(spoken.cue)) {
        statement.content = statement.content.cover(quotation);
    }
}

/// Quotation marks around a word or two mock or name; they do not quote a statement.
pub fn is_sentence_like(text: &Text, quotation: Span) -> bool {
    let words = text[quotation].split_whitespace().count();
    words > 3 || (words > 1 && text[quotation].contains([',', '.', '!', '?']))
}

/// The report that stands right beside a quotation, behind it or before it.
fn beside(text: &Text, spoken: &[Spoken], quotation: Span) -> Option<usize> {
    let behind = near(spoken, quotation.end, quotation.end + 300).find(|&number| {
        let spoken = &spoken[number];
        spoken.stands_behind
            && !(ends_sentence(text, quotation) && says_behind(spoken))
            && spoken
                .region
                .is_some_and(|region| touches(text, quotation.end, region.start))
    });
    behind.or_else(|| {
        near(spoken, quotation.start.saturating_sub(300), quotation.start)
            .rev()
            .find(|&number| {
                let region = spoken[number].region;
                region.is_some_and(|region| introduces(text, region.end, quotation.start))
            })
    })
}

/// Whether a quotation ends with its sentence: what stands behind it need not belong to it.
fn ends_sentence(text: &Text, quotation: Span) -> bool {
    let inner = text[quotation].trim_end_matches(['"', '”', '»', '\'', '’']);
    inner.ends_with(['.', '!', '?'])
}

/// Whether what is said stands behind its cue.
fn says_behind(spoken: &Spoken) -> bool {
    spoken
        .content
        .is_some_and(|content| content.start >= spoken.cue.end)
}

/// Whether only spaces and light marks stand between two places.
fn touches(text: &Text, from: usize, to: usize) -> bool {
    let light = |c: char| matches!(c, ' ' | ',' | ':' | '-' | '–' | '—');
    from <= to && to - from <= 40 && text[Span::new(from, to)].chars().all(light)
}

/// "X said on Monday: ", "X told reporters that ".
fn introduces(text: &Text, end: usize, quotation: usize) -> bool {
    if end > quotation || quotation - end > 80 {
        return false;
    }
    let between = text[Span::new(end, quotation)].trim_end();
    let marked = between.ends_with(':') || between.ends_with(',') && !between.contains('\n');
    touches(text, end, quotation) || between.trim() == "that" || marked && !between.contains('.')
}

/// Whether a quotation stands in the paragraph of a report, or is all of the next one.
fn same_paragraph(text: &Text, spoken: &Spoken, quotation: Span) -> bool {
    let (from, to) = (spoken.cue.end, quotation.start);
    if from > to {
        return false;
    }
    let breaks = text[Span::new(from, to)].trim_end().contains('\n');
    let between = &text[Span::new(from, to)];
    let next = between.trim_end().len() < between.len() && between.ends_with('\n') && !breaks;
    let rest = &text[Span::new(quotation.end, text.len())];
    let alone = rest.is_empty() || rest.starts_with('\n');
    !between.contains('\n') || next && alone
}

/// Without spaces, commas and the final stop at its edges.
fn trimmed(text: &Text, span: Span) -> Span {
    let piece = &text[span];
    let start = span.start + (piece.len() - piece.trim_start_matches([' ', ',', ':', '\n']).len());
    let piece = &text[Span::new(start.min(span.end), span.end)];
    Span::new(
        start.min(span.end),
        start.min(span.end) + piece.trim_end_matches([' ', ',', '.', ';', '\n']).len(),
    )
}
