//! What a phrase says, before anything outside it is known: a tree of literals and steps. [`crate::resolve`] reads
//! it against the document; nothing here knows a publication date.

use annals_text::Span;

use crate::lex::{DayPart, Holiday, Season, Unit};
use crate::{Modifier, Quantifier};

/// One phrase of the text and what it says.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    pub span: Span,
    pub tree: Tree,
    /// Index of its first lexeme, and of the one after its last.
    pub from: usize,
    pub to: usize,
}

/// Days that are said by one or two phrases.
#[derive(Clone, Debug)]
pub(crate) struct Range {
    pub span: Span,
    /// Indices of phrases; an open side has none.
    pub begin: Option<usize>,
    pub end: Option<usize>,
    pub shape: Shape,
}

/// How the days of a range follow from its phrases.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    /// From `begin` to `end`.
    Ends,
    /// The same, with the bound itself outside ("before May", "after 2016").
    Outside,
    /// The first or last so much of `begin` ("the first nine months of 1989").
    Part { length: Length, back: bool },
    /// So long, from `begin` on ("three days starting Monday").
    Starting(Length),
    /// So long, from publication on ("within three days").
    Ahead(Length),
    /// What is left of `begin` at publication ("the rest of the year").
    Rest,
    /// From `begin`, or the beginning of the year, to publication ("March to date").
    ToDate,
    /// Either `begin` or `end` ("Monday or Tuesday").
    OneOf,
}

/// The fields of a date that are written out. What is missing is filled from context.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fields {
    pub century: Option<i16>,
    pub decade: Option<i16>,
    pub year: Option<i16>,
    pub quarter: Option<i8>,
    pub half: Option<i8>,
    pub season: Option<Season>,
    pub month: Option<i8>,
    pub week: Option<i8>,
    pub day: Option<i8>,
    pub weekday: Option<i8>,
    /// "12/05/2004" with both numbers at most 12: the other reading is day and month exchanged.
    pub swappable: bool,
}

impl Fields {
    pub fn is_day_only(&self) -> bool {
        self.day.is_some() && self.month.is_none() && self.year.is_none()
    }

    pub fn is_weekday_only(&self) -> bool {
        *self
            == Fields {
                weekday: self.weekday,
                ..Fields::default()
            }
            && self.weekday.is_some()
    }

    pub fn is_year_only(&self) -> bool {
        *self
            == Fields {
                year: self.year,
                ..Fields::default()
            }
            && self.year.is_some()
    }
}

/// Which of the recurring weekdays, months or seasons is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// The text does not say: tense and nearness decide.
    Open,
    /// "last", "this past".
    Before,
    /// "next", "coming".
    After,
    /// "this".
    This,
}

/// What a shift starts from.
#[derive(Clone, Debug)]
pub(crate) enum Anchor {
    /// The day of publication ("ago").
    Publication,
    /// The last date the text spoke of ("earlier", "later").
    LastDate,
    /// A date in the same phrase ("two days after Christmas").
    Tree(Box<Tree>),
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Amount {
    /// In halves, so that "two and a half" is exact: 5.
    Halves(i64),
    /// A decimal number in hundredths.
    Hundredths(i64),
    /// "several", "some", a bare plural.
    Vague,
}

impl Amount {
    pub fn whole(number: i64) -> Amount {
        Amount::Halves(number.saturating_mul(2))
    }

    /// The whole number, if it is one.
    pub fn as_whole(self) -> Option<i64> {
        match self {
            Amount::Halves(halves) if halves % 2 == 0 => Some(halves / 2),
            Amount::Hundredths(n) if n % 100 == 0 => Some(n / 100),
            _ => None,
        }
    }
}

/// "2 years and 3 months": at most three steps.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Length {
    pub steps: Vec<(Amount, Unit)>,
}

/// A time of the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Clock {
    pub hour: i8,
    pub minute: Option<i8>,
    pub second: Option<i8>,
}

/// What a phrase says.
#[derive(Clone, Debug)]
pub(crate) enum Tree {
    /// Fields as written.
    Literal(Fields, Side),
    /// "1914-18": two years, the second written short.
    Years(i16, i16),
    /// So many units from the publication date's own: "last week", "this year", "tomorrow".
    Deictic { unit: Unit, offset: i32 },
    /// So many units from the last date's own: "the same day", "the following year".
    Anaphor { unit: Unit, offset: i32 },
    /// "three days ago", "a year earlier".
    Shift {
        anchor: Anchor,
        length: Length,
        back: bool,
    },
    /// The nth (from the end if negative) unit inside another: "the third week of July".
    Nth { n: i32, unit: Unit, within: Box<Tree> },
    /// "the third Sunday of May".
    NthWeekday { n: i8, weekday: i8, within: Box<Tree> },
    /// "the week of March 6".
    Around { unit: Unit, day: Box<Tree> },
    /// "Tuesday of next week", "August of that year".
    Intersect { inner: Box<Tree>, outer: Box<Tree> },
    /// "9 a.m. Tuesday".
    Clock { clock: Clock, day: Option<Box<Tree>> },
    /// "Tuesday morning".
    PartOfDay { part: DayPart, day: Option<Box<Tree>> },
    /// A holiday, perhaps on a side of publication.
    Holiday { holiday: Holiday, side: Side },
    /// "three days"
    Duration(Length),
    /// "the past three months": a duration that ends (or begins) at publication.
    Window { length: Length, back: bool },
    /// A recurrence, with its TIMEX3 value.
    Set(String),
    /// A recurrence with what it says beside its value: "every Friday", "twice a week".
    Recurring {
        quantifier: Option<Quantifier>,
        times: Option<u32>,
        of: Box<Tree>,
    },
    /// "now", "recently".
    Vague(&'static str),
    /// "the turn of the century": the nearest year in which one turned.
    TurnOfCentury,
    /// "earlier this year", "later this month": what of it lies before publication, or behind.
    Cut { back: bool, of: Box<Tree> },
    /// "early", "about", "nearly".
    Modified { modifier: Modifier, of: Box<Tree> },
}

impl Tree {
    /// A literal without a side.
    pub fn literal(fields: Fields) -> Tree {
        Tree::Literal(fields, Side::Open)
    }

    /// The fields, if the tree is a literal.
    pub fn fields(&self) -> Option<&Fields> {
        match self {
            Tree::Literal(fields, _) => Some(fields),
            Tree::Modified { of, .. } => of.fields(),
            _ => None,
        }
    }

    /// The same, to fill in.
    pub fn fields_mut(&mut self) -> Option<&mut Fields> {
        match self {
            Tree::Literal(fields, _) => Some(fields),
            Tree::Modified { of, .. } => of.fields_mut(),
            _ => None,
        }
    }

    /// Whether it names a day or something longer (and not a length, a set or a vague reference).
    pub fn is_date(&self) -> bool {
        match self {
            Tree::Duration(_) | Tree::Set(_) | Tree::Recurring { .. } | Tree::Window { .. } => false,
            Tree::Vague(value) => *value == "PRESENT_REF",
            Tree::Modified { of, .. } => of.is_date(),
            _ => true,
        }
    }
}
