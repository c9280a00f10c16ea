//! Phrases that name a beginning and an end, and days that share a month: "between May 3 and June 9 1988",
//! "August 6-7", "11-12 July 1943", "March 8 and 9", "1914-18", "since 2015", "until May".
//! Fields that one side lacks flow from the other, in both directions.

use annals_text::Span;

use super::{Composed, Composer, Fields, Range, Shape, Side, Tree, is_dash, longest};
use crate::lex::{Cue, Order, Tense, Unit};
use crate::resolve::tense;

impl Composer<'_> {
    /// Days before their month: "11-12 July 1943", "between 3 and 12 of September", "3, 4 and 5 May". Gives the index behind.
    pub(super) fn day_list(&self, at: usize, composed: &mut Composed) -> Option<usize> {
        let start = if self.is(at, Cue::The) && self.has_ordinal(at + 1) {
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
        let of = |day| Tree::Intersect {
            inner: Box::new(Tree::literal(Fields {
                day: Some(day),
                ..Fields::default()
            })),
            outer: Box::new(outer.clone()),
        };
        let index = composed.phrases.len();
        self.push(of(first), at, end, composed);
        let (next, _) = self.joint(end)?;
        self.push(of(second), next, to, composed);
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
        for (index, &(day, end)) in days.iter().enumerate() {
            let tree = Tree::literal(Fields {
                day: Some(day),
                ..of(index)
            });
            let last = index + 1 == days.len();
            self.push(tree, from, if last { to } else { end }, composed);
            if let Some((next, range)) = self.joint(self.behind_dot(end)).filter(|_| !last) {
                dashed &= range || at > 0 && self.is(at - 1, Cue::Between);
                from = next;
            }
        }
        if dashed {
            self.push_range(composed, Some(first), Some(first + 1), self.range_start(at));
        }
        Some(to)
    }

    /// The index behind the full stop of an ordinal ("14.-15. Oktober").
    fn behind_dot(&self, at: usize) -> usize {
        let dotted = self.table.order == Order::Day && self.mark(at) == '.' && self.is_glued(at);
        at + usize::from(dotted)
    }

    /// "1914-18": two years and their range. "2012-13" may be a season or a school year, and stays one.
    pub(super) fn push_years(
        &self,
        first: i16,
        last: i16,
        at: usize,
        to: usize,
        composed: &mut Composed,
    ) -> Option<usize> {
        let joined = to
            .checked_sub(2)
            .filter(|&dash| is_dash(self.mark(dash)) && dash > at)?;
        if last - first <= 1 {
            return None;
        }
        let year = |year| {
            Tree::literal(Fields {
                year: Some(year),
                ..Fields::default()
            })
        };
        let begin = composed.phrases.len();
        self.push(year(first), at, joined, composed);
        self.push(year(last), to - 1, to, composed);
        self.push_range(composed, Some(begin), Some(begin + 1), self.range_start(at));
        Some(to)
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

    /// Finds ranges over the phrases of a sentence.
    pub(super) fn find_ranges(&self, composed: &mut Composed) {
        self.share_years(composed);
        let mut bound = vec![false; composed.phrases.len()];
        for index in composed
            .ranges
            .iter()
            .flat_map(|range| [range.begin, range.end])
            .flatten()
        {
            bound[index] = true;
        }
        for index in 0..composed.phrases.len() {
            if bound[index] {
                continue;
            }
            if self.table.has_postpositions {
                if self.postposed_range(index, composed) {
                    bound[index + 1] = true;
                    continue;
                }
                if composed
                    .ranges
                    .iter()
                    .any(|range| range.begin.or(range.end) == Some(index))
                {
                    continue;
                }
            }
            if self.closed_range(index, composed) || self.find_span(index, composed) {
                bound[index + 1] = true;
            } else {
                self.open_range(index, composed);
            }
        }
        self.years_to_date(composed);
        composed.ranges.sort_by_key(|range| (range.span, range.begin));
    }

    /// "in August and September 1914": the year of the second is that of the first.
    fn share_years(&self, composed: &mut Composed) {
        for index in (1..composed.phrases.len()).rev() {
            let (before, after) = composed.phrases.split_at_mut(index);
            let (first, second) = (&mut before[index - 1], &after[0]);
            let joined = second.from == first.to + 1
                && (matches!(self.cue(first.to), Some(Cue::And | Cue::Or))
                    || matches!(self.mark(first.to), ',' | '/'));
            let year = second
                .tree
                .fields()
                .filter(|fields| fields.month.is_some())
                .and_then(|fields| Some((fields.year?, fields.month?)));
            let (Some((year, month)), true) = (year, joined) else {
                continue;
            };
            if let Some(fields) = first.tree.fields_mut()
                && fields.year.is_none()
                && fields.month.is_some_and(|first| first <= month)
            {
                fields.year = Some(year);
            }
        }
    }

    /// "from A to B", "between A and B", "A-B", "A to B".
    fn closed_range(&self, index: usize, composed: &mut Composed) -> bool {
        let Some([first, second]) = composed.phrases.get(index..index + 2) else {
            return false;
        };
        if !first.tree.is_date() || !second.tree.is_date() {
            return false;
        }
        let led = first.from.checked_sub(1).and_then(|before| self.cue(before));
        let gap = first.to..second.from;
        if gap.len() != 1 || !self.joins(gap.start, led, &first.tree, &second.tree) {
            return false;
        }
        let start = self.range_start(first.from);
        flow(&mut composed.phrases[index..index + 2]);
        self.push_range(composed, Some(index), Some(index + 1), start);
        true
    }

    fn joins(&self, gap: usize, led: Option<Cue>, first: &Tree, second: &Tree) -> bool {
        let alike = super::granularity(first) == super::granularity(second);
        match self.cue(gap) {
            Some(Cue::At) => alike && self.table.order == Order::Day,
            Some(Cue::Till) if self.table.order == Order::Day => true,
            Some(Cue::To | Cue::Till | Cue::Through) => {
                let dated = |tree: &Tree| tree.fields().is_some_and(|fields| fields.year.is_some());
                alike || matches!(led, Some(Cue::From | Cue::Between)) || dated(first) && dated(second)
            }
            Some(Cue::And) => led == Some(Cue::Between),
            _ if self.mark(gap) == '/' => {
                alike && self.is_glued(gap) && self.is_glued(gap + 1) && is_month(first)
            }
            _ => is_dash(self.mark(gap)) && (alike || led == Some(Cue::From) || self.is_glued(gap)),
        }
    }

    /// The index at which a range begins: its preposition, if it has one.
    pub(super) fn range_start(&self, from: usize) -> usize {
        let led = from > 0 && matches!(self.cue(from - 1), Some(Cue::From | Cue::Between | Cue::Since));
        from - usize::from(led)
    }

    /// "since 2015", "until May", "after 2016", "by Friday" is no range but a deadline.
    fn open_range(&self, index: usize, composed: &mut Composed) {
        let phrase = &composed.phrases[index];
        let Some(before) = phrase
            .from
            .checked_sub(1)
            .filter(|_| phrase.tree.is_date() && !matches!(phrase.tree, Tree::Vague(_)))
        else {
            return;
        };
        let start = self.range_start(before + 1);
        match self.cue(before) {
            Some(Cue::Since) => self.push_range(composed, Some(index), None, before),
            Some(Cue::From) if self.table.order == Order::Day => {
                self.push_range(composed, Some(index), None, before)
            }
            Some(Cue::Till) => self.push_range(composed, None, Some(index), before),
            Some(Cue::Through) if tense::of(self, before) == Some(Tense::Future) => {
                self.push_range(composed, None, Some(index), before)
            }
            Some(Cue::Before | Cue::AgoBefore) if !self.joins_clause(phrase.to) => {
                self.push_exclusive(composed, None, Some(index), before)
            }
            Some(Cue::After) if !self.joins_clause(phrase.to) => {
                self.push_exclusive(composed, Some(index), None, before)
            }
            _ => {
                let onward = self.onward(phrase.from, phrase.to);
                let beginning = self.beginning_before(phrase.from);
                if onward.is_some() || beginning.is_some() {
                    let span = self.span(beginning.unwrap_or(start), onward.unwrap_or(phrase.to));
                    composed.ranges.push(Range {
                        span,
                        begin: Some(index),
                        end: None,
                        shape: Shape::Ends,
                    });
                }
            }
        }
    }

    /// Whether the date is only the beginning of a name ("after Sunday mass", "after the Sept. 11 attacks").
    fn joins_clause(&self, to: usize) -> bool {
        let continental = self.table.order == Order::Day;
        self.get(to).is_some_and(|next| {
            !continental
                && next.mark == '\0'
                && next.senses.cue.is_none()
                && next.senses.tense != Some(Tense::Past)
                || next.mark == '\''
                || next.mark == '-'
        })
    }

    fn push_exclusive(
        &self,
        composed: &mut Composed,
        begin: Option<usize>,
        end: Option<usize>,
        start: usize,
    ) {
        self.push_range(composed, begin, end, start);
        if let Some(range) = composed.ranges.last_mut() {
            range.shape = Shape::Outside;
        }
    }

    fn push_range(&self, composed: &mut Composed, begin: Option<usize>, end: Option<usize>, start: usize) {
        let Some(last) = end.or(begin) else { return };
        let span = Span::new(self.lexemes[start].span.start, composed.phrases[last].span.end);
        composed.ranges.push(Range {
            span,
            begin,
            end,
            shape: Shape::Ends,
        });
    }
}

/// "May" in "May/June 2013".
fn is_month(tree: &Tree) -> bool {
    tree.fields()
        .is_some_and(|fields| fields.month.is_some() && fields.day.is_none())
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

/// Lets fields flow between the two ends of a range: the year from the right to the left (a year earlier where the months
/// run backwards), and month and year from the left to the right.
pub(super) fn flow(pair: &mut [super::Phrase]) {
    let [first, second] = pair else { return };
    if let (Tree::Literal(left, _), Tree::Intersect { inner, outer }) = (&first.tree, &second.tree)
        && left.year.is_none()
        && left.month.is_some_and(|month| {
            inner
                .fields()
                .and_then(|right| right.month)
                .is_some_and(|end| month <= end)
        })
    {
        let inner = Box::new(first.tree.clone());
        first.tree = Tree::Intersect {
            inner,
            outer: outer.clone(),
        };
        return;
    }
    if let (Tree::Holiday { .. }, Tree::Intersect { inner, outer }) = (&first.tree, &second.tree)
        && matches!(**inner, Tree::Holiday { .. })
    {
        let (inner, outer) = (Box::new(first.tree.clone()), outer.clone());
        first.tree = Tree::Intersect { inner, outer };
        return;
    }
    let (Some(&left), Some(right)) = (first.tree.fields(), second.tree.fields().copied()) else {
        return;
    };
    if matches!(first.tree, Tree::Literal(_, side) if side != Side::Open) {
        return;
    }
    if let (Some(begin), Some(end), None, Some(year)) = (left.month, right.month, left.year, right.year)
        && let Some(fields) = first.tree.fields_mut()
    {
        let backwards = (begin, left.day.unwrap_or(0)) > (end, right.day.unwrap_or(31));
        fields.year = Some(if backwards { year - 1 } else { year });
    }
    if let (Some(begin), Some(end), Some(year), None) = (left.month, right.month, left.year, right.year)
        && let Some(fields) = second.tree.fields_mut()
    {
        let backwards = (begin, left.day.unwrap_or(0)) > (end, right.day.unwrap_or(31));
        fields.year = Some(if backwards { year + 1 } else { year });
    }
    if let (Some(_), Some(_), None, Some(month)) = (left.weekday, left.day, left.month, right.month)
        && let Some(fields) = first.tree.fields_mut()
    {
        (fields.month, fields.year) = (Some(month), fields.year.or(right.year));
    }
    if let (Some(quarter), None, Some(year)) = (left.quarter, left.year, right.year)
        && let Some(fields) = first.tree.fields_mut()
    {
        fields.year = Some(if right.quarter.is_some_and(|end| quarter > end) {
            year - 1
        } else {
            year
        });
    }
}
