//! Puts tellings of one event together. A telling is compared only with events of its kind in which one of its people
//! takes part, and of those only with the nearest in time, so the work grows with the number of tellings, not with its
//! square. It joins an event only if it agrees with every telling of it: a chain of small differences joins nothing.

use std::cmp::Reverse;

use annals_annotate::{EventKind, Status};
use jiff::civil::Date;
use rustc_hash::FxHashSet;

use crate::grouping::{Groups, Latest};
use crate::record::{Origin, Records};
use crate::same::{STAY_TOLERANCE, people_agree, places_agree, same_event, says_the_same, shared};
use crate::telling::{Days, Leg, Telling, Tellings, day_number};
use crate::words::Word;

/// How many different tellings of an event are compared with a new one.
const WITNESSES: usize = 24;
/// So many days before its publication an undated event may have been.
const NEWS_WINDOW: i32 = 2;

/// Groups `tellings` by the event they tell of. The answer depends on what they say, not on the order of arrival.
pub fn groups(records: &Records, tellings: &Tellings) -> Groups {
    let mut merger = Merger {
        records,
        tellings,
        groups: Groups::new(tellings.len()),
        spans: Vec::new(),
        by_person: Latest::default(),
        by_origin: Latest::default(),
    };
    let mut order: Vec<u32> = (0..tellings.len() as u32).collect();
    // They stand in order of their first claims.
    order.sort_unstable_by_key(|&at| (tellings[at as usize].days, at));
    for telling in order {
        let telling = telling as usize;
        let group = match tellings[telling].days {
            Days::Sharp { .. } => merger.best(telling),
            Days::Vague { .. } => merger.best(telling).or_else(|| merger.only_inside(telling)),
            Days::Undated => merger
                .only_of_origin(telling)
                .or_else(|| merger.only_in_the_news(telling)),
        };
        merger.join(telling, group);
    }
    merger.groups
}

struct Merger<'a> {
    records: &'a Records,
    tellings: &'a Tellings,
    groups: Groups,
    /// First and last day of each group; all days where a telling of it has none.
    spans: Vec<(i32, i32)>,
    /// Groups in which someone takes part in something, in order of their making.
    by_person: Latest<(EventKind, Leg, Word)>,
    by_origin: Latest<(EventKind, Leg, Origin)>,
}

