//! `annals entity`: who is who in the chronicle, and what the analyst decides about it.

use annals_chronicle::{Entity as Noun, EntityKind};
use annals_names::{Setting, same_person};
use annals_store::{About, Annals, Decided, Named, Pair};
use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand, ValueEnum};
use jiff::Timestamp;
use jiff::civil::Date;

use super::{Global, Outcome};
use crate::print;

/// List people, organisations and places; make several one, take one apart, rename, hide, undo.
///
/// Names are never merged on a guess: what spelling rules do not settle is listed by `suggestions`, and it is you who
/// decides. Decisions are kept in decisions.jsonl in the annals folder and hold when everything is built again.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals entity list --kind person\n  annals entity suggestions\n  \
    annals entity merge p-4kz2q7 p-x3m1aa\n  annals entity split p-4kz2q7 --article k3fz2q7a\n  annals entity undo"
)]
pub struct Entity {
    #[command(subcommand)]
    action: Action,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    Person,
    Organisation,
    Place,
}

impl From<Kind> for EntityKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Person => EntityKind::Person,
            Kind::Organisation => EntityKind::Organisation,
            Kind::Place => EntityKind::Place,
        }
    }
}

#[derive(Subcommand)]
enum Action {
    /// List entities with the number of their events, most first.
    #[command(
        after_help = "Examples:\n  annals entity list\n  annals entity list kim --kind person --limit 20"
    )]
    List {
        /// Only those with these words in a printed form.
        #[arg(default_value = "")]
        words: String,
        /// Only people, organisations or places.
        #[arg(long)]
        kind: Option<Kind>,
        /// At most so many; 0 for all.
        #[arg(long, default_value_t = 50, value_name = "N")]
        limit: usize,
    },
    /// Show one entity: its forms, titles and full names, and what was decided about it.
    #[command(after_help = "Example:\n  annals entity show \"Ama Boateng\"")]
    Show {
        /// Its id, the beginning of the id, or a printed form.
        entity: String,
    },
    /// Make several one. It keeps the id of the first.
    #[command(after_help = "Examples:\n  annals entity merge p-4kz2q7 p-x3m1aa\n  \
    annals entity merge \"Kim Jong Un\" \"Kim Chong-un\" \"Kim Jung Eun\"")]
    Merge {
        /// Who stays: an id, the beginning of one, or a printed form.
        into: String,
        /// Who goes into it.
        #[arg(required = true)]
        others: Vec<String>,
    },
    /// Take a part off: full names, or articles, that mean somebody else. The part gets an id of its own.
    #[command(
        after_help = "Examples:\n  annals entity split p-4kz2q7 --name \"John K. Smith\"\n  \
    annals entity split \"John Smith\" --article k3fz2q7a --article m2q7xa"
    )]
    Split {
        /// Who is to be taken apart.
        entity: String,
        /// A name, as articles print it in full, that means somebody else.
        #[arg(long = "name", value_name = "NAME")]
        names: Vec<String>,
        /// The id of an article in which it is somebody else.
        #[arg(long = "article", value_name = "ID")]
        articles: Vec<String>,
    },
    /// Give an entity the name to print. Claims keep what their articles print.
    #[command(after_help = "Example:\n  annals entity rename p-4kz2q7 \"Ama Boateng (minister)\"")]
    Rename {
        /// Who.
        entity: String,
        /// The name to print.
        name: String,
    },
    /// List entities no more that are none. Their words stay in the events.
    #[command(after_help = "Example:\n  annals entity hide \"Press Release\"")]
    Hide {
        /// Who.
        #[arg(required = true)]
        entities: Vec<String>,
    },
    /// Note that two are two, so that `suggestions` asks no more.
    #[command(after_help = "Example:\n  annals entity apart \"John F. Marsden\" \"John Marsden\"")]
    Apart {
        /// One.
        a: String,
        /// The other.
        b: String,
    },
    /// Take back the latest decision, or the one with a number.
    #[command(after_help = "Examples:\n  annals entity undo\n  annals entity undo 3")]
    Undo {
        /// Its number, as `annals entity decisions` prints it.
        number: Option<u64>,
    },
    /// List pairs that may be one, surest first, each with the reason.
    #[command(
        after_help = "Examples:\n  annals entity suggestions\n  annals entity suggestions --limit 0 --json"
    )]
    Suggestions {
        /// At most so many; 0 for all.
        #[arg(long, default_value_t = 20, value_name = "N")]
        limit: usize,
    },
    /// Say whether two names, as printed, may be one person's, and why. Needs no annals folder.
    #[command(
        after_help = "Examples:\n  annals entity compare \"Choe Ryong Hae\" \"Choi Ryong-hae\"\n  \
    annals entity compare \"the Russian President\" \"Vladimir Putin\" --day 2001-08-20"
    )]
    Compare {
        /// One name, with or without title.
        a: String,
        /// The other.
        b: String,
        /// The day on which both were printed: it tells who held an office.
        #[arg(long, value_name = "YYYY-MM-DD")]
        day: Option<Date>,
        /// Both stand in one article, which names nobody else who could be meant.
        #[arg(long)]
        one_article: bool,
    },
    /// List every decision with its number and day.
    #[command(after_help = "Example:\n  annals entity decisions")]
    Decisions,
}

