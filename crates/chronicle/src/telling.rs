//! A telling: all claims that say the same of an event in the same names, places and days. What ten thousand copies say
//! is one telling, so that only tellings need to be compared with each other.

use std::hash::{Hash, Hasher};
use std::ops::{Deref, Range};
use std::rc::Rc;

use annals_annotate::{EventKind, Status};
use annals_names::Precision;
use jiff::civil::{Date, date};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::count::Count;
use crate::placing::Parts;
use crate::record::{ClaimRecord, Origin, PrintedNumber, Records};
use crate::words::Word;

/// What claims have in common that say the same.
#[derive(Clone, Debug)]
pub struct Telling {
    /// The kind; a stay counts as a visit.
    pub kind: EventKind,
    pub leg: Leg,
    /// Keys of those who take part, sorted for comparing; kinds without a direction have all of them here.
    pub actors: Rc<[Word]>,
    pub recipients: Rc<[Word]>,
    /// Which of the participants are known by name; for what befalls a town, the town.
    pub known: Rc<[Word]>,
    /// How many there are of those who are no names.
    pub counts: Rc<[(Word, Count)]>,
    pub place: Option<Site>,
    pub days: Days,
    pub sentence: Word,
    pub origin: Origin,
    /// Whether it is denied: what is told and what is denied are never one telling.
    pub denied: bool,
    /// The decision that took its claims apart from others; 0: none did.
    pub part: u32,
    /// Where its claims stand in [`Tellings::claims`].
    claims: Range<u32>,
}

/// All tellings, in order of their first claims.
pub struct Tellings {
    list: Vec<Telling>,
    /// Positions in [`Records::claims`], one telling behind the other, ascending in each.
    claims: Vec<u32>,
}

impl Tellings {
    /// The claims of a telling, as ascending positions in [`Records::claims`]; never none.
    pub fn claims(&self, telling: &Telling) -> &[u32] {
        &self.claims[telling.claims.start as usize..telling.claims.end as usize]
    }

    /// Puts claims with their tellings; `telling_of` says to which each belongs.
    fn of(mut list: Vec<Telling>, telling_of: &[u32]) -> Self {
        for &telling in telling_of {
            list[telling as usize].claims.end += 1;
        }
        let mut start = 0;
        for telling in &mut list {
            let length = telling.claims.end;
            telling.claims = start..start;
            start += length;
        }
        let mut claims = vec![0; telling_of.len()];
        for (position, &telling) in telling_of.iter().enumerate() {
            let end = &mut list[telling as usize].claims.end;
            claims[*end as usize] = position as u32;
            *end += 1;
        }
        Tellings { list, claims }
    }
}

impl Deref for Tellings {
    type Target = [Telling];

    fn deref(&self) -> &[Telling] {
        &self.list
    }
}

/// A place for comparing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Site {
    pub key: Word,
    pub country: Option<[u8; 2]>,
    pub precision: Option<Precision>,
}

/// Parts of a journey that are never one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Leg {
    Arrival,
    Departure,
    /// Being there, which one outlet calls a stay and another a visit.
    Stay,
    /// No journey, or a part that the trigger does not tell.
    Other,
}

/// The days of a telling, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Days {
    /// From a day to a day.
    Sharp { first: i32, last: i32 },
    /// A month, a year, or something open.
    Vague { first: i32, last: i32, months: bool },
    /// Not said.
    Undated,
}

/// Groups the claims of sorted `records` into tellings, in order of their first claims.
pub fn tellings(records: &Records, parts: &Parts) -> Tellings {
    let mut tellings: Vec<Telling> = Vec::new();
    let mut telling_of = Vec::with_capacity(records.claims.len());
    let (mut by_signature, mut lists) = (FxHashMap::<u64, u32>::default(), Lists::default());
    for (claim, at) in records.claims.iter().zip(0..) {
        let mut telling = telling(records, claim, &mut lists);
        telling.part = parts.get(&at).copied().unwrap_or_default();
        let mut key = hash(&telling.signature());
        // Two signatures that share a hash stand at neighbouring hashes.
        let at = loop {
            match by_signature.get(&key) {
                Some(&at) if tellings[at as usize].signature() == telling.signature() => break at,
                Some(_) => key = key.wrapping_add(1),
                None => {
                    let next = tellings.len() as u32;
                    by_signature.insert(key, next);
                    tellings.push(telling);
                    break next;
                }
            }
        };
        telling_of.push(at);
    }
    Tellings::of(tellings, &telling_of)
}

