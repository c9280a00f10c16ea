//! Reports: the clauses of one sentence in which somebody says something, and "according to". Each knows who, with which
//! word, and which part of the sentence is what is said.

use annals_text::Span;

use crate::chunk::{ChunkKind, VerbShape};
use crate::clause::{ClauseKind, Clauses};
use crate::group::Nature;
use crate::lexicon::lexicon;
use crate::reader::{Party, attached_party, parties};

/// Somebody says something.
#[derive(Clone, Debug)]
pub struct Report {
    /// Who, as words of the sentence.
    pub speaker: Party,
    /// Who, as printed, with title.
    pub printed: Span,
    /// The word that says so.
    pub cue: Span,
    /// The base form of that word; "according to".
    pub lemma: &'static str,
    /// Its clause, if it is one.
    pub clause: Option<usize>,
    /// From subject to verb: what a quotation stands beside.
    pub region: Span,
    /// What is said, as far as this sentence has it.
    pub content: Option<Span>,
    /// Whether the speaker vouches for what is said, rather than wishing or judging it.
    pub asserts: bool,
    /// Whether a whole clause is what is said, not only its object.
    pub clausal: bool,
    /// Whether the speaker can act: a person, organisation or country.
    pub acts: bool,
}

/// The reports of a sentence, in order.
pub fn reports(clauses: &Clauses) -> Vec<Report> {
    let mut found: Vec<Report> = (0..clauses.list.len())
        .filter_map(|clause| of_clause(clauses, clause))
        .collect();
    found.extend((0..clauses.phrases.chunks.len()).filter_map(|chunk| according_to(clauses, chunk)));
    found.sort_by_key(|report| report.cue.start);
    found
}

fn sentence_end(clauses: &Clauses) -> usize {
    clauses.phrases.words.last().map_or(0, |word| word.span.end)
}

fn chunk_span(clauses: &Clauses, chunk: usize) -> Span {
    clauses.phrases.span(clauses.phrases.chunks[chunk].words.clone())
}

fn of_clause(clauses: &Clauses, index: usize) -> Option<Report> {
    let clause = &clauses.list[index];
    let lexicon = lexicon();
    let lemma = clause.verb.lemma;
    let asserts = lexicon.has("report", lemma);
    if !(asserts || lexicon.has("attitude", lemma)) || clause.verb.passive {
        return None;
    }
    let hangs = matches!(clause.kind, ClauseKind::Infinitive | ClauseKind::Participle);
    let subject = clause.subject.filter(|_| !hangs)?;
    let content = content(clauses, index, asserts);
    if content.is_none() && !lexicon.has("quotecue", lemma) {
        return None;
    }
    let speaker = parties(clauses, subject).into_iter().next()?;
    let group = chunk_span(clauses, clauses.groups[subject].chunks.start)
        .cover(chunk_span(clauses, clauses.groups[subject].chunks.end - 1));
    let cue = chunk_span(clauses, clause.chunk);
    let asserts = asserts && !clause.verb.negated;
    let inverted = group.start > cue.start;
    let acts = matches!(
        speaker.nature,
        Nature::Person | Nature::Organisation | Nature::Place | Nature::Unknown
    );
    Some(Report {
        printed: group,
        cue,
        lemma,
        clause: Some(index),
        region: if inverted || clause.partner.is_none() && group.end <= cue.start {
            group.cover(cue)
        } else {
            cue
        },
        content,
        asserts,
        clausal: is_clausal(clauses, index, content),
        acts,
        speaker,
    })
}

/// Whether what is said is a clause, a quotation, or stands before its verb; "announced a visit" vouches as well.
fn is_clausal(clauses: &Clauses, index: usize, content: Option<Span>) -> bool {
    const NAMING: &[&str] = &[
        "announce", "report", "confirm", "disclose", "reveal", "deny", "refute",
    ];
    let clause = &clauses.list[index];
    let verb_end = clauses.phrases.words[clause.verb.main].span.end;
    let before = content.is_some_and(|content| content.end <= verb_end);
    before
        || NAMING.contains(&clause.verb.lemma)
        || complement(clauses, index, true)
            .is_some_and(|at| at > clause.chunk + 1 || !matches!(clauses.kind(at), Some(ChunkKind::Noun(_))))
        || starts_clause(clauses, index)
}

