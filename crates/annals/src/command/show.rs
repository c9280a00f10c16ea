//! `annals show`: one article, event or name, with its evidence.

use annals_chronicle::Event;
use annals_store::{Annals, Named, Reading, TimelineQuery};
use annals_text::Span;
use annals_text::caret::{Mark, render};
use annals_time::TimeExpression;
use anyhow::{Context, Result, bail};
use clap::Args;

use super::{Global, Outcome};
use crate::print;
use crate::stream::{DocumentRow, Layer};

/// Show one article, event or name by its id, or the beginning of it.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals show k3fz2q7a\n  annals show k3fz2q7a --why    every date, name and event under the words it was read from\n  \
    annals show k3fz2q7a --raw    the captured bytes"
)]
pub struct Show {
    /// The id, or as much of its beginning as is unique. `#s3` behind an article's id is taken and marks that sentence.
    id: String,
    /// Mark each date, name and event under the words it was read from, and say why.
    #[arg(long, conflicts_with = "raw")]
    why: bool,
    /// Write the captured bytes as they are.
    #[arg(long)]
    raw: bool,
}

impl Show {
    /// Prints whatever the id names.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        let annals = global.open()?;
        let (id, sentence) = self.id.split_once("#s").unwrap_or((&self.id, ""));
        let mut out = global.out()?;
        match annals.resolve(id)? {
            Named::Article(capture) if self.raw => {
                let capture = annals
                    .capture(capture)?
                    .with_context(|| format!("{id}: the capture is gone"))?;
                out.write_all(&capture.payload)?;
            }
            Named::Article(capture) => {
                let reading = annals
                    .reading(capture)?
                    .with_context(|| format!("{id}: not read yet; `annals build` does"))?;
                self.article(&annals, &reading, sentence.parse().ok(), global, &mut out)?;
            }
            _ if self.raw => {
                bail!("{id}: only articles have captured bytes; the ids in brackets behind a claim name them")
            }
            Named::Event(event) => self.event(&annals, &event, global, &mut out)?,
            Named::Entity(entity) => self.entity(&annals, &entity, global, &mut out)?,
        }
        out.flush()?;
        Ok(Outcome::Done)
    }

    fn article(
        &self,
        annals: &Annals,
        reading: &Reading,
        sentence: Option<usize>,
        global: &Global,
        out: &mut dyn std::io::Write,
    ) -> Result<()> {
        if global.json {
            let id = reading.listed.capture.to_string();
            let row = DocumentRow::new(&id, &reading.document, &Layer::ALL.into());
            writeln!(out, "{}", serde_json::to_string(&row)?)?;
            return Ok(());
        }
        write!(out, "{}", heading(reading))?;
        match self.why {
            true => write!(out, "{}", render(&reading.document.article.text, &marks(reading)))?,
            false => write!(out, "{}", body(reading, sentence))?,
        }
        write!(out, "{}{}", footer(reading), kin(annals, reading)?)?;
        Ok(())
    }

    fn event(&self, annals: &Annals, id: &str, global: &Global, out: &mut dyn std::io::Write) -> Result<()> {
        let event = annals
            .event(id)?
            .with_context(|| format!("{id}: no such event"))?;
        let mut events = vec![event];
        events.extend(annals.parts(&events[0].id)?);
        self.events(&events, global, out)
    }

    fn entity(&self, annals: &Annals, id: &str, global: &Global, out: &mut dyn std::io::Write) -> Result<()> {
        let entity = annals
            .entity(id)?
            .with_context(|| format!("{id}: no such name"))?;
        if !global.json {
            writeln!(out, "{}", print::entity(&entity))?;
        }
        let (events, _) = annals.timeline(&TimelineQuery {
            entity: Some(entity.id),
            ..TimelineQuery::default()
        })?;
        self.events(&events, global, out)
    }

    fn events(&self, events: &[Event], global: &Global, out: &mut dyn std::io::Write) -> Result<()> {
        match global.json {
            true => annals_export::jsonl::write(events, out)?,
            false => write!(out, "{}", print::chronicle(events))?,
        }
        Ok(())
    }
}

/// Title, source, date with where it was found, and where the evidence lies.
fn heading(reading: &Reading) -> String {
    let (listed, evidence) = (&reading.listed, &reading.provenance);
    let published = match (listed.published, listed.date_from) {
        (Some(day), Some(from)) => format!("{day} (found: {})", from.as_str()),
        (Some(day), None) => day.to_string(),
        (None, _) => "no date of publication".into(),
    };
    let authors = &reading.document.article.authors;
    let by = if authors.is_empty() {
        String::new()
    } else {
        format!(", by {}", authors.join(", "))
    };
    format!(
        "{}\n{}, {published}{by}\n{}\ncaptured {} · {} at byte {} · sha256 {}\n\n",
        listed.title.as_deref().unwrap_or("(no title)"),
        listed.source,
        evidence.url,
        evidence.captured,
        evidence.file,
        evidence.offset,
        evidence.sha256,
    )
}

