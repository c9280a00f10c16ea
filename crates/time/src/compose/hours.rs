//! Times of the day as the languages of the continent write them: "20h30", "20.30 Uhr", "las 11.30 horas", "alle 15",
//! "las tres de la tarde", "à 16 heures", "halb drei".

use super::clock::shifted;
use super::{Clock, Composer, Reading, Tree};
use crate::lex::{Cue, DayPart, Order, Unit};

impl Composer<'_> {
    /// A clock time with its article, the word for hours, and the part of the day.
    pub fn continental_clock(&self, at: usize) -> Option<(Clock, usize)> {
        if self.table.order != Order::Day {
            return None;
        }
        let start = self.skip(at, Cue::The);
        if let Some(found) = self.part_before_clock(start) {
            return Some(found);
        }
        let led = self.is_led_by_at(at);
        if let Some(found) = self.half_before(start).filter(|_| led) {
            return Some(found);
        }
        let (clock, to, certain) = self.hour_and_minute(start)?;
        let (clock, end) = self.half_past(clock, to).unwrap_or((clock, to));
        let (clock, end, parted) = match self.part_of_clock(clock, end) {
            Some((clock, end)) => (clock, end, true),
            None => (clock, end, false),
        };
        if self.am_pm(end).is_some() {
            return None;
        }
        let zoned = self.zone(end) > end || self.is(end, Cue::Zone);
        let articled = (start > at || !self.table.has_articles) && parted;
        let alone = led && (clock.minute.is_some() || self.ends_time(end));
        (certain || articled || led && parted || zoned && clock.minute.is_some() || alone).then(|| {
            let minute = Some(clock.minute.unwrap_or(0));
            (Clock { minute, ..clock }, end)
        })
    }

    /// Hour and minutes in digits or words, the index behind them, and whether the word for hours makes them a time.
    fn hour_and_minute(&self, at: usize) -> Option<(Clock, usize, bool)> {
        let (hour, next) = self.number(at).filter(|&(hour, _)| (0..=24).contains(&hour))?;
        if self.digits(at) > 2 || self.is(at, Cue::A) || next > at + 2 {
            return None;
        }
        let clock = |minute: Option<i8>| Clock {
            hour: hour as i8,
            minute,
            second: None,
        };
        if (matches!(self.mark(next), ':' | '.') || self.mark(next) == ',' && self.is_led_by_at(at))
            && self.is_glued(next)
            && let Some(minute) = self
                .minute(next + 1)
                .filter(|_| self.digits(at) > 0 && self.is_glued(next + 1))
        {
            let to = self.behind_hours(next + 2);
            let runs_on =
                matches!(self.mark(to), ':' | '.') && self.is_glued(to + 1) && self.digits(to + 1) > 0;
            return (!runs_on).then_some((clock(Some(minute)), to, to > next + 2));
        }
        if self.is(next, Cue::HourMark) {
            let minute = self.minute(next + 1);
            let to = next + 1 + usize::from(minute.is_some());
            let certain = self.is_glued(next)
                || minute.is_some()
                || self.lexemes[next].capital
                || self.table.has_postpositions;
            return Some((clock(minute), to, certain));
        }
        let hours = self.unit(next) == Some(Unit::Hour) && self.is_led_by_at(at);
        let minute = self.minute(next + 1).filter(|_| hours);
        let to = next + usize::from(hours) + usize::from(minute.is_some());
        let to = to + usize::from(minute.is_some() && self.unit(to) == Some(Unit::Minute));
        Some((clock(minute), to, hours))
    }

    /// Two digits below sixty.
    fn minute(&self, at: usize) -> Option<i8> {
        let lexeme = self
            .get(at)
            .filter(|lexeme| lexeme.digits == 2 && lexeme.number < 60)?;
        Some(lexeme.number as i8)
    }

    /// The index behind the word for hours ("horas", "Uhr", "h"), or `at`.
    fn behind_hours(&self, at: usize) -> usize {
        at + usize::from(self.is(at, Cue::HourMark) || self.unit(at) == Some(Unit::Hour))
    }

    /// Whether the preposition of clock times stands before `at` ("a las", "um", "alle ore").
    fn is_led_by_at(&self, at: usize) -> bool {
        let before = |steps: usize| at.checked_sub(steps).and_then(|index| self.cue(index));
        match before(1) {
            Some(Cue::At) => true,
            Some(Cue::In) => self.table.in_is_at,
            Some(Cue::The | Cue::About) => matches!(before(2), Some(Cue::At | Cue::To | Cue::About)),
            _ => false,
        }
    }

    /// "halb drei", "half drie": half an hour before the hour.
    fn half_before(&self, at: usize) -> Option<(Clock, usize)> {
        let (hour, to) = self.number(self.expect(at, Cue::Half)?)?;
        let hour = hour.checked_sub(1).filter(|hour| (0..12).contains(hour))?;
        Some((
            Clock {
                hour: hour as i8,
                minute: Some(30),
                second: None,
            },
            to,
        ))
    }

    /// "y media", "e mezza", "et demie".
    fn half_past(&self, clock: Clock, at: usize) -> Option<(Clock, usize)> {
        let half = clock.minute.is_none() && self.is(at, Cue::And) && self.is(at + 1, Cue::Half);
        let minute = Some(30);
        half.then_some((Clock { minute, ..clock }, at + 2))
    }

    /// "शाम 5 बजे", "akşam saat 20.30": the part of the day before its clock.
    fn part_before_clock(&self, at: usize) -> Option<(Clock, usize)> {
        let noun = self
            .get(at)
            .filter(|noun| !noun.senses.plural && self.table.has_postpositions)?;
        let part = noun.senses.part?;
        let next = self.skip(at + 1, Cue::At);
        let (clock, to, certain) = self.hour_and_minute(next)?;
        let minute = Some(clock.minute.unwrap_or(0));
        let timed = certain || next > at + 1 && (clock.minute.is_some() || self.mark(to) == '\'');
        timed.then(|| (shifted(Clock { minute, ..clock }, part), to))
    }

    /// "de la tarde", "du soir", "am Abend", "di sera".
    fn part_of_clock(&self, clock: Clock, at: usize) -> Option<(Clock, usize)> {
        let next = self.part_link(at);
        let behind = !self.table.has_postpositions;
        let part = self
            .get(next)
            .filter(|lexeme| behind && !lexeme.senses.plural)?
            .senses
            .part?;
        Some((shifted(clock, part), next + 1))
    }

    /// The index behind what joins a day and its part: "por la", "dans la", "am", "à", or nothing.
    pub fn part_link(&self, at: usize) -> usize {
        let joined = matches!(
            self.cue(at),
            Some(Cue::In | Cue::On | Cue::At | Cue::To | Cue::Of | Cue::By | Cue::For)
        );
        self.skip(at + usize::from(joined), Cue::The)
    }

    /// "las primeras horas de la mañana", "le prime ore di lunedì", "les premières heures du jour": of a part or a day.
    pub fn first_hours(&self, at: usize) -> Reading {
        let first = self.get(at).filter(|_| self.table.order == Order::Day)?.senses;
        let hours = self.unit(at + 1) == Some(Unit::Hour) && self.lexemes[at + 1].senses.plural;
        let of = self
            .expect(at + 2, Cue::Of)
            .filter(|_| first.ordinal == 1 && hours)?;
        let whole = self.part_and_day(of).or_else(|| {
            let part = self.get(of)?.senses.part?;
            Some((Tree::PartOfDay { part, day: None }, of + 1))
        });
        whole.or_else(|| {
            let (day, to) = self
                .date(of, 2)
                .filter(|(tree, _)| super::granularity(tree) == Some(Unit::Day))?;
            let (part, day) = (DayPart::Morning, Some(Box::new(day)));
            Some((Tree::PartOfDay { part, day }, to))
        })
    }

    /// Whether nothing that the number could count follows.
    fn ends_time(&self, at: usize) -> bool {
        self.get(at).is_none_or(|next| {
            matches!(next.mark, ',' | '.' | ';' | ')' | '!' | '?') && !self.is_glued(at + 1)
                || next.senses.tense.is_some()
                || matches!(
                    next.senses.cue,
                    Some(Cue::And | Cue::Or | Cue::Today | Cue::Yesterday | Cue::Tomorrow)
                )
        })
    }
}
