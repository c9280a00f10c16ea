//! Literal dates: "26 July 2001", "Aug. 6", "2001-07-26", "18.08.2001", "July 2001", "the 14th", "Q3 2001",
//! "the 1990s", "the 20th century", "Friday". Days that no month has are refused here.

use super::numbers::century_of;
use super::{Composer, Fields, Reading, Side, Tree, is_dash, longest};
use crate::lex::{Cue, Order, Unit};

impl Composer<'_> {
    /// The longest literal date that begins at `at`.
    pub fn calendar(&self, at: usize) -> Reading {
        let lexeme = self.get(at)?;
        let senses = &lexeme.senses;
        let named = senses.month > 0
            || senses.weekday > 0
            || senses.season.is_some()
            || senses.ordinal > 0
            || senses.cardinal > 0
            || senses.unit.is_some();
        let steered = matches!(senses.cue, Some(Cue::The | Cue::Fiscal | Cue::Ad)) || senses.decade > 0;
        let numeric =
            lexeme.digits > 0 || lexeme.mark == '\'' || lexeme.mark == '\0' && lexeme.span.len() == 1;
        if !(named || steered || numeric || self.table.order == Order::Day && lexeme.capital) {
            return None;
        }
        longest([
            self.compact(at),
            self.year_first(at),
            self.known_by_day(at).or_else(|| self.numeric(at)),
            self.spaced_numeric(at),
            self.month_first(at),
            self.day_first(at),
            self.weekday(at),
            self.the_nth(at),
            self.named_day(at),
            self.roman_century(at),
            self.quarter_code(at),
            self.season(at),
            self.decade(at),
            self.decade_of_years(at),
            self.short_year_or_decade(at),
            self.noun_and_name(at),
            self.century(at),
            self.numbered_week(at),
            self.year_pair(at),
            self.bare_year(at),
        ])
    }

    /// "2001-07-26", "2001/7/26", "2001.07.26", "20010726" is not read; also "2001-07" and "2017 April".
    pub(super) fn year_first(&self, at: usize) -> Reading {
        if self.digits(at) != 4 {
            return None;
        }
        let year = self.year(at)?.0;
        let mark = self.mark(at + 1);
        let fields = Fields {
            year: Some(year),
            ..Fields::default()
        };
        if matches!(mark, '-' | '/' | '.') && self.is_glued(at + 1) && self.is_glued(at + 2) {
            if let Some(found) = self.year_month_name_day(at) {
                return Some(found);
            }
            let month = self.small(at + 2, 12)?;
            let fields = Fields {
                month: Some(month),
                ..fields
            };
            if self.mark(at + 3) == mark && self.is_glued(at + 3) && self.is_glued(at + 4) {
                let day = self.small(at + 4, 31)?;
                return checked(
                    Fields {
                        day: Some(day),
                        ..fields
                    },
                    at + 5,
                );
            }
            let is_month =
                mark == '-' && !self.is_next_year(at) && !is_dash(self.mark(at + 3)) && self.stands_apart(at);
            return is_month.then(|| (Tree::literal(fields), at + 3));
        }
        let (month, to) = self.month(at + 1)?;
        if self.small(to, 31).is_some() && self.digits(to) < 3 {
            let (day, to) = self.day(to)?;
            return checked(
                Fields {
                    month: Some(month),
                    day: Some(day),
                    ..fields
                },
                to,
            );
        }
        Some((
            Tree::literal(Fields {
                month: Some(month),
                ..fields
            }),
            to,
        ))
    }

    /// "1914-18", "2012/13": a year and the last two digits of a later one.
    fn year_pair(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        if self.digits(start) != 4
            || self.digits(start + 2) != 2
            || !(is_dash(self.mark(start + 1)) || self.mark(start + 1) == '/')
        {
            return None;
        }
        let (year, _) = self
            .year(start)
            .filter(|_| self.is_glued(start + 1) && self.is_glued(start + 2))?;
        let short = self.lexemes[start + 2].number as i16;
        let last = year - year % 100 + short + if short < year % 100 { 100 } else { 0 };
        let runs_on = is_dash(self.mark(start + 3)) && self.is_glued(start + 4)
            || self.is_glued(start + 3) && self.mark(start + 3) == '\0';
        let is_month = (1..=12).contains(&short) && !self.is_next_year(start);
        let plausible = last > year && last - year <= 60 && !is_month;
        (plausible && !runs_on).then_some((Tree::Years(year, last), start + 3))
    }

    /// Whether "2012-13" names two years in a row.
    pub fn is_next_year(&self, at: usize) -> bool {
        self.digits(at + 2) == 2 && self.lexemes[at + 2].number == (self.lexemes[at].number + 1) % 100
    }

    fn stands_apart(&self, at: usize) -> bool {
        at == 0 || !is_dash(self.mark(at - 1)) || !self.is_glued(at)
    }

    /// "12/05/2004", "18.08.2001", "7-26-01", "26/7"; "7.6" only behind a weekday.
    pub(super) fn numeric(&self, at: usize) -> Reading {
        if !matches!(self.digits(at), 1 | 2) || !matches!(self.digits(at + 2), 1 | 2) {
            return None;
        }
        let mark = self.mark(at + 1);
        if !matches!(mark, '/' | '.' | '-') || !self.is_glued(at + 1) || !self.is_glued(at + 2) {
            return None;
        }
        let (first, second) = (self.lexemes[at].number as i8, self.lexemes[at + 2].number as i8);
        let year = self.numeric_year(at + 3, mark);
        let to = if year.is_some() { at + 5 } else { at + 3 };
        if self.is_priced(at)
            || self.runs_on(at, to)
            || year.is_none() && !self.short_numeric_fits(at, mark) && !self.leads_numeric_range(to)
        {
            return None;
        }
        let fields = self.ordered(first, second, mark)?;
        let dotted = year.is_none() && mark == '.' && self.mark(to) == '.' && self.is_glued(to);
        let within = self.table.order == Order::Day && to + 1 < self.lexemes.len();
        checked(Fields { year, ..fields }, to + usize::from(dotted && within))
    }

    /// "27. 11. 2016", "am 27. 11.": numbers with full stops and spaces, where these make ordinals.
    fn spaced_numeric(&self, at: usize) -> Reading {
        let spaced = self.table.dotted_ordinals && self.mark(at + 1) == '.' && self.mark(at + 3) == '.';
        let day = self.small(at, 31).filter(|_| spaced && !self.is_glued(at + 2))?;
        let month = self
            .small(at + 2, 12)
            .filter(|_| self.is_glued(at + 1) && self.is_glued(at + 3))?;
        let year = self.year(at + 4).filter(|_| self.digits(at + 4) == 4);
        let led = at > 0 && (self.is_articled(at) || matches!(self.cue(at - 1), Some(Cue::On | Cue::The)));
        let to = year.map_or(at + 4, |(_, to)| to);
        let fields = Fields {
            year: year.map(|(year, _)| year),
            month: Some(month),
            day: Some(day),
            ..Fields::default()
        };
        (led || fields.year.is_some()).then(|| checked(fields, to))?
    }

    fn numeric_year(&self, at: usize, mark: char) -> Option<i16> {
        if self.mark(at) != mark || !self.is_glued(at) || !self.is_glued(at + 1) {
            return None;
        }
        match self.digits(at + 1) {
            4 => self.year(at + 1).map(|(year, _)| year),
            2 => Some(century_of(self.lexemes[at + 1].number as i16)),
            _ => None,
        }
    }

    /// Whether digits or marks before or after say that this is a part of a longer number.
    fn runs_on(&self, at: usize, to: usize) -> bool {
        let after = is_joint(self.mark(to))
            && self.is_glued(to)
            && self.is_glued(to + 1)
            && self.digits(to + 1) > 0
            && self.mark(to) != '-';
        let before = at > 0
            && self.is_glued(at)
            && (is_joint(self.mark(at - 1)) && self.mark(at - 1) != '-'
                || self.get(at - 1).is_some_and(|l| l.mark == '\0')
                || "$€£#".contains(self.mark(at - 1)));
        after || before
    }

    /// "7/26" without a year reads as a date after a preposition or weekday, or if one number is above 12; "7.6" and "7-6"
    /// only after a weekday, since they are mostly numbers and scores.
    fn short_numeric_fits(&self, at: usize, mark: char) -> bool {
        let before = at.checked_sub(1);
        let after_weekday = before.is_some_and(|b| self.lexemes[b].senses.weekday > 0);
        if mark != '/' {
            let european = self.table.order == Order::Day
                && mark == '.'
                && self.digits(at + 2) == 2
                && before
                    .and_then(|b| self.cue(b))
                    .is_some_and(|cue| matches!(cue, Cue::On | Cue::From | Cue::Till));
            return after_weekday
                || european
                || mark == '.'
                    && self.table.order == Order::Day
                    && self.mark(at + 3) == '.'
                    && self.digits(at + 2) <= 2
                    && self.lexemes[at + 2].number <= 12;
        }
        let cue = before.and_then(|b| self.cue(b));
        let led = matches!(
            cue,
            Some(
                Cue::On
                    | Cue::By
                    | Cue::Since
                    | Cue::Till
                    | Cue::From
                    | Cue::To
                    | Cue::Before
                    | Cue::After
                    | Cue::Between
                    | Cue::This
                    | Cue::Next
                    | Cue::And
                    | Cue::Last
            )
        ) || self.table.order == Order::Day && (cue == Some(Cue::The) || self.is_articled(at));
        let (first, second) = (self.lexemes[at].number, self.lexemes[at + 2].number);
        led || after_weekday
            || first.max(second) > 12 && first.min(second) >= 1 && self.digits(at + 2) == 2
            || at == 0
            || is_dash(self.mark(at - 1))
    }

    fn ordered(&self, first: i8, second: i8, mark: char) -> Option<Fields> {
        let day_first = match self.table.order {
            _ if self.table.day_first => true,
            Order::Month => mark == '.' && first > 0 && second <= 12 && self.lexemes.len() > 2,
            Order::Day | Order::Year => false,
        };
        let (day, month) = if first > 12 || day_first && second <= 12 {
            (first, second)
        } else {
            (second, first)
        };
        let swappable = day <= 12 && mark != '.' && self.table.order != Order::Day;
        ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| Fields {
            month: Some(month),
            day: Some(day),
            swappable,
            ..Fields::default()
        })
    }

    /// "July 26, 2001", "Aug. 6", "Sept 2001", "July of 2001", "Dec/2018", "May twenty nine", "October, 1st".
    pub fn month_first(&self, at: usize) -> Reading {
        let (month, next) = self.month(at)?;
        let fields = Fields {
            month: Some(month),
            ..Fields::default()
        };
        let impossible =
            self.digits(next) == 2 && self.small(next, 99).is_some_and(|day| no_such_day(month, day));
        let alone = Some((Tree::literal(fields), next)).filter(|_| !impossible);
        longest([
            self.month_and_day(fields, next),
            self.month_and_year(fields, next),
            alone,
        ])
    }

    fn month_and_day(&self, fields: Fields, next: usize) -> Reading {
        let mut at = next;
        if matches!(self.mark(at), '/' | '-') && self.is_glued(at + 1)
            || self.mark(at) == ',' && self.has_ordinal(at + 1)
        {
            at += 1;
        }
        at = self.skip(at, Cue::The);
        let (day, to) = self.day(at).or_else(|| self.day_in_words(at))?;
        if self.counts_something(to)
            || self.orders_what_follows(at, to)
            || self.mark(to) == ':' && self.is_glued(to) && self.is_glued(to + 1) && self.digits(to + 1) == 2
        {
            return None;
        }
        let fields = Fields {
            day: Some(day),
            ..fields
        };
        let (year, to) = self.year_after(to);
        checked(Fields { year, ..fields }, to)
    }

    /// Whether the ordinal word at `at` orders the noun behind it ("in May the first mill").
    pub fn orders_what_follows(&self, at: usize, to: usize) -> bool {
        let word = self.get(at).is_some_and(|lexeme| lexeme.senses.ordinal > 0);
        let noun = self.get(to).is_some_and(|next| {
            next.mark == '\0'
                && next.digits == 0
                && next.senses.cue.is_none()
                && next.senses.tense.is_none()
                && !next.capital
        });
        word && noun
    }

    /// Whether what follows makes the number before it a quantity ("May 5 percent", "March 9 a.m.").
    fn counts_something(&self, at: usize) -> bool {
        let decimal = matches!(self.mark(at), '.' | ',')
            && self.is_glued(at)
            && self.is_glued(at + 1)
            && self.digits(at + 1) > 0
            && self.digits(at + 1) != 4;
        decimal || self.mark(at) == '%' || self.am_pm(at).is_some()
    }

    fn month_and_year(&self, fields: Fields, next: usize) -> Reading {
        if let Some((year, to)) = self.short_year(next) {
            let year = Some(year);
            return Some((Tree::literal(Fields { year, ..fields }), to));
        }
        let mut at = next;
        if self.mark(at) == ','
            || self.is(at, Cue::Of)
            || self.is(at, Cue::In)
            || matches!(self.mark(at), '/' | '-') && self.is_glued(at + 1)
        {
            at += 1;
        }
        let at = if self.unit(at + 1) == Some(Unit::Year) && self.is(at, Cue::The) {
            at + 2
        } else {
            at
        };
        let at = if self.unit(at) == Some(Unit::Year) {
            at + 1
        } else {
            at
        };
        let (year, to) = self.year(at)?;
        Some((
            Tree::literal(Fields {
                year: Some(year),
                ..fields
            }),
            to,
        ))
    }

    /// "mayo del 68", "juillet 98": two digits that no month has behind its name.
    fn short_year(&self, at: usize) -> Option<(i16, usize)> {
        let start = self.skip(at, Cue::Of);
        let number = self.get(start).filter(|lexeme| lexeme.digits == 2)?.number;
        let counts = self.mark(start + 1) == '%'
            || self.unit(start + 1).is_some()
            || self.is(start + 1, Cue::Quantity);
        let continental = self.table.order == Order::Day;
        (continental && number > 31 && !counts).then(|| (century_of(number as i16), start + 1))
    }

    /// ", 2001", " 2001", "of 2001", "in 2001", "'01" behind a day and month.
    pub fn year_after(&self, at: usize) -> (Option<i16>, usize) {
        if let Some((year, to)) = self.short_year(at) {
            return (Some(year), to);
        }
        let next = if self.mark(at) == ',' || self.is(at, Cue::Of) || self.is(at, Cue::In) {
            at + 1
        } else {
            at
        };
        let next = if is_joint(self.mark(at)) && self.is_glued(at) && self.is_glued(at + 1) {
            at + 1
        } else {
            next
        };
        if let Some((year, to)) = self.spoken_year(next) {
            return (Some(year), to);
        }
        if self.digits(next) > 0 || self.mark(next) == '\'' || self.era_mark(next + 1).is_some() {
            let quantity = self.is(next + 1, Cue::Quantity) && self.mark(at) == ',';
            if let Some((year, to)) = self.year(next).filter(|_| !quantity && !self.clock_follows(next)) {
                return (Some(year), to);
            }
        }
        (None, at)
    }

    fn clock_follows(&self, at: usize) -> bool {
        self.mark(at + 1) == ':' && self.is_glued(at + 1)
    }

    /// "26 July 2001", "the 14th of August", "second of Aug", "6-Aug-2001".
    pub fn day_first(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        let (day, next) = self
            .day(start)
            .or_else(|| self.day_in_words(start))
            .filter(|_| !self.is_priced(start))?;
        let mut next = next;
        let of_days = self.unit(next) == Some(Unit::Day) && !self.lexemes[next].senses.plural;
        if of_days && self.is(next + 1, Cue::Of) {
            next += 1;
        }
        if is_joint(self.mark(next)) && self.is_glued(next) && self.is_glued(next + 1) {
            next += 1;
        } else {
            if self.mark(next) == '.' && self.is_glued(next) {
                next += 1;
            }
            next = self.skip(next, Cue::Of);
        }
        let (month, to) = self.month(next)?;
        let (year, to) = self.year_after(to);
        checked(
            Fields {
                day: Some(day),
                month: Some(month),
                year,
                ..Fields::default()
            },
            to,
        )
    }

    /// A month's name, with the full stop of its abbreviation.
    pub fn month(&self, at: usize) -> Option<(i8, usize)> {
        let month = self.get(at)?.senses.month;
        if month == 0 {
            return None;
        }
        let short = self.get(at)?.span.len() <= 4 && self.mark(at + 1) == '.' && self.is_glued(at + 1);
        Some((
            month as i8,
            if short && self.dot_belongs(at) {
                at + 2
            } else {
                at + 1
            },
        ))
    }

    /// A full stop belongs to an abbreviated word unless it ends the sentence.
    fn dot_belongs(&self, at: usize) -> bool {
        let month = self.lexemes[at].senses.month;
        !self.table.is_full_month(self.word(at), month) && at + 2 <= self.lexemes.len()
    }

    /// Day of a month: "6", "06", "6th", "sixth".
    pub fn day(&self, at: usize) -> Option<(i8, usize)> {
        let lexeme = self.get(at)?;
        if lexeme.senses.ordinal > 0 {
            return Some((lexeme.senses.ordinal as i8, at + 1));
        }
        let day = self.small(at, 31)?;
        if let Some(to) = self.dotted_ordinal(at) {
            return Some((day, to));
        }
        if self.mark(at + 1) == '.'
            && self.is_glued(at + 1)
            && self.is_glued(at + 2)
            && self.is(at + 2, Cue::Ordinal)
        {
            return Some((day, at + 3));
        }
        if let Some(to) = self.loose_ordinal(at) {
            return Some((day, to));
        }
        let ending = at + 1 + usize::from(is_dash(self.mark(at + 1)) && self.is_glued(at + 1));
        let ended = matches!(self.cue(ending), Some(Cue::Ordinal | Cue::PluralS)) && self.is_glued(ending);
        if ending > at + 1 && ended {
            return Some((day, ending + 1));
        }
        let article = self.table.order == Order::Day && self.is(at + 1, Cue::The);
        let ordinal = (self.is(at + 1, Cue::Ordinal) || article) && self.is_glued(at + 1);
        let longer = self.is_glued(at + 1)
            && self.lexemes[at + 1].mark == '\0'
            && !ordinal
            && self.lexemes[at + 1].senses.month == 0
            && self.lexemes[at + 1].senses.cue != Some(Cue::DayMark);
        (!longer).then_some((day, at + 1 + usize::from(ordinal)))
    }

    /// The index behind "3." as an ordinal, where the language writes it so and another word follows.
    fn dotted_ordinal(&self, at: usize) -> Option<usize> {
        let dotted = self.table.dotted_ordinals && self.mark(at + 1) == '.' && self.is_glued(at + 1);
        let goes_on = self
            .get(at + 2)
            .is_some_and(|next| !next.glued && next.mark == '\0');
        (dotted && goes_on).then_some(at + 2)
    }

    /// "15 वीं", "15'inci": an ordinal mark of several letters, behind a space or an apostrophe.
    fn loose_ordinal(&self, at: usize) -> Option<usize> {
        let mark = at + 1 + usize::from(self.mark(at + 1) == '\'' && self.is_glued(at + 2));
        let ordinal = self.is(mark, Cue::Ordinal) && self.word(mark).len() > 2;
        (self.digits(at) > 0 && ordinal && (mark > at + 1 || !self.is_glued(mark))).then_some(mark + 1)
    }

    pub fn has_ordinal(&self, at: usize) -> bool {
        self.dotted_ordinal(at).is_some()
            || self.digits(at) > 0 && self.is(at + 1, Cue::Ordinal) && self.is_glued(at + 1)
            || self.loose_ordinal(at).is_some()
            || self.get(at).is_some_and(|l| l.senses.ordinal > 0)
    }

    fn day_in_words(&self, at: usize) -> Option<(i8, usize)> {
        let word = self.get(at).is_some_and(|lexeme| lexeme.senses.cardinal > 1);
        let (number, to) = self.number(at).filter(|_| word)?;
        let article = number == 1
            && self.table.order == Order::Day
            && self.month(to).is_none()
            && !self.is(to, Cue::Of);
        (i64::from(article) + 1..=31)
            .contains(&number)
            .then_some((number as i8, to))
    }

    /// A number of one or two digits from 1 to `limit`.
    pub fn small(&self, at: usize, limit: i64) -> Option<i8> {
        let lexeme = self.get(at).filter(|lexeme| matches!(lexeme.digits, 1 | 2))?;
        (1..=limit)
            .contains(&lexeme.number)
            .then_some(lexeme.number as i8)
    }

    /// "Friday", "Fri.", "Friday, Aug. 7", "Friday the 13th", "Monday 21", "last Friday" is elsewhere.
    pub fn weekday(&self, at: usize) -> Reading {
        if self.table.order == Order::Day && self.is(at, Cue::The) {
            return self.weekday(at + 1).filter(|_| !self.is(at + 1, Cue::The));
        }
        let lexeme = self.get(at)?;
        if lexeme.senses.weekday == 0 || lexeme.senses.plural {
            return None;
        }
        let weekday = lexeme.senses.weekday as i8;
        let dotted = self.mark(at + 1) == '.' && self.is_glued(at + 1) && lexeme.span.len() <= 5;
        let next = if dotted { at + 2 } else { at + 1 };
        let alone = Fields {
            weekday: Some(weekday),
            ..Fields::default()
        };
        let after = if self.mark(next) == ',' || is_dash(self.mark(next)) || self.mark(next) == '(' {
            next + 1
        } else {
            next
        };
        let after = self.skip(after, Cue::On);
        let date = longest([
            self.month_first(after),
            self.day_first(after),
            self.numeric(after),
            self.year_first(after),
        ]);
        if let Some((Tree::Literal(fields, side), to)) =
            date.filter(|(tree, _)| tree.fields().is_some_and(|f| f.day.is_some()))
        {
            let to = if self.mark(next) == '(' && self.mark(to) == ')' {
                to + 1
            } else {
                to
            };
            return Some((
                Tree::Literal(
                    Fields {
                        weekday: Some(weekday),
                        ..fields
                    },
                    side,
                ),
                to,
            ));
        }
        self.weekday_and_day(alone, next).or(Some((
            Tree::literal(alone),
            if dotted && next < self.lexemes.len() {
                next
            } else {
                at + 1
            },
        )))
    }

    fn weekday_and_day(&self, alone: Fields, at: usize) -> Reading {
        let start = self.skip(
            if self.mark(at) == ',' && self.is(at + 1, Cue::The) {
                at + 1
            } else {
                at
            },
            Cue::The,
        );
        let named = self.table.order == Order::Day && self.unit(start) == Some(Unit::Day);
        let start = start + usize::from(named && !self.lexemes[start].senses.plural);
        let (day, to) = self.day(start).filter(|_| start > at || self.digits(at) > 0)?;
        let follows = self.mark(to) == ':'
            || self.am_pm(to).is_some()
            || self.mark(to) == '%'
            || self.unit(to).is_some()
            || is_dash(self.mark(to))
            || self.is(to, Cue::Quantity)
            || self.orders_what_follows(start, to);
        (!follows).then(|| {
            (
                Tree::literal(Fields {
                    day: Some(day),
                    ..alone
                }),
                to,
            )
        })
    }

    /// "the 14th": only with "the", an ordinal ending in digits, and nothing that it could count.
    pub fn the_nth(&self, at: usize) -> Reading {
        if !self.is(at, Cue::The) || self.digits(at + 1) == 0 || !self.has_ordinal(at + 1) {
            return None;
        }
        let (day, to) = self.day(at + 1).filter(|&(_, to)| !self.shares_century(to))?;
        let led = at.checked_sub(1).and_then(|before| self.cue(before));
        let led = matches!(
            led,
            Some(
                Cue::On
                    | Cue::Till
                    | Cue::By
                    | Cue::Since
                    | Cue::From
                    | Cue::To
                    | Cue::Before
                    | Cue::After
                    | Cue::And
                    | Cue::Of
                    | Cue::About
            )
        );
        let ends = self
            .get(to)
            .is_none_or(|lexeme| lexeme.mark != '\0' && !is_dash(lexeme.mark) || lexeme.senses.cue.is_some());
        (led && ends).then(|| {
            (
                Tree::literal(Fields {
                    day: Some(day),
                    ..Fields::default()
                }),
                to,
            )
        })
    }

    /// "el día 18", "18 तारीख": the word for a day of the month, before or behind its number.
    fn named_day(&self, at: usize) -> Reading {
        if let Some(day) = self.small(at, 31).filter(|_| self.is(at + 1, Cue::DayMark)) {
            let day = Some(day);
            return Some((
                Tree::literal(Fields {
                    day,
                    ..Fields::default()
                }),
                at + 2,
            ));
        }
        let start = self.skip(at, Cue::The);
        let word = start > at && self.unit(start) == Some(Unit::Day) && !self.lexemes[start].senses.plural;
        let (day, to) = self
            .day(start + 1)
            .filter(|_| word && self.digits(start + 1) > 0)?;
        Some((
            Tree::literal(Fields {
                day: Some(day),
                ..Fields::default()
            }),
            to,
        ))
    }

    /// "el siglo XV", "le XVe siècle": a century with its Roman number before or behind it.
    fn roman_century(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        let is_century = |at: usize| self.unit(at) == Some(Unit::Century);
        let (number, to) = if is_century(start) {
            (roman(self.word(start + 1))?, start + 2)
        } else {
            let next = start + 1 + usize::from(self.is(start + 1, Cue::Ordinal));
            (roman(self.word(start).trim_end_matches(['e', 'º']))?, next + 1)
        };
        let fits = is_century(to - 1) || is_century(start);
        let century = Some(number - 1);
        fits.then(|| {
            (
                Tree::literal(Fields {
                    century,
                    ..Fields::default()
                }),
                to,
            )
        })
    }

    /// "Q3", "Q3 2001", "2001 Q3", "2001-Q3", "H1 2001", "3Q".
    fn quarter_code(&self, at: usize) -> Reading {
        if self.digits(at) == 4 {
            let next = self.skip_hyphen(at + 1);
            let (fields, to) = self.quarter_letter(next)?;
            let year = Some(self.year(at)?.0);
            return Some((Tree::literal(Fields { year, ..fields }), to));
        }
        let (fields, to) = self.quarter_letter(at)?;
        let next = if self.is(to, Cue::Of) || is_dash(self.mark(to)) {
            to + 1
        } else {
            to
        };
        match self.year(next) {
            Some((year, to)) => Some((
                Tree::literal(Fields {
                    year: Some(year),
                    ..fields
                }),
                to,
            )),
            None => Some((Tree::literal(fields), to)),
        }
    }

    fn quarter_letter(&self, at: usize) -> Option<(Fields, usize)> {
        let glued = self.is_glued(at + 1) && self.digits(at + 1) == 1;
        let reversed = self.digits(at) == 1 && self.word(at + 1) == "Q" && self.is_glued(at + 1);
        let (letter, digit) = if reversed { (at + 1, at) } else { (at, at + 1) };
        if !glued && !reversed {
            return None;
        }
        let number = self.lexemes[digit].number as i8;
        match self.word(letter) {
            "Q" | "q" | "T"
                if (1..=4).contains(&number) && (self.word(letter) != "T" || self.is_trimester(at)) =>
            {
                Some((
                    Fields {
                        quarter: Some(number),
                        ..Fields::default()
                    },
                    at + 2,
                ))
            }
            "H" if (1..=2).contains(&number) => Some((
                Fields {
                    half: Some(number),
                    ..Fields::default()
                },
                at + 2,
            )),
            _ => None,
        }
    }

    /// "T1 2019", "2019-T1": the letter of the languages that say "trimester", with a year beside it.
    fn is_trimester(&self, at: usize) -> bool {
        let before = at
            .checked_sub(1)
            .map(|before| before - usize::from(before > 0 && is_dash(self.mark(before))));
        let after = self.skip_hyphen(self.skip(at + 2, Cue::Of));
        self.table.postposes
            && (before.is_some_and(|before| self.digits(before) == 4) || self.digits(after) == 4)
    }

    /// "the spring of 1968", "summer 2001", "the summer".
    fn season(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        if let Some(found) = self.year_and_season(start) {
            return Some(found);
        }
        let season = self.get(start)?.senses.season?;
        let next = start + 1;
        let year_at = if self.is(next, Cue::Of) || self.is(next, Cue::In) || self.mark(next) == ',' {
            next + 1
        } else {
            next
        };
        let fields = Fields {
            season: Some(season),
            ..Fields::default()
        };
        if let Some((year, to)) = self.year(year_at) {
            let pair = self.is_next_year(year_at) && is_dash(self.mark(to)) && self.is_glued(to + 1);
            return Some((
                Tree::literal(Fields {
                    year: Some(year),
                    ..fields
                }),
                if pair { to + 2 } else { to },
            ));
        }
        Some((Tree::literal(fields), next))
    }

    /// "2012 summer", and no name ("the 2012 Summer Games").
    fn year_and_season(&self, at: usize) -> Reading {
        let season = self.get(at + 1)?.senses.season.filter(|_| self.digits(at) == 4)?;
        let (year, _) = self.year(at)?;
        let runs_on = self
            .get(at + 2)
            .is_some_and(|next| next.mark == '\0' && next.senses.cue.is_none());
        let fields = Fields {
            year: Some(year),
            season: Some(season),
            ..Fields::default()
        };
        (!runs_on && !self.lexemes[at + 1].capital).then(|| (Tree::literal(fields), at + 2))
    }

    /// "the 1990s", "1990's", "the '90s", "the nineties".
    fn decade(&self, at: usize) -> Reading {
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

    /// "the 20th century", "the nineteenth century", "the 5th century BC".
    fn century(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        if !self.has_ordinal(start) {
            return None;
        }
        let (number, next) = self.day(start)?;
        if self.shares_century(next) {
            let century = Some(i16::from(number) - 1);
            return Some((
                Tree::literal(Fields {
                    century,
                    ..Fields::default()
                }),
                next,
            ));
        }
        let next = self.skip_hyphen(next);
        if self.unit(next) != Some(Unit::Century) {
            return None;
        }
        let mut century = i16::from(number) - 1;
        let mut to = next + 1;
        if let Some((before_christ, after)) = self.era_mark(to) {
            century = if before_christ {
                -i16::from(number)
            } else {
                century
            };
            to = after;
        }
        Some((
            Tree::literal(Fields {
                century: Some(century),
                ..Fields::default()
            }),
            to,
        ))
    }

    /// "18th" in "the 18th and 19th centuries".
    fn shares_century(&self, at: usize) -> bool {
        let joined = matches!(self.cue(at), Some(Cue::And | Cue::Or | Cue::To)) || is_dash(self.mark(at));
        let next = self.skip(at + 1, Cue::The);
        let behind = self.day(next).filter(|_| joined && self.has_ordinal(next));
        behind.is_some_and(|(_, to)| self.unit(self.skip_hyphen(to)) == Some(Unit::Century))
    }

    /// "week 12", "week 12 of 2019".
    fn numbered_week(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        let singular = self.unit(start) == Some(Unit::Week) && !self.lexemes[start].senses.plural;
        let week = self.small(start + 1, 53).filter(|_| singular)?;
        let fields = Fields {
            week: Some(week),
            ..Fields::default()
        };
        let next = self.skip(start + 2, Cue::Of);
        match self.year(next) {
            Some((year, to)) => Some((
                Tree::literal(Fields {
                    year: Some(year),
                    ..fields
                }),
                to,
            )),
            None => Some((Tree::literal(fields), start + 2)),
        }
    }

    /// "2001", "the year 2001", "fiscal 1999", "fiscal year 2001". The vetoes decide on a year that stands alone.
    fn bare_year(&self, at: usize) -> Reading {
        let mut start = self.skip(at, Cue::The);
        let fiscal = self.is(start, Cue::Fiscal);
        start += usize::from(fiscal);
        let word = self.unit(start) == Some(Unit::Year)
            && (!self.lexemes[start].senses.plural || self.is_articled(start));
        start += usize::from(word);
        if word {
            start = self.skip(start, Cue::Of);
        }
        let continental = self.table.order == Order::Day && self.digits(start) == 4;
        if start > at && !fiscal && !word && !continental {
            return None;
        }
        if start > at
            && let Some(found) = self.year_pair(start)
        {
            return Some(found);
        }
        let (year, to) = self
            .year(start)
            .or_else(|| self.glued_year(start).filter(|_| fiscal && !word))?;
        Some((
            Tree::literal(Fields {
                year: Some(year),
                ..Fields::default()
            }),
            to,
        ))
    }

    /// "18" in "FY18".
    fn glued_year(&self, at: usize) -> Option<(i16, usize)> {
        let glued = self.is_glued(at) && self.digits(at) == 2;
        let closes = self
            .get(at + 1)
            .is_none_or(|next| !next.glued || next.mark != '\0');
        (closes && glued).then(|| (century_of(self.lexemes[at].number as i16), at + 1))
    }

    /// "9/11": known to all by its day.
    fn known_by_day(&self, at: usize) -> Reading {
        let written = self.table.order == Order::Month
            && self.digits(at) == 1
            && self.mark(at + 1) == '/'
            && self.digits(at + 2) == 2;
        let named = written
            && self.lexemes[at].number == 9
            && self.lexemes[at + 2].number == 11
            && self.mark(at + 3) != '/';
        let fields = Fields {
            year: Some(2001),
            month: Some(9),
            day: Some(11),
            ..Fields::default()
        };
        named.then(|| (Tree::literal(fields), at + 3))
    }

    /// A side word before a literal that recurs: "last July", "next 6th of April", "this Friday, June 15".
    pub fn sided(&self, at: usize, side: Side) -> Reading {
        let (tree, to) = longest([
            self.month_first(at),
            self.weekday(at),
            self.season(at),
            self.day_first(at),
            self.numeric(at),
            self.quarter_code(at),
        ])?;
        match tree {
            Tree::Literal(fields, _) if fields.year.is_none() => Some((Tree::Literal(fields, side), to)),
            Tree::Literal(..) if side == Side::This => Some((tree, to)),
            _ => None,
        }
    }
}

/// A Roman number from 1 to 39.
fn roman(word: &str) -> Option<i16> {
    let mut total = 0;
    let mut last = 10;
    if word.is_empty() || word.len() > 6 {
        return None;
    }
    for letter in word.chars() {
        let value = match letter {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            _ => return None,
        };
        total += if value > last { value - 2 * last } else { value };
        last = value;
    }
    Some(total).filter(|&total| total > 0)
}

fn is_joint(mark: char) -> bool {
    matches!(mark, '/' | '.' | '-')
}

/// Whether no year has the day ("February 30").
fn no_such_day(month: i8, day: i8) -> bool {
    day <= 31 && crate::resolve::point::date(2000, month, day).is_none()
}

/// Refuses days that the month never has.
fn checked(fields: Fields, to: usize) -> Reading {
    let (Some(month), Some(day)) = (fields.month, fields.day) else {
        return Some((Tree::literal(fields), to));
    };
    let fits = match fields.year {
        Some(year) => crate::resolve::point::date(year, month, day).is_some(),
        None => crate::resolve::point::date(2000, month, day).is_some(),
    };
    fits.then(|| (Tree::literal(fields), to))
}
