//! Days that share a month, listed or as a range: "11-12 July 1943", "3, 4 and 5 May", "August 6-7", "March 8 and 9".

use super::{Composed, Composer, Fields, Tree, is_dash, longest};
use crate::lex::{Cue, Order, Unit};

impl Composer<'_> {
    /// Days before their month: "11-12 July 1943", "between 3 and 12 of September", "3, 4 and 5 May". Gives the index behind.
    pub(super) fn day_list(&self, at: usize, composed: &mut Composed) -> Option<usize> {
        let counted = self.has_ordinal(at + 1) || matches!(self.digits(at + 1), 1 | 2);
        let start = if self.is(at, Cue::The) && counted {
            at + 1
        } else {
            at
        };
        let in_words = self.get(start)?.senses.ordinal > 0 && at > 0;
        if !(in_words && matches!(self.cue(at - 1), Some(Cue::From | Cue::Between | Cue::On))) {
            self.small(start, 31)?;
        }
        let mut days = vec![self.day(start)?];
        while days.len() < 8 {
            let (_, end) = days[days.len() - 1];
            if let Some((tree, to)) = self.month_behind(end) {
                return self.push_days(at, &days, tree, to, composed);
            }
            if let Some(to) = self.days_of_told_month(at, &days, composed) {
                return Some(to);
            }
            let (next, _) = self.joint(self.behind_dot(end))?;
            days.push(self.day(self.skip(next, Cue::The))?);
        }
        None
    }

    /// "from 4 to 22 of next month": two days and a month told from another.
    fn days_of_told_month(&self, at: usize, days: &[(i8, usize)], composed: &mut Composed) -> Option<usize> {
        let [(first, end), (second, last)] = *days else {
            return None;
        };
        let led = at > 0 && matches!(self.cue(at - 1), Some(Cue::From | Cue::Between));
        let behind = last + usize::from(self.is(last, Cue::Of) || self.is(last, Cue::In));
        let (outer, to) = longest([self.deictic(behind), self.anaphor(behind)])?;
        if !led || first >= second || super::granularity(&outer) != Some(Unit::Month) {
            return None;
        }
        let of = |day, outer| Tree::Intersect {
            inner: Box::new(Tree::literal(Fields {
                day: Some(day),
                ..Fields::default()
            })),
            outer: Box::new(outer),
        };
        // The first end has gone to "the following month" already.
        let again = match &outer {
            Tree::Anaphor { unit, .. } => Tree::Anaphor {
                unit: *unit,
                offset: 0,
            },
            outer => outer.clone(),
        };
        let index = composed.phrases.len();
        self.push(of(first, outer), at, end, composed);
        let (next, _) = self.joint(end)?;
        self.push(of(second, again), next, to, composed);
        self.push_range(composed, Some(index), Some(index + 1), self.range_start(at));
        Some(to)
    }

    /// The month, with a year if there is one, behind the last day of a list.
    fn month_behind(&self, at: usize) -> Option<(Fields, usize)> {
        if let Some(found) = self.numeric_month_behind(at) {
            return Some(found);
        }
        let at = self.skip(at, Cue::Of);
        let (month, to) = self.month(at)?;
        let (year, to) = self.year_after(to);
        Some((
            Fields {
                month: Some(month),
                year,
                ..Fields::default()
            },
            to,
        ))
    }

    /// ".10.2018" behind the last day of "14.-15.10.2018".
    fn numeric_month_behind(&self, at: usize) -> Option<(Fields, usize)> {
        let glued = |at: usize| self.mark(at) == '.' && self.is_glued(at) && self.is_glued(at + 1);
        let continental = self.table.order == Order::Day && glued(at);
        let month = self
            .small(at + 1, 12)
            .filter(|_| continental && self.digits(at + 1) > 0)?;
        let year = self
            .year(at + 3)
            .filter(|_| glued(at + 2) && self.digits(at + 3) == 4);
        let dotted = self.mark(at + 2) == '.' && self.is_glued(at + 2);
        let to = year.map_or(at + 2, |(_, to)| to);
        let fields = Fields {
            month: Some(month),
            year: year.map(|(year, _)| year),
            ..Fields::default()
        };
        (year.is_some() || dotted).then_some((fields, to))
    }

    fn push_days(
        &self,
        at: usize,
        days: &[(i8, usize)],
        fields: Fields,
        to: usize,
        composed: &mut Composed,
    ) -> Option<usize> {
        if days.len() < 2 {
            return None;
        }
        let led = at > 0 && self.is(at - 1, Cue::From);
        let turned = led && days.len() == 2 && days[0].0 > days[1].0;
        let of = |index: usize| match turned && index == 0 {
            true => a_month_earlier(fields),
            false => fields,
        };
        let fits = |(index, &(day, _)): (usize, &(i8, usize))| is_day(&of(index), day);
        if !days.iter().enumerate().all(fits) {
            return None;
        }
        let first = composed.phrases.len();
        let mut from = at;
        let mut dashed = days.len() == 2;
        let mut reach = to;
        for (index, &(day, end)) in days.iter().enumerate() {
            let tree = Tree::literal(Fields {
                day: Some(day),
                ..of(index)
            });
            let last = index + 1 == days.len();
            let (tree, end) = match last {
                true => self.side_after(tree, to),
                false => (tree, end),
            };
            reach = end;
            self.push(tree, from, end, composed);
            if let Some((next, range)) = self.joint(self.behind_dot(end)).filter(|_| !last) {
                dashed &= range || at > 0 && self.is(at - 1, Cue::Between);
                from = next;
            }
        }
        if dashed {
            self.push_range(composed, Some(first), Some(first + 1), self.range_start(at));
        }
        Some(reach)
    }

    /// The index behind the full stop of an ordinal ("14.-15. Oktober").
    fn behind_dot(&self, at: usize) -> usize {
        let dotted = self.table.order == Order::Day && self.mark(at) == '.' && self.is_glued(at);
        at + usize::from(dotted)
    }

    /// What joins two days: the index after it, and whether it makes a range.
    fn joint(&self, at: usize) -> Option<(usize, bool)> {
        match self.cue(at) {
            Some(Cue::To | Cue::Till | Cue::Through) => return Some((at + 1, true)),
            Some(Cue::And | Cue::Or) => return Some((at + 1, false)),
            _ => {}
        }
        match self.mark(at) {
            mark if is_dash(mark) => Some((at + 1, true)),
            '/' if self.is_glued(at) => Some((at + 1, true)),
            ',' if self.is(at + 1, Cue::And) => Some((at + 2, false)),
            ',' => Some((at + 1, false)),
            _ => None,
        }
    }

    /// Days behind a date that share its month: "August 6-7", "March 8 and 9", "May 3, 4 and 5, 2001". Gives the index behind.
    pub(super) fn following_days(&self, at: usize, composed: &mut Composed) -> usize {
        let Some(first) = composed.phrases.len().checked_sub(1) else {
            return at;
        };
        let Some(&fields) = self.open_date(&composed.phrases[first].tree) else {
            return at;
        };
        let mut to = at;
        let mut range = false;
        while composed.phrases.len() < first + 8 {
            let Some((next, is_range)) = self.joint(to) else {
                break;
            };
            let next = if is_range { self.skip(next, Cue::The) } else { next };
            let led =
                composed.phrases[first].from > 0 && self.is(composed.phrases[first].from - 1, Cue::From);
            let Some((day, end)) = self.day(next) else { break };
            let turned = led && is_range && self.has_ordinal(next) && fields.day > Some(day);
            let fields = if turned { a_month_later(fields) } else { fields };
            let first_day = Fields {
                day: fields.day.filter(|_| !turned).or(Some(0)),
                ..fields
            };
            if !self.shares_month(&first_day, next, day, end) {
                break;
            }
            range |= is_range;
            let (year, end) = if fields.year.is_none() {
                self.year_after(end)
            } else {
                (None, end)
            };
            self.push(
                Tree::literal(Fields {
                    day: Some(day),
                    weekday: None,
                    ..fields
                }),
                next,
                end,
                composed,
            );
            to = end;
            if let Some(year) = year {
                set_year(&mut composed.phrases[first..], year);
                break;
            }
        }
        let between =
            composed.phrases[first].from > 0 && self.is(composed.phrases[first].from - 1, Cue::Between);
        if composed.phrases.len() == first + 2 && (range || between) {
            let start = self.range_start(composed.phrases[first].from);
            self.push_range(composed, Some(first), Some(first + 1), start);
        }
        to
    }

    /// The fields of a date whose month another day could share.
    fn open_date<'t>(&self, tree: &'t Tree) -> Option<&'t Fields> {
        match tree {
            Tree::Literal(fields, _) => {
                Some(fields).filter(|fields| fields.day.is_some() && fields.month.is_some())
            }
            _ => None,
        }
    }

    /// Whether the number at `at` is a later day of the same month, and not the start of something else.
    fn shares_month(&self, fields: &Fields, at: usize, day: i8, end: usize) -> bool {
        let later = fields.day.is_some_and(|first| day > first);
        let in_month = is_day(fields, day);
        let digits = matches!(self.digits(at), 1 | 2) || self.digits(at) == 0 && self.ranges_into(at);
        let own_month = self.month(end).is_some() || self.is(end, Cue::Of) && self.month(end + 1).is_some();
        let counts = self.unit(end).is_some()
            || self.am_pm(end).is_some()
            || self.is(end, Cue::Quantity)
            || self.get(end).is_some_and(|next| next.senses.cardinal > 0)
            || matches!(self.mark(end), '%' | ':' | '/') && self.is_glued(end)
            || self.mark(end) == '-' && self.is_glued(end) && self.is_glued(end + 1)
            || matches!(self.mark(end), '.' | ',')
                && self.is_glued(end + 1)
                && self.digits(end + 1) > 0
                && self.digits(end + 1) != 4
            || self.word_runs_on(at, end);
        digits && later && in_month && !own_month && !counts
    }

    /// "ninth through seventeenth": ordinal words only behind such a word.
    fn ranges_into(&self, at: usize) -> bool {
        let at = at - usize::from(at > 0 && self.is(at - 1, Cue::The));
        at > 0 && matches!(self.cue(at - 1), Some(Cue::To | Cue::Through | Cue::Till))
    }

    /// After "and" or a comma, a lower-case word behind the number is what it counts ("May 3 and 9 were killed" stays a day,
    /// "May 3 and 12 workers" does not).
    fn word_runs_on(&self, at: usize, end: usize) -> bool {
        let joined_loosely = at > 0 && !is_dash(self.mark(at - 1)) && !self.is(at - 1, Cue::To);
        let next = self.get(end);
        joined_loosely
            && next.is_some_and(|next| {
                next.mark == '\0'
                    && next.digits == 0
                    && next.senses.cue.is_none()
                    && next.senses.tense.is_none()
            })
    }
}

/// Whether the month has the day.
fn is_day(fields: &Fields, day: i8) -> bool {
    crate::resolve::point::date(fields.year.unwrap_or(2000), fields.month.unwrap_or(1), day).is_some()
}

/// "From the 27th to the 3rd of April" begins in March.
fn a_month_earlier(fields: Fields) -> Fields {
    let (year, month) = match fields.month {
        Some(1) => (fields.year.map(|year| year.saturating_sub(1)), Some(12)),
        month => (fields.year, month.map(|month| month - 1)),
    };
    Fields {
        year,
        month,
        ..fields
    }
}

/// "From April 27 to the 3rd" ends in May.
fn a_month_later(fields: Fields) -> Fields {
    let (year, month) = match fields.month {
        Some(12) => (fields.year.map(|year| year.saturating_add(1)), Some(1)),
        month => (fields.year, month.map(|month| month + 1)),
    };
    Fields {
        year,
        month,
        ..fields
    }
}

/// Gives every literal without a year this one.
fn set_year(phrases: &mut [super::Phrase], year: i16) {
    for fields in phrases.iter_mut().filter_map(|phrase| phrase.tree.fields_mut()) {
        fields.year = fields.year.or(Some(year));
    }
}
