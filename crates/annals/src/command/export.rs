//! `annals export`: the chronicle, its articles, or one person's appearances, in a format of other programs. What is written
//! is read in pieces: however much it is, little of it is in memory.

use annals_export::{ArticleFormat, ArticleRecord};
use annals_store::{ArticlesQuery, Extracted, Listed, Placed, Progress, TimelineQuery};
use anyhow::{Result, bail};
use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;

use super::{Global, Outcome};

/// The name of the table of appearances, which is no format of events.
const APPEARANCES: &str = "appearances";

/// Events as features of a map, which need the whereabouts of places.
const GEOJSON: &str = "geojson";

/// All tables as one SQLite database.
const SQLITE: &str = "sqlite";

/// How much is read at once.
const PIECE: usize = 500;

/// Write the chronicle, or the articles it was read from, in a format that other programs read.
///
/// Of events: jsonl, csv, ics, markdown, timelinejs, geojson. Of articles with their texts: articles-jsonl, articles-csv,
/// atom, jsonfeed, jsonld (schema.org), ninjs (IPTC). Of both: sqlite. Of the evidence: wacz, cdxj.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals export csv -o chronicle.csv\n  annals export jsonl | head\n  \
    annals export ics -o chronicle.ics         for calendars; markdown: a report; timelinejs: for a page\n  \
    annals export geojson -o chronicle.geojson for maps\n  \
    annals export csv \"Ama Boateng\" -o boateng.csv\n  \
    annals export csv --source harbour-post.example --from 2011-01-01 -o post.csv\n  \
    annals export atom --source harbour-post.example -o post.atom    its articles; jsonfeed: the same in JSON\n  \
    annals export jsonld -o articles.jsonld    schema.org; ninjs: items as agencies send them\n  \
    annals export sqlite -o collection.sqlite  tables to ask in SQL\n  \
    annals export appearances \"Ama Boateng\" -o seen.csv\n  \
    annals export wacz -o collection.wacz     all evidence in one file, for replay\n  \
    annals export cdxj -o index.cdxj          an index of the evidence in warc/"
)]
pub struct Export {
    /// The format; `appearances` is a table (CSV) of where one person was seen, and with whom.
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(
        annals_export::Format::ALL.iter().map(|format| format.name())
            .chain([GEOJSON, APPEARANCES])
            .chain(ArticleFormat::ALL.iter().map(|format| format.name()))
            .chain([SQLITE])
            .chain(OF_EVIDENCE)
    ))]
    format: String,
    /// Only events with this person, body or place (a name, or an id).
    entity: Option<String>,
    /// Only what this source says, or its articles (its number, domain or name).
    #[arg(long)]
    source: Option<String>,
    /// Only events on this day or later; articles published then.
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<Date>,
    /// Only events on this day or earlier; articles published until then.
    #[arg(long, value_name = "YYYY-MM-DD")]
    until: Option<Date>,
}