fn starts_clause(clauses: &Clauses, index: usize) -> bool {
    let next = clauses.list.get(index + 1);
    next.is_some_and(|next| {
        next.start == clauses.list[index].chunk + 1
            && next.kind == ClauseKind::Finite
            && next.partner.is_none()
    })
}

/// What a clause of saying says: behind it, or before it.
fn content(clauses: &Clauses, index: usize, asserts: bool) -> Option<Span> {
    let end = sentence_end(clauses);
    if let Some(start) = complement(clauses, index, asserts) {
        let start = chunk_span(clauses, start).start;
        return (start < end).then(|| Span::new(start, end));
    }
    if asserts { preceding(clauses, index) } else { None }
}

/// The chunk at which the complement behind a verb begins.
fn complement(clauses: &Clauses, index: usize, asserts: bool) -> Option<usize> {
    let clause = &clauses.list[index];
    let chunks = clauses.phrases.chunks.len();
    let region_ends = (clause.chunk..chunks)
        .take_while(|&chunk| clauses.owner[chunk] == Some(index))
        .last()
        .map_or(clause.chunk + 1, |last| last + 1);
    for chunk in clause.chunk + 1..region_ends {
        let colon =
            matches!(clauses.kind(chunk), Some(ChunkKind::Break)) && clauses.phrases.lower(chunk) == ":";
        match clauses.kind(chunk) {
            Some(ChunkKind::Subordinator) => return Some(chunk),
            Some(ChunkKind::Quote) if chunk + 1 < chunks => return Some(chunk),
            _ if colon && chunk + 1 < chunks => return Some(chunk + 1),
            _ => {}
        }
    }
    let next = clauses
        .list
        .get(index + 1)
        .filter(|next| next.start >= clause.chunk && next.start <= region_ends);
    if let Some(next) = next {
        let own_subject = next.partner.is_none() && next.subject.is_some() && next.kind == ClauseKind::Finite;
        let between = |from: usize| {
            (from..next.start).all(|chunk| !matches!(clauses.kind(chunk), Some(ChunkKind::Comma)))
        };
        if own_subject && next.start > clause.chunk && between(clause.chunk + 1) {
            return Some(next.start);
        }
    }
    if asserts && before_it(clauses, index).is_some() {
        return None;
    }
    let first = clause.chunk + 1;
    let takes_noun = !clause.objects.is_empty()
        || matches!(
            clauses.kind(first),
            Some(ChunkKind::Verb(_) | ChunkKind::Preposition)
        );
    let to_somebody = matches!(clause.verb.lemma, "speak" | "tell" | "inform" | "brief");
    (takes_noun && first < chunks && !to_somebody).then_some(first)
}

/// The comma or quotation mark right before a clause that stands behind what it reports.
fn before_it(clauses: &Clauses, index: usize) -> Option<usize> {
    let clause = &clauses.list[index];
    let before = clause.start.min(clause.chunk).checked_sub(1)?;
    let ends = matches!(clauses.kind(before), Some(ChunkKind::Comma | ChunkKind::Quote));
    (ends && before > 0 && clause.kind == ClauseKind::Finite && clause.partner.is_none()).then_some(before)
}

/// "..., the ministry said": all that stands before the comma.
fn preceding(clauses: &Clauses, index: usize) -> Option<Span> {
    let mark = before_it(clauses, index)?;
    if let Some(whole) = around(clauses, index) {
        return Some(whole);
    }
    let says_something = clauses.list[..index]
        .iter()
        .any(|clause| clause.chunk < mark && clause.kind == ClauseKind::Finite)
        || matches!(clauses.kind(mark), Some(ChunkKind::Quote));
    let start = chunk_span(clauses, 0).start;
    let end = chunk_span(clauses, mark - 1).end;
    (says_something && start < end).then(|| Span::new(start, end))
}