fn hash(signature: &Signature) -> u64 {
    let mut hasher = FxHasher::default();
    signature.hash(&mut hasher);
    hasher.finish()
}

/// Lists of keys, each kept once: the same few people do most of what is told.
#[derive(Default)]
struct Lists(FxHashSet<Rc<[Word]>>);

impl Lists {
    fn keep(&mut self, list: &[Word]) -> Rc<[Word]> {
        if let Some(known) = self.0.get(list) {
            return Rc::clone(known);
        }
        let list: Rc<[Word]> = list.into();
        self.0.insert(Rc::clone(&list));
        list
    }
}

type Signature<'a> = (
    EventKind,
    Leg,
    &'a [Word],
    &'a [Word],
    Option<Site>,
    Days,
    Option<Word>,
    Option<Origin>,
    bool,
    u32,
    &'a [(Word, Count)],
);

impl Telling {
    /// What two claims must share to be one telling. Where that is too little to be sure, they must be of one origin.
    fn signature(&self) -> Signature<'_> {
        let sentence = self.kind.is_speech().then_some(self.sentence);
        let sure = self.is_specific() && self.days.are_telling();
        (
            self.kind,
            self.leg,
            &self.actors,
            &self.recipients,
            self.place,
            self.days,
            sentence,
            (!sure).then_some(self.origin),
            self.denied,
            self.part,
            &self.counts,
        )
    }

    /// Whether names and place are enough to tell this event from others of its kind and day.
    pub fn is_specific(&self) -> bool {
        let parties = self.actors.len() + self.recipients.len();
        !self.known.is_empty() && (parties >= 2 || self.place.is_some() || self.kind.is_singular())
    }

    /// All keys of its participants.
    pub fn parties(&self) -> impl Iterator<Item = Word> {
        self.actors.iter().chain(self.recipients.iter()).copied()
    }
}

impl Days {
    /// Whether events of the same people in these days are the same event.
    fn are_telling(self) -> bool {
        matches!(self, Days::Sharp { .. } | Days::Vague { months: true, .. })
    }
}

fn telling(records: &Records, claim: &ClaimRecord, lists: &mut Lists) -> Telling {
    let mut keys = |participants: &[PrintedNumber]| -> Rc<[Word]> {
        let mut keys: Vec<Word> = participants.iter().map(|&one| records.printed(one).key).collect();
        keys.sort_unstable();
        keys.dedup();
        lists.keep(&keys)
    };
    let known = records.participants(claim).iter();
    let known: Vec<PrintedNumber> = known.copied().filter(|&one| records.printed(one).known).collect();
    let leg = leg(claim.kind, records.words.get(claim.trigger));
    let (actors, recipients) = match claim.kind.is_mutual() {
        true => (keys(records.participants(claim)), keys(&[])),
        false => (keys(records.actors(claim)), keys(records.recipients(claim))),
    };
    let known = keys(&known);
    let place = claim.place.map(|place| site(records, place));
    let befallen = place.filter(|place| {
        known.is_empty() && claim.kind.befalls_a_town() && is_town(records, claim, place.precision)
    });
    let known = befallen.map_or(known, |place| [place.key].into());
    Telling {
        kind: if leg == Leg::Stay {
            EventKind::Visit
        } else {
            claim.kind
        },
        leg,
        actors,
        recipients,
        known,
        counts: counts(records, claim),
        place,
        days: days(records, claim),
        sentence: claim.sentence,
        origin: records.origin(claim),
        denied: claim.status == Status::Denied,
        part: 0,
        claims: 0..0,
    }
}

/// Whether place and days are narrow enough for one event of its kind.
fn is_town(records: &Records, claim: &ClaimRecord, precision: Option<Precision>) -> bool {
    if !matches!(days(records, claim), Days::Sharp { .. }) {
        return false;
    }
    let named = claim.place.is_some_and(|place| records.printed(place).known);
    named && matches!(precision, Some(Precision::City | Precision::Point))
}

fn counts(records: &Records, claim: &ClaimRecord) -> Rc<[(Word, Count)]> {
    let printed = records
        .participants(claim)
        .iter()
        .map(|&one| records.printed(one));
    let mut counts: Vec<(Word, Count)> = printed
        .filter_map(|printed| Some((printed.key, printed.count?)))
        .collect();
    counts.sort_unstable();
    counts.into()
}

