//! Short posts of social media, which name times without articles and prepositions: "morning all", "long weekend ahead".
//! Only there are such bare nouns read; in prose they are mostly of another kind ("a morning paper").

use super::{Amount, Composer, Length, Reading, Tree};
use crate::lex::{DayPart, Unit};

/// Whether a text is such a post: short, and with a tag, a name called, a link or a face of marks.
pub(crate) fn is_post(text: &str) -> bool {
    const LONGEST: usize = 300;
    let calls = |mark: char| {
        text.match_indices(mark)
            .any(|(at, _)| text[at + 1..].starts_with(|next: char| next.is_alphanumeric()))
    };
    text.len() <= LONGEST
        && (calls('#') || calls('@') || text.contains("http") || text.contains(":)") || text.contains(":D"))
}

impl Composer<'_> {
    /// "morning", "night", "weekend", "weekends", "day" ("a long day at the pier") alone, in a post.
    pub fn bare_noun(&self, at: usize) -> Reading {
        let noun = self.get(at).filter(|_| self.post)?;
        if noun.senses.unit == Some(Unit::Weekend) {
            let tree = match noun.senses.plural {
                true => Tree::Set("XXXX-WE".into()),
                false => Tree::Anaphor {
                    unit: Unit::Weekend,
                    offset: 0,
                },
            };
            return Some((tree, at + 1));
        }
        if let Some(unit) = noun
            .senses
            .unit
            .filter(|&unit| is_stretch(unit) && !noun.senses.plural)
        {
            let steps = vec![(Amount::whole(1), unit)];
            return Some((Tree::Duration(Length { steps }), at + 1));
        }
        let named = matches!(
            noun.senses.part?,
            DayPart::Morning | DayPart::Afternoon | DayPart::Evening | DayPart::Night
        );
        self.part_alone(at).filter(|_| named)
    }
}

fn is_stretch(unit: Unit) -> bool {
    matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year)
}
