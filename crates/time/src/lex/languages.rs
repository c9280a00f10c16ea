//! The languages beside English. Each is a file of words; a language that is not here falls back to numeric dates.

mod chinese;
mod french;
mod german;
mod italian;
mod japanese;
mod korean;
mod portuguese;
mod russian;
mod spanish;

use super::table::{LanguageTable, Order};

/// By ISO 639-1 code.
pub(crate) static TABLES: [(&str, &LanguageTable); 9] = [
    ("es", &spanish::TABLE),
    ("fr", &french::TABLE),
    ("de", &german::TABLE),
    ("it", &italian::TABLE),
    ("pt", &portuguese::TABLE),
    ("ru", &russian::TABLE),
    ("zh", &chinese::TABLE),
    ("ja", &japanese::TABLE),
    ("ko", &korean::TABLE),
];

/// No words at all: numeric dates, day first as most of the world writes them.
pub(crate) static NUMERIC: LanguageTable = LanguageTable {
    order: Order::Day,
    postposes: false,
    months: [""; 12],
    weekdays: [""; 7],
    weekday_plurals: [""; 7],
    units: &[],
    frequencies: &[],
    cardinals: &[],
    ordinals: &[],
    seasons: &[],
    parts: &[],
    cues: &[],
    holidays: &[],
    eras: &[],
    tenses: &[],
};
