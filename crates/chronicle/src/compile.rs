//! From reports to the chronicle. Reports are taken in one by one and kept small; what they say is put into an order of
//! its own before anything is decided, so that the same reports give the same chronicle in whatever order they come.

use std::borrow::Borrow;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use rustc_hash::FxHashMap;

use annals_archive::CaptureId;

use crate::decisions::Decisions;
use crate::digest::{self, Digits};
use crate::entity::{Registry, entities};
use crate::gather::{Gathered, gather};
use crate::merge::groups;
use crate::nouns::{Chronicle, Citation, Claim, Entity, Event, Party};
use crate::record::{ClaimRecord, Origin, PrintedNumber, Records};
use crate::report::Report;
use crate::telling::{Days, tellings};
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
        let tellings = tellings(&self.records);
        let groups = groups(&self.records, &tellings);
        let mut claims = Vec::with_capacity(self.records.claims.len());
        let gathered = groups
            .iter()
            .map(|group| gather(&self.records, &tellings, &group, &mut claims));
        let mut events: Vec<Gathered> = gathered.collect();
        drop(groups);
        for (event, parent) in parents(&tellings, &events).into_iter().enumerate() {
            events[event].parent = parent;
        }
        drop(tellings);
        let (registry, entities) = entities(&self.records);
        for event in &mut events {
            event.id = event_id(
                &self.records,
                &self.records.claims[claims[event.claims.start as usize] as usize],
            );
        }
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
        }
    }
}

/// A chronicle in compact form: its events are made when they are asked for.
#[derive(Debug)]
pub struct Compiled {
    /// People, bodies and places, sorted by id.
    pub entities: Vec<Entity>,
    records: Records,
    registry: Registry,
    events: Vec<Gathered>,
    /// The claims of the events, as positions in `records`, one event behind the other.
    claims: Vec<u32>,
    order: Vec<u32>,
}

impl Compiled {
    /// The events, sorted as in [`Chronicle::events`].
    pub fn events(&self) -> impl Iterator<Item = Event> {
        self.order.iter().map(|&at| self.event(&self.events[at as usize]))
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    fn event(&self, event: &Gathered) -> Event {
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
        }
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
        let mut originals: FxHashMap<Origin, CaptureId> = FxHashMap::default();
        let claims = self.records_of(event).map(|record| {
            let capture = self.records.article(record).capture;
            let original = *originals.entry(self.records.origin(record)).or_insert(capture);
            self.claim(record, (original != capture).then_some(original))
        });
        claims.collect()
    }

    fn records_of(&self, event: &Gathered) -> impl Iterator<Item = &ClaimRecord> {
        let claims = &self.claims[event.claims.start as usize..event.claims.end as usize];
        claims.iter().map(|&at| &self.records.claims[at as usize])
    }

    fn claim(&self, record: &ClaimRecord, copy_of: Option<CaptureId>) -> Claim {
        let article = self.records.article(record);
        Claim {
            source: self.records.words.get(article.source).to_owned(),
            attribution: self.string(record.attribution),
            actors: self.parties(self.records.actors(record)),
            recipients: self.parties(self.records.recipients(record)),
            place: record.place.map(|place| self.party(place)),
            start: self.string(record.start),
            end: self.string(record.end),
            status: record.status,
            confidence: record.confidence,
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