impl Entity {
    /// Lists or decides.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        match &self.action {
            Action::List { words, kind, limit } => list(global, words, *kind, *limit)?,
            Action::Show { entity } => show(global, entity)?,
            Action::Suggestions { limit } => suggestions(global, *limit)?,
            Action::Decisions => decisions(global)?,
            Action::Compare {
                a,
                b,
                day,
                one_article,
            } => compare(
                global,
                a,
                b,
                Setting {
                    one_article: *one_article,
                    day: *day,
                },
            )?,
            deciding => decide(global, deciding)?,
        }
        Ok(Outcome::Done)
    }
}

fn compare(global: &Global, a: &str, b: &str, setting: Setting) -> Result<()> {
    let verdict = same_person(a, b, setting);
    let (sameness, why) = (verdict.sameness.as_str(), verdict.reason.as_str());
    let mut out = global.out()?;
    match global.json {
        true => writeln!(
            out,
            "{}",
            serde_json::json!({"a": a, "b": b, "verdict": sameness, "why": why})
        )?,
        false => writeln!(out, "{sameness}: {why}")?,
    }
    Ok(out.flush()?)
}

fn list(global: &Global, words: &str, kind: Option<Kind>, limit: usize) -> Result<()> {
    let found = global
        .open()?
        .entities_like(words, kind.map(EntityKind::from), limit)?;
    let mut out = global.out()?;
    for (entity, events) in &found {
        match global.json {
            true => writeln!(out, "{}", row(entity, Some(*events)))?,
            false => writeln!(
                out,
                "{:8}  {:4} {events:>5}  {}",
                print::short(&entity.id),
                entity.kind.as_str(),
                entity.name
            )?,
        }
    }
    out.flush()?;
    if found.is_empty() {
        global.say("Nobody and nothing. `annals build` reads what was added; fewer conditions may help.");
    }
    Ok(())
}

fn row(entity: &Noun, events: Option<usize>) -> serde_json::Value {
    serde_json::json!({"id": entity.id, "kind": entity.kind.as_str(), "name": entity.name, "events": events,
        "forms": entity.forms, "titles": entity.titles, "names": entity.names})
}

fn show(global: &Global, wanted: &str) -> Result<()> {
    let annals = global.open()?;
    let entity = annals.entity_called(wanted)?;
    let mut out = global.out()?;
    if global.json {
        writeln!(out, "{}", row(&entity, None))?;
        return Ok(out.flush()?);
    }
    write!(out, "{}", print::entity(&entity))?;
    let names: Vec<String> = entity
        .names
        .iter()
        .map(|(name, count)| format!("{name} ({count})"))
        .collect();
    writeln!(out, "  in full: {}", names.join(", "))?;
    for decided in annals
        .decisions()?
        .iter()
        .filter(|decided| decided.line.contains(&entity.id))
    {
        writeln!(out, "  {}", decision_line(decided))?;
    }
    Ok(out.flush()?)
}

