//! `annals event`: what the analyst decides about events of the chronicle.

use annals_annotate::{EventKind, Status};
use annals_archive::CaptureId;
use annals_chronicle::Event as Noun;
use annals_store::{About, Annals, CorrectionText, Decided, Named};
use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use jiff::Timestamp;

use super::entity::decision_line;
use super::timeline::{kind_named, status_named};
use super::{Global, Outcome};
use crate::print;

/// Confirm events, correct them, hide them, make several one, take one apart, undo.
///
/// Nothing of what the articles say is changed: corrections stand beside what was read. Decisions are kept in
/// decisions.jsonl in the annals folder and hold when everything is built again. They know their event by its sentences,
/// so they find it when its id has changed; one that finds its event no more is listed as such.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals event show e-qu5gmg\n  annals event confirm e-qu5gmg\n  \
    annals event correct e-qu5gmg --date 2026-09-14/2026-09-19\n  annals event merge e-qu5gmg e-2m6ikn\n  annals event undo"
)]
pub struct Event {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Say that events are right as they stand.
    #[command(after_help = "Example:\n  annals event confirm e-qu5gmg e-2m6ikn")]
    Confirm {
        /// Their ids, or the beginnings of them.
        #[arg(required = true)]
        events: Vec<String>,
    },
    /// Say what is right where something was read wrongly. What was read stays beside it.
    #[command(
        after_help = "Examples:\n  annals event correct e-qu5gmg --date 2026-09-14/2026-09-19 --place Hungary\n  \
    annals event correct e-qu5gmg --kind MEET --actors \"Ama Boateng; Kofi Mensah\" --recipients none\n  \
    annals event correct e-qu5gmg --status denied --date none"
    )]
    Correct {
        /// Its id, or the beginning of it.
        event: String,
        /// Its kind (VISIT, MEET, SIGN ...).
        #[arg(long)]
        kind: Option<String>,
        /// Its days: 2026-03-04, 2026-03, 2026-03-04/2026-03-06, or none.
        #[arg(long, value_name = "DATE")]
        date: Option<String>,
        /// Its place, or none.
        #[arg(long, value_name = "NAME")]
        place: Option<String>,
        /// Those who do it, in order, parted by semicolons; or none.
        #[arg(long, value_name = "NAMES")]
        actors: Option<String>,
        /// Those it is done to or with, likewise.
        #[arg(long, value_name = "NAMES")]
        recipients: Option<String>,
        /// Whether it happened.
        #[arg(long, value_parser = ["happened", "planned", "denied", "ongoing"])]
        status: Option<String>,
    },
    /// List events no more that are none, or of no interest.
    #[command(
        after_help = "Examples:\n  annals event hide e-qu5gmg\n  annals event show e-qu5gmg    it can still be looked at"
    )]
    Hide {
        /// Their ids, or the beginnings of them.
        #[arg(required = true)]
        events: Vec<String>,
    },
    /// Make several one.
    #[command(after_help = "Example:\n  annals event merge e-qu5gmg e-2m6ikn")]
    Merge {
        /// One of them.
        into: String,
        /// The others.
        #[arg(required = true)]
        others: Vec<String>,
    },
    /// Take claims out of an event that tell of another one: sentences, or all that an article claims.
    #[command(
        after_help = "Examples:\n  annals event apart e-qu5gmg yz4kpkrt#s7\n  annals event apart e-qu5gmg yz4kpkrt"
    )]
    Apart {
        /// The event's id, or the beginning of it.
        event: String,
        /// Sentences as the timeline prints them in brackets, or ids of articles.
        #[arg(required = true, value_name = "CLAIM")]
        claims: Vec<String>,
    },
    /// Take back the latest decision about an event, or the one with a number.
    #[command(after_help = "Examples:\n  annals event undo\n  annals event undo 3")]
    Undo {
        /// Its number, as `annals event decisions` prints it.
        number: Option<u64>,
    },
    /// Show one event with its claims, what the sources differ on, and what was decided about it.
    #[command(after_help = "Example:\n  annals event show e-qu5gmg")]
    Show {
        /// Its id, or the beginning of it; a hidden one too.
        event: String,
    },
    /// List every decision about events with its number and day, and those that find their event no more.
    #[command(
        after_help = "Examples:\n  annals event decisions\n  annals event decisions --hidden    the events that are hidden"
    )]
    Decisions {
        /// List the hidden events instead.
        #[arg(long)]
        hidden: bool,
    },
}

impl Event {
    /// Lists or decides.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        match &self.action {
            Action::Show { event } => show(global, event)?,
            Action::Decisions { hidden: true } => print_events(global, &global.open()?.hidden_events()?)?,
            Action::Decisions { hidden: false } => decisions(global)?,
            deciding => decide(global, deciding)?,
        }
        Ok(Outcome::Done)
    }
}

