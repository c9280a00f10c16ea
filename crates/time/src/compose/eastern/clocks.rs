//! Times of the day: 午前9時30分, 下午3点半, 오전 9시 47분께, 今晚八时; and parts of days: 13일 오후, 昨夜, 3日未明.

use super::super::{Clock, Composer, Reading, Tree, granularity, longest};
use super::deictics::fixed;
use crate::Modifier;
use crate::lex::{Cue, DayPart, Unit};

impl Composer<'_> {
    /// A time of the day, with the day before it if there is one; `date` is the date that begins here.
    pub(super) fn eastern_time(&self, at: usize, date: &Reading) -> Reading {
        let (day, to) = match date {
            Some((tree, to)) if granularity(tree) == Some(Unit::Day) => (Some(tree.clone()), *to),
            _ => (None, at),
        };
        longest([
            self.time_behind(day, self.skip(to, Cue::Of), at),
            self.fused_part_of_day(at),
            self.time_behind(None, at, at),
        ])
    }

    /// 午後6時, 오전, 10:30 at `at`, of `day`.
    fn time_behind(&self, day: Option<Tree>, at: usize, from: usize) -> Reading {
        let led = day.is_some();
        let day = day.map(Box::new);
        if let Some((clock, to)) = self.eastern_clock(at, led) {
            return Some(self.roughly(Tree::Clock { clock, day }, to));
        }
        let lexeme = self.get(at)?;
        let part = lexeme.senses.part.filter(|_| lexeme.senses.cue.is_none())?;
        let free = lexeme.span.len() > 3 || self.stands_free(if led { at + 1 } else { at }, at + 1);
        let clear = lexeme.span.len() > 3 || self.ends_phrase(at + 1);
        let known = led && at > from || clear && self.stands_alone(part);
        (free && known && self.ends_word(at + 1)).then(|| self.roughly(Tree::PartOfDay { part, day }, at + 1))
    }

    /// Parts that are said of the last day spoken of: 오전, 午後. Morning and evening by other words need a day.
    fn stands_alone(&self, part: DayPart) -> bool {
        !matches!(part, DayPart::Night | DayPart::Daytime)
    }

    /// 昨夜, 今朝, 明晩, 当晚, 어젯밤: the day and its part in one word, perhaps with a clock behind it.
    fn fused_part_of_day(&self, at: usize) -> Reading {
        let senses = self.get(at)?.senses;
        let (part, cue) = (senses.part?, senses.cue?);
        let day = match (fixed(cue), cue) {
            (Some((Unit::Day, offset)), _) => Tree::Deictic {
                unit: Unit::Day,
                offset,
            },
            (_, Cue::Same) => Tree::Anaphor {
                unit: Unit::Day,
                offset: 0,
            },
            (_, Cue::Following) => Tree::Anaphor {
                unit: Unit::Day,
                offset: 1,
            },
            (_, Cue::Previous) => Tree::Anaphor {
                unit: Unit::Day,
                offset: -1,
            },
            _ => return None,
        };
        let day = Some(Box::new(day));
        match self.eastern_clock(self.skip(at + 1, Cue::Of), true) {
            Some((clock, to)) => Some(self.roughly(
                Tree::Clock {
                    clock: shifted(clock, part),
                    day,
                },
                to,
            )),
            None => self
                .ends_word(at + 1)
                .then_some((Tree::PartOfDay { part, day }, at + 1)),
        }
    }

    /// 頃, 左右, 께 behind a time.
    fn roughly(&self, tree: Tree, to: usize) -> (Tree, usize) {
        if !self.is(to, Cue::Around) {
            return (tree, to);
        }
        (
            Tree::Modified {
                modifier: Modifier::Approx,
                of: Box::new(tree),
            },
            to + 1,
        )
    }

    /// 午後6時30分15秒, 下午三点半, 20时; "10:30" behind a part or a day.
    fn eastern_clock(&self, at: usize, led: bool) -> Option<(Clock, usize)> {
        let senses = self.get(at)?.senses;
        let part = senses.part.filter(|_| senses.cue.is_none());
        let start = self.skip(at + usize::from(part.is_some()), Cue::Of);
        let led = led || part.is_some();
        let (clock, to) = self
            .colon_clock(start)
            .filter(|_| led)
            .or_else(|| self.spoken_clock(start, led))?;
        Some((part.map_or(clock, |part| shifted(clock, part)), to))
    }

    fn colon_clock(&self, at: usize) -> Option<(Clock, usize)> {
        let number = |at: usize, limit: i64| {
            let lexeme = self
                .get(at)
                .filter(|l| matches!(l.digits, 1 | 2) && l.number < limit)?;
            Some(lexeme.number as i8)
        };
        let colon =
            |at: usize| matches!(self.mark(at), ':' | '：') && self.is_glued(at) && self.is_glued(at + 1);
        let hour = number(at, 25).filter(|_| colon(at + 1))?;
        let minute = number(at + 2, 60)?;
        let second = number(at + 4, 60).filter(|_| colon(at + 3));
        let to = if second.is_some() { at + 5 } else { at + 3 };
        Some((
            Clock {
                hour,
                minute: Some(minute),
                second,
            },
            to,
        ))
    }

    /// With marks behind its numbers. 三点 may be points and 一時 a while, unless digits, minutes or a part say more.
    fn spoken_clock(&self, at: usize, led: bool) -> Option<(Clock, usize)> {
        if self.get(at)?.is_hangul(self.text) {
            return None;
        }
        let (hour, next, points) = match self.marked(at, Cue::HourMark) {
            Some((hour, next)) => (hour, next, self.digits(at) == 0),
            None => self
                .marked(at, Cue::OClock)
                .map(|(hour, next)| (hour, next, true))?,
        };
        let hour = Some(hour.value as i8).filter(|_| (0..=24).contains(&hour.value))?;
        let (minute, second, to) = self.minutes(next);
        let known = led || !points || minute.is_some();
        let clock = Clock {
            hour,
            minute: Some(minute.unwrap_or(0)),
            second,
        };
        (known && self.ends_word(to)).then_some((clock, to))
    }

    fn minutes(&self, at: usize) -> (Option<i8>, Option<i8>, usize) {
        if self.is(at, Cue::Half) && self.unit(at + 1).is_none() {
            return (Some(30), None, at + 1);
        }
        let below_60 = |at, mark| {
            self.marked(at, mark)
                .filter(|(numeral, _)| (0..60).contains(&numeral.value))
        };
        let Some((minute, to)) = below_60(at, Cue::MinuteMark) else {
            return (None, None, at);
        };
        match below_60(to, Cue::SecondMark) {
            Some((second, end)) => (Some(minute.value as i8), Some(second.value as i8), end),
            None => (Some(minute.value as i8), None, to),
        }
    }
}

/// 下午3点 is 15:00; 夜12時 is midnight.
fn shifted(clock: Clock, part: DayPart) -> Clock {
    let late = match part {
        DayPart::Afternoon | DayPart::Evening => clock.hour < 12,
        DayPart::Night => (6..12).contains(&clock.hour),
        _ => false,
    };
    Clock {
        hour: if late { clock.hour + 12 } else { clock.hour },
        ..clock
    }
}
