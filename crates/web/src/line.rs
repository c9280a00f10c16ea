//! An event as one line of the chronicle: when, what, who, with whom, where, according to whom; and lines under their
//! years and months. Says nothing that the event does not: whose claim it is belongs to every line.

use std::collections::{BTreeMap, BTreeSet};

use annals_annotate::{Confidence, EventKind, Status};
use annals_chronicle::{Claim, Event, Party};

use crate::when::{When, month_name};

/// One line.
#[derive(Clone, Debug)]
pub struct Line {
    /// The event's id.
    pub id: String,
    /// When.
    pub when: When,
    /// The kind, as a noun.
    pub kind: &'static str,
    /// Who does it.
    pub actors: Vec<Name>,
    /// The word between the two.
    pub relation: &'static str,
    /// To or with whom.
    pub recipients: Vec<Name>,
    /// Where.
    pub place: Option<Name>,
    /// The sentence that the first of them is read from.
    pub quote: String,
    /// Whose claim it is.
    pub according: Vec<Says>,
    /// How many sources beyond those named in `according`.
    pub others: usize,
    /// How many sources in all; copies of one text are one.
    pub sources: usize,
    /// How many other pages carry a copy of one of these texts.
    pub copies: usize,
    /// Whether it happened; empty where it simply did.
    pub status: &'static str,
    /// Whether something was inferred.
    pub inferred: bool,
    /// On what the sources differ, joined for print; empty where they agree.
    pub differ: String,
    /// What else a reader must know: contradicted, dated after its report, what the analyst said.
    pub marks: Vec<String>,
    /// The event it is part of, where that is not printed above it.
    pub parent: Option<String>,
    /// 0, or 1 and more for the stays of a trip.
    pub depth: usize,
}

/// Whose claim a line is, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Says {
    /// "Harbour Post", "Harbour Post, citing the ministry".
    pub who: String,
    /// The sentence on the page of its article.
    pub href: String,
}

impl Says {
    fn of(claim: &Claim) -> Says {
        let who = match &claim.attribution {
            Some(attribution) => format!("{}, citing {attribution}", claim.source),
            None => claim.source.clone(),
        };
        let href = format!("/article/{}#s{}", claim.citation.capture, claim.citation.number);
        Says { who, href }
    }
}

/// One who takes part, or a place, ready to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The title as printed.
    pub title: Option<String>,
    /// The name.
    pub name: String,
    /// The page of its entity.
    pub href: Option<String>,
}

impl Name {
    /// From a party of an event or claim.
    pub fn of(party: &Party) -> Name {
        Name {
            title: party.title.clone(),
            name: party.name.clone(),
            href: party.entity.as_ref().map(|id| format!("/entity/{id}")),
        }
    }

    /// From several.
    pub fn all(parties: &[Party]) -> Vec<Name> {
        parties.iter().map(Name::of).collect()
    }
}

/// How many sources a line names before it counts the rest.
const NAMED_SOURCES: usize = 2;

impl Line {
    /// The line of an event.
    pub fn of(event: &Event) -> Line {
        let sources: BTreeSet<&str> = originals(&event.claims)
            .map(|claim| claim.source.as_str())
            .collect();
        let according = according(&event.claims);
        Line {
            id: event.id.clone(),
            when: when(event),
            kind: kind_name(event.kind),
            actors: Name::all(&event.actors),
            relation: relation(event.kind),
            recipients: Name::all(&event.recipients),
            place: event.place.as_ref().map(Name::of),
            others: sources.len().saturating_sub(according.len()),
            according,
            quote: originals(&event.claims)
                .next()
                .map(|claim| claim.citation.sentence.clone())
                .unwrap_or_default(),
            sources: sources.len(),
            copies: copies(&event.claims),
            status: status_mark(event.status),
            inferred: event.confidence == Confidence::Medium,
            differ: event.disagreements.join(", "),
            marks: marks(event),
            parent: event.parent.clone(),
            depth: 0,
        }
    }