fn site(records: &Records, place: PrintedNumber) -> Site {
    let printed = records.printed(place);
    Site {
        key: printed.key,
        country: printed.country,
        precision: printed.precision,
    }
}

fn days(records: &Records, claim: &ClaimRecord) -> Days {
    let is_day = |iso: Option<Word>| iso.is_none_or(|iso| records.words.get(iso).len() == "2001-07-26".len());
    let is_month = |iso: Option<Word>| iso.is_none_or(|iso| records.words.get(iso).len() >= "2001-07".len());
    let (first, last) = match (claim.first, claim.last) {
        (None, None) => return Days::Undated,
        (first, last) => (first.or(last), last.or(first)),
    };
    let (first, last) = (first.map_or(0, day_number), last.map_or(0, day_number));
    let closed = claim.first.is_some() && claim.last.is_some() && claim.start.is_some();
    if closed && is_day(claim.start) && is_day(claim.end) {
        return Days::Sharp { first, last };
    }
    let months = closed && is_month(claim.start) && is_month(claim.end);
    Days::Vague { first, last, months }
}

/// Days since 1970-01-01.
pub fn day_number(day: Date) -> i32 {
    let hours = day.duration_since(date(1970, 1, 1)).as_hours();
    (hours / 24) as i32
}

const ARRIVALS: &[&str] = &["arriv", "land", "reach", "enter", "came", "come", "flew in"];
const DEPARTURES: &[&str] = &[
    "left", "leav", "depart", "set off", "set out", "see off", "saw off", "seen off",
];
const STAYS: &[&str] = &["stay", "stop", "remain", "lodg", "overnight"];

/// Which part of a journey a trigger tells.
fn leg(kind: EventKind, trigger: &str) -> Leg {
    if kind == EventKind::Visit {
        return Leg::Stay;
    }
    if kind != EventKind::Travel {
        return Leg::Other;
    }
    let trigger = trigger.to_lowercase();
    let begins = |stems: &[&str]| stems.iter().any(|stem| trigger.starts_with(stem));
    match () {
        () if begins(ARRIVALS) => Leg::Arrival,
        () if begins(DEPARTURES) => Leg::Departure,
        () if begins(STAYS) => Leg::Stay,
        () => Leg::Other,
    }
}

/// What the kinds of event have in common when they are compared.
pub trait KindOfEvent {
    /// It has no direction: who meets whom is the same as who is met by whom.
    fn is_mutual(&self) -> bool;
    /// Words, of which the same person may say many in a day: only their content tells them apart.
    fn is_speech(&self) -> bool;
    /// It happens to someone, who must be the same.
    fn needs_recipient(&self) -> bool;
    /// It takes days: a stay, a session, a march.
    fn takes_days(&self) -> bool;
    /// It rarely happens twice a day to the same people.
    fn is_singular(&self) -> bool;
    /// Being somewhere: its place must be known and the same.
    fn is_stay(&self) -> bool;
    /// It befalls a place, or a crowd there: the place tells it from others of its day where nobody is named.
    fn befalls_a_town(&self) -> bool;
}

impl KindOfEvent for EventKind {
    fn is_mutual(&self) -> bool {
        use EventKind::*;
        matches!(self, Meet | Call | Sign | Agree | Cooperate | Match)
    }

    fn is_speech(&self) -> bool {
        use EventKind::*;
        matches!(
            self,
            State | Accuse | Request | Reject | Threaten | Support | Concede
        )
    }

    fn needs_recipient(&self) -> bool {
        use EventKind::*;
        matches!(self, Message | Appoint | Dismiss | Elect | Award)
    }

    fn takes_days(&self) -> bool {
        use EventKind::*;
        matches!(self, Visit | Travel | Convene | Protest | Mobilize | Disaster)
    }

    fn is_singular(&self) -> bool {
        use EventKind::*;
        matches!(self, Launch | Appoint | Dismiss | Elect | Award | Die)
    }

    fn is_stay(&self) -> bool {
        matches!(self, EventKind::Visit | EventKind::Travel)
    }

    fn befalls_a_town(&self) -> bool {
        matches!(self, EventKind::Disaster | EventKind::Protest)
    }
}
