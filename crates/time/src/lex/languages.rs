//! The languages beside English. Each is a file of words; a language that is not here falls back to numeric dates.

use super::table::{LanguageTable, Order};

/// By ISO 639-1 code.
pub(crate) static TABLES: [(&str, &LanguageTable); 0] = [];

/// No words at all: numeric dates, day first as most of the world writes them.
pub(crate) static NUMERIC: LanguageTable = LanguageTable {
    order: Order::DayFirst,
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
