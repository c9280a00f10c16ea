//! The chronicle and its parts as text for a terminal. Every line of the chronicle is followed by the sentence it was
//! read from, the source, and the place of the sentence, so that it can be quoted with its evidence.

pub mod changes;

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use annals_chronicle::{Appearance, Claim, Entity, Event, Party};
use annals_extract::{Influence, Judged};
use annals_store::{Hit, Listed};

/// Width of the date column.
const DATE_WIDTH: usize = 24;

/// What stands in the date column where the text names no day.
const UNDATED: &str = "no date";

/// How many letters of an id are printed: a prefix that `annals show` takes.
const ID_LETTERS: usize = 8;

/// Events in the order given, the parts of a trip below it; those without a date stand last, below a heading.
pub fn chronicle(events: &[Event]) -> String {
    let listed: HashSet<&str> = events.iter().map(|event| event.id.as_str()).collect();
    let (mut top, mut parts) = (Vec::new(), HashMap::<&str, Vec<&Event>>::new());
    for event in events {
        match event.parent.as_deref().filter(|parent| listed.contains(parent)) {
            Some(parent) => parts.entry(parent).or_default().push(event),
            None => top.push(event),
        }
    }
    let undated = top
        .iter()
        .position(|event| event.start.is_none() && event.end.is_none());
    let mut printed = String::new();
    for (at, event) in top.iter().enumerate() {
        if Some(at) == undated && at > 0 {
            printed.push_str("Without a date in the text:\n\n");
        }
        printed.push_str(&with_parts(event, &parts, ""));
    }
    printed
}

/// An event and, indented below it, its parts with theirs.
fn with_parts(event: &Event, parts: &HashMap<&str, Vec<&Event>>, indent: &str) -> String {
    let deeper = format!("{indent}  ");
    let below = parts.get(event.id.as_str()).into_iter().flatten();
    let below: String = below.map(|part| with_parts(part, parts, &deeper)).collect();
    chronicle_entry(event, indent) + &below
}

/// One event: its line, then each source that tells it.
fn chronicle_entry(event: &Event, indent: &str) -> String {
    let margin = " ".repeat(DATE_WIDTH + indent.len());
    let mut entry = format!(
        "{indent}{:DATE_WIDTH$}{}\n",
        date(event.start.as_deref(), event.end.as_deref()),
        line(event)
    );
    for claim in &event.claims {
        let _ = writeln!(entry, "{margin}{}", cited(claim, event));
    }
    entry.push('\n');
    entry
}

/// What happened, on one line without its date: kind, who, with or to whom, where, and every doubt there is.
pub fn line(event: &Event) -> String {
    let mut line = format!(
        "{:9}{}",
        event.kind.as_str(),
        who(&event.actors, &event.recipients)
    );
    if let Some(place) = &event.place {
        let _ = write!(line, " — {}", place.name);
    }
    if event.status != annals_annotate::Status::Happened {
        let _ = write!(line, " ({})", event.status.as_str());
    }
    if !event.disagreements.is_empty() {
        let _ = write!(line, " [sources disagree: {}]", event.disagreements.join(", "));
    }
    if !event.contradicts.is_empty() {
        let others: Vec<&str> = event.contradicts.iter().map(|id| short(id)).collect();
        let _ = write!(line, " [contradicted by {}]", others.join(", "));
    }
    if event.is_only_proposed() {
        line.push_str(" [proposed by the helper]");
    }
    if event.is_dated_after_its_report() {
        line.push_str(" [dated after its report]");
    }
    let notes = event.review.notes();
    if !notes.is_empty() {
        let _ = write!(line, " [{}]", notes.join("; "));
    }
    let _ = write!(line, "  {}", short(&event.id));
    line
}

/// What the line of an event has no room for: who reported it first, and what each source says where they differ.
pub fn event_particulars(event: &Event) -> String {
    let mut printed = String::new();
    if let Some(first) = event.first_report() {
        let day = first.reported.map_or_else(String::new, |day| day.to_string());
        let _ = writeln!(printed, "first reported {day} by {}", first.source);
    }
    for about in &event.disagreements {
        for (says, sources) in versions(event, about) {
            let _ = writeln!(printed, "{about}: {says} ({})", sources.join(", "));
        }
    }
    printed
}

