//! The columns that a batch is asked for: text or bytes, in any of Arrow's layouts for them.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::DataType;
use pyo3::exceptions::{PyKeyError, PyTypeError};
use pyo3::prelude::*;

/// A column of text or bytes.
pub struct Column(ArrayRef);

impl Column {
    /// The column of this name; a `TypeError` names a column of another type.
    pub fn optional(batch: &RecordBatch, name: &str) -> PyResult<Option<Self>> {
        use DataType::{Binary, BinaryView, LargeBinary, LargeUtf8, Null, Utf8, Utf8View};
        let Some(column) = batch.column_by_name(name) else {
            return Ok(None);
        };
        match column.data_type() {
            Binary | LargeBinary | BinaryView | Utf8 | LargeUtf8 | Utf8View => {
                Ok(Some(Column(column.clone())))
            }
            Null => Ok(None),
            other => Err(PyTypeError::new_err(format!(
                "column {name:?} is {other}, and has to be string or binary"
            ))),
        }
    }

    /// The same, for a column that has to be there.
    pub fn required(batch: &RecordBatch, name: &str) -> PyResult<Self> {
        Column::optional(batch, name)?
            .ok_or_else(|| PyKeyError::new_err(format!("the batch has no column {name:?}")))
    }

    /// Whether its values were decoded already.
    pub fn is_text(&self) -> bool {
        matches!(
            self.0.data_type(),
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View
        )
    }

    /// The bytes of one row; `None` where it is null.
    pub fn bytes(&self, row: usize) -> Option<&[u8]> {
        if self.0.is_null(row) {
            return None;
        }
        Some(match self.0.data_type() {
            DataType::Binary => self.0.as_binary::<i32>().value(row),
            DataType::LargeBinary => self.0.as_binary::<i64>().value(row),
            DataType::BinaryView => self.0.as_binary_view().value(row),
            DataType::Utf8 => self.0.as_string::<i32>().value(row).as_bytes(),
            DataType::LargeUtf8 => self.0.as_string::<i64>().value(row).as_bytes(),
            _ => self.0.as_string_view().value(row).as_bytes(),
        })
    }

    /// The text of one row; bytes that are no UTF-8 are replaced.
    pub fn text(&self, row: usize) -> Option<Cow<'_, str>> {
        self.bytes(row).map(String::from_utf8_lossy)
    }
}
