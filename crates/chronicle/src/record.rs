//! Reports as the compiler keeps them: small records that point into [`Words`], so that a hundred thousand articles fit
//! in memory. Records are put into an order that depends on what they say, never on when they came.

use std::cmp::Ordering;
use std::num::NonZeroU32;

use annals_annotate::{Confidence, EventKind, Status};
use annals_archive::CaptureId;
use annals_names::{MentionKind, Precision};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::count::{Count, counted};
use crate::decisions::Decisions;
use crate::name_key::name_key;
use crate::report::{Report, ReportedEvent, ReportedParticipant};
use crate::words::{Word, Words};

/// An article.
#[derive(Clone, Copy, Debug)]
pub struct Article {
    pub capture: CaptureId,
    pub source: Word,
    pub published: Option<Date>,
    pub family: Option<u64>,
    pub origin: Origin,
}

/// A participant or place as printed, kept once for all articles that print it so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Printed {
    pub name: Word,
    pub printed: Word,
    pub title: Option<Word>,
    pub kind: Option<MentionKind>,
    /// Equal where two articles mean the same.
    pub key: Word,
    /// Whether the key is enough to tell who or what is meant.
    pub known: bool,
    pub country: Option<[u8; 2]>,
    pub precision: Option<Precision>,
    /// How many it speaks of, if it is no name.
    pub count: Option<Count>,
}

/// All that the key of a name depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Named {
    name: Word,
    kind: Option<MentionKind>,
    country: Option<[u8; 2]>,
    located: Option<(Word, [u8; 2])>,
}

/// Number of a [`Printed`].
pub type PrintedNumber = NonZeroU32;

/// What one sentence of one article says of one event.
#[derive(Clone, Copy, Debug)]
pub struct ClaimRecord {
    pub article: u32,
    /// Number of the sentence.
    pub number: u32,
    pub kind: EventKind,
    pub status: Status,
    pub confidence: Confidence,
    /// Whether a helper proposed it.
    pub proposed: bool,
    pub trigger: Word,
    pub sentence: Word,
    pub attribution: Option<Word>,
    pub place: Option<PrintedNumber>,
    pub start: Option<Word>,
    pub end: Option<Word>,
    pub first: Option<Date>,
    pub last: Option<Date>,
    /// Actors, then recipients, in [`Records::participants`].
    from: u32,
    middle: u32,
    until: u32,
}

/// All reports.
#[derive(Debug, Default)]
pub struct Records {
    pub words: Words,
    pub articles: Vec<Article>,
    pub claims: Vec<ClaimRecord>,
    printed: Vec<Printed>,
    printed_numbers: FxHashMap<Printed, PrintedNumber>,
    participants: Vec<PrintedNumber>,
    families: FxHashMap<u64, Origin>,
    /// What analysts decided about who is who.
    pub decisions: Decisions,
    /// The keys of names, which take time to read: the same names come again and again.
    name_keys: FxHashMap<Named, (Word, bool)>,
}

impl Records {
    /// Takes over what a report says.
    pub fn keep(&mut self, report: &Report) {
        let article = number(self.articles.len());
        self.articles.push(Article {
            capture: report.provenance.capture,
            source: self.words.keep(&report.provenance.source),
            published: report.published,
            family: report.family,
            origin: match report.family {
                Some(family) => *self.families.entry(family).or_insert(Origin::Family(article)),
                None => Origin::Capture(report.provenance.capture),
            },
        });
        for event in &report.events {
            let claim = self.claim(article, event);
            self.claims.push(claim);
        }
    }

    fn claim(&mut self, article: u32, event: &ReportedEvent) -> ClaimRecord {
        let from = number(self.participants.len());
        let capture = self.articles[article as usize].capture;
        self.keep_participants(&event.actors, capture);
        let middle = number(self.participants.len());
        self.keep_participants(&event.recipients, capture);
        let until = number(self.participants.len());
        let (first, last) = in_order(event.dates.first, event.dates.last);
        ClaimRecord {
            article,
            number: u32::try_from(event.number).unwrap_or(u32::MAX),
            kind: event.kind,
            status: event.status,
            confidence: event.confidence,
            proposed: event.proposed,
            trigger: self.words.keep(&event.trigger),
            sentence: self.words.keep(&event.sentence),
            attribution: self.keep_some(event.attribution.as_deref()),
            place: event
                .place
                .as_ref()
                .map(|place| self.keep_printed(place, capture)),
            start: self.keep_some(event.dates.start.as_deref()),
            end: self.keep_some(event.dates.end.as_deref()),
            first,
            last,
            from,
            middle,
            until,
        }
    }

    fn keep_some(&mut self, word: Option<&str>) -> Option<Word> {
        word.map(|word| self.words.keep(word))
    }

    fn keep_participants(&mut self, participants: &[ReportedParticipant], capture: CaptureId) {
        for participant in participants {
            let printed = self.keep_printed(participant, capture);
            self.participants.push(printed);
        }
    }

    /// The key of a participant, by its name and by what was decided about it.
    fn key(&mut self, participant: &ReportedParticipant, capture: CaptureId) -> (Word, bool) {
        let named = Named {
            name: self.words.keep(&participant.name),
            kind: participant.kind,
            country: participant.country,
            located: participant
                .located
                .as_ref()
                .map(|place| (self.words.keep(&place.name), place.country)),
        };
        let (key, known) = match self.name_keys.get(&named) {
            Some(kept) => *kept,
            None => {
                let (key, known) = name_key(participant);
                let key = self.words.keep(&key);
                self.name_keys.insert(named, (key, known));
                (key, known)
            }
        };
        let decided = self.decisions.key(self.words.get(key), participant, capture);
        match decided.filter(|_| known) {
            Some(decided) => (self.words.keep(&decided), known),
            None => (key, known),
        }
    }

