//! Times of the day: "9 a.m. Oslo time on June 1", "10:30", "noon Thursday", "Tuesday morning", "the night of 11 July".

use super::{Clock, Composer, Reading, Tree, longest};
use crate::lex::{Cue, DayPart, Lexeme, Order, Unit};

impl Composer<'_> {
    /// A clock time or a part of a day, with its day before or behind it.
    pub fn time_of_day(&self, at: usize) -> Reading {
        self.time_with(at, self.date(at, 2).as_ref())
    }

    /// The same where the date that begins at `at` has been read already.
    pub fn time_with(&self, at: usize, date: Option<&(Tree, usize)>) -> Reading {
        let day = date.filter(|(tree, _)| is_day(tree));
        longest([
            self.deictic_part(at),
            self.clock_and_day(at),
            self.part_and_day(at),
            day.and_then(|(day, to)| self.day_and_part(day, *to)),
            day.and_then(|(day, to)| self.day_and_clock(at, day, *to)),
        ])
    }

    fn clock_and_day(&self, at: usize) -> Reading {
        let (clock, to) = self.clock(at)?;
        let to = self.other_zone(self.zone(to));
        let comma = self.mark(to) == ',';
        let next = self.skip(to + usize::from(comma), Cue::On);
        let next = match self.table.order {
            Order::Day if self.table.in_is_at && self.is(next, Cue::In) => next + 1,
            Order::Day => self.skip(next, Cue::Of),
            _ => next,
        };
        let date = self.date(next, 2);
        let day = longest([
            self.deictic_part(next).filter(|_| !comma),
            self.part_and_day(next).filter(|(tree, _)| has_day(tree)),
            date.clone(),
            date.filter(|(tree, _)| is_day(tree))
                .and_then(|(day, to)| self.day_and_part(&day, to)),
        ]);
        let day = day.filter(|(tree, _)| is_day(tree) || matches!(tree, Tree::PartOfDay { .. }));
        if let Some((day, to)) = day {
            return Some((
                Tree::Clock {
                    clock: with_part(clock, &day),
                    day: Some(Box::new(day_of(day))),
                },
                to,
            ));
        }
        let (clock, end) = self.in_the_morning(clock, to);
        let next = end + usize::from(self.is(end, Cue::Of) || self.is(end, Cue::On));
        let day = self.date(next, 2).filter(|(tree, _)| end > to && is_day(tree));
        match day {
            Some((day, to)) => Some((
                Tree::Clock {
                    clock,
                    day: Some(Box::new(day)),
                },
                to,
            )),
            None => Some((Tree::Clock { clock, day: None }, end)),
        }
    }

    /// "(0735 GMT)" behind a clock time, where its day follows: the index behind.
    fn other_zone(&self, at: usize) -> usize {
        if self.mark(at) != '(' {
            return at;
        }
        let Some((_, to)) = self.clock(at + 1) else {
            return at;
        };
        let to = self.zone(to);
        let day = self.skip(to + 1, Cue::On);
        let dated = self.mark(to) == ')' && self.date(day, 2).is_some_and(|(tree, _)| is_day(&tree));
        if dated { to + 1 } else { at }
    }

    /// "9 in the morning"
    fn in_the_morning(&self, clock: Clock, at: usize) -> (Clock, usize) {
        let part = self.get(at + 2).and_then(|lexeme| lexeme.senses.part);
        match part.filter(|_| self.is(at, Cue::In) && self.is(at + 1, Cue::The)) {
            Some(part) => (shifted(clock, part), at + 3),
            None => (clock, at),
        }
    }

    /// "Tuesday at 9 a.m.", "May 3, 10:30 p.m."
    fn day_and_clock(&self, at: usize, day: &Tree, to: usize) -> Reading {
        if self.digits(at) > 0 && self.mark(at + 1) == ':' {
            return None;
        }
        let comma = self.mark(to) == ',';
        let next = self.skip(to + usize::from(comma), Cue::At);
        let next = next + usize::from(self.table.in_is_at && self.is(next, Cue::In));
        let (clock, end) = self.clock(next)?;
        Some((
            Tree::Clock {
                clock,
                day: Some(Box::new(day.clone())),
            },
            self.zone(end),
        ))
    }

    /// "9 a.m.", "9:30", "21:15:03", "9.30 p.m.", "six o'clock", "noon", "midnight".
    pub fn clock(&self, at: usize) -> Option<(Clock, usize)> {
        if let Some(found) = self.continental_clock(at) {
            return Some(found);
        }
        if let Some(part) = self.get(at)?.senses.part {
            let hour = match part {
                DayPart::Noon | DayPart::Midday => 12,
                DayPart::Midnight => 24,
                _ => return None,
            };
            return Some((
                Clock {
                    hour,
                    minute: Some(0),
                    second: None,
                },
                at + 1,
            ));
        }
        if let Some((hour, to)) = self.oclock(at) {
            return Some((hour, to));
        }
        if let Some(found) = self.run_together(at) {
            return Some(found);
        }
        let hour = self
            .get(at)
            .filter(|l| matches!(l.digits, 1 | 2) && l.number <= 24)?
            .number as i8;
        let separator = self.mark(at + 1);
        let minute = self
            .get(at + 2)
            .filter(|l| l.digits == 2 && l.number < 60 && l.glued && self.is_glued(at + 1))
            .map(|l| l.number as i8);
        if let Some(minute) = minute.filter(|_| matches!(separator, ':' | '.')) {
            return self.clock_with_minutes(at, hour, minute, separator);
        }
        if let Some(found) = self.hour_of_part(at) {
            return Some(found);
        }
        let rounded = usize::from(separator == '+' && self.is_glued(at + 2));
        let (afternoon, to) = self.am_pm(at + 1 + rounded)?;
        let hour = twelve_hours(hour, afternoon)?;
        Some((
            Clock {
                hour,
                minute: Some(0),
                second: None,
            },
            to,
        ))
    }

    /// Whether the word before says that a bare number is an hour.
    fn leads_to_hour(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.cue(before));
        matches!(
            before,
            Some(
                Cue::At
                    | Cue::By
                    | Cue::About
                    | Cue::Since
                    | Cue::Till
                    | Cue::From
                    | Cue::Before
                    | Cue::After
            )
        )
    }

    /// "at 4 in the morning": only behind a preposition, since a bare number counts something.
    fn hour_of_part(&self, at: usize) -> Option<(Clock, usize)> {
        let led = self.leads_to_hour(at);
        let hour = self.small(at, 12).filter(|_| led)?;
        let clock = Clock {
            hour,
            minute: Some(0),
            second: None,
        };
        let (clock, to) = self.in_the_morning(clock, at + 1);
        (to > at + 1).then_some((clock, to))
    }

    /// "430pm", "1130pm", "0600 GMT".
    fn run_together(&self, at: usize) -> Option<(Clock, usize)> {
        let number = self.get(at).filter(|l| matches!(l.digits, 3 | 4))?.number;
        if self.digits(at) == 4 && number < 2400 && number % 100 < 60 && self.is(at + 1, Cue::Zone) {
            let minute = Some((number % 100) as i8);
            return Some((
                Clock {
                    hour: (number / 100) as i8,
                    minute,
                    second: None,
                },
                at + 1,
            ));
        }
        let (afternoon, to) = self
            .am_pm(at + 1)
            .filter(|_| self.is_glued(at + 1) && number % 100 < 60)?;
        let clock = Clock {
            hour: twelve_hours(i8::try_from(number / 100).ok()?, afternoon)?,
            minute: Some((number % 100) as i8),
            second: None,
        };
        Some((clock, to))
    }

    fn oclock(&self, at: usize) -> Option<(Clock, usize)> {
        let (hour, next) = self.number(at)?;
        let to = self
            .expect(next, Cue::OClock)
            .filter(|_| (1..=12).contains(&hour))?;
        let (hour, to) = match self.am_pm(to) {
            Some((afternoon, end)) => (twelve_hours(hour as i8, afternoon)?, end),
            None => (hour as i8, to),
        };
        Some((
            Clock {
                hour,
                minute: Some(0),
                second: None,
            },
            to,
        ))
    }

    fn clock_with_minutes(&self, at: usize, hour: i8, minute: i8, separator: char) -> Option<(Clock, usize)> {
        let second = self
            .get(at + 4)
            .filter(|l| l.digits == 2 && l.number < 60 && self.mark(at + 3) == ':' && l.glued)
            .map(|l| l.number as i8);
        let to = if second.is_some() { at + 5 } else { at + 3 };
        let clock = Clock {
            hour,
            minute: Some(minute),
            second,
        };
        if let Some((afternoon, to)) = self.am_pm(to) {
            return Some((
                Clock {
                    hour: twelve_hours(hour, afternoon)?,
                    ..clock
                },
                to,
            ));
        }
        let led = self.leads_to_hour(at) || at > 0 && self.is(at - 1, Cue::To);
        let zoned = self.is(to, Cue::Zone) || self.zone(to) > to;
        let marked = led || zoned || second.is_some() || self.is(to, Cue::On) || self.mark(to) == ',';
        let fits = hour < 24 && separator == ':' && marked
            || separator == '.' && (zoned || hour < 24 && self.is_timetable(at, to));
        let goes_on = self.is_glued(to + 1) && self.mark(to) == ':';
        (fits && !goes_on).then_some((clock, to))
    }

    /// "left at 18.45": the British full stop in a clock time, where nothing speaks of prices or measures.
    fn is_timetable(&self, at: usize, to: usize) -> bool {
        let led = at > 1 && self.is(at - 1, Cue::At) && !self.is(at - 2, Cue::Settled);
        let fives = self.digits(at + 2) == 2 && self.lexemes[at + 2].number % 5 == 0;
        let counts = self.unit(to).is_some()
            || self.is(to, Cue::Quantity)
            || self
                .get(to)
                .is_some_and(|next| next.glued && next.mark == '\0' || next.senses.cardinal > 0);
        let money = |lexeme: &Lexeme| {
            matches!(lexeme.mark, '$' | '€' | '£' | '¥' | '%') || lexeme.senses.cue == Some(Cue::Quantity)
        };
        let near = self.lexemes.iter().skip(at.saturating_sub(20)).take(40);
        led && fives && !counts && !near.into_iter().any(money)
    }

    /// "a.m.", "pm", "p.m" (true: after noon), and the index after it.
    pub fn am_pm(&self, at: usize) -> Option<(bool, usize)> {
        match self.cue(at) {
            Some(Cue::Am) => return Some((false, at + 1)),
            Some(Cue::Pm) => return Some((true, at + 1)),
            _ => {}
        }
        let letter = self.word(at);
        let dotted =
            self.mark(at + 1) == '.' && self.is_glued(at + 1) && self.word(at + 2).eq_ignore_ascii_case("m");
        if !dotted || letter.len() != 1 {
            return None;
        }
        let to = if self.mark(at + 3) == '.' && self.is_glued(at + 3) {
            at + 4
        } else {
            at + 3
        };
        match letter {
            "a" | "A" => Some((false, to)),
            "p" | "P" => Some((true, to)),
            _ => None,
        }
    }

    /// "EDT", "(GMT)", "Oslo time", "local time".
    pub fn zone(&self, at: usize) -> usize {
        if self.is(at, Cue::Zone) {
            return at + 1;
        }
        if self.mark(at) == '(' && self.is(at + 1, Cue::Zone) && self.mark(at + 2) == ')' {
            return at + 3;
        }
        let named = self.get(at).is_some_and(|lexeme| {
            lexeme.mark == '\0' && (lexeme.capital || self.word(at) == "local") && lexeme.senses.weekday == 0
        });
        if named && self.is(at + 1, Cue::Time) {
            at + 2
        } else {
            at
        }
    }

    /// "the night of 11-12 July 1943", "the morning of April 9", "the morning", "early morning".
    pub fn part_and_day(&self, at: usize) -> Reading {
        if let Some(found) = self.early_hours(at).or_else(|| self.night_between(at)) {
            return Some(found);
        }
        let start = self.skip(at, Cue::The);
        let part = self.get(start).filter(|l| !l.senses.plural)?.senses.part?;
        let next = start + 1;
        let into = part == DayPart::Night && self.table.order == Order::Day && self.is(next, Cue::To);
        if self.is(next, Cue::Of) || self.is(next, Cue::On) || into {
            let day = self.day_before_dash(next + 1).or_else(|| self.date(next + 1, 2));
            if let Some((day, to)) = day.filter(|(tree, _)| is_day(tree)) {
                return Some((
                    Tree::PartOfDay {
                        part,
                        day: Some(Box::new(day)),
                    },
                    to,
                ));
            }
        }
        if let Some((day, to)) = self.date(next, 2).filter(|(tree, _)| is_day(tree)) {
            return Some((
                Tree::PartOfDay {
                    part,
                    day: Some(Box::new(day)),
                },
                to,
            ));
        }
        let before_event =
            matches!(self.cue(next), Some(Cue::Before | Cue::After)) && self.is(next + 1, Cue::The);
        if before_event && self.table.order == Order::Month {
            return None;
        }
        let led = start > at
            || at > 0
                && (self.is(at - 1, Cue::At) || self.is(at - 1, Cue::By) || self.is(at - 1, Cue::Before));
        (start > at || led && part != DayPart::Dawn).then_some((Tree::PartOfDay { part, day: None }, next))
    }

    /// "afternoon" behind "mid-" or "late".
    pub fn part_alone(&self, at: usize) -> Reading {
        let noun = self.get(at).filter(|lexeme| !lexeme.senses.plural)?;
        let part = noun.senses.part?;
        let named = matches!(
            part,
            DayPart::Morning | DayPart::Afternoon | DayPart::Evening | DayPart::Night
        );
        named.then_some((Tree::PartOfDay { part, day: None }, at + 1))
    }

    /// "the early hours of Wednesday", "the early morning hours of May 3".
    fn early_hours(&self, at: usize) -> Reading {
        let early = self.skip(at, Cue::The);
        if let Some(found) = self.first_hours(early) {
            return Some(found);
        }
        let next = self.expect(early, Cue::Early)?;
        let next = next + usize::from(self.get(next)?.senses.part == Some(DayPart::Morning));
        let hours = self.unit(next) == Some(Unit::Hour) && self.is(next + 1, Cue::Of);
        let (day, to) = self.date(next + 2, 2).filter(|(tree, _)| hours && is_day(tree))?;
        let again = self
            .get(to)
            .is_some_and(|noun| noun.senses.part == Some(DayPart::Morning) && !noun.senses.plural);
        let to = to + usize::from(again);
        Some((
            Tree::PartOfDay {
                part: DayPart::Morning,
                day: Some(Box::new(day)),
            },
            to,
        ))
    }

    /// "11-12 July 1943" as the day of a night: its first day.
    fn day_before_dash(&self, at: usize) -> Reading {
        if let Some(found) = self.day_of_two(at) {
            return Some(found);
        }
        let (day, next) = self.day(at)?;
        if !super::is_dash(self.mark(next)) && self.mark(next) != '/' {
            return None;
        }
        let (tree, to) = self.calendar(next + 1)?;
        let fields = tree
            .fields()
            .filter(|fields| fields.day.is_some() && fields.month.is_some())?;
        Some((
            Tree::literal(super::Fields {
                day: Some(day),
                ..*fields
            }),
            to,
        ))
    }

    /// "July 11-12, 1943" as the day of a night: its first day.
    fn day_of_two(&self, at: usize) -> Reading {
        let (tree, dash) = self.month_first(at)?;
        let fields = tree
            .fields()
            .filter(|fields| fields.day.is_some() && fields.year.is_none())?;
        let (second, to) = self
            .day(dash + 1)
            .filter(|_| super::is_dash(self.mark(dash)) || self.mark(dash) == '/')?;
        let (year, to) = self.year_after(to);
        (Some(second) > fields.day).then(|| (Tree::literal(super::Fields { year, ..*fields }), to))
    }

    /// "Tuesday morning", "July 4 evening", "yesterday afternoon", "early Tuesday" is elsewhere.
    fn day_and_part(&self, day: &Tree, to: usize) -> Reading {
        let compound = &self.lexemes[to - 1].senses;
        if let Some(part) = compound.part.filter(|_| compound.weekday > 0) {
            let day = Some(Box::new(day.clone()));
            return Some((Tree::PartOfDay { part, day }, to));
        }
        let late = usize::from(matches!(self.cue(to), Some(Cue::Early | Cue::Late | Cue::Mid)));
        let in_the = if self.table.order == Order::Day {
            self.part_link(to)
        } else if self.is(to, Cue::In) && self.is(to + 1, Cue::The) {
            to + 2
        } else {
            to + late
        };
        let part = self
            .get(in_the)
            .filter(|lexeme| !lexeme.senses.plural)?
            .senses
            .part?;
        Some((
            Tree::PartOfDay {
                part,
                day: Some(Box::new(day.clone())),
            },
            in_the + 1,
        ))
    }
}

