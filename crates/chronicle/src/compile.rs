//! From reports to the chronicle. Reports are taken in one by one and kept small; what they say is put into an order of
//! its own before anything is decided, so that the same reports give the same chronicle in whatever order they come.

use std::borrow::Borrow;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use rustc_hash::{FxHashMap, FxHashSet};

use annals_archive::CaptureId;

use crate::correction::{correct, corrected_party};
use crate::decisions::Decisions;
use crate::digest::{self, Digits};
use crate::entity::{Registry, entities};
use crate::gather::{Gathered, gather};
use crate::merge::{Merged, groups};
use crate::nouns::{Chronicle, Citation, Claim, Entity, Event, Party};
use crate::placed::PlacedEvent;
use crate::placing::{Decided, Placing, Reviewed};
use crate::record::{ClaimRecord, Origin, PrintedNumber, Records};
use crate::report::Report;
use crate::review::{Corrected, CorrectedParty, Review, Unplaced};
use crate::telling::{Days, day_number, tellings};
use crate::trip::parents;
use crate::words::Word;

/// Merges what articles report into one chronicle. The answer does not depend on the order of `reports`. For large
/// collections [`Compiler`] needs less memory: its events are made one by one.
pub fn compile<R: Borrow<Report>>(reports: impl IntoIterator<Item = R>) -> Chronicle {
    let mut compiler = Compiler::default();
    for report in reports {
        compiler.add(report.borrow());
    }
    let compiled = compiler.finish();
    Chronicle {
        events: compiled.events().collect(),
        entities: compiled.entities,
    }
}

/// Takes in reports one by one.
#[derive(Debug, Default)]
pub struct Compiler {
    records: Records,
}

impl Compiler {
    /// One that follows what analysts decided about who is who.
    pub fn following(decisions: Decisions) -> Self {
        let mut compiler = Compiler::default();
        compiler.records.decisions = decisions;
        compiler
    }

    /// Takes in a report, which need not be kept.
    pub fn add(&mut self, report: &Report) {
        self.records.keep(report);
    }

    /// Merges everything that was taken in. The time grows with the number of claims (n log n for sorting them).
    pub fn finish(mut self) -> Compiled {
        self.records.close();
        self.records.sort();
        let placing = Placing::of(&self.records);
        let parts = placing.parts(&self.records);
        let tellings = tellings(&self.records, &parts);
        let Merged {
            groups,
            contradictions,
        } = groups(&self.records, &tellings);
        let Decided {
            groups,
            moved,
            reviews,
            unplaced,
        } = placing.decide(&parts, &tellings, groups.iter().collect());
        let mut claims = Vec::with_capacity(self.records.claims.len());
        let gathered = groups
            .iter()
            .map(|group| gather(&self.records, &tellings, group, &mut claims));
        let mut events: Vec<Gathered> = gathered.collect();
        let parted: FxHashSet<u32> = (groups.iter().zip(0..))
            .filter(|(group, _)| group.iter().any(|&telling| tellings[telling].part > 0))
            .map(|(_, event)| event)
            .collect();
        drop(groups);
        for (&event, review) in &reviews {
            correct_time(&mut events[event as usize], &review.corrected);
        }
        let hidden = |event: u32| reviews.get(&event).is_some_and(|review| review.hidden);
        contradict(&mut events, &moved, contradictions, hidden);
        for (event, parent) in parents(&tellings, &events).into_iter().enumerate() {
            events[event].parent = parent.filter(|&parent| !hidden(parent));
        }
        drop(tellings);
        let (registry, entities) = entities(&self.records);
        for event in &mut events {
            event.id = event_id(
                &self.records,
                &self.records.claims[claims[event.claims.start as usize] as usize],
            );
        }
        tell_apart(&mut events, &claims);
        let mut order: Vec<u32> = (0..events.len() as u32).collect();
        order.sort_by_key(|&at| {
            let event = &events[at as usize];
            (first_day(event), last_day(event), event.id)
        });
        Compiled {
            entities,
            records: self.records,
            registry,
            events,
            claims,
            order,
            reviews,
            parted,
            unplaced,
        }
    }
}

