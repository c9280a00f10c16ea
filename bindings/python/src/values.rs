//! One page, one text, a list of texts: values in, values out. The interpreter's lock is released while a stage works.

use std::borrow::Cow;
use std::collections::BTreeSet;

use annals::extract::Page;
use annals::stream::{ArticleRow, DocumentRow, Layer, TextRow};
use annals::text::Text;
use jiff::civil::Date;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use serde::Serialize;

/// A page as its bytes came, or as text.
#[derive(FromPyObject)]
pub enum PageBytes {
    /// Bytes: the character set is found out.
    Bytes(PyBackedBytes),
    /// Text, already decoded.
    Text(PyBackedStr),
}

/// Extract the article from a page: a row of `annals extract --jsonl`.
#[pyfunction]
#[pyo3(signature = (page, url=None, *, id=None, content_type=None, captured=None))]
pub fn extract<'py>(
    py: Python<'py>,
    page: PageBytes,
    url: Option<String>,
    id: Option<String>,
    content_type: Option<String>,
    captured: Option<&str>,
) -> PyResult<Bound<'py, PyAny>> {
    let as_of = captured.map(|day| self::day("captured", day)).transpose()?;
    let (article, omitted) = py.detach(|| {
        let (bytes, content_type) = page.read(content_type.as_deref());
        annals::extract::extract(&Page {
            bytes: &bytes,
            url: url.as_deref(),
            content_type: content_type.as_deref(),
            as_of,
        })
    });
    let row = ArticleRow::new(
        id.as_deref().unwrap_or_default(),
        url.as_deref(),
        &article,
        &omitted,
    );
    in_python(py, &row)
}

impl PageBytes {
    /// The bytes, and their media type: text was decoded already, whatever the page declares.
    fn read<'a>(&'a self, content_type: Option<&'a str>) -> (&'a [u8], Option<Cow<'a, str>>) {
        match self {
            PageBytes::Bytes(bytes) => (bytes, content_type.map(Cow::Borrowed)),
            PageBytes::Text(text) => (text.as_bytes(), Some(decoded(content_type))),
        }
    }
}

/// The media type with the character set that Python's text has here.
pub fn decoded(content_type: Option<&str>) -> Cow<'static, str> {
    let media = content_type
        .and_then(|of| of.split(';').next())
        .unwrap_or("text/html");
    Cow::Owned(format!("{}; charset=utf-8", media.trim()))
}

/// Find times, names, places, statements and events in a text: a row of `annals annotate --jsonl`.
#[pyfunction]
#[pyo3(signature = (text, date=None, language=None, *, id=None, layers=None))]
pub fn annotate<'py>(
    py: Python<'py>,
    text: String,
    date: Option<&str>,
    language: Option<String>,
    id: Option<String>,
    layers: Option<Vec<String>>,
) -> PyResult<Bound<'py, PyAny>> {
    let date = date.map(|date| self::day("date", date)).transpose()?;
    let layers = self::layers(layers.as_deref())?;
    let row = TextRow {
        id: id.unwrap_or_default(),
        text,
        date: date.map(|date| date.to_string()),
        language,
    };
    let document = py.detach(|| DocumentRow::annotate(&row, &layers));
    in_python(py, &document)
}

/// The row as Python reads it from the program's JSON: the same numbers, to the last digit.
fn in_python<'py>(py: Python<'py>, row: &impl Serialize) -> PyResult<Bound<'py, PyAny>> {
    let json = serde_json::to_string(row).map_err(|error| PyValueError::new_err(error.to_string()))?;
    py.import("json")?.call_method1("loads", (json,))
}

/// Group copies and near copies: for each text the index of the first text of its family.
#[pyfunction]
pub fn dedup(py: Python<'_>, texts: Vec<String>) -> Vec<usize> {
    py.detach(|| {
        let texts: Vec<Text> = texts.into_iter().map(Text::new).collect();
        annals::dedup::families(&texts)
    })
}

/// A day as `YYYY-MM-DD`, or an error that names the argument.
pub fn day(argument: &str, value: &str) -> PyResult<Date> {
    value
        .parse()
        .map_err(|_| PyValueError::new_err(format!("{argument}: {value:?} is no day as YYYY-MM-DD")))
}

/// The layers of these names; all of them if none is named.
pub fn layers(names: Option<&[String]>) -> PyResult<BTreeSet<Layer>> {
    let Some(names) = names else {
        return Ok(Layer::ALL.into());
    };
    names.iter().map(|name| layer(name)).collect()
}

fn layer(name: &str) -> PyResult<Layer> {
    match name {
        "times" => Ok(Layer::Times),
        "mentions" => Ok(Layer::Mentions),
        "places" => Ok(Layer::Places),
        "statements" => Ok(Layer::Statements),
        "events" => Ok(Layer::Events),
        _ => Err(PyValueError::new_err(format!(
            "layers: {name:?} is none of times, mentions, places, statements, events"
        ))),
    }
}
