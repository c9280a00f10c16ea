//! What the text says of time, and what it means.

use annals_text::{Language, Span};
use jiff::civil::Date;

use crate::Interval;

/// What the text itself does not say: when it was published, and in which language it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reference {
    /// The day of publication, if known.
    pub published: Option<Date>,
    /// The language, if known; English tables are used where it is `None`.
    pub language: Option<Language>,
}

/// Everything that was found in one text, each list sorted by span.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Times {
    /// Single expressions, as TIMEX3 annotates them.
    pub expressions: Vec<TimeExpression>,
    /// Ranges ("from July 31 to August 1", "August 6-7"): they cover expressions, and are the days an event took.
    pub ranges: Vec<TimeRange>,
    /// Whether the language of the text has no table of words, so that only numeric dates were read.
    pub numeric_only: bool,
}

/// A phrase of the text that speaks of time.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeExpression {
    /// Where it stands.
    pub span: Span,
    /// What kind of time.
    pub kind: TimeKind,
    /// The TIMEX3 value ("2001-07-26", "P20D", "XXXX-WXX-1", "PAST_REF").
    pub value: String,
    /// The TIMEX3 modifier, if any.
    pub modifier: Option<Modifier>,
    /// The days it means, where it means days. Durations and sets have none unless they are anchored.
    pub interval: Option<Interval>,
    /// TIMEX3's `quant`: what a recurrence says of its members.
    pub quantifier: Option<Quantifier>,
    /// TIMEX3's `freq`: how many times it recurs in the period that is its value, as 2 for "twice a week".
    pub times: Option<u32>,
    /// TIMEX3's `beginPoint`: where a length begins, if the text ties it to a date.
    pub begin: Option<Endpoint>,
    /// TIMEX3's `endPoint`: where a length ends.
    pub end: Option<Endpoint>,
    /// Why this reading: "year from the publication date, past tense". For `--why`.
    pub reason: &'static str,
    /// What else it could mean where the rules disagree, the likelier first, each with its reason.
    pub alternatives: Vec<Alternative>,
}

/// Another reading of an expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// The TIMEX3 value it would have.
    pub value: String,
    /// The days it would mean.
    pub interval: Option<Interval>,
    /// What speaks for it.
    pub reason: &'static str,
}

/// Where a length begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// On the day of publication.
    Publication,
    /// At another expression: its index in [`Times::expressions`].
    Expression(usize),
}

impl Endpoint {
    /// As TIMEX3 names it: "t0" is the document's date, "t1" the first expression.
    pub fn tid(self) -> String {
        match self {
            Endpoint::Publication => "t0".into(),
            Endpoint::Expression(index) => format!("t{}", index + 1),
        }
    }
}

/// TIMEX3's `quant`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Quantifier {
    /// "every Friday".
    Every,
    /// "each Friday".
    Each,
}

impl Quantifier {
    /// As TIMEX3 writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Quantifier::Every => "EVERY",
            Quantifier::Each => "EACH",
        }
    }
}

impl TimeExpression {
    /// TIMEX3's `freq`: "2X".
    pub fn frequency(&self) -> Option<String> {
        self.times.map(|times| format!("{times}X"))
    }

    /// EDTF of what it means: of its days, or of a day or month without a year ("XXXX-03-21"). `None` where EDTF has no
    /// form: lengths, sets, vague references, weekdays of no known week.
    pub fn edtf(&self) -> Option<&str> {
        let value = self.value.as_str();
        let yearless = value.starts_with("XXXX-") && Interval::from_edtf(value).is_some();
        match &self.interval {
            Some(interval) => Some(&interval.edtf),
            None => Some(value).filter(|_| yearless && self.kind == TimeKind::Date),
        }
    }
}

/// The four TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TimeKind {
    /// A day or something longer.
    Date,
    /// A time of the day.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

impl TimeKind {
    /// As TIMEX3 writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            TimeKind::Date => "DATE",
            TimeKind::Time => "TIME",
            TimeKind::Duration => "DURATION",
            TimeKind::Set => "SET",
        }
    }
}

/// TIMEX3's `mod`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Modifier {
    /// Before it.
    Before,
    /// After it.
    After,
    /// On or before it.
    OnOrBefore,
    /// On or after it.
    OnOrAfter,
    /// Less than.
    LessThan,
    /// More than ("over 20 days").
    MoreThan,
    /// At most.
    EqualOrLess,
    /// At least.
    EqualOrMore,
    /// Its beginning.
    Start,
    /// Its middle.
    Mid,
    /// Its end.
    End,
    /// Roughly.
    Approx,
}

impl Modifier {
    /// As TIMEX3 writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Modifier::Before => "BEFORE",
            Modifier::After => "AFTER",
            Modifier::OnOrBefore => "ON_OR_BEFORE",
            Modifier::OnOrAfter => "ON_OR_AFTER",
            Modifier::LessThan => "LESS_THAN",
            Modifier::MoreThan => "MORE_THAN",
            Modifier::EqualOrLess => "EQUAL_OR_LESS",
            Modifier::EqualOrMore => "EQUAL_OR_MORE",
            Modifier::Start => "START",
            Modifier::Mid => "MID",
            Modifier::End => "END",
            Modifier::Approx => "APPROX",
        }
    }
}

/// A phrase that names a beginning and an end, one of which may be open.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeRange {
    /// Where the whole phrase stands, with its preposition ("between May 3 and June 9 1988").
    pub span: Span,
    /// The days meant; open at the beginning for "until May", at the end for "since 2001".
    pub interval: Interval,
    /// EDTF of the range ("2001-07-26/2001-08-18", "2001/..").
    pub edtf: String,
}
