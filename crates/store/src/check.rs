//! Whether everything still agrees: each record with its digests and with the catalogue, the index with the catalogue,
//! and each citation with a new reading of its article.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek};
use std::path::Path;

use annals_archive::{CaptureId, Wacz, WarcReader};
use tantivy::collector::Count;
use tantivy::query::AllQuery;

use crate::catalogue::{self, number, stage_through};
use crate::evidence::Kept;
use crate::folder::warc_files;
use crate::index::{Index, sums as sums_of_index};
use crate::rows::EventRow;
use crate::workers::in_order;
use crate::{Annals, Progress, Result, records, repeats, sums};

/// Something `check` found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// the file, with record number and offset where it is a WARC
    pub place: String,
    /// What is wrong there.
    pub what: String,
}

impl Problem {
    fn new(place: impl Into<String>, what: impl Into<String>) -> Self {
        Problem {
            place: place.into(),
            what: what.into(),
        }
    }
}

/// How many captures are read at a time.
const BATCH: usize = 256;

/// Checks every record of a WARC file outside any folder: what is damaged, and what is irregular.
pub fn check_warc(path: &Path) -> Result<Vec<Problem>> {
    let file = std::fs::File::open(path).map_err(|error| crate::Error::at(path, error))?;
    let records = WarcReader::new(std::io::BufReader::new(file));
    Ok(check_records(&path.display().to_string(), records))
}

/// Checks a WACZ file: its entries, its digests, and every record of the WARC files in it.
pub fn check_wacz(path: &Path) -> Result<Vec<Problem>> {
    let name = path.display().to_string();
    let wacz = Wacz::open(path)?;
    let problems = wacz.problems().into_iter();
    let mut problems: Vec<Problem> = problems.map(|what| Problem::new(&name, what)).collect();
    if !problems.is_empty() {
        return Ok(problems);
    }
    for archive in wacz.archives() {
        problems.extend(check_records(
            &format!("{name}, {archive}"),
            wacz.records(&archive)?,
        ));
    }
    Ok(problems)
}

fn check_records<R: Read + Seek>(name: &str, records: WarcReader<R>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut count = 0;
    for found in records {
        count += 1;
        match found {
            Ok(record) => problems.extend(
                record
                    .faults
                    .iter()
                    .map(|fault| Problem::new(place(name, record.number, record.offset), fault.as_str())),
            ),
            Err(damage) => problems.push(Problem::new(
                place(name, damage.number, damage.offset),
                damage.what,
            )),
        }
    }
    if count == 0 {
        problems.push(Problem::new(name, "holds no record"));
    }
    problems
}

fn place(file: &str, record: usize, offset: u64) -> String {
    format!("{file}, record {record} at offset {offset}")
}

impl Annals {
    /// Digests, catalogue against WARC, index against catalogue, every citation. Empty: all is well.
    pub fn check(&self, progress: &mut dyn FnMut(Progress)) -> Result<Vec<Problem>> {
        let mut problems = self.check_pages()?;
        match self.check_contents(&mut problems, progress) {
            // What is damaged may be unreadable too: that has been said then.
            Err(error) if !problems.is_empty() => {
                problems.push(Problem::new("annals.sqlite", error.to_string()))
            }
            checked => checked?,
        }
        Ok(problems)
    }

    fn check_contents(&self, problems: &mut Vec<Problem>, progress: &mut dyn FnMut(Progress)) -> Result<()> {
        problems.extend(self.check_files()?);
        self.check_captures(problems, progress)?;
        problems.extend(self.check_decisions()?);
        self.check_index(problems)
    }

    /// The catalogue's file, bit by bit.
    fn check_pages(&self) -> Result<Vec<Problem>> {
        let Ok(_lock) = self.others_kept_out() else {
            let what = "is being written to, and was not compared with its digests; check again later";
            return Ok(vec![Problem::new(catalogue::FILE, what)]);
        };
        let found = sums::damaged(&self.root).map_err(|error| crate::Error::at(&self.root, error))?;
        Ok(match found {
            Err(what) => vec![Problem::new("catalogue", what)],
            Ok(pages) => pages
                .iter()
                .map(|page| Problem::new(format!("annals.sqlite, page {page}"), "is not what was written"))
                .collect(),
        })
    }

