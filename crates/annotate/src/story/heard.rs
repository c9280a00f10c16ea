//! What a sentence's two readers of statements heard, as one: reports from its clauses, sayings from its tree.

use annals_text::Span;

use super::Story;
use crate::clause::Clauses;
use crate::report::Report;
use crate::saying::Saying;
use crate::statements::Spoken;

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
            entity: who.first().and_then(|who| who.entity),
        });
    }

    /// Adds what the tree of the sentence told last heard.
    pub fn hear(&mut self, sentence: Span, sayings: Vec<Saying>) {
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
        self.spoken[first..].sort_by_key(|spoken| spoken.cue.start);
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
            entity: saying.speaker.and_then(|(_, head)| self.entity_at(head)),
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
