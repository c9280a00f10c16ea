//! Dates told from another: "today", "last week", "this morning" (from the publication date), "the following day",
//! "that year" (from the last date), "three days ago", "two weeks after Christmas", "the third week of July".

use super::{Anchor, Composer, Fields, Length, Reading, Side, Tree, longest};
use crate::Modifier;
use crate::compose::Amount;
use crate::lex::{Cue, DayPart, Order, Tense, Unit};

impl Composer<'_> {
    /// Told from the publication date.
    pub fn deictic(&self, at: usize) -> Reading {
        let Some(cue) = self.cue(at) else {
            return longest([self.postposed(at), self.end_of_unit(at), self.week_of(at)]);
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
        let holiday = self.get(at)?.senses.holiday?;
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
        if (unit >= Unit::Decade || unit == Unit::Fortnight) && side != Side::This {
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

    /// "the week of March 6", "week beginning March 6", "the weekend of Labor Day": the stretch that holds the day.
    fn week_of(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        if start > at && self.unit(start) == Some(Unit::Month) && self.is(start + 1, Cue::Of) {
            return self
                .month_first(start + 2)
                .filter(|(tree, _)| super::granularity(tree) == Some(Unit::Month));
        }
        let unit = self
            .unit(start)
            .filter(|unit| matches!(unit, Unit::Week | Unit::Weekend))?;
        let behind = match self.cue(start + 1)? {
            Cue::Of if start > at || unit == Unit::Weekend => start + 2,
            Cue::Beginning | Cue::Start if unit == Unit::Week => self.skip(start + 2, Cue::On),
            _ => return None,
        };
        let (day, to) = longest([
            self.calendar(behind),
            self.dated_holiday(behind),
            self.the_nth(behind),
            self.bare_day(behind).filter(|_| self.table.order == Order::Day),
        ])
        .filter(|(tree, _)| super::granularity(tree) == Some(Unit::Day))?;
        let day = Box::new(day);
        Some((Tree::Around { unit, day }, to))
    }

    /// "next week Wednesday".
    fn week_and_weekday(&self, at: usize, offset: i32) -> Reading {
        let (inner, to) = self.weekday(at)?;
        let outer = Box::new(Tree::Deictic {
            unit: Unit::Week,
            offset,
        });
        Some((
            Tree::Intersect {
                inner: Box::new(inner),
                outer,
            },
            to,
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
        if self.unit(at) == Some(Unit::Weekend) && self.is_articled(at) && !self.lexemes[at].senses.plural {
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

    /// Told from the last date: "the same day", "that month", "the following year", "the day before", "the quarter".
    pub fn anaphor(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        let the = start > at;
        if (the || self.is_articled(at)) && self.unit(start).is_some() {
            return self.unit_and_step(start);
        }
        if let Some(found) = self.full_year(start).filter(|_| the) {
            return Some(found);
        }
        let (offset, next) = match self.cue(start)? {
            Cue::Same => (0, start + 1),
            Cue::That if self.follows_speech(start) => return None,
            Cue::That if self.is(start + 1, Cue::Same) => (0, start + 2),
            Cue::That => (0, start + 1),
            Cue::Latest if the => (0, start + 1),
            Cue::Following => (1, start + 1),
            Cue::Next
                if the && self.table.order == Order::Month
                    || matches!(self.unit(start + 1), Some(Unit::Day)) =>
            {
                (1, start + 1)
            }
            Cue::Previous => (-1, start + 1),
            _ => return None,
        };
        self.anaphor_noun(next, offset)
    }

    /// Whether "that" at `at` only joins what was said: "said that June".
    fn follows_speech(&self, at: usize) -> bool {
        at > 0 && self.lexemes[at - 1].senses.tense == Some(Tense::Speech)
    }

    /// "fiscal year", "full year", "full fiscal year", "latest period" behind "the".
    fn full_year(&self, start: usize) -> Reading {
        if self.is(start, Cue::Latest) && self.is_period(start + 1) {
            return Some((
                Tree::Anaphor {
                    unit: Unit::Quarter,
                    offset: 0,
                },
                start + 2,
            ));
        }
        let next = self.skip(self.skip(start, Cue::Full), Cue::Fiscal);
        let year = self.unit(next) == Some(Unit::Year) && !self.lexemes[next].senses.plural && next > start;
        let compound = self.mark(next + 1) == '-' && self.is_glued(next + 2);
        if year && self.is(next + 1, Cue::Ended) {
            let steps = vec![(Amount::whole(1), Unit::Year)];
            return Some((Tree::Duration(Length { steps }), next + 1));
        }
        (year && !compound).then_some((
            Tree::Anaphor {
                unit: Unit::Year,
                offset: 0,
            },
            next + 1,
        ))
    }

    fn anaphor_noun(&self, next: usize, offset: i32) -> Reading {
        let noun = self.get(next)?;
        if let Some(unit) = noun
            .senses
            .unit
            .filter(|&unit| unit >= Unit::Day && !noun.senses.plural)
        {
            let long = self.is(next + 1, Cue::Quantity) || self.mark(next + 1) == '-';
            if unit == Unit::Fortnight && offset != 0 {
                let steps = vec![(Amount::whole(1), unit)];
                let (length, back) = (Length { steps }, offset < 0);
                return Some((Tree::Window { length, back }, next + 1));
            }
            return (!long).then_some((Tree::Anaphor { unit, offset }, next + 1));
        }
        if let Some(part) = noun.senses.part.filter(|_| !noun.senses.plural) {
            let day = Some(Box::new(Tree::Anaphor {
                unit: Unit::Day,
                offset,
            }));
            return Some((Tree::PartOfDay { part, day }, next + 1));
        }
        let side = match offset {
            0 => Side::This,
            1 => Side::After,
            _ => Side::Before,
        };
        if let Some(holiday) = noun.senses.holiday.filter(|_| offset != 0) {
            let inner = Box::new(Tree::Holiday { holiday, side });
            let unit = Unit::Day;
            let outer = Box::new(Tree::Anaphor { unit, offset: 0 });
            return Some((Tree::Intersect { inner, outer }, next + 1));
        }
        let mut fields = Fields::default();
        match (noun.senses.weekday, noun.senses.month, noun.senses.season) {
            (weekday @ 1.., ..) => fields.weekday = Some(weekday as i8),
            (_, month @ 1.., _) => fields.month = Some(month as i8),
            (_, _, Some(season)) => fields.season = Some(season),
            _ => return None,
        }
        let inner = Box::new(Tree::Literal(fields, side));
        let outer = Box::new(Tree::Anaphor {
            unit: Unit::Day,
            offset: 0,
        });
        Some((Tree::Intersect { inner, outer }, next + 1))
    }

    /// "the day before", "the year after", "the quarter", and after a preposition "the year".
    fn unit_and_step(&self, at: usize) -> Reading {
        let noun = self.get(at).filter(|noun| !noun.senses.plural)?;
        let unit = noun.senses.unit.filter(|&unit| unit >= Unit::Day)?;
        let step = match self.cue(at + 1) {
            Some(Cue::Before) => -1,
            Some(Cue::After | Cue::Following) => 1,
            _ => 0,
        };
        if step != 0 && self.is_clause_end(at + 2) {
            return Some((Tree::Anaphor { unit, offset: step }, at + 2));
        }
        if step != 0 && unit <= Unit::Week {
            let steps = vec![(Amount::whole(1), unit)];
            return self.shift_from(Length { steps }, at + 2, step < 0);
        }
        let to_month = self.is(at + 1, Cue::To) && self.month(at + 2).is_some();
        let ended = self.is(at + 1, Cue::Ended) || to_month;
        let length = matches!(unit, Unit::Week | Unit::Month) && self.is(at + 1, Cue::Ended);
        if length || unit == Unit::Year && (ended || at >= 2 && step == 0 && self.is(at - 2, Cue::For)) {
            return Some((
                Tree::Duration(Length {
                    steps: vec![(Amount::whole(1), unit)],
                }),
                at + 1,
            ));
        }
        let before = if self.is_articled(at) { 1 } else { 2 };
        let led = at >= before
            && matches!(
                self.cue(at - before),
                Some(Cue::Of | Cue::During | Cue::In | Cue::Till | Cue::By)
            );
        let known = matches!(unit, Unit::Quarter)
            || led
                && matches!(
                    unit,
                    Unit::Year | Unit::Month | Unit::Week | Unit::Decade | Unit::Century
                );
        let compound = self.mark(at + 1) == '-' && self.is_glued(at + 2);
        (known && step == 0 && !compound).then_some((Tree::Anaphor { unit, offset: 0 }, at + 1))
    }

    pub fn is_clause_end(&self, at: usize) -> bool {
        self.get(at)
            .is_none_or(|lexeme| matches!(lexeme.mark, '.' | ',' | ';' | '?' | '!' | ')' | '"' | '”'))
    }

    /// "three days ago", "a year earlier", "two weeks from now", "two days after Christmas", "in 15 months".
    pub fn shift(&self, at: usize) -> Reading {
        if let Some(found) = self.modified_shift(at) {
            return Some(found);
        }
        if self.is(at, Cue::AgoBefore) {
            return self.ago_before(at + 1);
        }
        if self.is(at, Cue::Between) && self.table.order == Order::Day {
            let (length, to) = self.length(at + 1)?;
            return Some((shift(Anchor::Publication, length, false), to));
        }
        if self.is(at, Cue::In) || self.is(at, Cue::Within) || self.is(at, Cue::InFuture) {
            return self.shift_ahead(at);
        }
        let start = at;
        let at = if self.is(at, Cue::The) && self.mark(at + 2) == '-' {
            at + 1
        } else {
            at
        };
        let (length, next) = self.length(at).or_else(|| self.unit_alone(at))?;
        if start < at && self.period_behind(at, next + 2) == next + 2 {
            return None;
        }
        if self.mark(next) == '-' && self.is(at, Cue::A) {
            return None;
        }
        let next = self.skip_hyphen(next);
        let next = if self.is(next, Cue::Or) && self.word(next + 1).eq_ignore_ascii_case("so") {
            next + 2
        } else {
            next
        };
        if self.is(next + 1, Cue::Than) {
            return None;
        }
        match self.cue(next)? {
            Cue::Ago => Some(self.ago_from(at, length, next + 1)),
            Cue::Earlier | Cue::Previous => Some((
                shift(Anchor::LastDate, length, true),
                self.period_behind(at, next + 1),
            )),
            Cue::Later => Some((shift(Anchor::LastDate, length, false), next + 1)),
            Cue::From if start > 0 && self.is(start - 1, Cue::For) => None,
            Cue::From => self.shift_from(length, next + 1, false),
            Cue::After | Cue::Since => {
                let alone = self.step_alone(&length, next + 1, false);
                self.shift_from(length, next + 1, false).or(alone)
            }
            Cue::Before => {
                let alone = self.step_alone(&length, next + 1, true);
                self.shift_from(length, next + 1, true).or(alone)
            }
            _ => None,
        }
    }

    /// "hace dos años", "il y a près de dix ans", "vor mehr als 20 Jahren", "hace meses".
    fn ago_before(&self, at: usize) -> Reading {
        let (modifier, next) = match self.length_modifier(at) {
            Some((modifier, next)) => (Some(modifier), next),
            None => (None, at),
        };
        let (length, to) = self.length(next).or_else(|| self.unit_alone(next))?;
        let of = shift(Anchor::Publication, length, true);
        Some(match modifier {
            Some(modifier) => (
                Tree::Modified {
                    modifier,
                    of: Box::new(of),
                },
                to,
            ),
            None => (of, to),
        })
    }

    /// "a week ago", and with what it is counted from: "a week ago today", "50 years ago this month".
    fn ago_from(&self, at: usize, length: Length, next: usize) -> (Tree, usize) {
        let whole = length.steps.iter().all(|(amount, _)| *amount != Amount::Vague);
        let coarser = |tree: &Tree| super::granularity(tree) <= length.steps.iter().map(|step| step.1).min();
        let from =
            longest([self.deictic(next), self.weekday(next)]).filter(|(tree, _)| whole && coarser(tree));
        match from {
            Some((tree, to)) => (shift(Anchor::Tree(Box::new(tree)), length, true), to),
            None => (
                shift(Anchor::Publication, length, true),
                self.period_behind(at, next),
            ),
        }
    }

    /// "year-earlier quarter", "year-ago period": the noun behind.
    fn period_behind(&self, at: usize, to: usize) -> usize {
        if self.mark(at + 1) != '-' {
            return to;
        }
        if let Some((_, end)) = self.bare_nth(to) {
            return end;
        }
        to + usize::from(self.unit(to) == Some(Unit::Quarter) || self.is(to, Cue::Period))
    }

    /// "about two years ago", "nearly 40 years ago", "more than a decade earlier".
    fn modified_shift(&self, at: usize) -> Reading {
        let (modifier, next) = self.length_modifier(at)?;
        let (tree, to) = self
            .shift(next)
            .filter(|(tree, _)| matches!(tree, Tree::Shift { .. }))?;
        let modifier = match modifier {
            Modifier::EqualOrLess => Modifier::Approx,
            other => other,
        };
        Some((
            Tree::Modified {
                modifier,
                of: Box::new(tree),
            },
            to,
        ))
    }

    /// "years ago", "weeks earlier" without a number; "year-earlier", "year-ago".
    fn unit_alone(&self, at: usize) -> Option<(Length, usize)> {
        let noun = self.get(at)?;
        let unit = noun.senses.unit?;
        let hyphened = self.mark(at + 1) == '-' || !self.table.has_articles;
        if noun.senses.plural {
            return Some((
                Length {
                    steps: vec![(Amount::Vague, unit)],
                },
                at + 1,
            ));
        }
        hyphened.then(|| {
            (
                Length {
                    steps: vec![(Amount::whole(1), unit)],
                },
                at + 1,
            )
        })
    }

    /// "deux jours après", "tre settimane dopo": a step from the last date, where nothing follows that it could start from.
    fn step_alone(&self, length: &Length, at: usize, back: bool) -> Reading {
        let ends = self.is_clause_end(at) || self.get(at).is_some_and(|next| next.senses.tense.is_some());
        let continental = self.table.order == Order::Day;
        (continental && ends).then(|| (shift(Anchor::LastDate, length.clone(), back), at))
    }

    /// "from now", "after today", "before Christmas", "after May 3".
    fn shift_from(&self, length: Length, at: usize, back: bool) -> Reading {
        if self.word(at).eq_ignore_ascii_case("now") || self.is(at, Cue::Present) {
            return Some((shift(Anchor::Publication, length, back), at + 1));
        }
        let (tree, to) = longest([self.calendar(at), self.deictic(at), self.holiday(at)])?;
        let precise = !matches!(&tree, Tree::Literal(fields, _) if fields.is_year_only());
        let anchor = Anchor::Tree(Box::new(tree));
        precise.then(|| (shift(anchor, length, back), to))
    }

    /// "in 15 months" under a future tense.
    fn shift_ahead(&self, at: usize) -> Reading {
        let (length, to) = self
            .length(at + 1)
            .or_else(|| self.unit_alone(at + 1).filter(|_| !self.table.has_articles))?;
        let timed = to + self.possessive_length(to);
        if timed > to && self.is(timed, Cue::Time) && !self.is(at, Cue::Within) {
            return Some((shift(Anchor::Publication, length, false), timed + 1));
        }
        let whole = length.steps.iter().all(|(amount, _)| *amount != Amount::Vague);
        let tense = crate::resolve::tense::of(self, at);
        let future = match self.table.order {
            Order::Day => self.table.in_is_ahead && !self.is_past_clause(at),
            _ => tense == Some(crate::lex::Tense::Future),
        };
        let ahead = future && self.is(at, Cue::In) || self.is(at, Cue::InFuture);
        let since = self.is(to, Cue::Since) || self.is(to, Cue::From) || self.is(to, Cue::Of);
        (whole && ahead && !since).then(|| (shift(Anchor::Publication, length, false), to))
    }

    /// Whether a past verb form stands between `at` and the beginning of its clause.
    fn is_past_clause(&self, at: usize) -> bool {
        let words = (0..at).rev().take(20);
        let mut clause = words
            .take_while(|&index| !self.is(index, Cue::And) && !matches!(self.mark(index), ',' | ';' | ':'));
        clause.any(|index| self.lexemes[index].senses.tense == Some(crate::lex::Tense::Past))
    }

    /// "the third quarter", "the first week of July", "the last day of the month", "the second year of the new century".
    pub fn nth(&self, at: usize, depth: u8) -> Reading {
        let (tree, to) = self.nth_unit(at)?;
        let Tree::Nth { n, unit, .. } = tree else {
            return None;
        };
        let joined = if self.is(to, Cue::Of) || self.is(to, Cue::In) {
            to + 1
        } else {
            to
        };
        let within = if joined > to {
            longest([
                self.new_century(joined),
                self.date(joined, depth + 1),
                self.the_unit(joined),
            ])
        } else {
            longest([
                self.deictic(to),
                self.year(to).map(|(year, to)| (year_tree(year), to)),
            ])
        };
        if let Some((within, to)) =
            within.filter(|(within, _)| super::granularity(within).is_some_and(|outer| outer > unit))
        {
            return Some((
                Tree::Nth {
                    n,
                    unit,
                    within: Box::new(within),
                },
                to,
            ));
        }
        let hyphened = to >= 2 && self.mark(to - 2) == '-';
        let semester = self.unit(to - 1) == Some(Unit::Half) && self.cue(to - 1).is_none();
        let alone = unit == Unit::Quarter || unit == Unit::Half && (hyphened || semester);
        let within = Box::new(Tree::Literal(Fields::default(), Side::Open));
        alone.then_some((Tree::Nth { n, unit, within }, to))
    }

    /// "third quarter" alone, as it follows "last year's".
    pub fn bare_nth(&self, at: usize) -> Reading {
        let (tree, to) = self.nth_unit(at)?;
        let fields = match tree {
            Tree::Nth {
                n,
                unit: Unit::Quarter,
                ..
            } => Fields {
                quarter: Some(n as i8),
                ..Fields::default()
            },
            Tree::Nth {
                n, unit: Unit::Half, ..
            } => Fields {
                half: Some(n as i8),
                ..Fields::default()
            },
            _ => return None,
        };
        Some((Tree::literal(fields), to))
    }

    fn nth_unit(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        let start = if self.is(start, Cue::Fiscal) {
            self.skip_hyphen(start + 1)
        } else {
            start
        };
        let (n, next) = match self.cue(start) {
            Some(Cue::Last | Cue::Remaining) => (-1, start + 1),
            _ if self.has_ordinal(start) => self.day(start).map(|(day, to)| (i32::from(day), to))?,
            _ => return None,
        };
        let next = self.skip_hyphen(next);
        let next = self.skip(next, Cue::Fiscal);
        let noun = self.get(next)?;
        let unit = match noun.senses.cue {
            Some(Cue::Half) => Unit::Half,
            _ if noun.senses.weekday > 0 => return None,
            _ => noun.senses.unit.filter(|_| !noun.senses.plural)?,
        };
        let possible = match unit {
            Unit::Quarter => n <= 4,
            Unit::Half => n <= 2,
            Unit::Second | Unit::Minute | Unit::Hour => false,
            _ => true,
        };
        let within = Box::new(Tree::Literal(Fields::default(), Side::Open));
        possible.then_some((Tree::Nth { n, unit, within }, next + 1))
    }

    /// "the third Sunday of May", "the last Friday of each" is none.
    pub fn nth_weekday(&self, at: usize, depth: u8) -> Reading {
        let start = self.skip(at, Cue::The);
        let (n, next) = match self.cue(start) {
            Some(Cue::Last) => (-1, start + 1),
            _ if self.has_ordinal(start) => self.day(start).filter(|&(n, _)| n <= 5)?,
            _ => return None,
        };
        let noun = self
            .get(next)
            .filter(|noun| noun.senses.weekday > 0 && !noun.senses.plural)?;
        let joined = self.is(next + 1, Cue::Of) || self.is(next + 1, Cue::In);
        let weekday = noun.senses.weekday as i8;
        let (within, to) =
            longest([self.date(next + 2, depth + 1), self.the_unit(next + 2)]).filter(|_| joined)?;
        let month = super::granularity(&within) == Some(Unit::Month);
        month.then(|| {
            (
                Tree::NthWeekday {
                    n,
                    weekday,
                    within: Box::new(within),
                },
                to,
            )
        })
    }

    /// "the new century", "the 21st century" is a literal.
    fn new_century(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        let unit = self
            .unit(start + 1)
            .filter(|_| self.is(start, Cue::New) || self.is(start, Cue::Current))?;
        matches!(unit, Unit::Century | Unit::Decade | Unit::Millennium | Unit::Year).then_some((
            Tree::Anaphor {
                unit: if unit == Unit::Millennium {
                    Unit::Century
                } else {
                    unit
                },
                offset: 0,
            },
            start + 2,
        ))
    }

    /// "of the year", "of the month".
    fn the_unit(&self, at: usize) -> Reading {
        let at = if self.is_articled(at) && self.unit(at).is_some() {
            at - 1
        } else {
            at
        };
        let unit = self
            .unit(at + 1)
            .filter(|_| self.is(at, Cue::The) || self.is_articled(at + 1))
            .filter(|_| !self.lexemes[at + 1].senses.plural)?;
        let compound = self.mark(at + 2) == '-' && self.is_glued(at + 3);
        (unit >= Unit::Week && !compound).then_some((Tree::Anaphor { unit, offset: 0 }, at + 2))
    }

    /// "now", "recently", "the past", "the future", "recent years".
    pub fn vague(&self, at: usize) -> Reading {
        let value = match self.cue(at)? {
            Cue::Present => "PRESENT_REF",
            Cue::PastVague => "PAST_REF",
            Cue::FutureVague => {
                let unit = self
                    .get(at + 1)
                    .is_some_and(|next| next.senses.unit.is_some() && next.senses.plural);
                return Some((Tree::Vague("FUTURE_REF"), at + 1 + usize::from(unit)));
            }
            Cue::Recent if self.unit(at + 1).is_none() => "PAST_REF",
            Cue::Past if self.is_adjective(at) => "PAST_REF",
            Cue::Next if self.is_adjective(at) => "FUTURE_REF",
            Cue::The
                if self.is(at + 1, Cue::Past)
                    && self.ends_noun(at + 2)
                    && self.get(at + 2).is_none_or(|l| l.mark != '-') =>
            {
                return Some((Tree::Vague("PAST_REF"), at + 2));
            }
            _ => return None,
        };
        Some((Tree::Vague(value), at + 1))
    }

    /// "la próxima reunión", "el curso pasado": the side word of something that is no time, nor what "ha pasado".
    fn is_adjective(&self, at: usize) -> bool {
        let verb = at > 0 && self.lexemes[at - 1].senses.tense.is_some();
        self.table.adjectives_are_vague && !verb && !matches!(self.cue(at + 1), Some(Cue::To | Cue::By))
    }

    /// Whether the noun phrase ends before `at`: no unit, number or name follows.
    pub fn ends_noun(&self, at: usize) -> bool {
        self.get(at).is_none_or(|lexeme| {
            lexeme.mark != '\0' && !is_opening(lexeme.mark)
                || lexeme.senses.cue.is_some_and(|cue| {
                    !matches!(
                        cue,
                        Cue::Few
                            | Cue::Several
                            | Cue::Couple
                            | Cue::Fiscal
                            | Cue::Half
                            | Cue::Full
                            | Cue::Period
                    )
                })
                || lexeme.senses.tense.is_some()
        })
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

fn is_opening(mark: char) -> bool {
    matches!(mark, '-' | '\'' | '$')
}

fn shift(anchor: Anchor, length: Length, back: bool) -> Tree {
    Tree::Shift { anchor, length, back }
}

fn year_tree(year: i16) -> Tree {
    Tree::literal(Fields {
        year: Some(year),
        ..Fields::default()
    })
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