/// What the claims say of one thing, each version with its citations.
fn versions(event: &Event, about: &str) -> Vec<(String, Vec<String>)> {
    let mut versions: Vec<(String, Vec<String>)> = Vec::new();
    for claim in event.claims.iter().filter(|claim| claim.copy_of.is_none()) {
        let says = told(claim, about);
        let cited = format!(
            "{} {}#s{}",
            claim.source,
            short(&claim.citation.capture.to_string()),
            claim.citation.number
        );
        match versions.iter_mut().find(|(known, _)| *known == says) {
            Some((_, sources)) => sources.push(cited),
            None => versions.push((says, vec![cited])),
        }
    }
    versions
}

fn told(claim: &Claim, about: &str) -> String {
    match about {
        "date" => date(claim.start.as_deref(), claim.end.as_deref()),
        "place" => claim
            .place
            .as_ref()
            .map_or_else(|| "no place".into(), |place| place.name.clone()),
        "status" => claim.status.as_str().into(),
        _ => who(&claim.actors, &claim.recipients),
    }
}

/// The appearance table: one row each, what is not known left out.
pub fn appearances(rows: &[Appearance]) -> String {
    let mut printed = String::new();
    for row in rows {
        let days = date(row.start.as_deref(), row.end.as_deref());
        let since = row.since.map_or_else(String::new, |days| format!("+{days}"));
        let _ = writeln!(
            printed,
            "{days:DATE_WIDTH$}{since:>5}  {:9}{}  {}",
            row.kind.as_str(),
            whereabouts(row),
            short(&row.event)
        );
        let margin = " ".repeat(DATE_WIDTH + 7);
        let named = |parties: &[Party]| parties.iter().map(party).collect::<Vec<_>>().join(", ");
        let lines = [
            ("met", named(&row.met)),
            ("accompanied by", named(&row.with)),
            ("occasion", row.occasion.clone().unwrap_or_default()),
            ("date", known_otherwise(row)),
            ("doubtful", row.doubts.join(", ")),
        ];
        for (what, said) in lines.iter().filter(|(_, said)| !said.is_empty()) {
            let _ = writeln!(printed, "{margin}{what}: {said}");
        }
        let reported = row
            .reported
            .map_or_else(String::new, |day| format!(", reported {day}"));
        let _ = writeln!(printed, "{margin}{}{reported}", row.sources.join(", "));
    }
    printed
}

fn whereabouts(row: &Appearance) -> String {
    let places: Vec<&str> = row.venue.iter().chain(&row.place).map(String::as_str).collect();
    match places.is_empty() {
        true => "(no place)".into(),
        false => places.join(", "),
    }
}

/// How the date is known, where that is not from the text.
fn known_otherwise(row: &Appearance) -> String {
    use annals_chronicle::DateKnown::*;
    match row.known {
        Day | Unknown => String::new(),
        Vague | Analyst => row.known.as_str().into(),
    }
}

/// One source's claim: its sentence, its name, its date, and where the sentence stands.
pub fn cited(claim: &Claim, event: &Event) -> String {
    let mut cited = match event.claims.iter().any(|other| is_copied_from(claim, other)) {
        true => format!("the same text: {}", claim.source),
        false => format!(
            "“{}” {}",
            claim.citation.sentence.replace('\n', " "),
            claim.source
        ),
    };
    if let Some(day) = claim.reported {
        let _ = write!(cited, ", {day}");
    }
    if let Some(attribution) = &claim.attribution {
        let _ = write!(cited, ", according to {attribution}");
    }
    if (&claim.start, &claim.end) != (&event.start, &event.end) {
        let days = date(claim.start.as_deref(), claim.end.as_deref());
        cited.push_str(&if days == UNDATED {
            ", without a date".to_owned()
        } else {
            format!(", dated {days}")
        });
    }
    if claim.proposed {
        cited.push_str(", as the helper reads it");
    }
    let _ = write!(
        cited,
        " [{}#s{}]",
        short(&claim.citation.capture.to_string()),
        claim.citation.number
    );
    cited
}

/// Whether `claim` repeats a sentence of `other` word for word, from a copy of its text.
fn is_copied_from(claim: &Claim, other: &Claim) -> bool {
    claim.copy_of == Some(other.citation.capture) && claim.citation.sentence == other.citation.sentence
}

/// Those who act, and those it is done to or with.
pub fn who(actors: &[Party], recipients: &[Party]) -> String {
    let names = |parties: &[Party]| parties.iter().map(party).collect::<Vec<_>>().join(", ");
    match (actors.is_empty(), recipients.is_empty()) {
        (true, true) => "(nobody is named)".into(),
        (false, true) => names(actors),
        (true, false) => format!("→ {}", names(recipients)),
        (false, false) => format!("{} → {}", names(actors), names(recipients)),
    }
}

