//! Lengths and what is told by them: 三个半小时, 20余年, 사흘간, 10多天; 三年前, 이틀 뒤; 過去5年間, 2주 안에; 每三天, 5년마다.
//! Sets of weekdays and vague references stand here too.

use super::super::{Amount, Anchor, Composer, Length, Reading, Tree, longest, part_code, period};
use super::numerals::{Numeral, Style};
use crate::Modifier;
use crate::lex::{Cue, Unit};

/// A length with what its own words say of it.
pub(super) struct Stretch {
    length: Length,
    modifier: Option<Modifier>,
    to: usize,
}

impl Composer<'_> {
    /// Whatever rests on a length.
    pub(super) fn eastern_length(&self, at: usize) -> Reading {
        longest([self.window_of(at), self.stretch_and_suffix(at)])
    }

    /// 三年前, 2日後, 5년마다, 2週間以内, 20余年, in this order of what stands behind the length.
    fn stretch_and_suffix(&self, at: usize) -> Reading {
        let (outside, start) = match self.length_modifier(at) {
            Some((modifier, next)) => (Some(modifier), self.skip(next, Cue::Of)),
            None => (None, at),
        };
        let stretch = self.stretch(start)?;
        let (inside, to) = self.modifier_suffix(stretch.to);
        let modifier = outside.or(inside).or(stretch.modifier);
        let (tree, to) = self.told_by(stretch.length, self.skip(to, Cue::Of), to);
        Some((modified(tree, modifier), to))
    }

    fn told_by(&self, length: Length, after_of: usize, to: usize) -> (Tree, usize) {
        match self.cue(to) {
            Some(Cue::Ago) if self.is_ago(to) => (
                Tree::Shift {
                    anchor: Anchor::Publication,
                    length,
                    back: true,
                },
                to + 1,
            ),
            Some(Cue::Later) => (
                Tree::Shift {
                    anchor: Anchor::LastDate,
                    length,
                    back: false,
                },
                to + 1,
            ),
            Some(Cue::Inside) => (Tree::Window { length, back: false }, to + 1),
            Some(Cue::Apart) => {
                let (amount, unit) = length.steps[0];
                (Tree::Set(period(amount, unit)), to + 1)
            }
            Some(Cue::LengthMark) if self.is_glued(to) && self.ends_word(to + 1) => {
                (Tree::Duration(length), to + 1)
            }
            _ if after_of > to && self.is(after_of, Cue::Inside) => {
                (Tree::Window { length, back: false }, after_of + 1)
            }
            _ => (Tree::Duration(length), to),
        }
    }

    /// 過去5年間, 지난 석 달, 今后三天, 앞으로 사흘, 最近两周; 三年来.
    fn window_of(&self, at: usize) -> Reading {
        let back = match self.cue(at)? {
            Cue::Past | Cue::PastVague | Cue::Recent => true,
            Cue::This if self.counts_to_now(at + 1) => true,
            Cue::Coming | Cue::Next | Cue::FutureVague => false,
            _ => return None,
        };
        let next = self.skip(at + 1, Cue::Of);
        let (about, next) = match self.length_modifier(next) {
            Some((modifier, next)) => (Some(modifier), next),
            None => (None, next),
        };
        let stretch = self
            .stretch(next)
            .filter(|stretch| !matches!(self.cue(stretch.to), Some(Cue::Ago)))?;
        let to = stretch.to + usize::from(self.is(stretch.to, Cue::LengthMark) && self.is_glued(stretch.to));
        let tree = Tree::Window {
            length: stretch.length,
            back,
        };
        Some((modified(tree, about.or(stretch.modifier)), to))
    }

    /// この3年間: several of a unit behind a word for this one reach up to now.
    fn counts_to_now(&self, at: usize) -> bool {
        let stretch = self
            .stretch(at)
            .filter(|_| self.digits(at) > 0 && !self.lexemes[at - 1].is_hangul(self.text));
        let several = |stretch: Stretch| {
            stretch.length.steps[0]
                .0
                .as_whole()
                .is_some_and(|number| number > 1)
        };
        stretch.is_some_and(several)
    }

    /// A length whose numbers are all said, with 間 or 간 behind it.
    pub(super) fn exact_stretch(&self, at: usize) -> Option<(Length, usize)> {
        let stretch = self.stretch(at)?;
        let exact = stretch
            .length
            .steps
            .iter()
            .all(|(amount, _)| amount.as_whole().is_some());
        let to = stretch.to + usize::from(self.is(stretch.to, Cue::LengthMark) && self.is_glued(stretch.to));
        exact.then_some((stretch.length, to))
    }

    /// Up to three numbers with their units, each unit shorter than the last.
    fn stretch(&self, at: usize) -> Option<Stretch> {
        let mut whole = self.step_of_length(at, None)?;
        while whole.length.steps.len() < 3 {
            let last = whole.length.steps[whole.length.steps.len() - 1].1;
            let Some(next) = self.step_of_length(whole.to, Some(last)) else {
                break;
            };
            whole.length.steps.extend(next.length.steps);
            whole.to = next.to;
        }
        Some(whole)
    }

    fn step_of_length(&self, at: usize, longer: Option<Unit>) -> Option<Stretch> {
        let (amount, modifier, next, numeral) = self.eastern_amount(at)?;
        let (unit, to) = match next {
            Next::Unit(unit, to) => (unit, to),
            Next::At(at) => self.counted_unit(at, numeral.as_ref(), longer)?,
        };
        if longer.is_some_and(|longer| unit >= longer) || !self.ends_word(to) {
            return None;
        }
        let (amount, to) = self.half_behind(amount, to);
        let odd = self.is(to, Cue::Odd) && self.is_glued(to);
        let modifier = modifier.or(odd.then_some(Modifier::MoreThan));
        let length = Length {
            steps: vec![(amount, unit)],
        };
        Some(Stretch {
            length,
            modifier,
            to: to + usize::from(odd),
        })
    }

    /// How many: 三, 20余, 数十, 几, 半, 两个半; 사흘 names its unit as well.
    fn eastern_amount(&self, at: usize) -> Option<(Amount, Option<Modifier>, Next, Option<Numeral>)> {
        let senses = self.get(at)?.senses;
        if senses.cardinal > 0
            && senses.cue != Some(Cue::Lunar)
            && let Some(unit) = senses.unit
        {
            let amount = Amount::whole(i64::from(senses.cardinal) - 1);
            return Some((amount, None, Next::Unit(unit, at + 1), None));
        }
        match senses.cue {
            Some(Cue::Several) if senses.unit.is_some() => {
                return Some((Amount::Vague, None, Next::Unit(senses.unit?, at + 1), None));
            }
            Some(Cue::Several) => {
                let tens = self.numeral(at + 1).filter(|numeral| numeral.value >= 10);
                let to = tens.map_or(at + 1, |numeral| numeral.to);
                return Some((Amount::Vague, None, Next::At(self.skip(to, Cue::Odd)), None));
            }
            Some(Cue::Half) => {
                return Some((
                    Amount::Halves(1),
                    None,
                    Next::At(self.skip(at + 1, Cue::Measure)),
                    None,
                ));
            }
            _ => {}
        }
        let numeral = self.numeral(at)?;
        let mut to = numeral.to;
        if let Some((hundredths, to)) = self.decimals(numeral.value, to) {
            return Some((Amount::Hundredths(hundredths), None, Next::At(to), Some(numeral)));
        }
        let roughly =
            numeral.style == Style::Roughly || numeral.style == Style::ByPlace(2) && !numeral.padded;
        let vague = roughly || self.is(to, Cue::Several);
        to = self.skip(to, Cue::Several);
        to = self.skip(to, Cue::Measure);
        let odd = self.is(to, Cue::Odd);
        to = self.skip(to, Cue::Odd);
        let half = self.is(to, Cue::Half) && self.is(to - 1, Cue::Measure);
        to += usize::from(half);
        let amount = match (vague, half) {
            (true, _) => Amount::Vague,
            (_, true) => Amount::Halves(numeral.value.checked_mul(2)? + 1),
            _ => Amount::whole(numeral.value),
        };
        Some((
            amount,
            odd.then_some(Modifier::MoreThan),
            Next::At(to),
            Some(numeral),
        ))
    }

    /// The unit that a number counts. 年, 日 and 分 also mark dates and clocks, where nothing says that they count.
    fn counted_unit(
        &self,
        at: usize,
        numeral: Option<&Numeral>,
        longer: Option<Unit>,
    ) -> Option<(Unit, usize)> {
        let senses = self.get(at)?.senses;
        let measured =
            self.is(at - 1, Cue::Measure) || self.is(at - 1, Cue::Odd) || self.is(at - 1, Cue::Half);
        let unit = match senses.cue {
            Some(Cue::YearMark) => {
                Some(Unit::Year).filter(|_| numeral.is_none_or(|n| n.value < 1000 && !n.padded))
            }
            Some(Cue::MonthMark) => Some(Unit::Month).filter(|_| measured),
            Some(Cue::DayMark) => Some(Unit::Day).filter(|_| measured || self.counts_length(at + 1)),
            Some(Cue::MinuteMark) => {
                Some(Unit::Minute).filter(|_| longer == Some(Unit::Hour) || self.counts_length(at + 1))
            }
            Some(Cue::SecondMark) => Some(Unit::Second),
            Some(Cue::Start | Cue::Middle | Cue::End) => senses.unit.filter(|&unit| unit == Unit::Second),
            Some(Cue::HourMark) => None,
            Some(Cue::Lunar) => None,
            _ => senses.unit.filter(|_| senses.ordinal == 0 && senses.weekday == 0),
        }?;
        if unit == Unit::Year && numeral.is_some_and(|numeral| numeral.value >= 1000) && !measured {
            return None;
        }
        let quarter = matches!(unit, Unit::Quarter | Unit::Decade)
            || unit == Unit::Century && numeral.is_some() && !measured;
        let short = matches!(unit, Unit::Week | Unit::Minute | Unit::Second | Unit::Weekend)
            || numeral.is_some() && unit == Unit::Day
            || numeral.is_some_and(|numeral| numeral.value == 2) && unit == Unit::Year;
        let other_word = short && self.is_glued(at) && self.is_one_syllable(at - 1, at);
        (!quarter && !other_word).then_some((unit, at + 1))
    }

    /// 一年半, 1년 반.
    fn half_behind(&self, amount: Amount, to: usize) -> (Amount, usize) {
        let unit_follows = self.unit(to + 1).is_some() || self.is(to + 1, Cue::Measure);
        match amount {
            Amount::Halves(halves) if self.is(to, Cue::Half) && !unit_follows && halves % 2 == 0 => {
                (Amount::Halves(halves + 1), to + 1)
            }
            _ => (amount, to),
        }
    }

    fn modifier_suffix(&self, to: usize) -> (Option<Modifier>, usize) {
        let modifier = match self.cue(to) {
            Some(Cue::OrMore) => Modifier::EqualOrMore,
            Some(Cue::OrLess) => Modifier::EqualOrLess,
            Some(Cue::Below) => Modifier::LessThan,
            Some(Cue::Around) => Modifier::Approx,
            _ => return (None, to),
        };
        if !self.ends_word(to + 1) {
            return (None, to);
        }
        (Some(modifier), to + 1)
    }

    /// Whether 前 or 전 at `at` says "ago", and is not the "former" or "whole" of the noun behind it (전 총리, 전 세계).
    pub(super) fn is_ago(&self, at: usize) -> bool {
        self.is(at, Cue::Ago) && !self.is(at + 1, Cue::Name)
    }

    /// Whether what stands at `at` makes a length of the number and unit before it.
    pub(super) fn counts_length(&self, at: usize) -> bool {
        self.is_ago(at)
            || matches!(
                self.cue(at),
                Some(
                    Cue::LengthMark
                        | Cue::Inside
                        | Cue::OrMore
                        | Cue::OrLess
                        | Cue::Below
                        | Cue::Odd
                        | Cue::Later
                        | Cue::During
                        | Cue::Apart
                )
            )
    }

    /// 每天, 毎週月曜日, 매주 수요일, 每三天, 隔週.
    pub(super) fn eastern_set(&self, at: usize) -> Reading {
        let senses = self.get(at)?.senses;
        if let Some(unit) = senses.frequency {
            let next = self.skip(at + 1, Cue::Of);
            if let Some((weekday, to)) = self.recurring_weekday(next).filter(|_| unit == Unit::Week) {
                return Some((self.weekday_set(weekday, to), self.part_end(to)));
            }
            if let Some((value, to)) = self.recurring_date(next, unit) {
                return Some((Tree::Set(value), to));
            }
            let whole = if senses.cardinal > 0 {
                i64::from(senses.cardinal) - 1
            } else {
                1
            };
            return self
                .ends_word(at + 1)
                .then(|| (Tree::Set(period(Amount::whole(whole), unit)), at + 1));
        }
        if !matches!(senses.cue, Some(Cue::Every | Cue::Each)) {
            return None;
        }
        if let Some((weekday, to)) = self
            .recurring_weekday(at + 1)
            .filter(|_| self.digits(at + 1) == 0 && self.lexemes[at + 1].senses.weekday > 0)
        {
            return Some((self.weekday_set(weekday, to), self.part_end(to)));
        }
        let stretch = match self.stretch(at + 1) {
            Some(stretch) => stretch,
            None => return self.every_unit(self.skip(at + 1, Cue::Measure)),
        };
        let (amount, unit) = stretch.length.steps[0];
        Some((Tree::Set(period(amount, unit)), stretch.to))
    }

    fn every_unit(&self, at: usize) -> Reading {
        let senses = self.get(at)?.senses;
        let unit = senses
            .unit
            .filter(|&unit| unit >= Unit::Day && senses.ordinal == 0 && self.ends_word(at + 1))?;
        Some((Tree::Set(period(Amount::whole(1), unit)), at + 1))
    }

    /// 每年3月5日, 毎月15日, 매달 첫째 월요일: the day that recurs; a counted weekday has no value of its own.
    fn recurring_date(&self, at: usize, unit: Unit) -> Option<(String, usize)> {
        let (draft, to) = match unit {
            Unit::Year => self.row_of_pieces(at)?,
            Unit::Month => self.row_behind_month(at)?,
            _ => return None,
        };
        Some((draft.recurring(unit)?, to))
    }

    fn recurring_weekday(&self, at: usize) -> Option<(u8, usize)> {
        let lexeme = self.get(at)?;
        if lexeme.senses.weekday > 0 && !lexeme.senses.plural {
            return Some((lexeme.senses.weekday, at + 1));
        }
        let one = lexeme.glued && lexeme.digits == 0 && (2..=7).contains(&lexeme.senses.cardinal);
        let counts = self
            .get(at + 1)
            .is_some_and(|next| next.glued && next.is_unknown_word());
        (one && !counts).then(|| (lexeme.senses.cardinal as u8 - 1, at + 1))
    }

    fn weekday_set(&self, weekday: u8, to: usize) -> Tree {
        let part = self.get(to).and_then(|lexeme| lexeme.senses.part);
        Tree::Set(match part {
            Some(part) => format!("XXXX-WXX-{weekday}T{}", part_code(part)),
            None => format!("XXXX-WXX-{weekday}"),
        })
    }

    fn part_end(&self, to: usize) -> usize {
        to + usize::from(self.get(to).is_some_and(|lexeme| lexeme.senses.part.is_some()))
    }

    /// 现在, 最近, 将来.
    pub(super) fn eastern_vague(&self, at: usize) -> Reading {
        let value = match self.cue(at)? {
            Cue::Present => "PRESENT_REF",
            Cue::PastVague => "PAST_REF",
            Cue::FutureVague => "FUTURE_REF",
            _ => return None,
        };
        Some((Tree::Vague(value), at + 1))
    }
}

/// What follows a number: the unit it has already named, or the index to look for one.
enum Next {
    Unit(Unit, usize),
    At(usize),
}

fn modified(tree: Tree, modifier: Option<Modifier>) -> Tree {
    match modifier {
        Some(modifier) if !matches!(tree, Tree::Set(_)) => Tree::Modified {
            modifier,
            of: Box::new(tree),
        },
        _ => tree,
    }
}