    /// "Visit: Ama Boateng, Accra": for titles of pages and windows.
    pub fn heading(&self) -> String {
        let names = |names: &[Name]| {
            names
                .iter()
                .map(|name| name.name.clone())
                .collect::<Vec<_>>()
                .join(", ")
        };
        let mut parts = vec![names(&self.actors), names(&self.recipients)];
        parts.extend(self.place.iter().map(|place| place.name.clone()));
        parts.retain(|part| !part.is_empty());
        if parts.is_empty() {
            self.kind.to_string()
        } else {
            format!("{}: {}", self.kind, parts.join(" – "))
        }
    }
}

/// When an event took place, as pages print it.
pub fn when(event: &Event) -> When {
    When::new(
        event.start.as_deref(),
        event.end.as_deref(),
        event.first,
        event.last,
    )
}

/// Marks of a line.
fn marks(event: &Event) -> Vec<String> {
    let contradicted = (!event.contradicts.is_empty()).then(|| "contradicted".to_string());
    let late = event
        .is_dated_after_its_report()
        .then(|| "dated after its report".to_string());
    let proposed = event
        .is_only_proposed()
        .then(|| "proposed by the helper".to_string());
    let marks = contradicted.into_iter().chain(late).chain(proposed);
    marks.chain(event.review.notes()).collect()
}

/// Claims that are no copies of another.
fn originals(claims: &[Claim]) -> impl Iterator<Item = &Claim> {
    claims.iter().filter(|claim| claim.copy_of.is_none())
}

fn copies(claims: &[Claim]) -> usize {
    let copies = claims.iter().filter(|claim| claim.copy_of.is_some());
    copies
        .map(|claim| claim.citation.capture)
        .collect::<BTreeSet<_>>()
        .len()
}

/// The first sources, once each, with those they cite.
fn according(claims: &[Claim]) -> Vec<Says> {
    let mut named: Vec<&Claim> = Vec::new();
    for claim in originals(claims) {
        if named.len() < NAMED_SOURCES && named.iter().all(|other| other.source != claim.source) {
            named.push(claim);
        }
    }
    named.into_iter().map(Says::of).collect()
}

/// The mark of a status; what simply happened needs none.
pub fn status_mark(status: Status) -> &'static str {
    match status {
        Status::Happened => "",
        other => other.as_str(),
    }
}

/// A kind of event as a noun.
pub fn kind_name(kind: EventKind) -> &'static str {
    use EventKind::*;
    match kind {
        Visit => "Visit",
        Travel => "Travel",
        Meet => "Meeting",
        Call => "Call",
        Inspect => "Inspection",
        Convene => "Session",
        Ceremony => "Ceremony",
        Message => "Message",
        Sign => "Signing",
        Agree => "Agreement",
        State => "Statement",
        Accuse => "Accusation",
        Request => "Request",
        Reject => "Rejection",
        Threaten => "Threat",
        Support => "Support",
        Concede => "Concession",
        Cooperate => "Cooperation",
        Aid => "Aid",
        Retreat => "Withdrawal",
        Sanction => "Sanction",
        Protest => "Protest",
        Mobilize => "Mobilisation",
        Coerce => "Coercion",
        Assault => "Use of force",
        Launch => "Launch",
        Match => "Match",
        Appoint => "Appointment",
        Dismiss => "Dismissal",
        Elect => "Election",
        Award => "Award",
        Die => "Death",
        Disaster => "Disaster",
    }
}

/// The word between those who do something and those it is done to or with, as the schema defines the two.
pub fn relation(kind: EventKind) -> &'static str {
    use EventKind::*;
    match kind {
        Visit => "host",
        Meet | Call | Sign | Agree | Cooperate | Match | Travel | Inspect | Convene | Ceremony => "with",
        Message | State | Request | Concede | Aid | Award => "to",
        Accuse | Threaten | Sanction | Protest | Coerce | Assault | Launch | Mobilize => "against",
        Support => "for",
        Reject | Retreat | Appoint | Dismiss | Elect | Die | Disaster => "concerning",
    }
}

