//! Decades with an ending of their own ("the 1990s", "the '90s", "90er Jahre"), and told by their years: "los años 90", "la
//! década de los noventa", "les années 1990", "gli anni '80", "de jaren zestig".

use super::numbers::century_of;
use super::{Composer, Fields, Reading, Tree, is_dash};
use crate::lex::{Cue, Order, Unit};

impl Composer<'_> {
    /// "años 90", "década de 1990", "década de los años veinte".
    pub fn decade_of_years(&self, at: usize) -> Reading {
        if self.table.order != Order::Day {
            return None;
        }
        let start = self.skip(at, Cue::The);
        let next = match self.unit(start)? {
            Unit::Decade => self.years_of_decade(start + 1),
            Unit::Year if self.lexemes[start].senses.plural && !self.table.names_decades => start + 1,
            _ => return None,
        };
        let next = next + usize::from(self.mark(next) == '\'');
        let (decade, to) = self.decade_number(next)?;
        let decade = Some(decade);
        Some((
            Tree::literal(Fields {
                decade,
                ..Fields::default()
            }),
            to,
        ))
    }

    /// The index behind "de los años" in "década de los años veinte".
    fn years_of_decade(&self, at: usize) -> usize {
        let next = self.skip(self.skip(at, Cue::Of), Cue::The);
        next + usize::from(self.is_years(next))
    }

    /// "years" in the plural.
    pub fn is_years(&self, at: usize) -> bool {
        self.unit(at) == Some(Unit::Year) && self.lexemes[at].senses.plural
    }

    /// 90, 1990 or "noventa" as a decade; two years in a row name none.
    fn decade_number(&self, at: usize) -> Option<(i16, usize)> {
        let (number, to) = self.number(at)?;
        let to = to + usize::from(self.is(to, Cue::PluralS) && self.is_glued(to));
        let goes_on = self.digits(at) == 4
            && (is_dash(self.mark(to))
                || self.mark(to) == ','
                || matches!(self.cue(to), Some(Cue::And | Cue::To | Cue::Till | Cue::Through)))
            && self.digits(to + 1) == 4;
        let decade = match number {
            20..=90 if number % 10 == 0 => 190 + (number / 10) as i16,
            1100..2100 if number % 10 == 0 && self.digits(at) == 4 => (number / 10) as i16,
            _ => return None,
        };
        (!goes_on).then_some((decade, to))
    }

    /// "nell'85", "el 92": a year in two digits behind an article; "los 80": a decade.
    pub fn short_year_or_decade(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        let article = start.checked_sub(1).map(|before| &self.lexemes[before].senses)?;
        let led = self.table.short_years && (start > at || article.articled);
        let lexeme = self.get(start).filter(|_| led)?;
        let least = if lexeme.capital { 20 } else { 50 };
        let worded = article.plural && (least + 1..=91).contains(&lexeme.senses.cardinal);
        let number = match lexeme.digits {
            2 => lexeme.number as i16,
            _ => worded.then(|| lexeme.senses.cardinal as i16 - 1)?,
        };
        let fields = match article.plural {
            true if number % 10 == 0 && number >= 20 => Fields {
                decade: Some(190 + number / 10),
                ..Fields::default()
            },
            false if number > 32 => Fields {
                year: Some(1900 + number),
                ..Fields::default()
            },
            _ => return None,
        };
        (self.ends_year(start + 1) || worded && self.ends_step(start + 1))
            .then_some((Tree::literal(fields), start + 1))
    }

    /// Whether the noun phrase ends before `at`, so that its number counts nothing.
    pub fn ends_year(&self, at: usize) -> bool {
        self.get(at).is_none_or(|next| match next.mark {
            '\0' => {
                next.senses.tense.is_some() || is_joint_word(next.senses.cue) && self.unit(at + 1).is_none()
            }
            '.' | ',' | ':' | '/' | '-' => !(next.glued && self.is_glued(at + 1)),
            mark => matches!(mark, ';' | ')' | '"' | '?' | '!'),
        })
    }

    /// "the 1990s", "1990's", "the '90s", "the nineties".
    pub(super) fn decade(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        let apostrophe = usize::from(self.mark(start) == '\'');
        let digits = start + apostrophe;
        let lexeme = self.get(digits)?;
        let mut next = digits + 1;
        if self.mark(next) == '\'' && self.is_glued(next) {
            next += 1;
        }
        if is_dash(self.mark(next)) && self.is_glued(next) && self.is(next + 1, Cue::PluralS) {
            next += 1;
        }
        if !self.is(next, Cue::PluralS) {
            return self.decade_in_words(start);
        }
        let years = self.is_years(next + 1);
        let literal = |fields: Fields| Some((Tree::literal(fields), next + 1 + usize::from(years)));
        if let Some((true, to)) = self.era_mark(next + 1)
            && lexeme.number % 10 == 0
            && (10..3000).contains(&lexeme.number)
        {
            let decade = Some(-(lexeme.number / 10) as i16);
            return Some((
                Tree::literal(Fields {
                    decade,
                    ..Fields::default()
                }),
                to,
            ));
        }
        match (lexeme.digits, lexeme.number) {
            (4, number) if number % 100 == 0 && (1100..2000).contains(&number) && number % 1000 != 0 => {
                literal(Fields {
                    century: Some((number / 100) as i16),
                    ..Fields::default()
                })
            }
            (4, number) if number % 10 == 0 && (1000..2200).contains(&number) => literal(Fields {
                decade: Some((number / 10) as i16),
                ..Fields::default()
            }),
            (2, number)
                if number % 10 == 0
                    && (apostrophe > 0 || self.is(at, Cue::The) || !self.is_glued(next) || years) =>
            {
                literal(Fields {
                    decade: Some(century_of(number as i16) / 10),
                    ..Fields::default()
                })
            }
            _ => None,
        }
    }

    fn decade_in_words(&self, at: usize) -> Reading {
        let tens = self
            .get(at)
            .map(|lexeme| lexeme.senses.decade)
            .filter(|&tens| tens > 0)?;
        let led = at > 0
            && matches!(
                self.cue(at - 1),
                Some(Cue::The | Cue::Early | Cue::Mid | Cue::Late | Cue::In)
            );
        let years = self.is_years(at + 1);
        let decade = Some(190 + i16::from(tens) / 10);
        (led || years).then(|| {
            (
                Tree::literal(Fields {
                    decade,
                    ..Fields::default()
                }),
                at + 1 + usize::from(years),
            )
        })
    }
}

/// Words that go on behind a year.
fn is_joint_word(cue: Option<Cue>) -> bool {
    matches!(
        cue,
        Some(
            Cue::And | Cue::Or | Cue::To | Cue::From | Cue::In | Cue::At | Cue::Till | Cue::The | Cue::During
        )
    )
}
