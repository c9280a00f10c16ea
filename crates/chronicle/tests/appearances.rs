//! The appearance table of an invented chairman.

use annals_chronicle::{Appearance, appearances, compile};

use crate::notation::{lines, reports};

/// A visit with a meeting in it, an inspection with companions, what is planned, what somebody else did.
const TOLD: &str = "\
Herald 2001-08-08 | visited VISIT | Orsan Tev | | Vellmar (city TV) | 2001-08-05/2001-08-07
Herald 2001-08-08 | met MEET | Orsan Tev | Mira Holt, Pell Adan | Palace of Culture (place) | 2001-08-06
Courier 2001-08-07 | received MEET | Mira Holt | Orsan Tev | | 2001-08-06
Herald 2001-08-20 | inspected INSPECT | Orsan Tev, Juno Farr, Pell Adan | | Holm Glass Factory (place) | 2001-08-19
Herald 2001-08-20 | visit VISIT planned | Orsan Tev | | Ostrand (city TV) | 2001-08-25
Herald 2001-08-20 | met MEET | Mira Holt | Juno Farr | | 2001-08-19
Tribune 2001-08-21 | met MEET | Orsan Tev | Lio Marsh | |";

fn table() -> Vec<Appearance> {
    let chronicle = compile(reports(&lines(TOLD)));
    let person = |entity: &&annals_chronicle::Entity| entity.name == "Orsan Tev";
    let id = chronicle
        .entities
        .iter()
        .find(person)
        .expect("he is known")
        .id
        .clone();
    appearances(&id, &chronicle.events)
}

fn names(parties: &[annals_chronicle::Party]) -> String {
    let names: Vec<&str> = parties.iter().map(|party| party.name.as_str()).collect();
    names.join(", ")
}

#[test]
fn one_row_an_appearance_in_order_of_time() {
    let rows: Vec<String> = table()
        .iter()
        .map(|row| {
            format!(
                "{} {} @ {} in {} | met {} | with {} | {} | {} | {:?} | {}",
                row.start.as_deref().unwrap_or("-"),
                row.kind.as_str(),
                row.venue.as_deref().unwrap_or("-"),
                row.place.as_deref().unwrap_or("-"),
                names(&row.met),
                names(&row.with),
                row.occasion.as_deref().unwrap_or("-"),
                row.sources.join(", "),
                row.since,
                row.known.as_str(),
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            "2001-08-05 VISIT @ - in Vellmar | met  | with  | - | Herald | None | day in the text",
            "2001-08-06 MEET @ Palace of Culture in Vellmar | met Mira Holt, Pell Adan | with  | VISIT: Vellmar | Courier, Herald | Some(0) | day in the text",
            "2001-08-19 INSPECT @ Holm Glass Factory in - | met  | with Juno Farr, Pell Adan | - | Herald | Some(12) | day in the text",
            "- MEET @ - in - | met Lio Marsh | with  | - | Tribune | None | not said",
        ]
    );
}

#[test]
fn a_row_says_when_it_was_first_reported() {
    let reported: Vec<String> = table()
        .iter()
        .filter_map(|row| Some(row.reported?.to_string()))
        .collect();
    assert_eq!(reported, ["2001-08-08", "2001-08-07", "2001-08-20", "2001-08-21"]);
}