/// Lines under their years and months, and those without a date.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// In order of time.
    pub years: Vec<Year>,
    /// Without a date.
    pub undated: Vec<Line>,
}

/// The lines of a year.
#[derive(Clone, Debug)]
pub struct Year {
    /// The year.
    pub year: i16,
    /// Its months; first what has only the year.
    pub months: Vec<Month>,
}

/// The lines of a month.
#[derive(Clone, Debug)]
pub struct Month {
    /// Its name; empty for events of which only the year is known.
    pub name: &'static str,
    /// Its lines, in the order given.
    pub lines: Vec<Line>,
}

impl Lines {
    /// Groups events by the month of their beginning. Parts of an event stand under it, indented, where both are there.
    pub fn of(events: &[Event]) -> Lines {
        let mut grouped: BTreeMap<i16, BTreeMap<i8, Vec<Line>>> = BTreeMap::new();
        let mut undated = Vec::new();
        for block in blocks(events) {
            let head = &block[0].when;
            match head.year {
                Some(year) => {
                    let months = grouped.entry(year).or_default();
                    months.entry(head.month.unwrap_or(0)).or_default().extend(block);
                }
                None => undated.extend(block),
            }
        }
        let month = |(month, lines)| Month {
            name: month_name(month),
            lines,
        };
        let year = |(year, months): (i16, BTreeMap<i8, _>)| Year {
            year,
            months: months.into_iter().map(month).collect(),
        };
        Lines {
            years: grouped.into_iter().map(year).collect(),
            undated,
        }
    }
}

/// The deepest indentation; what would stand deeper stands there too.
const DEPTH_LIMIT: usize = 3;

/// All lines in the order given, parts under what they are part of.
pub fn nested(events: &[Event]) -> Vec<Line> {
    blocks(events).into_iter().flatten().collect()
}

/// Each event that stands for itself, followed by its parts.
fn blocks(events: &[Event]) -> Vec<Vec<Line>> {
    let mut family = Family::of(events);
    let mut blocks = Vec::new();
    for at in 0..events.len() {
        if family.is_head(at) {
            blocks.push(family.gather(at));
        }
    }
    // Parents that lead in a circle are nobody's parts: they stand for themselves.
    for at in 0..events.len() {
        if !family.printed[at] {
            blocks.push(family.gather(at));
        }
    }
    blocks
}

/// Which of some events is part of which.
struct Family<'a> {
    events: &'a [Event],
    numbers: BTreeMap<&'a str, usize>,
    children: BTreeMap<usize, Vec<usize>>,
    printed: Vec<bool>,
}