impl Merger<'_> {
    /// The group whose every telling agrees with this one, and agrees best.
    fn best(&self, telling: usize) -> Option<usize> {
        let new = &self.tellings[telling];
        let agreement = |&group: &usize| -> Option<(u32, Reverse<usize>)> {
            let witnesses = self.groups.tellings(group).take(WITNESSES);
            let each = witnesses.map(|old| same_event(&self.records.words, new, &self.tellings[old]));
            let total = each.collect::<Option<Vec<u32>>>()?;
            Some((*total.iter().max()?, Reverse(group)))
        };
        let nearby = self.nearby(new).into_iter();
        let best = nearby.filter_map(|group| agreement(&group)).max()?;
        Some(best.1.0)
    }

    /// For "in August 2001": the only group of the same people and place with days in that time.
    fn only_inside(&self, telling: usize) -> Option<usize> {
        let new = &self.tellings[telling];
        let Days::Vague { first, last, .. } = new.days else {
            return None;
        };
        let inside = |old: &Telling| match old.days {
            Days::Sharp {
                first: from,
                last: until,
            } => first <= from && until <= last,
            _ => false,
        };
        let agrees = |old: &Telling| inside(old) && new.is_specific() && self.agrees_closely(new, old);
        self.only(self.nearby(new), agrees)
    }

    /// For an event without a date: the only group that the same text tells of and that fits.
    fn only_of_origin(&self, telling: usize) -> Option<usize> {
        let new = &self.tellings[telling];
        let groups = self.by_origin.groups((new.kind, new.leg, new.origin));
        let words = &self.records.words;
        let agrees = |old: &Telling| {
            let within = shared(&new.known, &old.known) == new.known.len() && !new.known.is_empty();
            let place = new.place.is_none() || places_agree(words, new, old).is_some();
            within
                && place
                && self.verdict(new) == self.verdict(old)
                && people_agree(new, old).is_some()
                && says_the_same(words, new, old)
        };
        self.only(groups.collect(), agrees)
    }

    /// For an event without a date in another text: the only group of exactly these people in exactly this place at the
    /// time of its publication.
    fn only_in_the_news(&self, telling: usize) -> Option<usize> {
        let new = &self.tellings[telling];
        let certain = new.known.len() >= 2 || (!new.known.is_empty() && new.place.is_some());
        let published = self.published(new).filter(|_| certain && new.is_specific())?;
        let in_window = |old: &Telling| match old.days {
            Days::Sharp { first, last } => first <= published && published - NEWS_WINDOW <= last,
            Days::Vague { .. } => false,
            Days::Undated => self
                .published(old)
                .is_some_and(|day| (day - published).abs() < NEWS_WINDOW),
        };
        let agrees = |old: &Telling| {
            in_window(old) && self.verdict(new) == self.verdict(old) && self.agrees_closely(new, old)
        };
        self.only(self.nearby(new), agrees)
    }

    /// The same people, the same place, and the same words where words matter.
    fn agrees_closely(&self, new: &Telling, old: &Telling) -> bool {
        let place = new.place.map(|site| site.key) == old.place.map(|site| site.key);
        let people = new.actors == old.actors && new.recipients == old.recipients;
        place && people && says_the_same(&self.records.words, new, old)
    }

    /// The one group with a telling that agrees; `None` if there are several, for then nobody can say which is meant.
    fn only(&self, groups: Vec<usize>, agrees: impl Fn(&Telling) -> bool) -> Option<usize> {
        let mut fitting = groups.into_iter().filter(|&group| {
            let mut witnesses = self.groups.tellings(group).take(WITNESSES);
            witnesses.any(|old| agrees(&self.tellings[old]))
        });
        let one = fitting.next()?;
        fitting.next().is_none().then_some(one)
    }

    /// Groups of the same kind in which someone known takes part in both, latest first.
    fn nearby(&self, telling: &Telling) -> Vec<usize> {
        let mut found = Vec::new();
        let mut seen = FxHashSet::default();
        let (first, last) = span(telling);
        let in_time = |group: &usize| {
            let (from, until) = self.spans[*group];
            from.saturating_sub(STAY_TOLERANCE) <= last && first.saturating_sub(STAY_TOLERANCE) <= until
        };
        for &person in telling.known.iter() {
            let latest = self.by_person.groups((telling.kind, telling.leg, person));
            found.extend(latest.filter(in_time).filter(|&group| seen.insert(group)));
        }
        found
    }

    /// Kind and status as the earliest article has them. "His second visit", said without a date, is neither the one that
    /// is planned nor an earlier stay.
    fn verdict(&self, telling: &Telling) -> (EventKind, Status) {
        let claim = &self.records.claims[self.tellings.claims(telling)[0] as usize];
        (claim.kind, claim.status)
    }

    /// The day on which the earliest article tells it.
    fn published(&self, telling: &Telling) -> Option<i32> {
        let claim = &self.records.claims[*self.tellings.claims(telling).first()? as usize];
        let published: Option<Date> = self.records.article(claim).published;
        published.map(day_number)
    }

    /// Puts a telling into a group, or into one of its own.
    fn join(&mut self, telling: usize, group: Option<usize>) {
        let group = group.unwrap_or_else(|| {
            self.spans.push((i32::MAX, i32::MIN));
            self.spans.len() - 1
        });
        self.groups.join(telling, group);
        let new = &self.tellings[telling];
        let (first, last) = span(new);
        let (from, until) = self.spans[group];
        self.spans[group] = (first.min(from), last.max(until));
        for &person in new.known.iter() {
            self.by_person.add((new.kind, new.leg, person), group);
        }
        for &claim in self.tellings.claims(new) {
            let origin = self.records.origin(&self.records.claims[claim as usize]);
            self.by_origin.add((new.kind, new.leg, origin), group);
        }
    }
}

/// First and last day of a telling; all days where it has none.
fn span(telling: &Telling) -> (i32, i32) {
    match telling.days {
        Days::Sharp { first, last } | Days::Vague { first, last, .. } => (first, last),
        Days::Undated => (i32::MIN, i32::MAX),
    }
}
