//! The languages beside English. Each is a file of words; a language that is not here falls back to numeric dates.
//! A new one begins as a copy of `copy_me.rs`.

mod arabic;
mod chinese;
mod copy_me;
mod dutch;
mod french;
mod german;
mod hindi;
mod italian;
mod japanese;
mod korean;
mod portuguese;
mod russian;
mod spanish;
mod turkish;

use super::table::LanguageTable;

/// By ISO 639-1 code.
pub(crate) static TABLES: [(&str, &LanguageTable); 14] = [
    ("es", &spanish::TABLE),
    ("fr", &french::TABLE),
    ("de", &german::TABLE),
    ("it", &italian::TABLE),
    ("pt", &portuguese::TABLE),
    ("ru", &russian::TABLE),
    ("nl", &dutch::TABLE),
    ("tr", &turkish::TABLE),
    ("hi", &hindi::TABLE),
    ("ar", &arabic::TABLE),
    ("zh", &chinese::TABLE),
    ("ja", &japanese::TABLE),
    ("ko", &korean::TABLE),
    ("eo", &copy_me::TABLE),
];

/// The codes of the languages above.
pub(crate) fn codes() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|(code, _)| *code)
}