impl<'a> Family<'a> {
    fn of(events: &'a [Event]) -> Self {
        let numbers: BTreeMap<&str, usize> = events
            .iter()
            .enumerate()
            .map(|(at, event)| (event.id.as_str(), at))
            .collect();
        let mut children: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, event) in events.iter().enumerate() {
            if let Some(parent) = event.parent.as_deref().and_then(|id| numbers.get(id)) {
                children.entry(*parent).or_default().push(at);
            }
        }
        Family {
            events,
            numbers,
            children,
            printed: vec![false; events.len()],
        }
    }

    fn is_head(&self, at: usize) -> bool {
        self.events[at]
            .parent
            .as_deref()
            .is_none_or(|id| !self.numbers.contains_key(id))
    }

    /// An event and its parts, depth first, each once.
    fn gather(&mut self, head: usize) -> Vec<Line> {
        let (mut lines, mut stack) = (Vec::new(), vec![(head, 0)]);
        while let Some((at, depth)) = stack.pop() {
            if std::mem::replace(&mut self.printed[at], true) {
                continue;
            }
            let mut line = Line::of(&self.events[at]);
            line.depth = depth.min(DEPTH_LIMIT);
            if depth > 0 {
                line.parent = None;
            }
            lines.push(line);
            stack.extend(
                self.children
                    .get(&at)
                    .into_iter()
                    .flatten()
                    .rev()
                    .map(|part| (*part, depth + 1)),
            );
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use annals_archive::CaptureId;
    use annals_chronicle::Citation;

    fn event(id: &str, start: &str, parent: Option<&str>) -> Event {
        let given = (!start.is_empty()).then(|| start.to_string());
        Event {
            id: id.into(),
            kind: EventKind::Visit,
            actors: vec![Party {
                name: "Ama Boateng".into(),
                title: Some("Minister".into()),
                entity: Some("ama".into()),
            }],
            recipients: Vec::new(),
            place: None,
            first: None,
            last: None,
            start: given.clone(),
            end: given,
            status: Status::Happened,
            confidence: Confidence::High,
            claims: Vec::new(),
            disagreements: Vec::new(),
            parent: parent.map(str::to_string),
            contradicts: Vec::new(),
            review: annals_chronicle::Review::default(),
        }
    }

    fn claim(source: &str, attribution: Option<&str>) -> Claim {
        Claim {
            source: source.into(),
            kind: EventKind::Visit,
            attribution: attribution.map(str::to_string),
            actors: Vec::new(),
            recipients: Vec::new(),
            place: None,
            start: None,
            end: None,
            status: Status::Happened,
            confidence: Confidence::High,
            proposed: false,
            reported: None,
            copy_of: None,
            citation: Citation {
                capture: CaptureId([1; 10]),
                sentence: String::new(),
                number: 0,
            },
        }
    }

    fn outline(lines: &Lines) -> String {
        let mut outline = String::new();
        for year in &lines.years {
            for month in &year.months {
                let ids: Vec<String> = month
                    .lines
                    .iter()
                    .map(|line| format!("{}{}", ">".repeat(line.depth), line.id))
                    .collect();
                outline.push_str(&format!("{} {}: {}\n", year.year, month.name, ids.join(" ")));
            }
        }
        let undated: Vec<&str> = lines.undated.iter().map(|line| line.id.as_str()).collect();
        outline + &undated.join(" ")
    }

    #[test]
    fn stays_stand_under_their_trip_and_undated_events_at_the_end() {
        let events = [
            event("year", "2001", None),
            event("trip", "2001-07-26", None),
            event("stay", "2001-08-06", Some("trip")),
            event("walk", "2001-08-06", Some("stay")),
            event("other", "2001-08-20", Some("elsewhere")),
            event("never", "", None),
        ];
        let expected = "2001 : year\n2001 July: trip >stay >>walk\n2001 August: other\nnever";
        assert_eq!(outline(&Lines::of(&events)), expected);
    }

    #[test]
    fn parents_in_a_circle_lose_nobody() {
        let events = [
            event("a", "2001", Some("b")),
            event("b", "2001", Some("a")),
            event("c", "2001", Some("c")),
        ];
        assert_eq!(outline(&Lines::of(&events)), "2001 : a >b c\n");
    }

    fn who(line: &Line) -> Vec<&str> {
        line.according.iter().map(|says| says.who.as_str()).collect()
    }

    #[test]
    fn a_line_names_two_sources_and_counts_the_rest() {
        let mut many = event("e", "2001", None);
        many.claims = vec![
            claim("Post", Some("the ministry")),
            claim("Post", None),
            claim("Courier", None),
            claim("Wire", None),
        ];
        let line = Line::of(&many);
        assert_eq!(who(&line), ["Post, citing the ministry", "Courier"]);
        assert_eq!((line.sources, line.others, line.copies), (3, 1, 0));
        many.claims[2].copy_of = Some(CaptureId([1; 10]));
        let line = Line::of(&many);
        assert_eq!(who(&line), ["Post, citing the ministry", "Wire"]);
        assert_eq!(line.according[0].href, "/article/aeaqcaibaeaqcaib#s0");
        assert_eq!((line.sources, line.others, line.copies), (2, 0, 1));
    }

    #[test]
    fn every_kind_has_a_noun_of_its_own() {
        let nouns: BTreeSet<&str> = EventKind::ALL.iter().map(|kind| kind_name(*kind)).collect();
        assert_eq!(nouns.len(), EventKind::ALL.len());
    }
}
