//! Reads the notation of the case pages.

use annals_annotate::{Confidence, EventDates, EventKind, Status};
use annals_archive::CaptureId;
use annals_chronicle::{EntityKind, Located, Provenance, Report, ReportedEvent, ReportedParticipant};
use annals_names::Precision;
use annals_text::Span;
use jiff::civil::Date;

/// One claim of a case.
pub struct Line<'a> {
    pub trigger: Span,
    pub number: usize,
    fields: Vec<&'a str>,
}

impl Line<'_> {
    /// The capture of its article: made from outlet and day.
    pub fn capture(&self) -> CaptureId {
        let mut id = [0; 10];
        for (at, byte) in self.fields[0].bytes().enumerate() {
            id[at % 10] = u8::rotate_left(id[at % 10], 3) ^ byte;
        }
        CaptureId(id)
    }

    fn field(&self, at: usize) -> &str {
        self.fields.get(at).copied().unwrap_or_default()
    }

    fn report(&self) -> Report {
        let (head, family) = match self.field(0).split_once('=') {
            Some((head, family)) => (head, family.trim().parse().ok()),
            None => (self.field(0), None),
        };
        let (source, published) = match head.trim().rsplit_once(' ') {
            Some((source, day)) if day.parse::<Date>().is_ok() => (source, day.parse().ok()),
            _ => (head, None),
        };
        Report {
            provenance: Provenance {
                capture: self.capture(),
                source: source.to_owned(),
            },
            published,
            family,
            events: vec![self.event()],
        }
    }

    fn event(&self) -> ReportedEvent {
        let (mut kind, mut status, mut trigger) = (None, Status::Happened, Vec::new());
        for word in self.field(1).split(' ') {
            match EventKind::from_name(word) {
                Some(found) => kind = Some(found),
                None => match word {
                    "planned" => status = Status::Planned,
                    "denied" => status = Status::Denied,
                    "ongoing" => status = Status::Ongoing,
                    word => trigger.push(word),
                },
            }
        }
        ReportedEvent {
            kind: kind.expect("a kind of event in capitals"),
            trigger: trigger.join(" "),
            actors: participants(self.field(2)),
            recipients: participants(self.field(3)),
            place: participants(self.field(4)).pop(),
            dates: dates(self.field(5)),
            attribution: None,
            status,
            confidence: Confidence::High,
            sentence: match self.field(6) {
                "" => self.fields.join(" "),
                sentence => sentence.to_owned(),
            },
            number: self.number,
            proposed: false,
        }
    }
}

/// The claims of a case.
pub fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for (number, line) in text.split('\n').enumerate() {
        let fields: Vec<&str> = line.split('|').map(str::trim).collect();
        let trigger = start + line.find(fields[1]).expect("a trigger");
        lines.push(Line {
            trigger: Span::new(trigger, trigger + fields[1].len()),
            number,
            fields,
        });
        start += line.len() + 1;
    }
    lines
}

/// A report for each article: lines with the same head.
pub fn reports(lines: &[Line]) -> Vec<Report> {
    let mut reports: Vec<Report> = Vec::new();
    for line in lines {
        let report = line.report();
        match reports
            .iter_mut()
            .find(|known| known.provenance == report.provenance)
        {
            Some(known) => known.events.extend(report.events),
            None => reports.push(report),
        }
    }
    reports
}

/// Participants, parted by commas.
pub fn participants(field: &str) -> Vec<ReportedParticipant> {
    let names = field.split(',').map(str::trim).filter(|name| !name.is_empty());
    names.map(participant).collect()
}

fn participant(words: &str) -> ReportedParticipant {
    let (name, kind) = match words.strip_suffix(')').and_then(|words| words.rsplit_once(" (")) {
        Some((name, kind)) => (name, kind),
        None => (words, ""),
    };
    let is_name = name.chars().next().is_some_and(char::is_uppercase);
    let kind_of_name = match kind {
        "" => EntityKind::Person,
        "org" => EntityKind::Organisation,
        _ => EntityKind::Place,
    };
    ReportedParticipant {
        name: name.to_owned(),
        printed: name.to_owned(),
        title: None,
        kind: is_name.then_some(kind_of_name),
        located: located(name, kind),
        country: None,
    }
}

fn located(name: &str, kind: &str) -> Option<Located> {
    let (precision, country) = kind.split_once(' ')?;
    let precision = match precision {
        "country" => Precision::Country,
        "region" => Precision::Region,
        "city" => Precision::City,
        _ => Precision::Point,
    };
    Some(Located {
        name: name.to_owned(),
        country: country.as_bytes().try_into().expect("two letters"),
        precision,
    })
}

/// "2001-08", "2001-08-06", "2001-08-06/2001-08-07".
pub fn dates(field: &str) -> EventDates {
    let (start, end) = field.split_once('/').unwrap_or((field, field));
    let some = |iso: &str| (!iso.is_empty()).then(|| iso.to_owned());
    EventDates {
        start: some(start),
        end: some(end),
        first: bound(start, &["-01-01", "-01"]),
        last: bound(end, &["-12-31", "-31", "-30", "-29", "-28"]),
        from: None,
    }
}

/// The day itself, or the first ending that makes it one.
fn bound(iso: &str, endings: &[&str]) -> Option<Date> {
    let days = [""].iter().chain(endings).map(|ending| format!("{iso}{ending}"));
    days.filter(|day| day.len() == 10)
        .find_map(|day| day.parse().ok())
}