/// Gives events whose earliest claims read alike ("Ghent and Ghent", once the town and once its council) ids of their own,
/// in the order of these claims.
fn tell_apart(events: &mut [Gathered], claims: &[u32]) {
    let mut order: Vec<u32> = (0..events.len() as u32).collect();
    order.sort_unstable_by_key(|&at| {
        let event = &events[at as usize];
        (event.id, claims[event.claims.start as usize], at)
    });
    let (mut shared, mut number) = (None, 0u64);
    for at in order {
        let id = &mut events[at as usize].id;
        number = if shared == Some(*id) { number + 1 } else { 0 };
        shared = Some(*id);
        if number > 0 {
            *id = digest::digits([id.printed('e').as_bytes(), &number.to_le_bytes()]);
        }
    }
}

/// Days and status as an analyst gives them, before trips look for their parts.
fn correct_time(event: &mut Gathered, corrected: &Corrected) {
    event.status = corrected.status.unwrap_or(event.status);
    let Some(dates) = &corrected.dates else { return };
    event.days = match dates.bounds() {
        (None, None) => Days::Undated,
        (first, last) => {
            let (first, last) = (
                first.or(last).map_or(0, day_number),
                last.or(first).map_or(0, day_number),
            );
            match dates.are_days() {
                true => Days::Sharp { first, last },
                false => Days::Vague {
                    first,
                    last,
                    months: false,
                },
            }
        }
    };
}

/// Has events that say the contrary of each other name each other.
fn contradict(
    events: &mut [Gathered],
    moved: &[u32],
    pairs: Vec<(usize, usize)>,
    hidden: impl Fn(u32) -> bool,
) {
    for (a, b) in pairs {
        let (a, b) = (moved[a], moved[b]);
        if a == b || hidden(a) || hidden(b) {
            continue;
        }
        for (one, other) in [(a, b), (b, a)] {
            let event = &mut events[one as usize];
            event.disagreements.contradicted();
            if !event.contradicts.contains(&other) {
                event.contradicts.push(other);
            }
        }
    }
}

/// A chronicle in compact form: its events are made when they are asked for.
#[derive(Debug)]
pub struct Compiled {
    /// People, bodies and places, sorted by id.
    pub entities: Vec<Entity>,
    pub(crate) records: Records,
    pub(crate) registry: Registry,
    pub(crate) events: Vec<Gathered>,
    /// The claims of the events, as positions in `records`, one event behind the other.
    claims: Vec<u32>,
    order: Vec<u32>,
    /// What analysts decided, by the position of the event.
    pub(crate) reviews: FxHashMap<u32, Reviewed>,
    /// Events whose claims an analyst took apart from others.
    pub(crate) parted: FxHashSet<u32>,
    unplaced: Vec<Unplaced>,
}

impl Compiled {
    /// The events, sorted as in [`Chronicle::events`], without those that an analyst hid.
    pub fn events(&self) -> impl Iterator<Item = Event> {
        let shown = self.order.iter().filter(|at| !self.is_hidden(**at));
        shown.map(|&at| self.event(at))
    }

