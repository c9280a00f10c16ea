//! An article with its evidence and all its layers, read anew from its capture: nothing but evidence is needed for it.

use annals_annotate::Document;
use annals_archive::CaptureId;
use annals_chronicle::Event;
use annals_extract::Omitted;

use crate::evidence::{Evidence, Kept, damaged};
use crate::listing::Listed;
use crate::presence::Presence;
use crate::{Annals, Result, repeats};

/// An article with its evidence and all layers, read anew from its capture.
pub struct Reading {
    /// The article as lists show it.
    pub listed: Listed,
    /// The article and its layers.
    pub document: Document,
    /// What of the page is not part of the article.
    pub omitted: Vec<Omitted>,
    /// Where the bytes lie.
    pub provenance: Evidence,
    /// Events of the chronicle that cite this article.
    pub events: Vec<Event>,
    /// Other captures of the same article, oldest first.
    pub versions: Vec<Listed>,
    /// Copies of its text in other places.
    pub copies: Vec<Listed>,
    /// Whether its page is still there, as far as looks tell.
    pub presence: Presence,
}

impl Annals {
    /// Reads an article. `None` if there is no such capture or it has not been built yet; an error if its record cannot
    /// be read.
    pub fn reading(&self, capture: CaptureId) -> Result<Option<Reading>> {
        let kept = Kept::find(&self.catalogue.lock(), capture)?;
        let (Some(kept), Some(listed)) = (kept, self.listed(capture)?) else {
            return Ok(None);
        };
        let page = kept.read(self).map_err(damaged)?;
        let repeats = repeats::around(&self.catalogue.lock(), kept.id)?;
        let (article, omitted) = kept.article(&page, &repeats);
        Ok(Some(Reading {
            listed,
            document: annals_annotate::annotate(article),
            omitted,
            provenance: kept.evidence(),
            events: self.events_citing(capture)?,
            versions: self.versions_of(capture)?,
            copies: self.copies_of(capture)?,
            presence: self.presence(capture)?,
        }))
    }
}
