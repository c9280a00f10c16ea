//! What analysts decide about events: it finds its event again by what it cites, whatever else comes in, and says so where
//! it does not.

use annals_annotate::{EventKind, Status};
use annals_chronicle::{
    Compiled, Compiler, Corrected, CorrectedDates, CorrectedParty, Decision, Decisions, Event, EventDecision,
    Evidence, Report,
};

use crate::notation::{lines, reports};

const TOLD: &str = "\
Herald 2001-08-05 | met MEET | Orsan Tev | Mira Holt | | 2001-08-04
Courier 2001-08-06 | met MEET | Orsan Tev | Mira Holt | | 2001-08-04
Tribune 2001-08-07 | talks MEET | Orsan Tev, Mira Holt | | | 2001-08-05
Tribune 2001-08-07 | visited VISIT | Orsan Tev | | Vellmar (city TV) | 2001-08-01/2001-08-03";

fn told(text: &str) -> Vec<Report> {
    reports(&lines(text))
}

fn compiled(reports: &[Report], decisions: &[EventDecision]) -> Compiled {
    let decisions = decisions.iter().cloned().map(Decision::OfEvent);
    let mut compiler = Compiler::following(Decisions::new((1..).zip(decisions)));
    reports.iter().for_each(|report| compiler.add(report));
    compiler.finish()
}

fn outline(compiled: &Compiled) -> Vec<String> {
    let line = |event: Event| {
        let names: Vec<&str> = event.actors.iter().map(|actor| actor.name.as_str()).collect();
        let dates = event.start.as_deref().unwrap_or("-");
        let notes = event.review.notes().join(", ");
        let (kind, claims) = (event.kind.as_str(), event.claims.len());
        format!("{dates} {kind} {} ({claims}) {notes}", names.join(", "))
            .trim_end()
            .to_owned()
    };
    compiled.events().map(line).collect()
}

fn event_on(compiled: &Compiled, day: &str) -> Event {
    let on_day = |event: &Event| event.start.as_deref() == Some(day);
    compiled.events().find(on_day).expect("an event of this day")
}

fn evidence(day: &str) -> Evidence {
    Evidence::of(&event_on(&compiled(&told(TOLD), &[]), day))
}

#[test]
fn nothing_decided_changes_nothing() {
    let expected = [
        "2001-08-01 VISIT Orsan Tev (1)",
        "2001-08-04 MEET Orsan Tev (2)",
        "2001-08-05 MEET Orsan Tev, Mira Holt (1)",
    ];
    assert_eq!(outline(&compiled(&told(TOLD), &[])), expected);
}

#[test]
fn a_decision_stays_with_its_event_when_an_earlier_report_changes_the_id() {
    let confirm = EventDecision::Confirm {
        event: evidence("2001-08-04"),
    };
    let earlier = format!("Gazette 2001-08-04 | met MEET | Mira Holt | Orsan Tev | | 2001-08-04\n{TOLD}");
    let (before, after) = (told(TOLD), told(&earlier));
    let old = event_on(&compiled(&before, &[]), "2001-08-04").id;
    let compiled = compiled(&after, &[confirm]);
    let event = event_on(&compiled, "2001-08-04");
    assert_ne!(event.id, old, "the earliest claim is another one now");
    assert_eq!((event.claims.len(), event.review.confirmed), (3, true));
    assert!(compiled.unplaced().is_empty());
}

#[test]
fn a_correction_shows_what_was_read() {
    let to = Corrected {
        kind: Some(EventKind::Sign),
        dates: CorrectedDates::parse("2001-08-02"),
        place: Some(Some(CorrectedParty {
            name: "City Hall".into(),
            subject: None,
        })),
        status: Some(Status::Planned),
        ..Corrected::default()
    };
    let compiled = compiled(
        &told(TOLD),
        &[EventDecision::Correct {
            event: evidence("2001-08-05"),
            to,
        }],
    );
    let event = event_on(&compiled, "2001-08-02");
    assert_eq!((event.kind, event.status), (EventKind::Sign, Status::Planned));
    assert_eq!(
        event.first.map(|day| day.to_string()).as_deref(),
        Some("2001-08-02")
    );
    assert_eq!(
        event.review.notes(),
        [
            "kind corrected by the analyst: was MEET",
            "date corrected by the analyst: was 2001-08-05",
            "place corrected by the analyst: was not said",
            "status corrected by the analyst: was happened",
        ]
    );
    assert_eq!(
        event.claims[0].start.as_deref(),
        Some("2001-08-05"),
        "claims keep what they say"
    );
    let visit = event_on(&compiled, "2001-08-01");
    assert_eq!(
        event.parent,
        Some(visit.id),
        "it lies in the days of the visit now"
    );
}