fn party(party: &Party) -> String {
    match &party.title {
        Some(title) => format!("{title} {}", party.name),
        None => party.name.clone(),
    }
}

/// Days as precise as they are known: "2026-03-02", "2026-03-02 to 05", "2026-03", "from 2026-03-02", "no date".
pub fn date(start: Option<&str>, end: Option<&str>) -> String {
    match (start, end) {
        (None, None) => UNDATED.into(),
        (Some(start), None) => format!("from {start}"),
        (None, Some(end)) => format!("until {end}"),
        (Some(start), Some(end)) if start == end => start.into(),
        (Some(start), Some(end)) => format!("{start} to {}", without_shared(start, end)),
    }
}

/// The end of a range without the year, and month, that it shares with its beginning.
fn without_shared<'a>(start: &str, end: &'a str) -> &'a str {
    match (start.len(), end.len()) {
        (10, 10) if start[..8] == end[..8] => &end[8..],
        (10, 10) if start[..5] == end[..5] => &end[5..],
        _ => end,
    }
}

/// Every block of a page: kept or why not, how likely it is article text, its kind, where it stands, and its beginning.
pub fn explained(blocks: &[Judged]) -> String {
    let mut printed = String::new();
    for judged in blocks {
        let verdict = judged.reason.map_or("kept", |reason| reason.as_str());
        let likely = judged
            .probability
            .map_or_else(|| "by rule".into(), |likely| format!("{likely:.3}"));
        let _ = writeln!(
            printed,
            "{verdict:14}{likely:9}{:11}{}",
            judged.kind.as_str(),
            judged.place
        );
        let _ = writeln!(printed, "    {}", beginning(&judged.text));
        let influences: Vec<String> = judged.influences.iter().map(influence).collect();
        if !influences.is_empty() {
            let _ = writeln!(printed, "    because: {}", influences.join(", "));
        }
    }
    printed
}

/// "share of links 0.97 (-2.1)": the number, and the log-odds it added.
fn influence(influence: &Influence) -> String {
    let value = format!("{:.2}", influence.value);
    let value = value.trim_end_matches('0').trim_end_matches('.');
    format!("{} {value} ({:+.1})", influence.name, influence.odds)
}

/// As much of a text as a line or two hold.
fn beginning(text: &str) -> String {
    const LETTERS: usize = 160;
    match text.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text.to_owned(),
    }
}

/// One article that was found, with what matched in brackets.
pub fn hit(hit: &Hit) -> String {
    let mut printed = article_line(&hit.listed);
    let snippet = hit.snippet.iter().map(|(piece, matched)| {
        if *matched {
            format!("[{piece}]")
        } else {
            piece.clone()
        }
    });
    let _ = writeln!(
        printed,
        "          {}\n",
        snippet
            .collect::<String>()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    );
    printed
}

/// One article of a list: id, date, source, title.
pub fn article_line(listed: &Listed) -> String {
    let day = listed
        .published
        .map_or_else(|| "undated".into(), |day| day.to_string());
    let title = listed.title.as_deref().unwrap_or(&listed.lead);
    format!(
        "{}  {day}  {}: {title}\n",
        short(&listed.capture.to_string()),
        listed.source
    )
}

/// A person, body or place with its names, titles, and how often each is printed.
pub fn entity(entity: &Entity) -> String {
    let counted = |forms: &[(String, usize)]| {
        forms
            .iter()
            .map(|(form, count)| format!("{form} ({count})"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let mut printed = format!(
        "{}  {} [{}]\n",
        short(&entity.id),
        entity.name,
        entity.kind.as_str()
    );
    let _ = writeln!(printed, "  printed as: {}", counted(&entity.forms));
    if !entity.titles.is_empty() {
        let _ = writeln!(printed, "  titles: {}", counted(&entity.titles));
    }
    printed
}

/// The beginning of an id.
pub fn short(id: &str) -> &str {
    &id[..id.floor_char_boundary(ID_LETTERS)]
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn ranges_do_not_repeat_what_they_share() {
        assert_eq!(date(Some("2026-03-02"), Some("2026-03-05")), "2026-03-02 to 05");
        assert_eq!(
            date(Some("2026-03-30"), Some("2026-04-02")),
            "2026-03-30 to 04-02"
        );
        assert_eq!(
            date(Some("2025-12-30"), Some("2026-01-02")),
            "2025-12-30 to 2026-01-02"
        );
        assert_eq!(date(Some("2026-03"), Some("2026-03")), "2026-03");
        assert_eq!(date(Some("2026"), None), "from 2026");
        assert_eq!(date(None, None), "no date");
    }
}