    /// The same events in their places, each made when it is asked for.
    pub fn placed_events(&self) -> impl Iterator<Item = PlacedEvent<'_>> {
        let shown = self.order.iter().filter(|at| !self.is_hidden(**at));
        let mut last = i64::MIN;
        shown.map(move |&at| {
            // Events of the same days whose ids begin alike stand one behind the other.
            last = place(&self.events[at as usize]).max(last.saturating_add(1));
            PlacedEvent {
                place: last,
                at,
                compiled: self,
            }
        })
    }

    /// The events that an analyst hid, in the same order.
    pub fn hidden(&self) -> impl Iterator<Item = Event> {
        let hidden = self.order.iter().filter(|at| self.is_hidden(**at));
        hidden.map(|&at| self.event(at))
    }

    fn is_hidden(&self, at: u32) -> bool {
        self.reviews.get(&at).is_some_and(|review| review.hidden)
    }

    /// Decisions that no longer find their event.
    pub fn unplaced(&self) -> &[Unplaced] {
        &self.unplaced
    }

    /// How many events there are, with those that are hidden.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// An event as it was read, then as it was decided.
    pub(crate) fn event(&self, at: u32) -> Event {
        let mut event = self.read_event(&self.events[at as usize]);
        event.review.parted = self.parted.contains(&at);
        if let Some(reviewed) = self.reviews.get(&at) {
            event.review.confirmed = reviewed.confirmed;
            event.review.joined = reviewed.joined;
            event.review.hidden = reviewed.hidden;
            let (records, entities) = (&self.records, &self.entities);
            let party = |party: &CorrectedParty| corrected_party(records, entities, party);
            correct(&mut event, &reviewed.corrected, party);
        }
        event
    }

    fn read_event(&self, event: &Gathered) -> Event {
        let best = &self.records.claims[event.best as usize];
        let (first, last) = match event.days {
            Days::Sharp { first, last } => (Some(day(first)), Some(day(last))),
            Days::Vague { .. } | Days::Undated => self.open_days(event),
        };
        Event {
            id: event.id.printed('e'),
            kind: best.kind,
            actors: self.called(self.records.actors(best)),
            recipients: self.called(self.records.recipients(best)),
            place: best.place.map(|place| self.called(&[place]).remove(0)),
            first,
            last,
            start: self.string(best.start),
            end: self.string(best.end),
            status: event.status,
            confidence: best.confidence,
            claims: self.claims(event),
            disagreements: event.disagreements.names(),
            parent: event
                .parent
                .map(|parent| self.events[parent as usize].id.printed('e')),
            contradicts: self.contrary(event),
            review: Review::default(),
        }
    }

    pub(crate) fn contrary(&self, event: &Gathered) -> Vec<String> {
        let others = event.contradicts.iter();
        let mut ids: Vec<String> = others
            .map(|&other| self.events[other as usize].id.printed('e'))
            .collect();
        ids.sort_unstable();
        ids
    }

    /// The days of an event for which no claim names days; a side that any claim leaves open stays open.
    fn open_days(&self, event: &Gathered) -> (Option<Date>, Option<Date>) {
        let claims = self.records_of(event);
        let dated = claims.filter(|claim| claim.first.is_some() || claim.last.is_some());
        let (mut firsts, mut lasts): (Vec<_>, Vec<_>) = dated.map(|claim| (claim.first, claim.last)).unzip();
        firsts.sort_unstable();
        lasts.sort_unstable();
        let last = lasts
            .first()
            .copied()
            .flatten()
            .and(lasts.last().copied().flatten());
        (firsts.first().copied().flatten(), last)
    }

    fn claims(&self, event: &Gathered) -> Vec<Claim> {
        let claims = self.claims_and_originals(event);
        claims
            .map(|(record, copy_of)| self.claim(record, copy_of))
            .collect()
    }

    /// The claims of an event, each with the capture whose text it copies, if it does.
    pub(crate) fn claims_and_originals(
        &self,
        event: &Gathered,
    ) -> impl Iterator<Item = (&ClaimRecord, Option<CaptureId>)> {
        let mut originals: FxHashMap<Origin, CaptureId> = FxHashMap::default();
        self.records_of(event).map(move |record| {
            let capture = self.records.article(record).capture;
            let original = *originals.entry(self.records.origin(record)).or_insert(capture);
            (record, (original != capture).then_some(original))
        })
    }

    fn records_of(&self, event: &Gathered) -> impl Iterator<Item = &ClaimRecord> {
        let claims = &self.claims[event.claims.start as usize..event.claims.end as usize];
        claims.iter().map(|&at| &self.records.claims[at as usize])
    }

    fn claim(&self, record: &ClaimRecord, copy_of: Option<CaptureId>) -> Claim {
        let article = self.records.article(record);
        Claim {
            source: self.records.words.get(article.source).to_owned(),
            kind: record.kind,
            attribution: self.string(record.attribution),
            actors: self.parties(self.records.actors(record)),
            recipients: self.parties(self.records.recipients(record)),
            place: record.place.map(|place| self.party(place)),
            start: self.string(record.start),
            end: self.string(record.end),
            status: record.status,
            confidence: record.confidence,
            proposed: record.proposed,
            reported: article.published,
            copy_of,
            citation: Citation {
                capture: article.capture,
                sentence: self.records.words.get(record.sentence).to_owned(),
                number: record.number as usize,
            },
        }
    }

    fn parties(&self, participants: &[PrintedNumber]) -> Vec<Party> {
        participants.iter().map(|&one| self.party(one)).collect()
    }

    /// Participants by the names that analysts gave them; claims keep what their articles print.
    fn called(&self, participants: &[PrintedNumber]) -> Vec<Party> {
        let called = participants.iter().map(|&one| {
            let mut party = self.party(one);
            if let Some(name) = self.registry.name(self.records.printed(one)) {
                party.name = name.to_owned();
            }
            party
        });
        called.collect()
    }

    fn party(&self, number: PrintedNumber) -> Party {
        let printed = self.records.printed(number);
        Party {
            name: self.records.words.get(printed.name).to_owned(),
            title: self.string(printed.title),
            entity: self.registry.id(printed).map(str::to_owned),
        }
    }

    fn string(&self, word: Option<Word>) -> Option<String> {
        word.map(|word| self.records.words.get(word).to_owned())
    }
}

