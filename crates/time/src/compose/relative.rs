//! Dates told from the publication date: "today", "last week", "this past weekend", "the month after next", "this morning".
//! What is told from the last date of the text stands in [`super::anaphora`].

use super::{Amount, Composer, Fields, Length, Reading, Side, Tree, longest};
use crate::Modifier;
use crate::lex::{Cue, DayPart, Order, Unit};

impl Composer<'_> {
    /// Told from the publication date.
    pub fn deictic(&self, at: usize) -> Reading {
        let Some(cue) = self.cue(at) else {
            return longest([
                self.postposed(at),
                self.named_unit(at),
                self.week_of(at),
                self.unit_and_edge(at),
            ]);
        };
        let fixed = |unit, offset| Some((Tree::Deictic { unit, offset }, at + 1));
        match cue {
            Cue::Today => fixed(Unit::Day, 0),
            Cue::Yesterday => fixed(Unit::Day, -1),
            Cue::Tomorrow => fixed(Unit::Day, 1),
            Cue::BeforeYesterday => fixed(Unit::Day, -2),
            Cue::AfterTomorrow => fixed(Unit::Day, 2),
            Cue::DayBeside => fixed(Unit::Day, self.beside(at, 1)?),
            Cue::SecondDayBeside => fixed(Unit::Day, self.beside(at, 2)?),
            Cue::ThisWeek => fixed(Unit::Week, 0),
            Cue::LastWeek => fixed(Unit::Week, -1),
            Cue::NextWeek => fixed(Unit::Week, 1),
            Cue::ThisMonth => fixed(Unit::Month, 0),
            Cue::LastMonth => fixed(Unit::Month, -1),
            Cue::NextMonth => fixed(Unit::Month, 1),
            Cue::ThisYear => fixed(Unit::Year, 0),
            Cue::LastYear => fixed(Unit::Year, -1),
            Cue::NextYear => fixed(Unit::Year, 1),
            Cue::EdgeOf(unit, modifier) => self.named_edge(at, unit, modifier),
            _ => longest([
                self.sided_unit(at),
                self.twice_removed(at),
                self.these_days(at),
                self.named_unit(at),
                self.week_of(at),
                self.postposed(at),
            ]),
        }
    }

    /// "कल", "परसों": so many days before today or after it, as the verb says.
    fn beside(&self, at: usize, days: i32) -> Option<i32> {
        match crate::resolve::tense::of(self, at)? {
            crate::lex::Tense::Future => Some(days),
            crate::lex::Tense::Past | crate::lex::Tense::Speech => Some(-days),
            _ => None,
        }
    }

    /// "last week", "this Friday", "next July", "this past weekend", "the coming quarter".
    fn sided_unit(&self, at: usize) -> Reading {
        let (side, next) = self.side(at)?;
        longest([
            self.sided(next, side),
            self.sided_noun_and_name(next, side),
            self.sided_holiday(next, side),
            self.sided_span(next, side),
        ])
    }

    /// "last Christmas", "next Easter".
    fn sided_holiday(&self, at: usize, side: Side) -> Reading {
        let holiday = self.of_country(self.get(at)?.senses.holiday?, at);
        Some(self.with_weekend(Tree::Holiday { holiday, side }, at + 1))
    }

    /// "week" behind "last", "fiscal year" behind "this".
    fn sided_span(&self, next: usize, side: Side) -> Reading {
        let next = if self.is(next, Cue::Fiscal) || self.is(next, Cue::Period) {
            next + 1
        } else {
            next
        };
        let unit = self
            .unit(next)
            .filter(|_| !self.get(next).is_some_and(|l| l.senses.plural))?;
        let several = self.lexemes[next - 1].senses.plural && unit != Unit::Weekend;
        if several
            || unit < Unit::Day
            || unit == Unit::Day && side != Side::This
            || self.is(next + 1, Cue::Quantity)
        {
            return None;
        }
        let weekday = self.skip(next + 1, Cue::On);
        let weekday = match self.table.order {
            Order::Day => self.skip(self.skip(weekday, Cue::Of), Cue::The),
            _ => weekday,
        };
        if unit == Unit::Week
            && self
                .get(weekday)
                .is_some_and(|l| l.senses.weekday > 0 && !l.senses.plural)
        {
            return self.week_and_weekday(weekday, offset_of(side));
        }
        let century = unit == Unit::Century && self.table.order == Order::Day;
        if (unit >= Unit::Decade && !century || unit == Unit::Fortnight) && side != Side::This {
            let length = Length {
                steps: vec![(Amount::whole(1), unit)],
            };
            return Some((
                Tree::Window {
                    length,
                    back: side == Side::Before,
                },
                next + 1,
            ));
        }
        Some((
            Tree::Deictic {
                unit,
                offset: offset_of(side),
            },
            next + 1,
        ))
    }

    /// The word or words that say which: "last", "next", "this", "this past", "the coming", "the current".
    fn side(&self, at: usize) -> Option<(Side, usize)> {
        let start = self.skip(at, Cue::The);
        let side = match self.cue(start)? {
            Cue::Last | Cue::Past => Side::Before,
            Cue::Next if start == at || self.table.order != Order::Month => Side::After,
            Cue::Coming => Side::After,
            Cue::This => match self.cue(start + 1) {
                Some(Cue::Past | Cue::Last) => return Some((Side::Before, start + 2)),
                Some(Cue::Coming | Cue::Next) => return Some((Side::After, start + 2)),
                Some(Cue::Same) => return Some((Side::This, start + 2)),
                _ => Side::This,
            },
            Cue::Current => Side::This,
            Cue::Present if self.table.order == Order::Day => Side::This,
            _ => return None,
        };
        Some((side, start + 1))
    }

    /// "la semana pasada", "la semaine dernière": the side word behind its noun.
    fn postposed(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        let noun = self.get(start)?;
        let side = self.side_behind(start + 1)?;
        let told_from_last = matches!(self.cue(start + 1), Some(Cue::Previous | Cue::Following));
        if let (true, Some(unit)) = (told_from_last, noun.senses.unit)
            && unit >= Unit::Day
            && !noun.senses.plural
        {
            let offset = offset_of(side);
            return Some((Tree::Anaphor { unit, offset }, start + 2));
        }
        if let Some(unit) = noun
            .senses
            .unit
            .filter(|&unit| unit > Unit::Day && !noun.senses.plural)
        {
            let day = self.skip(self.skip(start + 2, Cue::On), Cue::The);
            let day = day + usize::from(self.unit(day) == Some(Unit::Day));
            if unit == Unit::Week
                && self
                    .get(day)
                    .is_some_and(|day| day.senses.weekday > 0 && !day.senses.plural)
            {
                return self.week_and_weekday(day, offset_of(side));
            }
            return Some((
                Tree::Deictic {
                    unit,
                    offset: offset_of(side),
                },
                start + 2,
            ));
        }
        if let Some(unit) = noun.senses.unit.filter(|_| noun.senses.plural) {
            return Some((Tree::Duration(some(unit)), start + 2));
        }
        if let Some(part) = noun.senses.part.filter(|_| !noun.senses.plural) {
            let (unit, offset) = (Unit::Day, offset_of(side));
            let day = Some(Box::new(Tree::Deictic { unit, offset }));
            return Some((Tree::PartOfDay { part, day }, start + 2));
        }
        let mut fields = Fields::default();
        if noun.senses.month > 0 {
            fields.month = Some(noun.senses.month as i8);
        } else if noun.senses.weekday > 0 {
            fields.weekday = Some(noun.senses.weekday as i8);
        } else {
            fields.season = Some(noun.senses.season?);
        }
        Some((Tree::Literal(fields, side), start + 2))
    }

    /// "vorletzte Woche", "l'année d'avant-dernière": two units away from publication.
    fn twice_removed(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        let offset = match self.cue(start)? {
            Cue::BeforeLast => -2,
            Cue::AfterNext => 2,
            _ => return None,
        };
        let noun = self.get(start + 1).filter(|noun| !noun.senses.plural)?;
        let unit = noun.senses.unit.filter(|&unit| unit >= Unit::Day)?;
        Some((Tree::Deictic { unit, offset }, start + 2))
    }

    /// "estos días", "ces jours": the present.
    fn these_days(&self, at: usize) -> Reading {
        let noun = self.get(at + 1).filter(|noun| noun.senses.plural)?;
        let short = matches!(noun.senses.unit?, Unit::Day | Unit::Hour | Unit::Week);
        let these = self.is(at, Cue::This) && self.table.order == Order::Day;
        (short && these).then_some((Tree::Vague("PRESENT_REF"), at + 2))
    }

    pub fn side_behind(&self, at: usize) -> Option<Side> {
        if !self.table.postposes {
            return None;
        }
        match self.cue(at)? {
            Cue::Last | Cue::Past | Cue::Previous => Some(Side::Before),
            Cue::Next | Cue::Coming | Cue::Following => Some(Side::After),
            Cue::This | Cue::Current | Cue::Present => Some(Side::This),
            _ => None,
        }
    }

    /// "the weekend", "year-end", "the week after next", "the month before last".
    fn named_unit(&self, at: usize) -> Reading {
        if let Some(found) = self.end_of_unit(at) {
            return Some(found);
        }
        let led = self.is_articled(at)
            || !self.table.has_articles && at > 0 && matches!(self.cue(at - 1), Some(Cue::In | Cue::On));
        if self.unit(at) == Some(Unit::Weekend) && led && !self.lexemes[at].senses.plural {
            let unit = Unit::Weekend;
            return Some((Tree::Anaphor { unit, offset: 0 }, at + 1));
        }
        if !self.is(at, Cue::The) {
            if self.is(at, Cue::YearEnd) {
                let of = Box::new(Tree::Deictic {
                    unit: Unit::Year,
                    offset: 0,
                });
                return Some((
                    Tree::Modified {
                        modifier: Modifier::End,
                        of,
                    },
                    at + 1,
                ));
            }
            return None;
        }
        let unit = self
            .unit(at + 1)
            .filter(|_| !self.lexemes[at + 1].senses.plural)?;
        let offset = match (self.cue(at + 2), self.cue(at + 3)) {
            (Some(Cue::After), Some(Cue::Next)) => 2,
            (Some(Cue::Before), Some(Cue::Last)) if self.ends_there(at + 4) => -2,
            _ if unit == Unit::Weekend => return Some((Tree::Anaphor { unit, offset: 0 }, at + 2)),
            _ => return None,
        };
        Some((Tree::Deictic { unit, offset }, at + 4))
    }

    /// Whether no noun follows that "last" could belong to ("the day before last Tuesday").
    fn ends_there(&self, at: usize) -> bool {
        self.get(at).is_none_or(|next| {
            next.senses.weekday == 0 && next.senses.month == 0 && next.senses.unit.is_none()
        })
    }

    /// "year's end", "the month's end".
    fn end_of_unit(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        let unit = self
            .unit(start)
            .filter(|&unit| matches!(unit, Unit::Year | Unit::Month))?;
        let joined = self.possessive_length(start + 1);
        let named = joined == 2 && self.is(start + 3, Cue::End) && !self.lexemes[start].senses.plural;
        let of = Box::new(Tree::Anaphor { unit, offset: 0 });
        named.then_some((
            Tree::Modified {
                modifier: Modifier::End,
                of,
            },
            start + 4,
        ))
    }

    pub fn is_clause_end(&self, at: usize) -> bool {
        self.get(at)
            .is_none_or(|lexeme| matches!(lexeme.mark, '.' | ',' | ';' | '?' | '!' | ')' | '"' | '”'))
    }

    /// "this morning", "last night", "tonight": a part of a day told from publication.
    pub fn deictic_part(&self, at: usize) -> Reading {
        let tonight = |offset, to| {
            let day = Some(Box::new(Tree::Deictic {
                unit: Unit::Day,
                offset,
            }));
            Some((
                Tree::PartOfDay {
                    part: DayPart::Night,
                    day,
                },
                to,
            ))
        };
        match self.cue(at)? {
            Cue::Tonight => return tonight(0, at + 1),
            Cue::Overnight => return tonight(0, at + 1),
            Cue::LastNight => return tonight(-1, at + 1),
            Cue::PartOf(days, part) => {
                let (unit, offset) = (Unit::Day, days.into());
                let day = Some(Box::new(Tree::Deictic { unit, offset }));
                return Some((Tree::PartOfDay { part, day }, at + 1));
            }
            _ => {}
        }
        let noun = self.get(at + 1)?;
        let part = noun.senses.part.filter(|_| !noun.senses.plural)?;
        let offset = match self.cue(at)? {
            Cue::This => 0,
            Cue::Last => -1,
            _ => return None,
        };
        let day = Some(Box::new(Tree::Deictic {
            unit: Unit::Day,
            offset,
        }));
        Some((Tree::PartOfDay { part, day }, at + 2))
    }
}

fn offset_of(side: Side) -> i32 {
    match side {
        Side::Before => -1,
        Side::After => 1,
        Side::Open | Side::This => 0,
    }
}

/// An unknown number of a unit.
fn some(unit: Unit) -> Length {
    Length {
        steps: vec![(Amount::Vague, unit)],
    }
}