impl Export {
    /// Writes what the format holds.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        if OF_EVIDENCE.contains(&self.format.as_str()) {
            self.all_of_it()?;
            return self.evidence(global);
        }
        if self.format == APPEARANCES {
            return self.appearances(global);
        }
        if self.format == SQLITE {
            self.all_of_it()?;
            return self.sqlite(global);
        }
        match ArticleFormat::from_name(&self.format) {
            Some(format) => self.articles(format, global),
            None => self.events(global),
        }
    }

    /// Refuses conditions where everything is written.
    fn all_of_it(&self) -> Result<()> {
        let conditions =
            self.entity.is_some() || self.source.is_some() || self.from.is_some() || self.until.is_some();
        if conditions {
            bail!("{} holds everything: give no entity, source or days", self.format);
        }
        Ok(())
    }

    fn query(&self) -> TimelineQuery {
        TimelineQuery {
            entity: self.entity.clone(),
            source: self.source.clone(),
            from: self.from,
            until: self.until,
            ..TimelineQuery::default()
        }
    }

    /// Writes all events, or those that are asked for.
    fn events(&self, global: &Global) -> Result<Outcome> {
        let (annals, query) = (global.open()?, self.query());
        let format = annals_export::Format::from_name(&self.format);
        let (mut all, mut held, mut failed) = (0, 0, None);
        let read = |after: Option<&Placed>| annals.events_behind(&query, after.map(|last| last.place), PIECE);
        // The first piece says whether there is such an entity or source, before a file is begun.
        annals.events_behind(&query, None, 1)?;
        let mut out = global.out()?;
        let events = in_pieces(read, &mut failed)
            .map(|placed| placed.event)
            .inspect(|event| {
                all += 1;
                held += usize::from(format.is_none_or(|format| format.holds(event)));
            });
        match format {
            Some(format) => format.write(events, &mut out)?,
            None => {
                let located = annals.located()?;
                annals_export::geojson::write(events, |id| located.get(id).copied(), &mut out)?;
            }
        }
        out.flush()?;
        whole(failed)?;
        if let Some(path) = &global.output {
            global.say(format_args!("Wrote {held} events to {}.", path.display()));
        }
        if held < all {
            let without = all - held;
            let name = &self.format;
            global.say(format_args!(
                "{without} have no date in any text, and {name} holds none of these."
            ));
        }
        Ok(Outcome::Done)
    }

    /// Writes articles with their texts, which are read from the evidence.
    fn articles(&self, format: ArticleFormat, global: &Global) -> Result<Outcome> {
        if self.entity.is_some() {
            bail!(
                "{} holds articles: --source, --from and --until choose among them",
                self.format
            );
        }
        let annals = global.open()?;
        let query = ArticlesQuery {
            source: self.source.clone(),
            from: self.from,
            until: self.until,
        };
        annals.articles_behind(&query, None, 1)?;
        let total = annals.articles(None, 0, 1)?.1;
        let (bar, mut out) = (global.bar(), global.out()?);
        let (mut done, mut unreadable, mut failed) = (0, 0, None);
        let read =
            |after: Option<&Listed>| annals.articles_behind(&query, after.map(|last| last.capture), PIECE);
        let records = in_pieces(read, &mut failed).filter_map(|listed| {
            done += 1;
            bar.show(Progress {
                stage: "exporting",
                done,
                total,
            });
            match annals.extracted(listed.capture) {
                Ok(extracted) => extracted.map(record),
                Err(error) => {
                    bar.warn(&format!("annals: {}: left out: {error}", listed.capture));
                    unreadable += 1;
                    None
                }
            }
        });
        format.write(annals.name(), records, &mut out)?;
        out.flush()?;
        whole(failed)?;
        drop(bar);
        if let Some(path) = &global.output {
            let written = done - unreadable;
            global.say(format_args!("Wrote {written} articles to {}.", path.display()));
        }
        Ok(if unreadable > 0 {
            Outcome::SomeFailed
        } else {
            Outcome::Done
        })
    }

    /// Writes the tables of docs/formats.md.
    fn sqlite(&self, global: &Global) -> Result<Outcome> {
        let Some(path) = &global.output else {
            bail!("say where to: annals export sqlite -o collection.sqlite");
        };
        let copied = global.open()?.write_sqlite(path)?;
        for problem in &copied.unreadable {
            eprintln!("annals: without its text: {problem}");
        }
        let (articles, events) = (copied.articles, copied.events);
        global.say(format_args!(
            "Wrote {articles} articles and {events} events to {}.",
            path.display()
        ));
        Ok(match copied.unreadable.is_empty() {
            true => Outcome::Done,
            false => Outcome::SomeFailed,
        })
    }

    /// Writes the evidence itself: all of it in one file, or an index of it.
    fn evidence(&self, global: &Global) -> Result<Outcome> {
        let (annals, mut out) = (global.open()?, global.out()?);
        match self.format.as_str() {
            "wacz" => {
                let now = Timestamp::from_second(Timestamp::now().as_second())?;
                annals.write_wacz(&mut out, now)?;
            }
            _ => {
                for line in annals.cdxj()? {
                    writeln!(out, "{line}")?;
                }
            }
        }
        out.flush()?;
        if let Some(path) = &global.output {
            global.say(format_args!("Wrote {}.", path.display()));
        }
        Ok(Outcome::Done)
    }

    fn appearances(&self, global: &Global) -> Result<Outcome> {
        let Some(wanted) = &self.entity else {
            bail!("say whose appearances: annals export appearances \"Ama Boateng\"");
        };
        let annals = global.open()?;
        let person = annals.entity_called(wanted)?;
        let query = TimelineQuery {
            entity: Some(person.id.clone()),
            ..self.query()
        };
        let rows = annals_chronicle::appearances(&person.id, &annals.timeline(&query)?.0);
        let mut out = global.out()?;
        annals_export::appearances::write_csv(&person.name, &rows, &mut out)?;
        out.flush()?;
        if let Some(path) = &global.output {
            global.say(format_args!(
                "Wrote {} appearances to {}.",
                rows.len(),
                path.display()
            ));
        }
        Ok(Outcome::Done)
    }
}

/// Formats of the evidence, which the store writes; those of the chronicle are in `annals_export`.
const OF_EVIDENCE: [&str; 2] = ["wacz", "cdxj"];

/// A list one by one, read in pieces, each behind the last of the one before. What goes wrong is put into `failed` and ends it.
fn in_pieces<'a, T>(
    mut read: impl FnMut(Option<&T>) -> annals_store::Result<Vec<T>> + 'a,
    failed: &'a mut Option<annals_store::Error>,
) -> impl Iterator<Item = T> + 'a
where
    T: Clone + 'a,
{
    let (mut piece, mut last, mut ended) = (Vec::new().into_iter(), None, false);
    std::iter::from_fn(move || {
        if piece.len() == 0 && !ended {
            match read(last.as_ref()) {
                Ok(read) => {
                    ended = read.is_empty();
                    last = read.last().cloned();
                    piece = read.into_iter();
                }
                Err(error) => {
                    *failed = Some(error);
                    ended = true;
                }
            }
        }
        piece.next()
    })
}

/// A list that broke off is none.
fn whole(failed: Option<annals_store::Error>) -> Result<()> {
    failed.map_or(Ok(()), |error| Err(error.into()))
}

/// An article as formats take it.
fn record(extracted: Extracted) -> ArticleRecord {
    let Extracted { listed, article, .. } = extracted;
    ArticleRecord {
        capture: listed.capture,
        source: listed.source,
        title: listed.title,
        url: listed.url,
        published: listed.published,
        captured: listed.captured,
        language: listed.language,
        modified: article.modified.map(|date| date.day),
        authors: article.authors,
        section: article.section,
        tags: article.tags,
        licence: article.licence,
        text: article.text.as_str().to_owned(),
    }
}