/// Whether the tree names one day.
fn is_day(tree: &Tree) -> bool {
    super::granularity(tree) == Some(Unit::Day)
}

/// Whether the part of a day says of which.
fn has_day(tree: &Tree) -> bool {
    matches!(tree, Tree::PartOfDay { day: Some(_), .. })
}

fn day_of(tree: Tree) -> Tree {
    match tree {
        Tree::PartOfDay { day: Some(day), .. } => *day,
        Tree::PartOfDay { day: None, .. } => Tree::Deictic {
            unit: Unit::Day,
            offset: 0,
        },
        other => other,
    }
}

fn with_part(clock: Clock, day: &Tree) -> Clock {
    match day {
        Tree::PartOfDay { part, .. } => shifted(clock, *part),
        _ => clock,
    }
}

/// "9 in the evening" is 21:00.
pub(super) fn shifted(clock: Clock, part: DayPart) -> Clock {
    let late = matches!(part, DayPart::Afternoon | DayPart::Evening | DayPart::Night)
        && clock.hour < 12
        && (part != DayPart::Night || clock.hour > 5);
    Clock {
        hour: if late { clock.hour + 12 } else { clock.hour },
        ..clock
    }
}

fn twelve_hours(hour: i8, afternoon: bool) -> Option<i8> {
    match (hour, afternoon) {
        (12, false) => Some(0),
        (12, true) => Some(12),
        (1..=11, false) => Some(hour),
        (1..=11, true) => Some(hour + 12),
        (13..=23, true) => Some(hour),
        _ => None,
    }
}