    /// The decisions: that they can be read, and that the chronicle follows them.
    fn check_decisions(&self) -> Result<Option<Problem>> {
        let followed = stage_through(&self.catalogue.lock(), "decisions")?;
        Ok(match self.decisions_in_force() {
            Err(error) => Some(Problem::new("decisions.jsonl", error.to_string())),
            Ok((_, lines)) if lines != followed => Some(Problem::new(
                "decisions.jsonl",
                "holds decisions that the chronicle does not follow; `annals build` does",
            )),
            Ok(_) => None,
        })
    }

    /// The WARC files: which there are, and every record in them.
    fn check_files(&self) -> Result<Vec<Problem>> {
        let mut committed: BTreeMap<String, u64> = {
            let connection = self.catalogue.lock();
            let mut statement = connection.prepare_cached("SELECT name, length FROM warc_files")?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect::<rusqlite::Result<_>>()?
        };
        let mut problems = Vec::new();
        for (path, name) in warc_files(&self.warc_folder())? {
            let shown = format!("warc/{name}");
            let length = std::fs::metadata(&path)
                .map_err(|error| crate::Error::at(&path, error))?
                .len();
            match committed.remove(&name) {
                None => problems.push(Problem::new(&shown, "is not in the catalogue")),
                Some(expected) if length != expected => {
                    let what = format!("{length} bytes long, but {expected} of them are in the catalogue");
                    problems.push(Problem::new(&shown, what));
                }
                Some(_) => {}
            }
            problems.extend(self.check_members(&path, &name, &shown)?);
        }
        let missing = committed.into_keys();
        problems.extend(missing.map(|name| Problem::new(format!("warc/{name}"), "is missing")));
        Ok(problems)
    }

    /// Every gzip member of a WARC file against the digest it had when it was written. Where all agree, and there is nothing
    /// between them, the records in them are what they were; otherwise each is read, to say what is wrong.
    fn check_members(&self, path: &Path, name: &str, shown: &str) -> Result<Vec<Problem>> {
        let members = records::members(&self.catalogue.lock(), name)?;
        let at = |error| crate::Error::at(path, error);
        let mut file = std::fs::File::open(path).map_err(at)?;
        let length = file.metadata().map_err(at)?.len();
        let (mut problems, mut end) = (Vec::new(), 0);
        for (number, member) in members.iter().enumerate() {
            let here = place(shown, number, member.offset);
            if member.offset != end {
                problems.push(Problem::new(&here, "does not follow the record before it"));
            }
            if member.digest_in(&mut file).map_err(at)? != member.sha256 {
                problems.push(Problem::new(&here, "is not what was written"));
            }
            end = member.offset + member.length;
        }
        if end < length {
            problems.push(Problem::new(
                shown,
                format!("{} bytes at its end belong to no record", length - end),
            ));
        }
        if problems.is_empty() {
            return Ok(problems);
        }
        let read = check_warc(path)?.into_iter().map(|problem| Problem {
            place: problem.place.replacen(&path.display().to_string(), shown, 1),
            what: problem.what,
        });
        Ok(read.chain(problems).collect())
    }

    /// Every capture against its record, and every citation against a new reading of it.
    fn check_captures(&self, problems: &mut Vec<Problem>, progress: &mut dyn FnMut(Progress)) -> Result<()> {
        let mut citations = self.citations()?;
        let total = number(&self.catalogue.lock(), "SELECT count(*) FROM captures")? as usize;
        let (mut done, mut after) = (0, 0);
        loop {
            let batch = Kept::after(&self.catalogue.lock(), after, BATCH)?;
            let Some(end) = batch.last() else { break };
            let cited: Vec<(&Kept, Vec<Cited>)> = batch
                .iter()
                .map(|kept| (kept, citations.remove(&kept.capture).unwrap_or_default()))
                .collect();
            let found = in_order(&cited, |(kept, cited)| self.check_capture(kept, cited));
            problems.extend(found.into_iter().flatten());
            (done, after) = (done + batch.len(), end.id);
            progress(Progress {
                stage: "check",
                done,
                total,
            });
        }
        problems.extend(citations.keys().map(|capture| {
            Problem::new(
                format!("capture {capture}"),
                "is cited by the chronicle, but is not in the catalogue",
            )
        }));
        Ok(())
    }