/// "The harbour, the minister said, will open": the sentence around the clause, which is all that is said.
fn around(clauses: &Clauses, index: usize) -> Option<Span> {
    let clause = &clauses.list[index];
    let next = clauses.list.get(index + 1)?;
    let goes_on = next.kind == ClauseKind::Finite && next.subject != clause.subject;
    let closed = (clause.chunk + 1..next.start).any(|at| matches!(clauses.kind(at), Some(ChunkKind::Comma)));
    let quoted =
        (0..clauses.phrases.chunks.len()).any(|at| matches!(clauses.kind(at), Some(ChunkKind::Quote)));
    (goes_on && closed && !quoted).then(|| Span::new(chunk_span(clauses, 0).start, sentence_end(clauses)))
}

/// "according to X": the rest of the sentence.
fn according_to(clauses: &Clauses, chunk: usize) -> Option<Report> {
    let preposition = matches!(clauses.kind(chunk), Some(ChunkKind::Preposition));
    if !preposition || clauses.phrases.lower(chunk) != "according to" {
        return None;
    }
    let group = clauses.group_of.get(chunk + 1).copied().flatten()?;
    let cue = chunk_span(clauses, chunk);
    let last = source_end(clauses, chunk + 1);
    let printed = chunk_span(clauses, chunk + 1).cover(chunk_span(clauses, last));
    let content = told_according(clauses, chunk, last)?;
    let member = &clauses.groups[group].members[0];
    let speaker = match member.attached.is_empty() {
        true => parties(clauses, group).into_iter().next()?,
        false => {
            let whole = parties(clauses, group).into_iter().next()?;
            let inner = attached_party(clauses, member.attached[0].1);
            if whole.nature == Nature::Thing && inner.nature == Nature::Person {
                inner
            } else {
                whole
            }
        }
    };
    Some(Report {
        speaker,
        printed,
        cue,
        lemma: "according to",
        clause: None,
        region: cue.cover(printed),
        content: Some(content),
        asserts: true,
        clausal: true,
        acts: true,
    })
}

/// The last chunk of whom "according to" names, with what is said of them.
fn source_end(clauses: &Clauses, first: usize) -> usize {
    let ends = |chunk: usize| match clauses.kind(chunk) {
        Some(ChunkKind::Verb(verb)) => verb.form == VerbShape::Finite,
        Some(ChunkKind::Noun(_) | ChunkKind::Preposition | ChunkKind::Conjunction | ChunkKind::Time) => false,
        Some(ChunkKind::Adverb) => false,
        _ => true,
    };
    (first + 1..clauses.phrases.chunks.len())
        .find(|&chunk| ends(chunk))
        .unwrap_or(clauses.phrases.chunks.len())
        - 1
}

/// What is so according to somebody: what follows, what went before, or all that stands around the aside.
fn told_according(clauses: &Clauses, chunk: usize, last: usize) -> Option<Span> {
    let opening = (0..chunk).rev().find(|&at| clauses.phrases.lower(at) == "(");
    let begin = opening.map_or(0, |at| at + 1);
    let closing = opening
        .and_then(|_| (last..clauses.phrases.chunks.len()).find(|&at| clauses.phrases.lower(at) == ")"));
    let end = closing.map_or(sentence_end(clauses), |at| chunk_span(clauses, at).start);
    let light = |at: usize| {
        let kind = clauses.kind(at);
        matches!(
            kind,
            Some(ChunkKind::Quote | ChunkKind::Adverb | ChunkKind::Conjunction | ChunkKind::Comma)
        )
    };
    if (begin..chunk).all(light) {
        let comma = (last..clauses.phrases.chunks.len())
            .find(|&at| matches!(clauses.kind(at), Some(ChunkKind::Comma)))?;
        let first = (comma + 1).min(clauses.phrases.chunks.len() - 1);
        return Some(Span::new(chunk_span(clauses, first).start.min(end), end));
    }
    let told = clauses
        .list
        .iter()
        .any(|clause| (begin..chunk).contains(&clause.chunk));
    let start = chunk_span(clauses, begin).start;
    if !told {
        return Some(Span::new(start, end));
    }
    let mark =
        matches!(clauses.kind(chunk - 1), Some(ChunkKind::Comma | ChunkKind::Break)) && chunk > begin + 1;
    Some(Span::new(
        start,
        chunk_span(clauses, chunk - 1 - usize::from(mark)).end,
    ))
}