    fn keep_printed(&mut self, participant: &ReportedParticipant, capture: CaptureId) -> PrintedNumber {
        let (mut key, known) = self.key(participant, capture);
        let (count, counted) = match participant.kind {
            None => counted(self.words.get(key)),
            Some(_) => (None, ""),
        };
        if count.is_some() {
            let counted = counted.to_owned();
            key = self.words.keep(&counted);
        }
        let located = participant.located.as_ref();
        let printed = Printed {
            name: self.words.keep(&participant.name),
            printed: self.words.keep(&participant.printed),
            title: self.keep_some(participant.title.as_deref()),
            kind: participant.kind,
            key,
            known,
            country: located.map(|place| place.country),
            precision: located.map(|place| place.precision),
            count,
        };
        let next = NonZeroU32::MIN.saturating_add(number(self.printed.len()));
        *self.printed_numbers.entry(printed).or_insert_with(|| {
            self.printed.push(printed);
            next
        })
    }

    /// Puts the claims into the order in which they are printed, and keeps each once.
    pub fn sort(&mut self) {
        let mut claims = std::mem::take(&mut self.claims);
        claims.sort_unstable_by(|a, b| self.compare(a, b));
        claims.dedup_by(|a, b| self.compare(a, b) == Ordering::Equal);
        claims.shrink_to_fit();
        self.claims = claims;
    }

    /// Forgets what is needed only for taking in more.
    pub fn close(&mut self) {
        self.words.close();
        self.printed_numbers = FxHashMap::default();
        self.name_keys = FxHashMap::default();
        self.families = FxHashMap::default();
    }

    /// By publication, then capture, then sentence, then everything else that a claim says.
    fn compare(&self, a: &ClaimRecord, b: &ClaimRecord) -> Ordering {
        let (article_a, article_b) = (self.article(a), self.article(b));
        let place = |article: &Article| (article.published.is_none(), article.published, article.capture);
        place(article_a)
            .cmp(&place(article_b))
            .then_with(|| (a.number, a.kind, a.status).cmp(&(b.number, b.kind, b.status)))
            .then_with(|| a.proposed.cmp(&b.proposed))
            .then_with(|| self.contents(a).cmp(self.contents(b)))
            .then_with(|| self.people(a).cmp(self.people(b)))
            .then_with(|| (a.confidence, a.first, a.last).cmp(&(b.confidence, b.first, b.last)))
            .then_with(|| article_a.family.cmp(&article_b.family))
    }

    /// Every string of a claim but those of its participants, in a fixed order.
    fn contents(&self, claim: &ClaimRecord) -> impl Iterator<Item = Option<&str>> {
        let source = self.article(claim).source;
        let fixed = [Some(claim.trigger), Some(claim.sentence), Some(source)];
        let open = [claim.attribution, claim.start, claim.end];
        let word = |word: Option<Word>| word.map(|word| self.words.get(word));
        fixed.into_iter().chain(open).map(word)
    }

    /// Every string of a claim's participants and place, with their number.
    fn people<'a>(&'a self, claim: &ClaimRecord) -> impl Iterator<Item = (usize, PrintedStrings<'a>)> {
        let actors = self.actors(claim).iter().map(|&one| (0, one));
        let recipients = self.recipients(claim).iter().map(|&one| (1, one));
        let place = claim.place.map(|one| (2, one));
        let all = actors.chain(recipients).chain(place);
        all.map(|(role, one)| (role, self.strings(self.printed(one))))
    }

    fn strings(&self, printed: &Printed) -> PrintedStrings<'_> {
        (
            self.words.get(printed.name),
            self.words.get(printed.printed),
            printed.title.map(|title| self.words.get(title)),
            printed.kind.map(MentionKind::as_str),
            self.words.get(printed.key),
            printed.country,
            printed.precision,
        )
    }

    /// The article a claim stands in.
    pub fn article(&self, claim: &ClaimRecord) -> &Article {
        &self.articles[claim.article as usize]
    }

    /// What stands under a number.
    pub fn printed(&self, number: PrintedNumber) -> &Printed {
        &self.printed[number.get() as usize - 1]
    }

    /// Those who do it, in order.
    pub fn actors(&self, claim: &ClaimRecord) -> &[PrintedNumber] {
        &self.participants[claim.from as usize..claim.middle as usize]
    }

    /// Those it is done to or with, in order.
    pub fn recipients(&self, claim: &ClaimRecord) -> &[PrintedNumber] {
        &self.participants[claim.middle as usize..claim.until as usize]
    }

    /// All of a claim's participants.
    pub fn participants(&self, claim: &ClaimRecord) -> &[PrintedNumber] {
        &self.participants[claim.from as usize..claim.until as usize]
    }

    /// What a claim's text counts as: copies of one text are one origin.
    pub fn origin(&self, claim: &ClaimRecord) -> Origin {
        self.article(claim).origin
    }
}

type PrintedStrings<'a> = (
    &'a str,
    &'a str,
    Option<&'a str>,
    Option<&'static str>,
    &'a str,
    Option<[u8; 2]>,
    Option<Precision>,
);

/// Where a telling comes from: one text, however often it was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The first article of the family that was taken in.
    Family(u32),
    Capture(CaptureId),
}

fn in_order(first: Option<Date>, last: Option<Date>) -> (Option<Date>, Option<Date>) {
    match (first, last) {
        (Some(a), Some(b)) if b < a => (last, first),
        _ => (first, last),
    }
}

fn number(length: usize) -> u32 {
    u32::try_from(length).expect("fewer than four billion records")
}
