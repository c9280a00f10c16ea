//! Durations: "over 20 days", "two-and-a-half-hour", "a three-year period", "several weeks". Those that reach up to a day are in
//! [`super::windows`].

use super::windows::{direction, is_window};
use super::{Amount, Composer, Length, Reading, Tree, longest};
use crate::Modifier;
use crate::lex::{Cue, DayPart, Order, Senses, Unit};

impl Composer<'_> {
    /// A length of time with its modifier and article.
    pub fn duration(&self, at: usize) -> Reading {
        if let Some((modifier, next)) = self.length_modifier(at) {
            let start = self.skip(next, Cue::The);
            let (tree, to) = self.plain_duration(start).filter(|(tree, _)| !is_window(tree))?;
            let bare = matches!(&tree, Tree::Duration(length) if length.steps[0].0 == Amount::Vague)
                && self.unit(start).is_some();
            return (!bare).then(|| {
                (
                    Tree::Modified {
                        modifier,
                        of: Box::new(tree),
                    },
                    to,
                )
            });
        }
        longest([self.plain_duration(at), self.period_of(at), self.or_two(at)])
    }

    /// "a three-year period".
    fn period_of(&self, at: usize) -> Reading {
        let start = if self.is(at, Cue::A) || self.is(at, Cue::The) {
            at + 1
        } else {
            at
        };
        let (length, to) = self.length(start)?;
        let hyphened = to >= start + 2 && self.mark(to - 2) == '-';
        (hyphened && self.is_period(to)).then_some((Tree::Duration(length), to + 1))
    }

    fn plain_duration(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        let (tree, to) = match self.window(start) {
            Some(found) => found,
            None => {
                let bare = self.unit(start).is_some() && start > at;
                let (length, to) = self
                    .length(start)
                    .or_else(|| self.bare_plural(at).filter(|_| !bare))?;
                let side = self
                    .side_cue_behind(to)
                    .filter(|_| length.steps[0].0 != Amount::Vague);
                match side.and_then(direction) {
                    Some(back) => (Tree::Window { length, back }, to + 1),
                    None => (self.window_inside(start, length, to)?, to),
                }
            }
        };
        let adjective = start > at && to >= 2 && self.mark(to - 2) == '-' && self.is_glued(to - 1);
        if adjective {
            return None;
        }
        if let Some(found) = self.ahead_behind(&tree, to) {
            return Some(found);
        }
        let (tree, to) = self.modifier_behind(tree, to);
        let tree = match self.number_range(start) {
            Some(_) if matches!(tree, Tree::Duration(_)) => Tree::Modified {
                modifier: Modifier::Approx,
                of: Box::new(tree),
            },
            _ => tree,
        };
        Some((tree, self.age_behind(to)))
    }

    /// "ahead", "to come" behind a length: up to then from publication on. Not "three weeks ahead of the vote".
    fn ahead_behind(&self, tree: &Tree, to: usize) -> Reading {
        let Tree::Duration(length) = tree else {
            return None;
        };
        let ahead = self.is(to, Cue::Ahead) && !self.is(to + 1, Cue::Of) && !self.is(to + 1, Cue::For);
        let (length, back) = (length.clone(), false);
        let plural = self.lexemes[to - 1].senses.plural;
        (ahead && plural).then_some((Tree::Window { length, back }, to + 1))
    }

    /// "or so", "or more" behind a length.
    fn modifier_behind(&self, tree: Tree, to: usize) -> (Tree, usize) {
        if !self.is(to, Cue::Or) {
            return (tree, to);
        }
        let modifier = match self.cue(to + 1) {
            Some(Cue::More) => Modifier::EqualOrMore,
            Some(Cue::Less) => Modifier::EqualOrLess,
            _ if self.word(to + 1).eq_ignore_ascii_case("so") => Modifier::Approx,
            _ => return (tree, to),
        };
        (
            Tree::Modified {
                modifier,
                of: Box::new(tree),
            },
            to + 2,
        )
    }

    /// "-old", "-long".
    fn age_behind(&self, to: usize) -> usize {
        let next = self.skip_hyphen(to);
        if next > to && (self.is(next, Cue::Old) || self.is(next, Cue::Long)) {
            next + 1
        } else {
            to
        }
    }

    /// Amount and unit, up to three of them: "two years and three months".
    pub fn length(&self, at: usize) -> Option<(Length, usize)> {
        let (step, mut to) = self.length_step(at)?;
        let mut steps = vec![step];
        while steps.len() < 3 {
            let next = if self.is(to, Cue::And) || self.mark(to) == ',' {
                to + 1
            } else {
                to
            };
            let half = self.skip(next, Cue::A);
            let article = half > next || self.table.order == Order::Day;
            let and_a_half = self.is(to, Cue::And) && article && self.is(half, Cue::Half);
            if let (true, Amount::Halves(halves)) = (and_a_half, steps[0].0) {
                steps[0].0 = Amount::Halves(halves + 1);
                return Some((Length { steps }, half + 1));
            }
            let shorter = self
                .length_step(next)
                .filter(|((amount, unit), _)| *unit < steps[steps.len() - 1].1 && *amount != Amount::Vague);
            let article = self.is(next, Cue::A)
                || steps.last().is_some_and(|(_, unit)| {
                    *unit < Unit::Day && shorter.as_ref().is_some_and(|((_, u), _)| *u >= Unit::Day)
                });
            match shorter.filter(|_| !article) {
                Some((step, end)) => {
                    steps.push(step);
                    to = end;
                }
                None => break,
            }
        }
        Some((Length { steps }, to))
    }

    /// "three to four" weeks, "2-3" years: the lesser of the two.
    fn number_range(&self, at: usize) -> Option<(Amount, usize)> {
        let (low, next) = self.number(at).filter(|_| self.table.order == Order::Month)?;
        let joined = matches!(self.cue(next), Some(Cue::To | Cue::Or)) || super::is_dash(self.mark(next));
        let (high, to) = self.number(next + 1).filter(|_| joined)?;
        let noun = self.get(self.skip_hyphen(to))?;
        let counts = noun.senses.unit.is_some() && (noun.senses.plural || self.mark(to) == '-');
        (counts && low > 0 && high > low && high <= low * 10).then_some((Amount::whole(low), to))
    }

    /// "a quarter of an hour", "three quarters of an hour".
    fn quarters_of_hour(&self, at: usize) -> Option<((Amount, Unit), usize)> {
        let (count, next) = match self.is(at, Cue::A) {
            true => (1, at + 1),
            false => self.number(at)?,
        };
        let next = self.skip_hyphen(next);
        let quarters = (1..4).contains(&count) && self.unit(next) == Some(Unit::Quarter);
        let hour = self.is(next + 1, Cue::Of)
            && self.is(next + 2, Cue::A)
            && self.unit(next + 3) == Some(Unit::Hour);
        (quarters && hour).then_some(((Amount::whole(15 * count), Unit::Minute), next + 4))
    }

    /// "a year or two".
    fn or_two(&self, at: usize) -> Reading {
        let unit = self
            .unit(at + 1)
            .filter(|_| self.is(at, Cue::A) && !self.lexemes[at + 1].senses.plural)?;
        let (number, to) = self.number(at + 3).filter(|_| self.is(at + 2, Cue::Or))?;
        let steps = vec![(Amount::Vague, unit)];
        (number == 2 && self.unit(to).is_none()).then_some((Tree::Duration(Length { steps }), to))
    }

    fn length_step(&self, at: usize) -> Option<((Amount, Unit), usize)> {
        if at > 0
            && self.digits(at) > 0
            && self.is_glued(at)
            && matches!(self.mark(at - 1), '$' | '€' | '£' | '.' | '/' | ':')
        {
            return None;
        }
        if self.is_second_year(at) {
            return None;
        }
        // A dual says its number itself: "يومين", two days.
        let senses = self.get(at)?.senses;
        if let Some(unit) = senses.unit.filter(|_| senses.cardinal > 0) {
            return Some(((Amount::whole(i64::from(senses.cardinal) - 1), unit), at + 1));
        }
        if let Some(found) = self.quarters_of_hour(at) {
            return Some(found);
        }
        let (amount, next) = self.number_range(at).or_else(|| self.amount(at))?;
        let article = self.is(at, Cue::A) && next == at + 1;
        let next = self.behind_adjective(at, next);
        let mut next = self.skip_hyphen(next);
        while matches!(
            self.cue(next),
            Some(Cue::More | Cue::Full | Cue::Remaining | Cue::Fiscal)
        ) && next < at + 12
        {
            next = self.skip_hyphen(next + 1);
        }
        let continental = self.table.order == Order::Day;
        let side = self.cue(next);
        if matches!(side, Some(Cue::Past | Cue::Coming | Cue::Next | Cue::Previous))
            || continental && (matches!(side, Some(Cue::Last | Cue::Following)) || self.is_first(next))
        {
            next += 1;
        }
        let noun = self.get(next)?;
        let unit = noun.senses.unit.filter(|_| noun.mark == '\0')?;
        let ordinal_second = unit == Unit::Second && !noun.senses.plural && (article || !self.is_glued(next));
        if article && noun.senses.plural
            || article && self.mark(next + 1) == '-' && self.is_glued(next + 1)
            || self.digits(at) == 4 && !noun.senses.plural && (1900..2100).contains(&self.lexemes[at].number)
        {
            return None;
        }
        let weekend_count = unit == Unit::Quarter && self.is(next + 1, Cue::Of);
        (!ordinal_second && !weekend_count).then_some(((amount, unit), next + 1))
    }

    /// "two bloody weeks": the index behind a word between a number and its unit that is no noun in the plural.
    fn behind_adjective(&self, at: usize, next: usize) -> usize {
        let several = self
            .number(at)
            .is_some_and(|(number, to)| number > 1 && to == next);
        let unit = self
            .get(next + 1)
            .is_some_and(|noun| noun.senses.unit.is_some() && noun.senses.plural);
        let word = self.get(next).is_some_and(|word| {
            word.mark == '\0'
                && word.digits == 0
                && !word.glued
                && !word.capital
                && word.senses == Senses::default()
        });
        let english = self.table.order == Order::Month && !self.word(next).ends_with('s');
        next + usize::from(several && unit && word && english)
    }

    /// "los 100 primeros días": an ordinal between number and unit.
    fn is_first(&self, at: usize) -> bool {
        self.get(at).is_some_and(|lexeme| lexeme.senses.ordinal == 1)
    }

    /// "weeks", "years" alone: of unknown number.
    fn bare_plural(&self, at: usize) -> Option<(Length, usize)> {
        if self.digits(at + 1) > 0 && self.table.order == Order::Day {
            return None;
        }
        if self.digits(at + 1) == 4 && self.unit(at) == Some(Unit::Year) {
            return None;
        }
        let noun = self.get(at)?;
        let unit = noun
            .senses
            .unit
            .filter(|unit| !matches!(unit, Unit::Quarter | Unit::Second | Unit::Weekend | Unit::Half))?;
        let long = self.mark(at + 1) == '-' && self.is(at + 2, Cue::Long);
        let amount = if noun.senses.plural {
            Amount::Vague
        } else {
            Amount::whole(1)
        };
        let to = if long { at + 3 } else { at + 1 };
        (noun.senses.plural || long).then(|| {
            (
                Length {
                    steps: vec![(amount, unit)],
                },
                to,
            )
        })
    }

    /// "about", "nearly", "more than", "at least", "up to", "over", "less than", "no more than".
    pub fn length_modifier(&self, at: usize) -> Option<(Modifier, usize)> {
        let modifier = match self.cue(at)? {
            Cue::About => Modifier::Approx,
            Cue::Nearly => Modifier::LessThan,
            Cue::Least => Modifier::EqualOrMore,
            Cue::Most => Modifier::EqualOrLess,
            Cue::Over if self.counts_over(at) => Modifier::MoreThan,
            Cue::More if self.is(at + 1, Cue::Than) => return Some((Modifier::MoreThan, at + 2)),
            Cue::Less if self.is(at + 1, Cue::Than) => return Some((Modifier::LessThan, at + 2)),
            Cue::Just if self.is(at + 1, Cue::Over) => return Some((Modifier::MoreThan, at + 2)),
            _ => return None,
        };
        Some((modifier, at + 1))
    }

    /// Whether "over" says more than, and not throughout: "took over 20 days", "for over a year"; not "used over three years".
    fn counts_over(&self, at: usize) -> bool {
        let vague = matches!(
            self.cue(at + 1),
            Some(Cue::Several | Cue::Few | Cue::Many | Cue::The)
        );
        let Some(before) = at.checked_sub(1).and_then(|before| self.get(before)) else {
            return false;
        };
        let led = matches!(
            before.senses.cue,
            Some(
                Cue::For
                    | Cue::In
                    | Cue::After
                    | Cue::Just
                    | Cue::Of
                    | Cue::By
                    | Cue::A
                    | Cue::Lasting
                    | Cue::Last
            )
        );
        !vague && (led || before.senses.tense.is_some() || self.table.order != Order::Month)
    }
}

