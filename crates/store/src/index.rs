//! The full-text index: one document an article, in its newest version. It carries the number of the last capture it
//! holds; everything in it can be read anew from the evidence.

pub(crate) mod sums;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use annals_archive::CaptureId;
use annals_extract::Article;
use jiff::civil::Date;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{IndexWriter, TantivyDocument, Term};

use crate::Result;
use crate::words::Words;

/// Memory for the writer, in bytes. It is tantivy's least but a few: the index is written in one thread.
const WRITER_MEMORY: usize = 24 << 20;

/// The open index.
pub(crate) struct Index {
    pub inner: tantivy::Index,
    pub fields: Fields,
    folder: PathBuf,
}

/// Its fields.
#[derive(Clone, Copy)]
pub(crate) struct Fields {
    /// The number of the capture in the catalogue.
    pub number: Field,
    pub capture: Field,
    pub title: Field,
    pub text: Field,
    /// The key of the source.
    pub source: Field,
    /// Day of publication, counted from 1970-01-01.
    pub day: Field,
    pub language: Field,
}

/// What is written of one article.
pub(crate) struct Entry<'a> {
    pub number: i64,
    pub capture: CaptureId,
    pub source: &'a str,
    pub article: &'a Article,
}

impl Index {
    pub const FOLDER: &'static str = "index";

    /// Opens the index, or `None` if there is none.
    pub fn open(folder: &Path) -> Result<Option<Self>> {
        if !folder.join("meta.json").is_file() {
            return Ok(None);
        }
        Self::of(folder, tantivy::Index::open_in_dir(folder)?).map(Some)
    }

    /// Opens the index, or makes an empty one.
    pub fn open_or_create(folder: &Path) -> Result<Self> {
        if let Some(index) = Self::open(folder)? {
            return Ok(index);
        }
        std::fs::create_dir_all(folder).map_err(|error| crate::Error::at(folder, error))?;
        Self::of(folder, tantivy::Index::create_in_dir(folder, schema())?)
    }

    fn of(folder: &Path, inner: tantivy::Index) -> Result<Self> {
        inner.tokenizers().register("words", Words::analyzer());
        let schema = inner.schema();
        let field = |name| schema.get_field(name);
        let fields = Fields {
            number: field("number")?,
            capture: field("capture")?,
            title: field("title")?,
            text: field("text")?,
            source: field("source")?,
            day: field("day")?,
            language: field("language")?,
        };
        Ok(Index {
            inner,
            fields,
            folder: folder.to_owned(),
        })
    }

    /// The number of the last capture it holds.
    pub fn through(&self) -> Result<i64> {
        Ok(self
            .inner
            .load_metas()?
            .payload
            .and_then(|payload| payload.parse().ok())
            .unwrap_or(0))
    }

    /// The one who writes; the folder's lock is held.
    pub fn writer(&self) -> Result<Writer> {
        let known = sums::take(&self.folder).map_err(|error| crate::Error::at(&self.folder, error))?;
        self.remove_leftovers()?;
        Ok(Writer {
            folder: self.folder.clone(),
            known,
            inner: self.inner.writer_with_num_threads(1, WRITER_MEMORY)?,
            fields: self.fields,
        })
    }
}

impl Index {
    /// Removes files of segments that were being written when a program ended: tantivy names deletions by the number of
    /// the commit, and refuses to write the same name again.
    fn remove_leftovers(&self) -> Result<()> {
        let known = self.inner.load_metas()?.list_segment_files();
        let at = |error| crate::Error::at(&self.folder, error);
        for entry in std::fs::read_dir(&self.folder).map_err(at)? {
            let name = entry.map_err(at)?.file_name();
            if is_of_segment(&name.to_string_lossy()) && !known.contains(Path::new(&name)) {
                let path = self.folder.join(name);
                std::fs::remove_file(&path).map_err(|error| crate::Error::at(&path, error))?;
            }
        }
        Ok(())
    }
}

/// Whether a file's name is a segment's number and what it holds of it ("c3f6....35.del").
fn is_of_segment(name: &str) -> bool {
    const NUMBER: usize = 32;
    let number = name.split('.').next().unwrap_or("");
    number.len() == NUMBER && number.bytes().all(|byte| byte.is_ascii_hexdigit()) && name.len() > NUMBER
}

/// Adds to the index. Nothing shows before [`Writer::commit`].
pub(crate) struct Writer {
    inner: IndexWriter,
    fields: Fields,
    folder: PathBuf,
    /// Digests of the files that were there before.
    known: BTreeMap<String, String>,
}

impl Writer {
    pub fn add(&self, entry: &Entry) -> Result<()> {
        let mut document = TantivyDocument::new();
        document.add_u64(self.fields.number, entry.number as u64);
        document.add_text(self.fields.capture, entry.capture.to_string());
        document.add_text(
            self.fields.title,
            entry.article.title.as_deref().unwrap_or_default(),
        );
        document.add_text(self.fields.text, entry.article.text.as_str());
        document.add_text(self.fields.source, entry.source);
        if let Some(published) = entry.article.published {
            document.add_i64(self.fields.day, day_number(published.day));
        }
        if let Some(language) = entry.article.language {
            document.add_text(self.fields.language, language.code());
        }
        self.inner.add_document(document)?;
        Ok(())
    }

    pub fn remove(&self, number: i64) {
        self.inner
            .delete_term(Term::from_field_u64(self.fields.number, number as u64));
    }

    /// Makes everything show, and notes that captures up to `through` are in.
    pub fn commit(&mut self, through: i64) -> Result<()> {
        let mut prepared = self.inner.prepare_commit()?;
        prepared.set_payload(&through.to_string());
        prepared.commit()?;
        Ok(())
    }

    /// Waits for merges under way, and notes the digests of the files as they are then.
    pub fn finish(self) -> Result<()> {
        self.inner.wait_merging_threads()?;
        sums::write(&self.folder, &self.known).map_err(|error| crate::Error::at(&self.folder, error))
    }
}

/// Days since 1970-01-01.
pub(crate) fn day_number(date: Date) -> i64 {
    let since = jiff::civil::date(1970, 1, 1).until(date);
    since.map_or(0, |span| i64::from(span.get_days()))
}

fn schema() -> Schema {
    let words = TextFieldIndexing::default()
        .set_tokenizer("words")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let words = TextOptions::default().set_indexing_options(words).set_stored();
    let mut schema = Schema::builder();
    schema.add_u64_field("number", INDEXED | FAST | STORED);
    schema.add_text_field("capture", STRING | STORED);
    schema.add_text_field("title", words.clone());
    schema.add_text_field("text", words);
    schema.add_text_field("source", STRING);
    schema.add_i64_field("day", INDEXED | FAST);
    schema.add_text_field("language", STRING);
    schema.build()
}
