//! The family of an article: the same text at other outlets, the earliest first, and what each changed of it; and the
//! quotations in an article that other articles carry too. A family says that texts were copied; which came first is said
//! by their dates, and who copied from whom is not said.

use annals_archive::CaptureId;
use annals_dedup::versions::Kind;

use crate::listing::Listed;
use crate::versions::Difference;
use crate::{Annals, Reading, Result, SearchQuery};

/// One member of a family.
#[derive(Clone, Debug, PartialEq)]
pub struct Copy {
    /// The article.
    pub listed: Listed,
    /// The version of the earliest copy that it was compared with.
    pub original: Option<CaptureId>,
    /// Which part of the earliest copy's words it has, in the same order: 0 to 1. 1 for the earliest itself.
    pub kept: f32,
    /// How many changes there are, by kind, the gravest first; formatting left out.
    pub changes: Vec<(Kind, usize)>,
}

/// A quotation that stands in other articles too.
#[derive(Clone, Debug, PartialEq)]
pub struct Quoted {
    /// The words.
    pub words: String,
    /// Articles of other families that have them, the earliest first.
    pub elsewhere: Vec<Listed>,
}

/// The most copies that are compared with the earliest.
const COMPARED: usize = 20;
/// So many versions of the earliest copy are compared with.
const ORIGINALS: usize = 5;
/// So many words make a quotation that is looked for, and so many of it are looked for.
const QUOTED_WORDS: (usize, usize) = (8, 24);
/// The most quotations of one article that are looked for.
const QUOTATIONS: usize = 12;

impl Annals {
    /// The family of an article, the earliest copy first; empty for an article that is alone. The earliest is the one with
    /// the first day of publication, and of one day the one seen first.
    pub fn family(&self, capture: CaptureId) -> Result<Vec<Copy>> {
        let Some(own) = self.listed(capture)? else {
            return Ok(Vec::new());
        };
        let mut members = self.copies_of(capture)?;
        if members.is_empty() {
            return Ok(Vec::new());
        }
        members.push(own);
        members.sort_by_key(|listed| {
            (
                listed.published.is_none(),
                listed.published,
                listed.captured,
                listed.capture,
            )
        });
        let originals: Vec<CaptureId> = self
            .chain(members[0].capture)?
            .into_iter()
            .map(|it| it.0.capture)
            .collect();
        let copies = members.into_iter().enumerate();
        copies
            .map(|(at, listed)| self.copy(&originals, at, listed))
            .collect()
    }

    /// A copy beside the version of the earliest article that it is most like: that is the one it was made from, if any.
    fn copy(&self, originals: &[CaptureId], at: usize, listed: Listed) -> Result<Copy> {
        let mut nearest: Option<(CaptureId, Difference)> = None;
        for &original in originals
            .iter()
            .take(ORIGINALS)
            .filter(|_| (1..COMPARED).contains(&at))
        {
            let difference = self.difference(original, listed.capture).unwrap_or_default();
            let kept = nearest.as_ref().map_or(-1.0, |nearest| nearest.1.text.kept);
            if let Some(difference) = difference.filter(|difference| difference.text.kept > kept) {
                nearest = Some((original, difference));
            }
        }
        Ok(Copy {
            listed,
            original: nearest.as_ref().map(|nearest| nearest.0),
            kept: nearest.as_ref().map_or(1.0, |nearest| nearest.1.text.kept),
            changes: nearest
                .as_ref()
                .map(|nearest| counted(&nearest.1))
                .unwrap_or_default(),
        })
    }

    /// Quotations of an article that articles which are no copies of it carry too.
    pub fn quoted_elsewhere(&self, reading: &Reading) -> Result<Vec<Quoted>> {
        let text = &reading.document.article.text;
        let direct = reading
            .document
            .statements
            .iter()
            .filter(|statement| statement.direct);
        let mut found: Vec<Quoted> = Vec::new();
        for statement in direct {
            let words = &text[statement.content];
            let known = found.iter().any(|quoted| quoted.words == words);
            let Some(phrase) = phrase(words).filter(|_| !known && found.len() < QUOTATIONS) else {
                continue;
            };
            found.push(Quoted {
                words: words.to_owned(),
                elsewhere: self.carrying(&phrase, reading)?,
            });
        }
        found.retain(|quoted| !quoted.elsewhere.is_empty());
        Ok(found)
    }

    fn carrying(&self, phrase: &str, reading: &Reading) -> Result<Vec<Listed>> {
        let query = SearchQuery {
            text: format!("\"{phrase}\""),
            limit: 20,
            ..SearchQuery::default()
        };
        // A folder without an index has no answer, which is no error of the article.
        let Ok(page) = self.search(&query) else {
            return Ok(Vec::new());
        };
        let own = [&reading.listed]
            .into_iter()
            .chain(&reading.versions)
            .chain(&reading.copies);
        let own: Vec<CaptureId> = own.map(|listed| listed.capture).collect();
        let mut others: Vec<Listed> = page.hits.into_iter().map(|hit| hit.listed).collect();
        others.retain(|listed| !own.contains(&listed.capture));
        others.sort_by_key(|listed| (listed.published.is_none(), listed.published, listed.captured));
        Ok(others)
    }
}

fn counted(difference: &Difference) -> Vec<(Kind, usize)> {
    let count = |kind: Kind| {
        let changes = difference.text.changes.iter();
        changes.filter(|change| change.kinds.contains(&kind)).count()
    };
    let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Formatting);
    kinds
        .map(|kind| (kind, count(kind)))
        .filter(|(_, count)| *count > 0)
        .collect()
}

/// The words of a quotation as they are looked for; none of one too short to be told from chance.
fn phrase(words: &str) -> Option<String> {
    let words: Vec<&str> = words
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
        .take(QUOTED_WORDS.1)
        .collect();
    (words.len() >= QUOTED_WORDS.0).then(|| words.join(" "))
}
