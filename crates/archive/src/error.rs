//! What can go wrong with files of evidence. Damage inside a foreign WARC is not an error but a [`crate::Damage`].

use std::io;
use std::path::Path;

/// A file could not be read or written, or a page is too large to be kept; the message names the file.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    message: String,
    #[source]
    cause: Option<io::Error>,
}

/// What the functions of this crate that touch the disk return.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Error {
            message: message.into(),
            cause: None,
        }
    }

    pub(crate) fn at(path: &Path, cause: io::Error) -> Self {
        Error {
            message: format!("{}: {cause}", path.display()),
            cause: Some(cause),
        }
    }

    /// The kind of the system's error beneath, if there is one.
    pub fn io_kind(&self) -> Option<io::ErrorKind> {
        self.cause.as_ref().map(io::Error::kind)
    }
}
