//! What can go wrong with an annals folder, in one opaque type: a kind that a caller can act on, and a message that names
//! the file and says what to do.

use std::io;
use std::path::Path;

use tantivy::TantivyError;

/// What went wrong with the folder, its files or a caller's argument; the message names the file and what to do.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    /// For people.
    pub message: String,
    /// For exit codes.
    pub kind: ErrorKind,
}

/// What kind of error, for exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The folder is not an annals folder.
    NotAnnals,
    /// annals.toml cannot be understood.
    Config,
    /// No space left.
    DiskFull,
    /// Another writer holds the folder.
    Busy,
    /// Anything else of disk, catalogue or index.
    Io,
    /// What was asked for does not exist or is ambiguous.
    NotFound,
}

/// What most functions of this crate return.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Error {
            message: message.into(),
            kind,
        }
    }

    /// What kind of error.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    pub(crate) fn at(path: &Path, error: io::Error) -> Self {
        Error::new(
            kind_of(Some(error.kind())),
            format!("{}: {error}", path.display()),
        )
    }
}

fn kind_of(kind: Option<io::ErrorKind>) -> ErrorKind {
    match kind {
        Some(io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge) => {
            ErrorKind::DiskFull
        }
        _ => ErrorKind::Io,
    }
}

impl From<annals_archive::Error> for Error {
    fn from(error: annals_archive::Error) -> Self {
        Error::new(kind_of(error.io_kind()), error.to_string())
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let kind = match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => ErrorKind::DiskFull,
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => ErrorKind::Busy,
            _ => ErrorKind::Io,
        };
        Error::new(kind, format!("annals.sqlite: {error}"))
    }
}

impl From<TantivyError> for Error {
    fn from(error: TantivyError) -> Self {
        let kind = match &error {
            TantivyError::IoError(error) => kind_of(Some(error.kind())),
            TantivyError::LockFailure(..) => ErrorKind::Busy,
            // A merge or indexing thread that ran into a full disk is only told of in words.
            other if other.to_string().contains("No space left") => ErrorKind::DiskFull,
            _ => ErrorKind::Io,
        };
        Error::new(kind, format!("index/: {error}"))
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Error::new(
            ErrorKind::Io,
            format!("annals.sqlite: a row cannot be read: {error}"),
        )
    }
}
