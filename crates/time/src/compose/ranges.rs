//! Phrases that name a beginning and an end: "between May 3 and June 9 1988", "1914-18", "since 2015", "until May".
//! Fields that one side lacks flow from the other, in both directions. Days that share a month are in [`super::day_lists`].

use annals_text::Span;

use super::{Composed, Composer, Fields, Range, Shape, Side, Tree, is_dash};
use crate::lex::{Cue, Order, Tense};
use crate::resolve::tense;

impl Composer<'_> {
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
        if last - first <= 1 && !self.is_span_of_years(at, to) {
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

    /// "in 1995-96", "(1915-16)": from one year to the next, and no season or school year by that name.
    fn is_span_of_years(&self, at: usize, to: usize) -> bool {
        let before = at.checked_sub(1);
        let led = before.is_some_and(|before| {
            self.mark(before) == '(' || matches!(self.cue(before), Some(Cue::In | Cue::During | Cue::From))
        });
        let named = self
            .get(to)
            .is_some_and(|next| next.mark == '\0' && (next.senses.cue.is_none() || self.is(to, Cue::Period)));
        led && self.table.order == Order::Month && !named
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
            // An ending of the word before, and no preposition.
            Some(Cue::From | Cue::Since | Cue::Till) if self.table.has_postpositions => {}
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

    pub(super) fn push_range(
        &self,
        composed: &mut Composed,
        begin: Option<usize>,
        end: Option<usize>,
        start: usize,
    ) {
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

/// Lets fields flow between the two ends of a range: the year from the right to the left (a year earlier where the months
/// run backwards), and month and year from the left to the right.
pub(super) fn flow(pair: &mut [super::Phrase]) {
    let [first, second] = pair else { return };
    if let (Tree::Clock { day: day @ None, .. }, Tree::Clock { day: Some(other), .. }) =
        (&mut first.tree, &second.tree)
    {
        *day = Some(other.clone());
        return;
    }
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