    fn check_capture(&self, kept: &Kept, cited: &[Cited]) -> Vec<Problem> {
        let capture = match kept.read(self) {
            Ok(capture) => capture,
            Err(what) => return vec![Problem::new(format!("capture {}", kept.capture), what)],
        };
        if cited.is_empty() {
            return Vec::new();
        }
        let repeats = match repeats::around(&self.catalogue.lock(), kept.id) {
            Ok(repeats) => repeats,
            Err(error) => {
                return vec![Problem::new(
                    format!("capture {}", kept.capture),
                    error.to_string(),
                )];
            }
        };
        let article = kept.article(&capture, &repeats).0;
        let sentences = annals_text::sentences(&article.text);
        let wrong = cited.iter().filter(|cited| {
            sentences
                .get(cited.number)
                .is_none_or(|span| article.text[*span] != cited.sentence)
        });
        wrong
            .map(|cited| {
                let what = format!(
                    "its sentence {} is not the one that event {} cites",
                    cited.number, cited.event
                );
                Problem::new(format!("capture {}", kept.capture), what)
            })
            .collect()
    }

    /// All citations of the chronicle, by capture.
    fn citations(&self) -> Result<BTreeMap<CaptureId, Vec<Cited>>> {
        let connection = self.catalogue.lock();
        let mut statement = connection.prepare_cached("SELECT body FROM events ORDER BY position")?;
        let mut rows = statement.query([])?;
        let mut citations = BTreeMap::<CaptureId, Vec<Cited>>::new();
        while let Some(row) = rows.next()? {
            let body: EventRow = serde_json::from_str(row.get_ref(0)?.as_str().unwrap_or_default())?;
            let event = body.event(&|key| key);
            for claim in event.claims {
                let cited = Cited {
                    event: event.id.clone(),
                    number: claim.citation.number,
                    sentence: claim.citation.sentence,
                };
                citations.entry(claim.citation.capture).or_default().push(cited);
            }
        }
        Ok(citations)
    }

    /// The index against the catalogue: it holds the newest version of each article that was built, and no other.
    fn check_index(&self, problems: &mut Vec<Problem>) -> Result<()> {
        let built = stage_through(&self.catalogue.lock(), "chronicle")?;
        let folder = self.index_folder();
        if folder.is_dir() {
            let differences =
                sums_of_index::differences(&folder).map_err(|error| crate::Error::at(&folder, error))?;
            let damaged = !differences.is_empty();
            problems.extend(differences.into_iter().map(|what| {
                Problem::new(
                    "index",
                    format!("{what}; `annals build --from index` makes it anew"),
                )
            }));
            // What tantivy makes of damaged files is anybody's guess.
            if damaged {
                return Ok(());
            }
        }
        let Some(index) = Index::open(&self.index_folder())? else {
            if built > 0 {
                problems.push(Problem::new("index", "is missing; `annals build` makes it anew"));
            }
            return Ok(());
        };
        if index.through()? != built {
            problems.push(Problem::new(
                "index",
                "does not hold what was built; `annals build` brings it up to date",
            ));
            return Ok(());
        }
        let (indexed, expected) = (indexed(&index)?, self.newest(built)?);
        for number in expected.symmetric_difference(&indexed) {
            let what = match expected.contains(number) {
                true => "lacks article",
                false => "holds an article that it should not:",
            };
            problems.push(Problem::new("index", format!("{what} number {number}")));
        }
        let searcher = index.inner.reader()?.searcher();
        let count = searcher.search(&AllQuery, &Count)?;
        if count != expected.len() {
            problems.push(Problem::new(
                "index",
                format!("holds {count} articles instead of {}", expected.len()),
            ));
        }
        Ok(())
    }

    /// The newest versions among the captures that the chronicle holds.
    fn newest(&self, through: i64) -> Result<BTreeSet<u64>> {
        let connection = self.catalogue.lock();
        let mut statement =
            connection.prepare_cached("SELECT id FROM articles WHERE newest = 1 AND id <= ?1")?;
        let rows = statement.query_map([through], |row| row.get::<_, i64>(0))?;
        Ok(rows
            .map(|id| id.map(|id| id as u64))
            .collect::<rusqlite::Result<_>>()?)
    }
}

struct Cited {
    event: String,
    number: usize,
    sentence: String,
}

/// The numbers of all articles in the index.
fn indexed(index: &Index) -> Result<BTreeSet<u64>> {
    let searcher = index.inner.reader()?.searcher();
    let mut numbers = BTreeSet::new();
    for segment in searcher.segment_readers() {
        let column = segment.fast_fields().u64("number")?;
        numbers.extend(
            segment
                .doc_ids_alive()
                .filter_map(|document| column.first(document)),
        );
    }
    Ok(numbers)
}
