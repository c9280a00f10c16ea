//! The pages of a WARC file, one after the other. A damaged record is a row with an error, and the rest goes on.

use std::fs::File;
use std::io::ErrorKind;
use std::path::PathBuf;

use annals::archive::{Damage, Pages, WarcPage};
use pyo3::exceptions::{PyFileNotFoundError, PyOSError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};

/// The pages of the WARC file at `path`.
#[pyfunction]
pub fn read_warc(path: PathBuf) -> PyResult<WarcPages> {
    match annals::archive::pages(&path) {
        Ok(pages) => Ok(WarcPages { pages }),
        Err(error) if error.io_kind() == Some(ErrorKind::NotFound) => {
            Err(PyFileNotFoundError::new_err(error.to_string()))
        }
        Err(error) => Err(PyOSError::new_err(error.to_string())),
    }
}

/// An iterator over pages.
#[pyclass]
pub struct WarcPages {
    pages: Pages<File>,
}

#[pymethods]
impl WarcPages {
    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__<'py>(&mut self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDict>>> {
        let next = py.detach(|| self.pages.next());
        next.map(|page| match page {
            Ok(page) => row(py, &page),
            Err(damage) => damaged(py, &damage),
        })
        .transpose()
    }

    /// How many records were no pages so far, by reason.
    #[getter]
    fn skipped(&self) -> std::collections::BTreeMap<String, usize> {
        self.pages.skipped().clone()
    }
}

fn row<'py>(py: Python<'py>, page: &WarcPage) -> PyResult<Bound<'py, PyDict>> {
    let deposit = page.deposit();
    let row = PyDict::new(py);
    row.set_item("id", deposit.id().to_string())?;
    row.set_item("url", &page.url)?;
    row.set_item("captured", page.captured.to_string())?;
    row.set_item("content_type", page.content_type.as_deref())?;
    row.set_item("page", PyBytes::new(py, &deposit.payload()))?;
    row.set_item("number", page.number)?;
    row.set_item("offset", page.offset)?;
    row.set_item("error", py.None())?;
    Ok(row)
}

fn damaged<'py>(py: Python<'py>, damage: &Damage) -> PyResult<Bound<'py, PyDict>> {
    let row = PyDict::new(py);
    for field in ["id", "url", "captured", "content_type", "page"] {
        row.set_item(field, py.None())?;
    }
    row.set_item("number", damage.number)?;
    row.set_item("offset", damage.offset)?;
    row.set_item("error", damage.to_string())?;
    Ok(row)
}
