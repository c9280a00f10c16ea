//! What a sentence's two readers of statements heard, as one: reports from its clauses, sayings from its tree.

use annals_text::Span;

use super::Story;
use crate::clause::Clauses;
use crate::quoted::behind;
use crate::report::Report;
use crate::saying::{Saying, sayings};
use crate::second::is_verb;
use crate::statements::{Spoken, is_sentence_like};
use crate::tree::Tree;

impl Story<'_> {
    /// Keeps a report of the clauses.
    pub(super) fn keep(&mut self, clauses: &Clauses, report: Report) {
        let who = self.resolved(clauses, &report.speaker);
        self.spoken.push(Spoken {
            speaker: Some(report.printed),
            pronoun: report.speaker.pronoun,
            cue: report.cue,
            region: Some(report.region),
            stands_behind: report.clause.is_some(),
            content: report.content,
            asserts: report.asserts,
            vouches: report.clausal,
            entity: who.first().and_then(|who| who.entity),
            reason: if report.clause.is_some() {
                "report"
            } else {
                "according to"
            },
        });
    }

    /// Adds what the layout of the text tells, where no sentence says the same.
    pub fn note(&mut self, told: Vec<Spoken>) {
        for spoken in told {
            let first = self
                .spoken
                .partition_point(|known| known.cue.start < spoken.cue.start.saturating_sub(200));
            let known = self.spoken[first..]
                .iter()
                .take_while(|known| known.cue.start <= spoken.cue.end + 200)
                .any(|known| known.cue.overlaps(spoken.cue) || known.content == spoken.content);
            if !known {
                self.spoken.push(spoken);
            }
        }
        self.spoken.sort_by_key(|spoken| spoken.cue.start);
    }

    /// Adds what the tree of the sentence told last heard.
    pub fn hear(&mut self, sentence: Span, tree: &Tree, quotations: &[Span]) {
        let sayings = sayings(self.text, tree);
        let first = self
            .spoken
            .partition_point(|spoken| spoken.cue.start < sentence.start);
        for saying in sayings {
            let known =
                (first..self.spoken.len()).find(|&number| self.spoken[number].cue.overlaps(saying.cue));
            match known {
                Some(number) => self.correct(number, &saying),
                None => {
                    let spoken = self.heard(&saying);
                    self.spoken.push(spoken);
                }
            }
        }
        self.hear_behind(first, sentence, tree, quotations);
        let doubted = |spoken: &Spoken| {
            let verb = tree
                .word_at(spoken.cue.end.saturating_sub(1))
                .is_some_and(|word| is_verb(tree.tag(word)));
            spoken.reason == "report" && !(verb && spoken.asserts && spoken.vouches)
        };
        for number in (first..self.spoken.len()).rev() {
            if doubted(&self.spoken[number]) {
                self.spoken[number].content = None;
            }
        }
        self.spoken[first..].sort_by_key(|spoken| spoken.cue.start);
    }

    /// Who stands behind the quotations that end in the sentence.
    fn hear_behind(&mut self, first: usize, sentence: Span, tree: &Tree, quotations: &[Span]) {
        let from = quotations.partition_point(|quotation| quotation.end <= sentence.start);
        let ending = quotations[from..]
            .iter()
            .take_while(|quotation| quotation.end < sentence.end);
        for &quotation in ending.filter(|&&quotation| is_sentence_like(self.text, quotation)) {
            let inner = self.text[quotation].trim_end_matches(['"', '”', '»', '\'', '’', '“']);
            let Some(behind) = behind(self.text, tree, quotation.end).filter(|_| !inner.ends_with('.'))
            else {
                continue;
            };
            let entity = self.entity_at(behind.head);
            let spoken = Spoken {
                speaker: Some(behind.speaker),
                pronoun: behind.pronoun,
                cue: behind.cue,
                region: Some(behind.speaker.cover(behind.cue)),
                stands_behind: true,
                content: Some(quotation),
                asserts: true,
                vouches: true,
                entity,
                reason: "quotation",
            };
            let known =
                (first..self.spoken.len()).find(|&number| self.spoken[number].cue.overlaps(behind.cue));
            match known {
                Some(number) => {
                    let content = self.spoken[number].content.filter(|content| {
                        content.overlaps(quotation)
                            && content.end <= spoken.region.map_or(content.end, |region| region.start)
                    });
                    self.spoken[number] = Spoken {
                        content: content.or(spoken.content),
                        ..spoken
                    };
                }
                None => self.spoken.push(spoken),
            }
        }
    }

    fn heard(&self, saying: &Saying) -> Spoken {
        Spoken {
            speaker: saying.speaker.map(|(printed, _)| printed),
            pronoun: saying.pronoun,
            cue: saying.cue,
            region: saying.region,
            stands_behind: saying.region.is_some(),
            content: saying.content,
            asserts: saying.asserts,
            vouches: saying.asserts,
            entity: saying.speaker.and_then(|(_, head)| self.entity_at(head)),
            reason: saying.reason,
        }
    }

    /// Where both readers found a cue, the tree knows better who, and where what is said ends.
    fn correct(&mut self, number: usize, saying: &Saying) {
        let heard = self.heard(saying);
        let spoken = &mut self.spoken[number];
        if heard.speaker.is_some() {
            spoken.speaker = heard.speaker;
            spoken.entity = heard.entity;
            spoken.pronoun = heard.pronoun;
        }
        spoken.content = heard.content.or(spoken.content);
        spoken.reason = heard.reason;
    }

    /// The entity that a word names or stands for.
    fn entity_at(&self, word: Span) -> Option<usize> {
        let mentions = &self.names.mentions;
        let after = mentions.partition_point(|mention| mention.span.start <= word.start);
        let named = mentions[..after]
            .last()
            .filter(|mention| mention.span.end >= word.end);
        named
            .or_else(|| self.referent(word))
            .map(|mention| mention.entity)
    }
}