/// The text, each sentence after its number; the one asked for is pointed at.
fn body(reading: &Reading, pointed: Option<usize>) -> String {
    let text = &reading.document.article.text;
    let mut printed = String::new();
    let mut end = 0;
    for (number, &sentence) in reading.document.sentences.iter().enumerate() {
        if number > 0 && text[Span::new(end, sentence.start)].contains('\n') {
            printed.push('\n');
        }
        let arrow = if pointed == Some(number) { "->" } else { "  " };
        printed.push_str(&format!(
            "{arrow} {:>5}  {}\n",
            format!("#s{number}"),
            text[sentence].replace('\n', " ")
        ));
        end = sentence.end;
    }
    printed
}

/// What a time means, why, and what else it could mean.
fn time_label(time: &TimeExpression) -> String {
    let mut label = format!("{} {} ({})", time.kind.as_str(), time.value, time.reason);
    for other in &time.alternatives {
        label += &format!(", or {} ({})", other.value, other.reason);
    }
    label
}

/// Every layer as marks: what was read from which words, and why.
fn marks(reading: &Reading) -> Vec<Mark> {
    let document = &reading.document;
    let times = document.times.expressions.iter().map(|time| Mark {
        span: time.span,
        label: time_label(time),
    });
    let ranges = document.times.ranges.iter().map(|range| Mark {
        span: range.span,
        label: format!("RANGE {}", range.edtf),
    });
    let mentions = document.names.mentions.iter().map(|mention| Mark {
        span: mention.span,
        label: format!("{} {}", mention.kind.as_str(), mention.entity),
    });
    let references = document.names.references.iter().map(|it| Mark {
        span: it.span,
        label: format!("stands for {}", it.entity),
    });
    let offices = document.names.offices.iter().map(|office| Mark {
        span: office.span,
        label: format!(
            "stands for {}, by the table of offices ({})",
            office.holding.holder, office.holding.source
        ),
    });
    let events = document.events.iter().map(|event| Mark {
        span: event.trigger,
        label: format!(
            "{} {} (frame {}, confidence {})",
            event.kind.as_str(),
            event.status.as_str(),
            event.frame,
            event.confidence.as_str()
        ),
    });
    let statements = document.statements.iter().filter_map(|statement| {
        let speaker = statement
            .speaker
            .map_or("someone", |span| &document.article.text[span]);
        Some(Mark {
            span: statement.cue?,
            label: format!("says {speaker}"),
        })
    });
    times
        .chain(ranges)
        .chain(mentions)
        .chain(references)
        .chain(offices)
        .chain(events)
        .chain(statements)
        .collect()
}

/// The article's lines of the chronicle, and what was left out.
fn footer(reading: &Reading) -> String {
    let mut printed = String::from("\n");
    for event in &reading.events {
        let date = print::date(event.start.as_deref(), event.end.as_deref());
        printed.push_str(&format!("event     {date}  {}\n", print::line(event)));
    }
    for omitted in &reading.omitted {
        let text: String = omitted.text.chars().take(100).collect();
        let others = match omitted.others {
            0 => String::new(),
            1 => " (also in 1 other article)".into(),
            others => format!(" (also in {others} other articles)"),
        };
        printed.push_str(&format!(
            "left out  {}{others}: {text}\n",
            omitted.reason.as_str()
        ));
    }
    printed
}

/// Whether its page is still there, its versions with what changed in each, its copies and where its quotations stand too.
fn kin(annals: &Annals, reading: &Reading) -> Result<String> {
    let mut printed = format!("presence  {}\n", reading.presence.sentence());
    let chain = annals.chain(reading.listed.capture)?;
    for (listed, changed) in chain.iter().filter(|_| chain.len() > 1) {
        let here = if listed.capture == reading.listed.capture {
            " (this one)"
        } else {
            ""
        };
        let counts = changed.iter().flat_map(|changed| &changed.counts);
        let counts: Vec<String> = counts.map(|(kind, count)| format!("{kind} {count}")).collect();
        let said = if counts.is_empty() {
            String::new()
        } else {
            format!("  changed: {}", counts.join(", "))
        };
        let id = listed.capture.to_string();
        let seen = listed.captured.strftime("%Y-%m-%d %H:%M UTC");
        printed += &format!("version   {}  seen {seen}{here}{said}\n", print::short(&id));
    }
    for (at, copy) in annals.family(reading.listed.capture)?.iter().enumerate() {
        let counts: Vec<String> = copy
            .changes
            .iter()
            .map(|(kind, count)| format!("{kind} {count}"))
            .collect();
        let said = match (at, counts.is_empty()) {
            (0, _) => "  earliest known copy".to_owned(),
            (_, true) => "  the same words".to_owned(),
            _ => format!("  {:.0} % of its words; {}", 100.0 * copy.kept, counts.join(", ")),
        };
        printed += &format!(
            "copy      {}{said}\n",
            print::article_line(&copy.listed).trim_end()
        );
    }
    for quoted in annals.quoted_elsewhere(reading)? {
        let words: String = quoted.words.chars().take(100).collect();
        for listed in &quoted.elsewhere {
            printed += &format!("quoted    “{words}” also in {}", print::article_line(listed));
        }
    }
    Ok(printed)
}
