//! Speakers at the edge of a line: "Minister: no talks planned", "Rail strike to go ahead: union", the turns of a
//! transcript ("KERR: I disagree."), and a name behind a dash below or behind a quotation ("― Ana Ruiz").

use annals_names::{Mention, MentionKind};
use annals_text::{Span, Text};

use crate::lexicon::lexicon;
use crate::statements::Spoken;

/// No longer is the name of who speaks, in words.
const LONGEST_NAME: usize = 6;
/// No longer is a headline, in bytes.
const LONGEST_HEADLINE: usize = 160;

/// What the lines of a text say by how they are laid out, in order.
pub fn told_by_layout(text: &Text, mentions: &[Mention]) -> Vec<Spoken> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let reader = Line {
            text,
            mentions,
            line: Span::new(start, start + content.len()),
        };
        found.extend(reader.headed().or_else(|| reader.signed()));
        start += line.len();
    }
    found
}

struct Line<'t> {
    text: &'t Text,
    mentions: &'t [Mention],
    line: Span,
}

impl Line<'_> {
    /// "X: ..." and "...: X".
    fn headed(&self) -> Option<Spoken> {
        let line = &self.text[self.line];
        let mark = line.find(": ").filter(|&mark| mark < LONGEST_HEADLINE)?;
        let opening = line.len() - line.trim_start_matches(['"', '“', ' ']).len();
        let before = Span::new(self.line.start + opening.min(mark), self.line.start + mark);
        let behind = Span::new(self.line.start + mark + 2, self.line.end);
        let colon = Span::new(before.end, before.end + 1);
        let headline =
            self.line.start == 0 || line.len() < LONGEST_HEADLINE && !line.ends_with(['.', '"', '”']);
        let turn = !self.text[before].is_empty() && !self.text[before].chars().any(char::is_lowercase);
        if (turn || headline) && self.speaks(before) {
            return self.spoken(before, colon, behind);
        }
        (headline && self.speaks(behind))
            .then(|| self.spoken(behind, colon, before))
            .flatten()
    }

    /// `"..." ― X`.
    fn signed(&self) -> Option<Spoken> {
        let line = &self.text[self.line];
        let (at, dash) = ["―", "—", "–", "--"]
            .iter()
            .find_map(|dash| Some((line.rfind(dash)?, dash.len())))?;
        let quoted = line[..at].trim_end().ends_with(['"', '”']) && line.starts_with(['"', '“', '”']);
        let name = trimmed(self.text, Span::new(self.line.start + at + dash, self.line.end));
        let dash = Span::new(self.line.start + at, self.line.start + at + dash);
        let words = Span::new(self.line.start, dash.start);
        let named = self.text[name]
            .split_whitespace()
            .all(|word| word.starts_with(char::is_uppercase));
        (quoted && named && is_short(&self.text[name]))
            .then(|| self.spoken(name, dash, words))
            .flatten()
    }

    /// Whether these words can be who speaks: a name, or somebody by role.
    fn speaks(&self, who: Span) -> bool {
        const SOURCES: &[&str] = &[
            "poll",
            "report",
            "study",
            "survey",
            "sources",
            "source",
            "analysis",
            "review",
            "memo",
            "documents",
            "watchdog",
        ];
        let words = &self.text[who];
        let last = words
            .split_whitespace()
            .next_back()
            .unwrap_or_default()
            .to_lowercase();
        let last = last.trim_end_matches(['.', '!', '?']);
        let role = ["person", "group"]
            .iter()
            .any(|section| lexicon().has_noun(section, last));
        is_short(words) && (role || SOURCES.contains(&last) || self.is_name(who))
    }

    fn is_name(&self, who: Span) -> bool {
        let who = trimmed(self.text, who);
        let first = self
            .mentions
            .partition_point(|mention| mention.span.end <= who.start);
        let named = self.mentions.get(first).is_some_and(|mention| {
            let speaks = matches!(mention.kind, MentionKind::Person | MentionKind::Organisation);
            speaks && who.contains(mention.span) && mention.span.end == who.end
        });
        let capitals = self.text[who]
            .chars()
            .filter(|c| c.is_alphabetic())
            .all(char::is_uppercase);
        named || capitals && self.text[who].chars().filter(|c| c.is_alphabetic()).count() > 2
    }

    fn spoken(&self, who: Span, cue: Span, content: Span) -> Option<Spoken> {
        let who = trimmed(self.text, who);
        let content = trimmed(self.text, content);
        if who.is_empty() || content.is_empty() {
            return None;
        }
        let named = self
            .mentions
            .partition_point(|mention| mention.span.end <= who.start);
        let mention = self
            .mentions
            .get(named)
            .filter(|mention| who.contains(mention.span));
        Some(Spoken {
            speaker: Some(who),
            pronoun: false,
            cue,
            region: None,
            stands_behind: false,
            content: Some(content),
            asserts: true,
            vouches: true,
            entity: mention.map(|mention| mention.entity),
            reason: "layout",
        })
    }
}

fn is_short(words: &str) -> bool {
    let count = words.split_whitespace().count();
    count > 0 && count <= LONGEST_NAME && !words.contains([',', ';', '.'])
        || count > 0
            && count <= LONGEST_NAME
            && words.trim_end_matches('.').chars().all(|c| !",;.".contains(c))
}

/// Without spaces and stops at its edges.
fn trimmed(text: &Text, span: Span) -> Span {
    let words = &text[span];
    let start = span.start + (words.len() - words.trim_start().len());
    let length = words.trim().trim_end_matches(['.', ' ']).len();
    Span::new(start, start + length)
}
