//! Laws that hold for any reports.

use annals_annotate::{Confidence, EventKind, Status};
use annals_archive::CaptureId;
use annals_chronicle::{Chronicle, Event, Provenance, Report, ReportedEvent, compile};
use jiff::civil::Date;
use proptest::prelude::*;
use proptest::sample::select;

use crate::notation::{dates, participants};

const PEOPLE: &[&str] = &[
    "",
    "Orsan Tev",
    "Orsan Tev, Mira Holt",
    "Mira Holt",
    "Tev",
    "delegates",
    "Holm Council (org)",
    "Tarvia (country TV)",
];
const PLACES: &[&str] = &[
    "",
    "Vellmar (city TV)",
    "Tarvia (country TV)",
    "Ostrand (city TV)",
    "the Old Mill",
    "Vellmar (org)",
];
const DATES: &[&str] = &[
    "",
    "2001",
    "2001-08",
    "2001-08-05",
    "2001-08-06",
    "2001-08-06/2001-08-07",
    "2001-08-08",
    "2001-07-26/2001-08-18",
    "/2001-08-07",
];
const KINDS: &[EventKind] = &[
    EventKind::Visit,
    EventKind::Travel,
    EventKind::Meet,
    EventKind::State,
    EventKind::Sign,
];
const TRIGGERS: &[&str] = &["visited", "arrived", "left", "stayed"];
const STATUSES: &[Status] = &[Status::Happened, Status::Planned, Status::Denied, Status::Ongoing];
const DAYS: &[&str] = &["", "2001-08-07", "2001-08-09", "2001-09-01"];

prop_compose! {
    fn event()(
        kind in select(KINDS), trigger in select(TRIGGERS), actors in select(PEOPLE), recipients in select(PEOPLE),
        place in select(PLACES), days in select(DATES), status in select(STATUSES), sentence in "[a-c]{0,2}", number in 0usize..4,
    ) -> ReportedEvent {
        ReportedEvent {
            kind,
            trigger: trigger.to_owned(),
            actors: participants(actors),
            recipients: participants(recipients),
            place: participants(place).pop(),
            dates: dates(days),
            attribution: None,
            status,
            confidence: if number == 0 { Confidence::High } else { Confidence::Medium },
            sentence,
            number,
            proposed: number == 3,
        }
    }
}

prop_compose! {
    fn report()(
        capture in 0u8..12, published in select(DAYS), family in proptest::option::of(0u64..3),
        events in proptest::collection::vec(event(), 0..5),
    ) -> Report {
        Report {
            provenance: Provenance { capture: CaptureId([capture; 10]), source: format!("outlet {}", capture % 3) },
            published: published.parse().ok(),
            family,
            events,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_order_of_reports_does_not_matter(
        (reports, shuffled) in proptest::collection::vec(report(), 0..12)
            .prop_flat_map(|reports| (Just(reports.clone()), Just(reports).prop_shuffle()))
    ) {
        prop_assert_eq!(compile(&reports), compile(&shuffled));
    }

    #[test]
    fn every_event_has_its_evidence(reports in proptest::collection::vec(report(), 0..12)) {
        let chronicle = compile(&reports);
        for event in &chronicle.events {
            prop_assert!(!event.claims.is_empty());
            for claim in &event.claims {
                prop_assert!(reports.iter().any(|report| report.provenance.capture == claim.citation.capture
                    && report.provenance.source == claim.source
                    && report.events.iter().any(|told| told.sentence == claim.citation.sentence
                        && told.number == claim.citation.number && same_kind(told.kind, event.kind))));
            }
        }
    }

    #[test]
    fn no_claim_is_lost(reports in proptest::collection::vec(report(), 0..12)) {
        let chronicle = compile(&reports);
        for report in &reports {
            for told in &report.events {
                prop_assert!(chronicle.events.iter().any(|event| same_kind(told.kind, event.kind) && event.claims.iter().any(|claim|
                    claim.citation.sentence == told.sentence && claim.citation.capture == report.provenance.capture
                        && claim.start == told.dates.start && claim.status == told.status)));
            }
        }
    }

    #[test]
    fn an_event_lasts_as_long_as_its_claims_say(reports in proptest::collection::vec(report(), 0..12)) {
        for event in &compile(&reports).events {
            for claim in &event.claims {
                let day = |iso: &Option<String>| iso.as_ref().and_then(|iso| iso.parse::<Date>().ok());
                if let (Some(start), Some(end)) = (day(&claim.start), day(&claim.end)) {
                    prop_assert!(event.first.is_some_and(|first| first <= start.min(end)));
                    prop_assert!(event.last.is_some_and(|last| last >= end.max(start)));
                }
            }
        }
    }

    #[test]
    fn parents_are_longer_or_wider_and_never_circular(reports in proptest::collection::vec(report(), 0..12)) {
        let chronicle = compile(&reports);
        for event in &chronicle.events {
            let mut above = Some(event);
            for _ in 0..=chronicle.events.len() {
                above = above.and_then(|event| parent(&chronicle, event));
            }
            prop_assert!(above.is_none());
        }
    }

    #[test]
    fn ids_are_unique_and_entities_named(reports in proptest::collection::vec(report(), 0..12)) {
        let chronicle = compile(&reports);
        let mut ids: Vec<&str> = chronicle.events.iter().map(|event| event.id.as_str()).collect();
        ids.extend(chronicle.entities.iter().map(|entity| entity.id.as_str()));
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), count);
        let parties = chronicle.events.iter().flat_map(|event| event.actors.iter().chain(&event.place));
        for id in parties.filter_map(|party| party.entity.as_ref()) {
            prop_assert!(chronicle.entities.iter().any(|entity| &entity.id == id && !entity.name.is_empty()));
        }
    }

    #[test]
    fn no_string_is_too_strange(name in any::<String>(), sentence in any::<String>(), iso in any::<String>()) {
        let report = Report {
            provenance: Provenance { capture: CaptureId([7; 10]), source: name.clone() },
            published: None,
            family: None,
            events: vec![ReportedEvent {
                kind: EventKind::State,
                trigger: sentence.clone(),
                actors: participants("Mira Holt, Tarvia (country TV)").into_iter()
                    .map(|mut one| { one.name = name.clone(); one }).collect(),
                recipients: Vec::new(),
                place: None,
                dates: annals_annotate::EventDates { start: Some(iso), ..dates("2001-08-06") },
                attribution: Some(sentence.clone()),
                status: Status::Happened,
                confidence: Confidence::High,
                sentence,
                number: usize::MAX,
                proposed: false,
            }],
        };
        prop_assert_eq!(compile([&report, &report]).events.len(), 1);
    }
}

/// One outlet calls a visit what another calls a stay.
fn same_kind(told: EventKind, kind: EventKind) -> bool {
    told == kind
        || (told == EventKind::Travel && kind == EventKind::Visit)
        || (told == EventKind::Visit && kind == EventKind::Travel)
}

fn parent<'a>(chronicle: &'a Chronicle, event: &Event) -> Option<&'a Event> {
    let id = event.parent.as_ref()?;
    chronicle.events.iter().find(|other| &other.id == id)
}
