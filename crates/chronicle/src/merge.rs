//! Puts tellings of one event together. A telling is compared only with events of its kind in which one of its people
//! takes part, and of those only with the nearest in time, so the work grows with the number of tellings, not with its
//! square. It joins an event only if it agrees with every telling of it: a chain of small differences joins nothing. What
//! is told to have happened and what is denied are never joined: two events, each of which says that the other contradicts it.

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
pub fn groups(records: &Records, tellings: &Tellings) -> Merged {
    let mut merger = Merger {
        records,
        tellings,
        groups: Groups::new(tellings.len()),
        spans: Vec::new(),
        sides: Vec::new(),
        contradictions: Vec::new(),
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
        merger.note_contradictions(telling);
    }
    Merged {
        groups: merger.groups,
        contradictions: merger.contradictions,
    }
}

/// What merging answers.
pub struct Merged {
    pub groups: Groups,
    /// Pairs of groups, by number, of which one tells what the other denies.
    pub contradictions: Vec<(usize, usize)>,
}

/// Whether a group, or a telling, is told to have happened, and whether it is denied. What is only planned is neither.
#[derive(Clone, Copy, Default)]
struct Sides {
    told: bool,
    denied: bool,
}

impl Sides {
    fn oppose(self, other: Sides) -> bool {
        (self.told && other.denied) || (self.denied && other.told)
    }
}

struct Merger<'a> {
    records: &'a Records,
    tellings: &'a Tellings,
    groups: Groups,
    /// First and last day of each group; all days where a telling of it has none.
    spans: Vec<(i32, i32)>,
    sides: Vec<Sides>,
    contradictions: Vec<(usize, usize)>,
    /// Groups in which someone takes part in something, in order of their making.
    by_person: Latest<(EventKind, Leg, u32, Word)>,
    by_origin: Latest<(EventKind, Leg, u32, Origin)>,
}

impl Merger<'_> {
    /// The group whose every telling agrees with this one, and agrees best.
    fn best(&self, telling: usize) -> Option<usize> {
        let new = &self.tellings[telling];
        let sides = self.sides_of(new);
        let nearby = self.nearby(new).into_iter();
        let nearby = nearby.filter(|&group| !self.sides[group].oppose(sides));
        let agreeing = nearby.filter_map(|group| Some((self.agreement(new, group)?, Reverse(group))));
        Some(agreeing.max()?.1.0)
    }

    /// How well a telling agrees with all of a group; `None` if it does not.
    fn agreement(&self, new: &Telling, group: usize) -> Option<u32> {
        let witnesses = self.groups.tellings(group).take(WITNESSES);
        let each = witnesses.map(|old| same_event(&self.records.words, new, &self.tellings[old]));
        each.collect::<Option<Vec<u32>>>()?.into_iter().max()
    }

    /// Notes the groups that say the contrary of a telling that has just joined one.
    fn note_contradictions(&mut self, telling: usize) {
        let new = &self.tellings[telling];
        let sides = self.sides_of(new);
        if !(sides.told || sides.denied) || matches!(new.days, Days::Undated) {
            return;
        }
        let own = self.groups.of(telling);
        let nearby = self.nearby(new).into_iter();
        let opposed = nearby.filter(|&group| group != own && self.sides[group].oppose(sides));
        let opposed: Vec<(usize, usize)> = opposed
            .filter(|&group| self.agreement(new, group).is_some())
            .map(|group| (own, group))
            .collect();
        self.contradictions.extend(opposed);
    }

    fn sides_of(&self, telling: &Telling) -> Sides {
        let status = |&at: &u32| self.records.claims[at as usize].status;
        let mut all = self.tellings.claims(telling).iter().map(status);
        Sides {
            denied: telling.denied,
            told: !telling.denied && all.any(|status| status != Status::Planned),
        }
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
        self.only(self.sides_of(new), self.nearby(new), agrees)
    }

    /// For an event without a date: the only group that the same text tells of and that fits.
    fn only_of_origin(&self, telling: usize) -> Option<usize> {
        let new = &self.tellings[telling];
        let groups = self.by_origin.groups((new.kind, new.leg, new.part, new.origin));
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
        self.only(self.sides_of(new), groups.collect(), agrees)
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
        self.only(self.sides_of(new), self.nearby(new), agrees)
    }

    /// The same people, the same place, and the same words where words matter.
    fn agrees_closely(&self, new: &Telling, old: &Telling) -> bool {
        let place = new.place.map(|site| site.key) == old.place.map(|site| site.key);
        let people = new.actors == old.actors && new.recipients == old.recipients;
        place && people && says_the_same(&self.records.words, new, old)
    }

    /// The one group with a telling that agrees; `None` if there are several, for then nobody can say which is meant.
    fn only(&self, sides: Sides, groups: Vec<usize>, agrees: impl Fn(&Telling) -> bool) -> Option<usize> {
        let mut fitting = groups.into_iter().filter(|&group| {
            if self.sides[group].oppose(sides) {
                return false;
            }
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
            let latest = self
                .by_person
                .groups((telling.kind, telling.leg, telling.part, person));
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
            self.sides.push(Sides::default());
            self.spans.len() - 1
        });
        self.groups.join(telling, group);
        let new = &self.tellings[telling];
        let (first, last) = span(new);
        let (from, until) = self.spans[group];
        self.spans[group] = (first.min(from), last.max(until));
        let sides = self.sides_of(new);
        self.sides[group].told |= sides.told;
        self.sides[group].denied |= sides.denied;
        for &person in new.known.iter() {
            self.by_person.add((new.kind, new.leg, new.part, person), group);
        }
        for &claim in self.tellings.claims(new) {
            let origin = self.records.origin(&self.records.claims[claim as usize]);
            self.by_origin.add((new.kind, new.leg, new.part, origin), group);
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