fn show(global: &Global, wanted: &str) -> Result<()> {
    let annals = global.open()?;
    let event = annals.event_called(wanted)?;
    print_events(global, std::slice::from_ref(&event))?;
    if global.json {
        return Ok(());
    }
    let mut out = global.out()?;
    write!(out, "{}", print::event_particulars(&event))?;
    let about = |decided: &&Decided| decided.about == About::Events && concerns(&decided.line, &event);
    for decided in annals.decisions()?.iter().filter(about) {
        writeln!(out, "{}", decision_line(decided))?;
    }
    Ok(out.flush()?)
}

/// Whether a line of decisions.jsonl cites a sentence of the event.
fn concerns(line: &str, event: &Noun) -> bool {
    let cites = |claim: &annals_chronicle::Claim| {
        let sentence = serde_json::Value::from(claim.citation.sentence.as_str()).to_string();
        line.contains(&sentence) && line.contains(&claim.citation.capture.to_string())
    };
    event.claims.iter().any(cites)
}

fn print_events(global: &Global, events: &[Noun]) -> Result<()> {
    let mut out = global.out()?;
    match global.json {
        true => annals_export::jsonl::write(events, &mut out)?,
        false => write!(out, "{}", print::chronicle(events))?,
    }
    Ok(out.flush()?)
}

fn decisions(global: &Global) -> Result<()> {
    let all = global.open()?.decisions()?;
    let of_events = || all.iter().filter(|decided| decided.about == About::Events);
    let mut out = global.out()?;
    for decided in of_events() {
        match global.json {
            true => writeln!(out, "{}", decided.line)?,
            false => writeln!(out, "{}", decision_line(decided))?,
        }
    }
    out.flush()?;
    let lost = of_events().filter(|decided| is_lost(decided)).count();
    match (of_events().count(), lost) {
        (0, _) => global.say("Nothing has been decided about events."),
        (_, 0) => {}
        (_, lost) => global.say(format_args!("{lost} of them find their event no more.")),
    }
    Ok(())
}

/// Whether a decision that holds no longer finds its event.
fn is_lost(decided: &Decided) -> bool {
    decided.unplaced.is_some() && !decided.undone
}

/// What changes the folder.
fn decide(global: &Global, action: &Action) -> Result<()> {
    let mut annals = global.open()?;
    let now = Timestamp::now();
    let now = Timestamp::from_second(now.as_second()).unwrap_or(now);
    let said = |event: &Noun, what: &str| global.say(format_args!("{what}: {}", print::line(event)));
    match action {
        Action::Confirm { events } => {
            for event in events {
                said(&annals.confirm_event(event, now)?, "Confirmed");
            }
        }
        Action::Hide { events } => {
            for event in events {
                said(&annals.hide_event(event, now)?, "Listed no more");
            }
        }
        Action::Merge { into, others } => said(&annals.merge_events(into, others, now)?, "One event now"),
        Action::Apart { event, claims } => {
            let claims = named_claims(&annals, claims)?;
            said(
                &annals.split_event(event, &claims, now)?,
                "An event of its own now",
            );
        }
        Action::Undo { number } => {
            let undone = annals.undo_event_decision(*number, now)?;
            global.say(format_args!("Taken back: {}.", undone.what));
        }
        correct => {
            if let Some((event, to)) = correction(correct)? {
                said(&annals.correct_event(event, &to, now)?, "Corrected");
            }
        }
    }
    Ok(())
}

fn correction(action: &Action) -> Result<Option<(&str, CorrectionText)>> {
    let Action::Correct {
        event,
        kind,
        date,
        place,
        actors,
        recipients,
        status,
    } = action
    else {
        return Ok(None);
    };
    let kind: Option<EventKind> = kind.as_deref().map(kind_named).transpose()?;
    let status: Option<Status> = status.as_deref().and_then(status_named);
    let to = CorrectionText {
        kind,
        date: date.clone(),
        place: place.clone(),
        actors: actors.clone(),
        recipients: recipients.clone(),
        status,
    };
    Ok(Some((event, to)))
}

/// "yz4kpkrt#s7" is a sentence, "yz4kpkrt" all of an article.
fn named_claims(annals: &Annals, claims: &[String]) -> Result<Vec<(CaptureId, Option<usize>)>> {
    let named = claims.iter().map(|claim| {
        let (article, sentence) = match claim.split_once("#s") {
            Some((article, number)) => (article, Some(number)),
            None => (claim.as_str(), None),
        };
        let number = sentence.map(str::parse::<usize>).transpose();
        match (annals.resolve(article)?, number) {
            (Named::Article(capture), Ok(number)) => Ok((capture, number)),
            _ => bail!("{claim}: neither a sentence such as yz4kpkrt#s7 nor the id of an article"),
        }
    });
    named.collect()
}
