//! The Arrow schemas of the rows: the fields of the JSON streams, as `docs/formats.md` describes them, and `error`.
//! Offsets are counted in Unicode code points.

use arrow_pyarrow::PyArrowType;
use arrow_schema::{DataType, Field, Fields, Schema};
use pyo3::prelude::*;

/// The schema of `extract_batch`.
#[pyfunction]
pub fn extract_schema() -> PyArrowType<Schema> {
    PyArrowType(articles())
}

/// The schema of `annotate_batch`.
#[pyfunction]
pub fn annotate_schema() -> PyArrowType<Schema> {
    PyArrowType(documents())
}

/// Rows of `annals extract --jsonl`.
pub fn articles() -> Schema {
    let mut fields: Vec<Field> = ["id", "url", "title"].map(text).into();
    fields.push(list("authors", DataType::Utf8));
    fields.extend(["date", "date_from", "language", "text"].map(text));
    fields.push(Field::new("partial", DataType::Boolean, true));
    fields.push(rows("omitted", ["reason", "text"].map(text)));
    fields.push(rows("teasers", ["text", "date", "url"].map(text)));
    fields.extend(["date_trust", "modified", "modified_from", "modified_trust"].map(text));
    fields.extend(["site_name", "canonical_url", "section"].map(text));
    fields.push(list("tags", DataType::Utf8));
    fields.extend(["image", "licence", "access"].map(text));
    fields.push(number("repaired"));
    fields.push(text("error"));
    Schema::new(fields)
}

/// Rows of `annals annotate --jsonl`.
pub fn documents() -> Schema {
    Schema::new(vec![
        text("id"),
        list("sentences", pair()),
        rows("times", times()),
        rows("ranges", [span().to_vec(), bounds().to_vec()].concat()),
        Field::new("times_numeric_only", DataType::Boolean, true),
        rows("mentions", mentions()),
        rows(
            "references",
            [
                span().to_vec(),
                vec![number("entity"), text("holder"), text("source")],
            ]
            .concat(),
        ),
        rows("places", places()),
        rows(
            "statements",
            [statement().to_vec(), vec![rows("nested", statement())]].concat(),
        ),
        rows("events", events()),
        text("error"),
    ])
}

fn times() -> Vec<Field> {
    let mut fields = span().to_vec();
    fields.extend(["type", "value", "mod", "quant", "freq", "beginPoint", "endPoint"].map(text));
    fields.extend(bounds());
    fields.push(text("reason"));
    fields.push(rows("alternatives", ["value", "edtf", "reason"].map(text)));
    fields
}

fn bounds() -> [Field; 5] {
    ["edtf", "earliest", "begins_by", "ends_from", "latest"].map(text)
}

fn mentions() -> Vec<Field> {
    let mut fields = span().to_vec();
    fields.extend([
        text("type"),
        text("title"),
        number("entity"),
        number("within"),
        text("confidence"),
        text("country"),
    ]);
    fields
}

fn places() -> Vec<Field> {
    let mut fields = vec![number("mention")];
    fields.extend(located());
    fields.push(text("precision"));
    fields.push(rows("alternatives", located()));
    fields
}

fn located() -> [Field; 4] {
    let degrees = |name| Field::new(name, DataType::Float32, true);
    [text("name"), text("country"), degrees("lat"), degrees("lon")]
}

/// What somebody says; what is said within it stands in `nested`, which goes no deeper.
fn statement() -> [Field; 5] {
    [
        one("speaker", span()),
        one("cue", span()),
        one("content", span()),
        Field::new("direct", DataType::Boolean, true),
        text("reason"),
    ]
}

fn events() -> Vec<Field> {
    vec![
        text("type"),
        one("trigger", span()),
        rows("actors", span()),
        rows("recipients", span()),
        one("place", span()),
        text("start"),
        text("end"),
        one("attribution", span()),
        text("status"),
        Field::new("evidence", pair(), true),
        text("confidence"),
    ]
}

fn span() -> [Field; 3] {
    [number("start"), number("end"), text("text")]
}

/// Begin and end, in code points.
fn pair() -> DataType {
    DataType::List(Field::new("item", DataType::UInt32, true).into())
}

fn text(name: &str) -> Field {
    Field::new(name, DataType::Utf8, true)
}

fn number(name: &str) -> Field {
    Field::new(name, DataType::UInt32, true)
}

fn one(name: &str, fields: impl Into<Vec<Field>>) -> Field {
    Field::new(name, DataType::Struct(Fields::from(fields.into())), true)
}

fn rows(name: &str, fields: impl Into<Vec<Field>>) -> Field {
    list(name, DataType::Struct(Fields::from(fields.into())))
}

fn list(name: &str, of: DataType) -> Field {
    Field::new(name, DataType::List(Field::new("item", of, true).into()), true)
}
