//! proposals.jsonl: what a helper on the analyst's machine proposed for sentences, one line a sentence that it was asked
//! about, appended and never rewritten. A build reads the file and never the helper, so the same folder gives the same
//! chronicle.

use std::collections::{HashMap, HashSet};
use std::fs::{self, OpenOptions};
use std::io::Write;

use annals_annotate::{Document, EventKind, Proposal, proposed, unsure_sentences};
use annals_archive::CaptureId;
use serde::{Deserialize, Serialize};

use crate::catalogue::set_stage;
use crate::rows::status;
use crate::{Annals, Error, ErrorKind, Result};

/// The file's name in the folder.
const FILE: &str = "proposals.jsonl";

/// A sentence to ask about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The article.
    pub capture: CaptureId,
    /// The sentence, word for word.
    pub sentence: String,
    /// Its number in the article.
    pub number: usize,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Row {
    capture: String,
    sentence: String,
    number: usize,
    model: String,
    events: Vec<ProposalRow>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct ProposalRow {
    #[serde(rename = "type")]
    kind: String,
    trigger: String,
    actors: Vec<String>,
    recipients: Vec<String>,
    place: Option<String>,
    time: Option<String>,
    status: String,
}

impl ProposalRow {
    fn proposal(&self) -> Option<Proposal> {
        let some = |words: &Option<String>| words.clone().filter(|words| !words.is_empty());
        Some(Proposal {
            kind: EventKind::from_name(&self.kind)?,
            trigger: self.trigger.clone(),
            actors: self.actors.clone(),
            recipients: self.recipients.clone(),
            place: some(&self.place),
            time: some(&self.time),
            status: status(&self.status),
        })
    }
}

/// Proposals by article.
#[derive(Default)]
pub(crate) struct Proposals(HashMap<CaptureId, Vec<Row>>);

impl Proposals {
    /// Adds to a document what was proposed for its sentences and stands in them.
    pub fn add_to(&self, document: &mut Document, capture: CaptureId) {
        for row in self.0.get(&capture).into_iter().flatten() {
            let number = standing(document, row);
            let events = row.events.iter().filter_map(ProposalRow::proposal);
            let counted: Vec<_> = match number {
                Some(number) => events
                    .filter_map(|event| proposed(document, number, &event))
                    .collect(),
                None => Vec::new(),
            };
            document.events.extend(counted);
        }
        document.events.sort_by_key(|event| (event.trigger, event.kind));
    }
}

/// The number of a row's sentence now: as it was, or where the same words stand.
fn standing(document: &Document, row: &Row) -> Option<usize> {
    let says = |&number: &usize| {
        let span = document.sentences.get(number);
        span.is_some_and(|&span| document.article.text[span] == *row.sentence)
    };
    Some(row.number)
        .filter(says)
        .or_else(|| (0..document.sentences.len()).find(says))
}

impl Annals {
    pub(crate) fn proposals(&self) -> Result<Proposals> {
        let mut all = Proposals::default();
        for row in self.proposal_rows()? {
            all.0
                .entry(crate::evidence::capture_id(&row.capture))
                .or_default()
                .push(row);
        }
        Ok(all)
    }

    fn proposal_rows(&self) -> Result<Vec<Row>> {
        let path = self.root.join(FILE);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Error::at(&path, error)),
        };
        // A last line without its end was cut off by a crash.
        let whole = &text[..text.rfind('\n').map_or(0, |end| end + 1)];
        let row = |(line, number): (&str, usize)| {
            serde_json::from_str(line).map_err(|error| {
                Error::new(
                    ErrorKind::Config,
                    format!("{}, line {number}: {error}", path.display()),
                )
            })
        };
        whole.lines().zip(1..).map(row).collect()
    }

    /// Sentences that name somebody, of which the readers are not sure and that nobody was asked about yet; `limit` at
    /// most.
    pub fn unsure(&self, limit: usize) -> Result<Vec<Asked>> {
        let asked: HashSet<(String, String)> = self
            .proposal_rows()?
            .into_iter()
            .map(|row| (row.capture, row.sentence))
            .collect();
        let mut found = Vec::new();
        for listed in self.articles(None, 0, 0)?.0 {
            let Some(reading) = self.reading(listed.capture)? else {
                continue;
            };
            let document = &reading.document;
            for number in unsure_sentences(document) {
                let sentence = document.article.text[document.sentences[number]].to_owned();
                if !asked.contains(&(listed.capture.to_string(), sentence.clone())) {
                    found.push(Asked {
                        capture: listed.capture,
                        sentence,
                        number,
                    });
                }
                if found.len() == limit {
                    return Ok(found);
                }
            }
        }
        Ok(found)
    }

    /// Keeps what a helper answered about a sentence: JSON with `events`. Answers how many of them count, and how many
    /// do not because a word of theirs does not stand in the sentence, or they are no events; `None` if it is no such
    /// JSON, which is not kept.
    pub fn keep_answer(
        &mut self,
        asked: &Asked,
        model: &str,
        answer: &str,
    ) -> Result<Option<(usize, usize)>> {
        #[derive(Deserialize)]
        struct Answer {
            events: Vec<ProposalRow>,
        }
        // Models like to wrap JSON in a fence.
        let json = answer
            .find('{')
            .zip(answer.rfind('}'))
            .and_then(|(from, to)| answer.get(from..=to));
        let Some(Answer { mut events }) = json.and_then(|json| serde_json::from_str(json).ok()) else {
            return Ok(None);
        };
        let Some(reading) = self.reading(asked.capture)? else {
            return Ok(None);
        };
        let all = events.len();
        let counts = |row: &ProposalRow| {
            let proposal = row.proposal();
            proposal.is_some_and(|proposal| proposed(&reading.document, asked.number, &proposal).is_some())
        };
        events.retain(counts);
        let kept = events.len();
        self.append_proposals(&Row {
            capture: asked.capture.to_string(),
            sentence: asked.sentence.clone(),
            number: asked.number,
            model: model.to_owned(),
            events,
        })?;
        Ok(Some((kept, all - kept)))
    }

    /// Appends a row and has its article read again by the next build.
    fn append_proposals(&self, row: &Row) -> Result<()> {
        let _lock = self.write_lock()?;
        let path = self.root.join(FILE);
        let line = serde_json::to_string(row)?;
        let written = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path)
            .and_then(|mut file| {
                file.write_all(format!("{line}\n").as_bytes())?;
                file.sync_all()
            });
        written.map_err(|error| Error::at(&path, error))?;
        if row.events.is_empty() {
            return Ok(());
        }
        let connection = self.catalogue.lock();
        connection.execute(
            "DELETE FROM reports WHERE article IN (SELECT id FROM captures WHERE capture = ?1)",
            [&row.capture],
        )?;
        set_stage(&connection, "chronicle", 0)
    }
}
