//! One version of an article with the layers that tell how grave a change of it is, and the difference of two.

use std::collections::BTreeMap;

use annals_annotate::Document;
use annals_archive::CaptureId;
use annals_dedup::repeats::Repeats;
use annals_dedup::versions::{Change, Comparison, Kind, Layer, Marked, Version, compare};
use annals_text::{Span, Text};
use jiff::Timestamp;

use crate::evidence::{Kept, damaged};
use crate::{Annals, Result, repeats};

/// One version, read from its capture.
pub struct Edition {
    /// The capture.
    pub capture: CaptureId,
    /// The address it was seen under.
    pub url: String,
    /// When it was seen.
    pub captured: Timestamp,
    /// Its headline.
    pub title: Option<Text>,
    /// The article and its layers.
    pub document: Document,
    /// What its page says beside the article.
    beside: Vec<String>,
}

/// How two versions differ.
pub struct Difference {
    /// The older version.
    pub older: Edition,
    /// The newer version.
    pub newer: Edition,
    /// How the headlines differ, where both have one.
    pub headline: Option<Comparison>,
    /// How the texts differ.
    pub text: Comparison,
}

impl Annals {
    /// A version by its capture; `None` if it is not there or has not been read.
    pub(crate) fn edition(&self, capture: CaptureId) -> Result<Option<Edition>> {
        let kept = Kept::find(&self.catalogue.lock(), capture)?;
        let (Some(kept), Some(_)) = (kept, self.listed(capture)?) else {
            return Ok(None);
        };
        let repeats = repeats::around(&self.catalogue.lock(), kept.id)?;
        Edition::of(self, &kept, &repeats).map(Some).map_err(damaged)
    }
}

impl Edition {
    /// Reads a capture, without what its outlet repeats.
    pub(crate) fn of(annals: &Annals, kept: &Kept, repeats: &Repeats) -> std::result::Result<Self, String> {
        let (article, omitted) = kept.article(&kept.read(annals)?, repeats);
        Ok(Edition {
            capture: kept.capture,
            url: kept.url.clone(),
            captured: kept.captured,
            title: article.title.as_deref().map(Text::from),
            document: annals_annotate::annotate(article),
            beside: omitted.into_iter().map(|omitted| omitted.text).collect(),
        })
    }

    /// Names, times and quotations as marks.
    fn marks(&self) -> Vec<Marked> {
        let document = &self.document;
        let text = &document.article.text;
        let full = self.full_names();
        let mark = |span, layer, value: &str| Marked {
            span,
            layer,
            value: value.to_owned(),
        };
        let names = document.names.mentions.iter().map(|mention| {
            let value = full.get(&mention.entity).copied().unwrap_or(&text[mention.span]);
            mark(mention.span, Layer::Name, value)
        });
        let times = document.times.expressions.iter().map(|time| {
            let days = time
                .interval
                .as_ref()
                .map_or(time.value.as_str(), |interval| &interval.edtf);
            mark(time.span, Layer::Time, days)
        });
        let direct = document.statements.iter().filter(|statement| statement.direct);
        let quotes = direct.map(|statement| mark(statement.content, Layer::Quote, ""));
        names.chain(times).chain(quotes).collect()
    }

    /// The fullest form of each entity's name.
    fn full_names(&self) -> BTreeMap<usize, &str> {
        let mut full: BTreeMap<usize, &str> = BTreeMap::new();
        for mention in &self.document.names.mentions {
            let printed = &self.document.article.text[mention.span];
            let known = full.entry(mention.entity).or_insert(printed);
            if printed.len() > known.len() {
                *known = printed;
            }
        }
        full
    }

    /// The names of the article where they stand in a headline.
    fn marks_in(&self, title: &Text) -> Vec<Marked> {
        let mut marks: Vec<Marked> = Vec::new();
        let full = self.full_names();
        let mut names: Vec<(&str, &str)> = self
            .document
            .names
            .mentions
            .iter()
            .map(|mention| {
                let printed = &self.document.article.text[mention.span];
                (printed, full.get(&mention.entity).copied().unwrap_or(printed))
            })
            .collect();
        names.sort_by_key(|(printed, _)| (std::cmp::Reverse(printed.len()), *printed));
        names.dedup();
        for (printed, value) in names {
            for (start, _) in title.match_indices(printed) {
                let span = Span::new(start, start + printed.len());
                if marks.iter().all(|mark| !mark.span.overlaps(span)) {
                    marks.push(Marked {
                        span,
                        layer: Layer::Name,
                        value: value.to_owned(),
                    });
                }
            }
        }
        marks
    }
}

impl Difference {
    /// Compares two versions, headline and text.
    pub(crate) fn between(older: Edition, newer: Edition) -> Self {
        let titles = older.title.as_ref().zip(newer.title.as_ref());
        let headline = titles.map(|(old, new)| {
            let marks = [older.marks_in(old), newer.marks_in(new)];
            let version = |text, at: usize| Version {
                marks: &marks[at],
                capitals_tell: false,
                ..Version::of(text)
            };
            compare(&version(old, 0), &version(new, 1))
        });
        let same = older.document.article.text == newer.document.article.text;
        let marks = match same {
            true => [Vec::new(), Vec::new()],
            false => [older.marks(), newer.marks()],
        };
        let beside =
            [&older, &newer].map(|edition| edition.beside.iter().map(String::as_str).collect::<Vec<_>>());
        let text = compare(
            &compare_side(&older, &marks[0], &beside[0]),
            &compare_side(&newer, &marks[1], &beside[1]),
        );
        Difference {
            headline,
            text,
            older,
            newer,
        }
    }

    /// The gravest kind of change; none where nothing changed.
    pub fn gravest(&self) -> Option<Kind> {
        self.changes().map(Change::gravest).min()
    }

    /// All changes: those of the headline, then those of the text.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        let headline = self.headline.iter().flat_map(|headline| &headline.changes);
        headline.chain(&self.text.changes)
    }
}

/// A version as it is compared.
fn compare_side<'a>(edition: &'a Edition, marks: &'a [Marked], beside: &'a [&'a str]) -> Version<'a> {
    Version {
        text: &edition.document.article.text,
        marks,
        beside,
        language: edition.document.article.language,
        capitals_tell: true,
    }
}