#[test]
fn a_corrected_name_stands_for_its_entity() {
    let subject = compiled(&told(TOLD), &[])
        .entities
        .iter()
        .find(|entity| entity.name == "Mira Holt")
        .map(|it| it.subject());
    let actors = vec![
        CorrectedParty {
            name: "Mira Holt".into(),
            subject,
        },
        CorrectedParty {
            name: "Somebody Else".into(),
            subject: None,
        },
    ];
    let to = Corrected {
        actors: Some(actors),
        ..Corrected::default()
    };
    let compiled = compiled(
        &told(TOLD),
        &[EventDecision::Correct {
            event: evidence("2001-08-01"),
            to,
        }],
    );
    let event = event_on(&compiled, "2001-08-01");
    assert!(event.actors[0].entity.is_some() && event.actors[1].entity.is_none());
    assert_eq!(
        event.review.notes(),
        ["actors corrected by the analyst: was Orsan Tev"]
    );
}

#[test]
fn a_hidden_event_is_listed_no_more_but_kept() {
    let compiled = compiled(
        &told(TOLD),
        &[EventDecision::Hide {
            event: evidence("2001-08-01"),
        }],
    );
    assert_eq!(compiled.events().count(), 2);
    let hidden: Vec<Event> = compiled.hidden().collect();
    assert_eq!(hidden.len(), 1);
    assert_eq!(hidden[0].review.notes(), ["hidden by the analyst"]);
}

#[test]
fn events_are_made_one_and_taken_apart_again() {
    let merge = EventDecision::Merge {
        into: evidence("2001-08-04"),
        others: vec![evidence("2001-08-05")],
    };
    let joined = [
        "2001-08-01 VISIT Orsan Tev (1)",
        "2001-08-04 MEET Orsan Tev (3) made one by the analyst",
    ];
    let one = compiled(&told(TOLD), std::slice::from_ref(&merge));
    assert_eq!(outline(&one), joined);
    let apart = EventDecision::Apart {
        part: evidence("2001-08-05"),
    };
    let two = compiled(&told(TOLD), &[merge.clone(), apart.clone()]);
    assert_eq!(
        outline(&two)[1..],
        [
            "2001-08-04 MEET Orsan Tev (2)",
            "2001-08-05 MEET Orsan Tev, Mira Holt (1) taken apart by the analyst"
        ]
    );
    assert!(two.unplaced().is_empty());
    let again = compiled(&told(TOLD), &[merge.clone(), apart, merge]);
    assert_eq!(again.events().count(), 2);
}

#[test]
fn one_claim_is_taken_out_of_an_event() {
    let mut part = evidence("2001-08-04");
    part.0.remove(0);
    let compiled = compiled(&told(TOLD), &[EventDecision::Apart { part }]);
    let claims: Vec<usize> = compiled.events().map(|event| event.claims.len()).collect();
    assert_eq!(claims, [1, 1, 1, 1]);
}

#[test]
fn a_decision_whose_sentence_is_gone_says_so() {
    let confirm = EventDecision::Confirm {
        event: evidence("2001-08-05"),
    };
    let merge = EventDecision::Merge {
        into: evidence("2001-08-04"),
        others: vec![evidence("2001-08-05")],
    };
    let without = TOLD
        .lines()
        .filter(|line| !line.contains("talks"))
        .collect::<Vec<_>>()
        .join("\n");
    let compiled = compiled(&told(&without), &[confirm, merge]);
    let told: Vec<(u64, &str)> = compiled
        .unplaced()
        .iter()
        .map(|one| (one.number, one.why.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (1, "none of its sentences is in the chronicle any more"),
            (2, "of its 2 events 1 are in the chronicle no more"),
        ]
    );
    assert_eq!(compiled.events().count(), 2);
}

#[test]
fn names_that_are_read_otherwise_do_not_lose_the_decision() {
    let mut event = evidence("2001-08-05");
    event.0[0].actors = vec!["Orsan".into()];
    assert!(
        event_on(
            &compiled(&told(TOLD), &[EventDecision::Confirm { event }]),
            "2001-08-05"
        )
        .review
        .confirmed
    );
}