/// A digest of the earliest claim: it stays when later articles tell of the same event.
fn event_id(records: &Records, claim: &ClaimRecord) -> Digits {
    let article = records.article(claim);
    let text = |word: Option<Word>| word.map_or(&b""[..], |word| records.words.get(word).as_bytes());
    let number = claim.number.to_le_bytes();
    let actors = (records.actors(claim).len() as u32).to_le_bytes();
    let fixed = [
        &article.capture.0[..],
        &number,
        claim.kind.as_str().as_bytes(),
        claim.status.as_str().as_bytes(),
        claim.confidence.as_str().as_bytes(),
        text(Some(claim.trigger)),
        text(Some(claim.sentence)),
        text(Some(article.source)),
        text(claim.attribution),
        text(claim.start),
        text(claim.end),
        &actors,
    ];
    let people = records.participants(claim).iter().chain(&claim.place);
    let names = people.flat_map(|&one| {
        let printed = records.printed(one);
        [
            text(Some(printed.name)),
            text(Some(printed.printed)),
            text(printed.title),
        ]
    });
    digest::digits(fixed.into_iter().chain(names))
}

/// First day, last day, and the beginning of the id, from the highest bit to the lowest.
fn place(event: &Gathered) -> i64 {
    const BITS: u32 = 22;
    const ID_BITS: u32 = 63 - 2 * BITS;
    let days = |day: i32| i64::from(day.saturating_add(DAYS_BEFORE_1970)).clamp(0, (1 << BITS) - 1);
    let id = event.id.leading_bits(ID_BITS).cast_signed();
    (days(first_day(event)) << (BITS + ID_BITS)) | (days(last_day(event)) << ID_BITS) | id
}

/// From the first day of the year 1.
const DAYS_BEFORE_1970: i32 = 719_162;

/// For sorting: events without a day stand last.
fn first_day(event: &Gathered) -> i32 {
    match event.days {
        Days::Sharp { first, .. } | Days::Vague { first, .. } => first,
        Days::Undated => i32::MAX,
    }
}

fn last_day(event: &Gathered) -> i32 {
    match event.days {
        Days::Sharp { last, .. } | Days::Vague { last, .. } => last,
        Days::Undated => i32::MAX,
    }
}

/// The day with this number, as counted by [`crate::telling::day_number`].
fn day(number: i32) -> Date {
    date(1970, 1, 1).saturating_add(i64::from(number).days())
}
