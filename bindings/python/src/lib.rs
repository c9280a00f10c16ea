//! The stages of annals as a Python module: one function each, on values and on Arrow record batches. Rows are those of
//! the program's JSON streams, so that a batch engine, a notebook and the binary say the same.
//!
//! What it is not: the annals folder, the chronicle, the pages. It sits beside the binary, on top of the façade crate.

mod batch;
mod column;
mod schema;
mod values;
mod warc;

use pyo3::prelude::*;

/// Loaded by `annals_news/__init__.py`, whose type stubs describe each function.
#[pymodule]
mod _annals {
    #[pymodule_export]
    use super::batch::{annotate_batch, dedup_batch, extract_batch};
    #[pymodule_export]
    use super::schema::{annotate_schema, extract_schema};
    #[pymodule_export]
    use super::values::{annotate, dedup, extract};
    #[pymodule_export]
    use super::warc::{WarcPages, read_warc};
    use super::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