fn suggestions(global: &Global, limit: usize) -> Result<()> {
    let (pairs, all) = global.open()?.suggestions(limit)?;
    let mut out = global.out()?;
    for pair in &pairs {
        match global.json {
            true => writeln!(
                out,
                "{}",
                serde_json::json!({"into": row(&pair.into, None), "other": row(&pair.other, None), "sure": pair.sure,
                    "why": pair.why})
            )?,
            false => writeln!(out, "{}", suggestion_lines(pair))?,
        }
    }
    out.flush()?;
    match all {
        0 => global.say("No two names are alike enough to ask."),
        _ => global.say(format_args!(
            "{} of {all} pairs. Accept one with `annals entity merge`, decline it with `annals entity apart`.",
            pairs.len()
        )),
    }
    Ok(())
}

fn suggestion_lines(pair: &Pair) -> String {
    format!(
        "{} | {}  {}{}\n  annals entity merge {} {}",
        pair.into.name,
        pair.other.name,
        if pair.sure { "" } else { "perhaps: " },
        pair.why,
        pair.into.id,
        pair.other.id
    )
}

fn decisions(global: &Global) -> Result<()> {
    let mut out = global.out()?;
    let mut all = global.open()?.decisions()?;
    all.retain(|decided| decided.about != About::Events);
    for decided in &all {
        match global.json {
            true => writeln!(out, "{}", decided.line)?,
            false => writeln!(out, "{}", decision_line(decided))?,
        }
    }
    out.flush()?;
    if all.is_empty() {
        global.say("Nothing has been decided.");
    }
    Ok(())
}

/// One decision: its number, its day, what it says, and whether it still holds and finds its event.
pub(super) fn decision_line(decided: &Decided) -> String {
    let day = decided.at.to_string();
    let day = day.split('T').next().unwrap_or_default();
    let holds = match &decided.unplaced {
        _ if decided.undone => "  (taken back)".to_owned(),
        Some(why) => format!("  (finds no event: {why})"),
        None => String::new(),
    };
    format!("{:>4}  {day}  {}{holds}", decided.number, decided.what)
}

/// What changes the folder.
fn decide(global: &Global, action: &Action) -> Result<()> {
    let mut annals = global.open()?;
    let now = Timestamp::now();
    let now = Timestamp::from_second(now.as_second()).unwrap_or(now);
    let said = |entity: &Noun| format!("{} ({})", entity.name, entity.id);
    match action {
        Action::Merge { into, others } => {
            let one = annals.merge_entities(into, others, now)?;
            let forms = one.forms.len();
            global.say(format_args!(
                "{} is one now, printed in {forms} forms.",
                said(&one)
            ));
        }
        Action::Split {
            entity,
            names,
            articles,
        } => {
            let part = split(&mut annals, entity, names, articles, now)?;
            global.say(format_args!("{} stands apart now.", said(&part)));
        }
        Action::Rename { entity, name } => {
            let renamed = annals.rename_entity(entity, name, now)?;
            global.say(format_args!("{entity} is now called {}.", said(&renamed)));
        }
        Action::Hide { entities } => {
            for entity in entities {
                let hidden = annals.hide_entity(entity, now)?;
                global.say(format_args!("{} is listed no more.", said(&hidden)));
            }
        }
        Action::Apart { a, b } => {
            let (a, b) = annals.keep_apart(a, b, now)?;
            global.say(format_args!("{} and {} are two.", said(&a), said(&b)));
        }
        Action::Undo { number } => {
            let undone = annals.undo_decision(*number, now)?;
            global.say(format_args!("Taken back: {}.", undone.what));
        }
        // Those that change nothing were answered before.
        Action::List { .. }
        | Action::Show { .. }
        | Action::Suggestions { .. }
        | Action::Compare { .. }
        | Action::Decisions => {}
    }
    Ok(())
}

fn split(
    annals: &mut Annals,
    entity: &str,
    names: &[String],
    articles: &[String],
    now: Timestamp,
) -> Result<Noun> {
    let mut captures = Vec::new();
    for article in articles {
        match annals.resolve(article)? {
            Named::Article(capture) => captures.push(capture),
            _ => bail!("{article}: not the id of an article"),
        }
    }
    annals
        .split_entity(entity, names, &captures, now)
        .with_context(|| format!("{entity}: not split"))
}