/// TIMEX3's code of a part of the day.
pub(crate) fn part_code(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning | DayPart::Dawn => "MO",
        DayPart::Midday | DayPart::Noon => "12:00",
        DayPart::Afternoon => "AF",
        DayPart::Evening => "EV",
        DayPart::Night => "NI",
        DayPart::Midnight => "24:00",
        DayPart::Daytime => "DT",
    }
}

/// TIMEX3's value of one step of a length: "P3M", "PT2H", "PXW".
pub(crate) fn period(amount: Amount, unit: Unit) -> String {
    let (factor, letter, time) = match unit {
        Unit::Second => (1, "S", true),
        Unit::Minute => (1, "M", true),
        Unit::Hour => (1, "H", true),
        Unit::Day | Unit::BusinessDay => (1, "D", false),
        Unit::Weekend => return weekend_period(amount),
        Unit::Week => (1, "W", false),
        Unit::Fortnight => (2, "W", false),
        Unit::Month => (1, "M", false),
        Unit::Quarter => (3, "M", false),
        Unit::Half => (6, "M", false),
        Unit::Year => (1, "Y", false),
        Unit::Decade => (10, "Y", false),
        Unit::Century => (100, "Y", false),
        Unit::Millennium => (1000, "Y", false),
    };
    let prefix = if time { "PT" } else { "P" };
    match amount {
        Amount::Vague => format!("{prefix}X{}", vague_letter(unit, letter)),
        Amount::Halves(halves) => halves_period(prefix, halves.saturating_mul(factor), unit, letter),
        Amount::Hundredths(n) if n % 50 == 0 && unit != Unit::Second => {
            halves_period(prefix, (n / 50).saturating_mul(factor), unit, letter)
        }
        Amount::Hundredths(n) => {
            let n = n.saturating_mul(factor);
            let decimals = format!("{}.{:02}", n / 100, n % 100);
            format!(
                "{prefix}{}{letter}",
                decimals.trim_end_matches('0').trim_end_matches('.')
            )
        }
    }
}

fn weekend_period(amount: Amount) -> String {
    match amount.as_whole() {
        Some(whole) => format!("P{whole}WE"),
        None => "PXWE".into(),
    }
}

fn vague_letter(unit: Unit, letter: &str) -> &str {
    match unit {
        Unit::Decade => "DE",
        Unit::Century => "CE",
        Unit::Quarter => "Q",
        _ => letter,
    }
}

/// A number of halves: whole units, or whole units and what half of one is in the next smaller unit.
fn halves_period(prefix: &str, halves: i64, unit: Unit, letter: &str) -> String {
    let whole = halves / 2;
    if halves % 2 == 0 {
        return format!("{prefix}{whole}{letter}");
    }
    let half = match unit {
        Unit::Minute => "30S",
        Unit::Hour => "30M",
        Unit::Day | Unit::BusinessDay => "T12H",
        Unit::Year => "6M",
        Unit::Month => "15D",
        _ => return format!("{prefix}{whole}.5{letter}"),
    };
    let whole = if whole > 0 {
        format!("{whole}{letter}")
    } else {
        String::new()
    };
    format!("{prefix}{whole}{half}")
}
