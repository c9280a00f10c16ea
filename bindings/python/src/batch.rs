//! Arrow record batches in, record batches out, row for row: what batch engines call. A row that cannot be worked on
//! gets an `error` and nulls; it never ends the batch.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use annals::dedup::{Families, Fingerprint};
use annals::extract::Page;
use annals::stream::{ArticleRow, DocumentRow, Layer, TextRow};
use annals::text::Text;
use arrow_array::{ArrayRef, RecordBatch, UInt64Array};
use arrow_json::ReaderBuilder;
use arrow_pyarrow::PyArrowType;
use arrow_schema::{DataType, Field, Schema};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde::Serialize;

use crate::column::Column;
use crate::schema;
use crate::values;

/// A row of a stage, or why there is none.
#[derive(Serialize)]
#[serde(untagged)]
enum Answer<R> {
    Row(R),
    Failed { id: Option<String>, error: String },
}

/// Articles of the pages in a batch.
#[pyfunction]
pub fn extract_batch(py: Python<'_>, batch: PyArrowType<RecordBatch>) -> PyResult<PyArrowType<RecordBatch>> {
    let pages = PageColumns::of(&batch.0)?;
    let rows = py.detach(|| {
        let rows: Vec<_> = (0..batch.0.num_rows())
            .map(|row| alone(pages.id(row), || pages.article(row)))
            .collect();
        encoded(schema::articles(), &rows)
    });
    rows.map(PyArrowType)
}

/// The columns of a batch of pages.
struct PageColumns {
    page: Column,
    id: Option<Column>,
    url: Option<Column>,
    content_type: Option<Column>,
    captured: Option<Column>,
}

impl PageColumns {
    fn of(batch: &RecordBatch) -> PyResult<Self> {
        Ok(PageColumns {
            page: Column::required(batch, "page")?,
            id: Column::optional(batch, "id")?,
            url: Column::optional(batch, "url")?,
            content_type: Column::optional(batch, "content_type")?,
            captured: Column::optional(batch, "captured")?,
        })
    }

    fn id(&self, row: usize) -> Option<String> {
        text(self.id.as_ref(), row)
    }

    fn article(&self, row: usize) -> Result<serde_json::Value, String> {
        let bytes = self.page.bytes(row).ok_or("the page is null")?;
        let declared = text(self.content_type.as_ref(), row);
        let content_type = if self.page.is_text() {
            Some(values::decoded(declared.as_deref()))
        } else {
            declared.map(Into::into)
        };
        let url = text(self.url.as_ref(), row);
        let page = Page {
            bytes,
            url: url.as_deref(),
            content_type: content_type.as_deref(),
            as_of: text(self.captured.as_ref(), row)
                .map(|day| captured(&day))
                .transpose()?,
        };
        let (article, omitted) = annals::extract::extract(&page);
        let id = self.id(row).unwrap_or_default();
        let row = ArticleRow::new(&id, url.as_deref(), &article, &omitted);
        serde_json::to_value(&row).map_err(|error| error.to_string())
    }
}

/// A day, or a time on it.
fn captured(value: &str) -> Result<Date, String> {
    let moment = value
        .parse::<Timestamp>()
        .map(|moment| Offset::UTC.to_datetime(moment).date());
    moment
        .or_else(|_| value.parse())
        .map_err(|_| format!("captured: {value:?} is no day as YYYY-MM-DD"))
}

/// Layers of the texts in a batch.
#[pyfunction]
#[pyo3(signature = (batch, *, layers=None))]
pub fn annotate_batch(
    py: Python<'_>,
    batch: PyArrowType<RecordBatch>,
    layers: Option<Vec<String>>,
) -> PyResult<PyArrowType<RecordBatch>> {
    let layers = values::layers(layers.as_deref())?;
    let texts = TextColumns::of(&batch.0)?;
    let rows = py.detach(|| {
        let rows: Vec<_> = (0..batch.0.num_rows())
            .map(|row| alone(texts.id(row), || texts.document(row, &layers)))
            .collect();
        encoded(schema::documents(), &rows)
    });
    rows.map(PyArrowType)
}

/// The columns of a batch of texts.
struct TextColumns {
    text: Column,
    id: Option<Column>,
    date: Option<Column>,
    language: Option<Column>,
}

impl TextColumns {
    fn of(batch: &RecordBatch) -> PyResult<Self> {
        Ok(TextColumns {
            text: Column::required(batch, "text")?,
            id: Column::optional(batch, "id")?,
            date: Column::optional(batch, "date")?,
            language: Column::optional(batch, "language")?,
        })
    }

    fn id(&self, row: usize) -> Option<String> {
        text(self.id.as_ref(), row)
    }

    fn document(&self, row: usize, layers: &BTreeSet<Layer>) -> Result<DocumentRow, String> {
        let date = text(self.date.as_ref(), row);
        if let Some(date) = &date {
            let day: Result<Date, _> = date.parse();
            day.map_err(|_| format!("date: {date:?} is no day as YYYY-MM-DD"))?;
        }
        let row = TextRow {
            id: self.id(row).unwrap_or_default(),
            text: self.text.text(row).ok_or("the text is null")?.into_owned(),
            date,
            language: text(self.language.as_ref(), row),
        };
        Ok(DocumentRow::annotate(&row, layers))
    }
}

/// For each text of a batch the number of the first text of its family in the batch.
#[pyfunction]
pub fn dedup_batch(py: Python<'_>, batch: PyArrowType<RecordBatch>) -> PyResult<PyArrowType<RecordBatch>> {
    let texts = Column::required(&batch.0, "text")?;
    let first = py.detach(|| {
        let mut families = Families::default();
        for row in 0..batch.0.num_rows() {
            families.push(&Fingerprint::of(&Text::new(
                texts.text(row).unwrap_or_default().into_owned(),
            )));
        }
        families.into_first_members()
    });
    let first: ArrayRef = Arc::new(UInt64Array::from_iter_values(
        first.into_iter().map(|row| row as u64),
    ));
    let schema = Schema::new(vec![Field::new("first", DataType::UInt64, false)]);
    let batch = RecordBatch::try_new(Arc::new(schema), vec![first]).expect("one column of one type");
    Ok(PyArrowType(batch))
}

fn text(column: Option<&Column>, row: usize) -> Option<String> {
    column?.text(row).map(|text| text.into_owned())
}

/// Works on one row; should the work fail or panic over it, that costs this row and no other.
fn alone<R>(id: Option<String>, work: impl FnOnce() -> Result<R, String>) -> Answer<R> {
    let failed = |error| Answer::Failed { id, error };
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(row)) => Answer::Row(row),
        Ok(Err(error)) => failed(error),
        Err(_) => failed("panicked, which is a defect of annals".to_owned()),
    }
}

/// The rows as a batch. A field that the schema does not know is an error, so that none is lost in silence.
fn encoded(schema: Schema, rows: &[impl Serialize]) -> PyResult<RecordBatch> {
    let schema = Arc::new(schema);
    if rows.is_empty() {
        return Ok(RecordBatch::new_empty(schema));
    }
    let failed = |error: arrow_schema::ArrowError| PyValueError::new_err(error.to_string());
    let builder = ReaderBuilder::new(schema).with_strict_mode(true);
    let mut decoder = builder.build_decoder().map_err(failed)?;
    decoder.serialize(rows).map_err(failed)?;
    let batch = decoder.flush().map_err(failed)?;
    Ok(batch.expect("there are rows"))
}
