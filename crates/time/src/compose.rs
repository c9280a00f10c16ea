//! The grammar: from lexemes to [`Phrase`]s, each with the [`Tree`] of what it says, and to [`Range`]s over them.
//! Deterministic and greedy: at each lexeme every reading is tried, and the longest that the vetoes let pass is taken.
//! Every reading looks at a bounded number of lexemes, so the whole is linear.

mod anaphora;
mod anchors;
mod apposed;
mod calendar;
mod centuries;
mod clock;
mod day_lists;
mod days;
mod decades;
mod eastern;
mod edges;
mod eras;
mod holidays;
mod hours;
mod lengths;
mod modified;
mod months;
mod neighbours;
mod nths;
mod numbers;
mod numeric;
mod outer;
mod possessives;
mod postpositions;
mod posts;
mod ranges;
mod recurrences;
mod relative;
mod seasons;
mod shifts;
mod spans;
pub(crate) mod tree;
mod vague;
mod weekdays;
mod weeks;
mod windows;
mod years;

pub(crate) use anchors::Hold;
pub(crate) use lengths::{part_code, period};
pub(crate) use posts::is_post;
pub(crate) use tree::{Amount, Anchor, Clock, Fields, Length, Phrase, Range, Shape, Side, Tree};

use annals_text::Span;

use crate::lex::{Cue, Lexeme, Order, Senses, Table, Unit};
use crate::veto;

/// What a reading found: the tree, and the index after its last lexeme.
pub(crate) type Reading = Option<(Tree, usize)>;

/// The phrases and ranges of one sentence.
#[derive(Debug, Default)]
pub(crate) struct Composed {
    pub phrases: Vec<Phrase>,
    pub ranges: Vec<Range>,
    pub holds: Vec<Hold>,
}

/// Reads the lexemes of one sentence.
pub(crate) fn compose(composer: &Composer) -> Composed {
    if composer.table.order == Order::Year {
        return composer.eastern_sentence();
    }
    let mut composed = Composed::default();
    let mut at = 0;
    while at < composer.lexemes.len() {
        at = composer.step(at, &mut composed);
    }
    composer.find_ranges(&mut composed);
    composer.find_holds(&mut composed);
    composed
}

/// One sentence under the grammar.
pub(crate) struct Composer<'t> {
    pub text: &'t str,
    pub lexemes: &'t [Lexeme],
    pub table: &'t Table,
    /// Whether the text is a short post of social media.
    pub post: bool,
}

impl Composer<'_> {
    /// Reads what begins at lexeme `at`; gives the index to go on from.
    fn step(&self, at: usize, composed: &mut Composed) -> usize {
        if !self.may_begin(at) {
            return at + 1;
        }
        if let Some(next) = self.day_list(at, composed) {
            return next;
        }
        let Some((tree, to)) = self.phrase_at(at) else {
            return at + 1;
        };
        if self.describes_noun(at, to) || self.is_holiday_of(at, &tree, to) {
            return at + 1;
        }
        if veto::refuses(self, &tree, at, to) {
            return if self.lexemes[at].digits > 0 { to } else { at + 1 };
        }
        if let Tree::Years(first, last) = tree
            && let Some(next) = self.push_years(first, last, at, to, composed)
        {
            return next;
        }
        let from = at + usize::from(self.is_led_ahead(&tree, at));
        let next = self.push(tree, from, to, composed);
        self.following_days(next, composed)
    }

    /// Whether the phrase only begins with the "in" that makes a date of a length: "in [five years]".
    fn is_led_ahead(&self, tree: &Tree, at: usize) -> bool {
        let ahead = matches!(
            tree,
            Tree::Shift {
                anchor: Anchor::Publication,
                back: false,
                ..
            }
        );
        ahead && self.is(at, Cue::In) && self.table.order == Order::Month
    }

    /// Whether the article at `at` belongs to a noun that the phrase only describes: "the third-quarter loss", "the two day
    /// rally", "a several-year tenure". "The 1988 third quarter" and "the two days" are nouns themselves.
    fn describes_noun(&self, at: usize, to: usize) -> bool {
        if !(self.is(at, Cue::The) || self.is(at, Cue::A)) || to < at + 3 || self.table.order != Order::Month
        {
            return false;
        }
        let last = &self.lexemes[to - 1];
        let hyphened = is_dash(self.mark(to - 2)) && self.is_glued(to - 2) && last.glued;
        let counted = last.senses.unit.is_some()
            && !last.senses.plural
            && self.number(at + 1).is_some_and(|(n, _)| n != 1);
        (hyphened || counted && self.length(at + 1).is_some()) && self.is_noun(to)
    }

    /// Whether a word stands at `at` that the tables know nothing of: a noun, as far as this grammar can say.
    fn is_noun(&self, at: usize) -> bool {
        let word = self
            .get(at)
            .filter(|lexeme| lexeme.mark == '\0' && lexeme.digits == 0);
        word.is_some_and(|lexeme| {
            let cue = lexeme
                .senses
                .cue
                .is_none_or(|cue| matches!(cue, Cue::Quantity | Cue::Name));
            cue && lexeme.senses.tense.is_none() && !lexeme.senses.plural && lexeme.senses.unit.is_none()
        })
    }

    /// Adds a phrase over lexemes `from..to`.
    fn push(&self, tree: Tree, from: usize, to: usize, composed: &mut Composed) -> usize {
        let span = self.span(from, to);
        composed.phrases.push(Phrase { span, tree, from, to });
        to
    }

    /// Whether lexeme `at` can begin an expression at all.
    fn may_begin(&self, at: usize) -> bool {
        let lexeme = &self.lexemes[at];
        if lexeme.digits > 0 || lexeme.mark == '\'' {
            return true;
        }
        let english = self.table.order == Order::Month;
        if lexeme.mark == '\0' && lexeme.span.len() == 1 {
            return !english || self.speaks(at + 1);
        }
        let senses = Senses {
            tense: None,
            articled: false,
            ..lexeme.senses
        };
        match senses.cue {
            Some(cue) if english && waits(cue) && !self.speaks(at + 1) => false,
            Some(Cue::The) if english => true,
            Some(Cue::Between | Cue::To) if self.table.order == Order::Day => true,
            Some(cue) => !never_begins(cue) || Senses { cue: None, ..senses } != Senses::default(),
            None => senses != Senses::default() || self.table.order == Order::Day && lexeme.capital,
        }
    }

    /// Whether a number, a mark or a word that the table knows stands at `at`.
    fn speaks(&self, at: usize) -> bool {
        self.get(at)
            .is_some_and(|next| next.digits > 0 || next.mark != '\0' || next.senses != Senses::default())
    }

    /// The longest reading that begins at `at`.
    fn phrase_at(&self, at: usize) -> Reading {
        let date = self.date(at, 0);
        let readings = [
            self.time_with(at, date.as_ref()),
            self.modified_date(at),
            date,
            self.shift(at),
            self.set(at),
            self.duration(at),
            self.vague(at),
            self.bare_noun(at),
        ];
        longest(readings)
    }

    /// A date: literal, relative, holiday or nth, with what it is part of. `depth` bounds the nesting.
    fn date(&self, at: usize, depth: u8) -> Reading {
        if depth > 3 {
            return None;
        }
        let (tree, to) = longest([
            self.apposed_day(at),
            self.day_of_told_month(at),
            self.day_behind_article(at),
            self.calendar(at),
            self.deictic(at),
            self.anaphor(at),
            self.holiday(at),
            self.era_year(at),
            self.hijri_year(at),
            self.moved_weekday(at),
            self.year_and_part(at),
            self.nth(at, depth),
            self.turn_of_century(at),
            self.nth_weekday(at, depth),
        ])?;
        let (tree, to) = self.weekday_behind(tree, to);
        let (tree, to) = self.weekday_following(tree, to);
        let (tree, to) = self.side_after(tree, to);
        let (tree, to) = self.edge_behind(tree, to);
        Some(self.with_outer(tree, to, depth))
    }

    /// The word "period", and not "season" or "term".
    pub fn is_period(&self, at: usize) -> bool {
        self.is(at, Cue::Period) && self.word(at).eq_ignore_ascii_case("period")
    }

    // What stands at an index.

    pub fn get(&self, at: usize) -> Option<&Lexeme> {
        self.lexemes.get(at)
    }

    pub fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.lexemes[from].span.start, self.lexemes[to - 1].span.end)
    }

    pub fn word(&self, at: usize) -> &str {
        self.get(at).map_or("", |lexeme| &self.text[lexeme.span.range()])
    }

    pub fn cue(&self, at: usize) -> Option<Cue> {
        self.get(at)?.senses.cue
    }

    pub fn is(&self, at: usize, cue: Cue) -> bool {
        self.cue(at) == Some(cue)
    }

    pub fn mark(&self, at: usize) -> char {
        self.get(at).map_or('\0', |lexeme| lexeme.mark)
    }

    pub fn unit(&self, at: usize) -> Option<Unit> {
        self.get(at)?.senses.unit
    }

    pub fn is_glued(&self, at: usize) -> bool {
        self.get(at).is_some_and(|lexeme| lexeme.glued)
    }

    /// The index after `at` if it has the cue, else `at`.
    pub fn skip(&self, at: usize, cue: Cue) -> usize {
        at + usize::from(self.is(at, cue))
    }

    pub fn expect(&self, at: usize, cue: Cue) -> Option<usize> {
        self.is(at, cue).then_some(at + 1)
    }

    /// Whether the word before `at` holds an article ("del", "au", "im").
    pub fn is_articled(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.get(before));
        before.is_some_and(|before| before.senses.articled)
    }

    pub fn skip_hyphen(&self, at: usize) -> usize {
        at + usize::from(is_dash(self.mark(at)))
    }

    /// "'s" or the bare apostrophe of a plural.
    pub fn is_possessive(&self, at: usize) -> bool {
        self.possessive_length(at) > 0
    }

    pub fn possessive_length(&self, at: usize) -> usize {
        if self.mark(at) != '\'' || !self.is_glued(at) {
            return 0;
        }
        if self.is_glued(at + 1) && self.word(at + 1) == "s" {
            2
        } else {
            1
        }
    }
}

/// Frequent words that say nothing of time before a word that does not either.
fn waits(cue: Cue) -> bool {
    matches!(
        cue,
        Cue::The
            | Cue::A
            | Cue::In
            | Cue::That
            | Cue::This
            | Cue::About
            | Cue::Over
            | Cue::After
            | Cue::More
            | Cue::Within
            | Cue::New
            | Cue::Many
            | Cue::Few
            | Cue::Half
            | Cue::Last
            | Cue::Next
            | Cue::Each
            | Cue::Every
    )
}

/// Words that only join or follow others.
fn never_begins(cue: Cue) -> bool {
    matches!(
        cue,
        Cue::Of
            | Cue::On
            | Cue::At
            | Cue::To
            | Cue::From
            | Cue::Till
            | Cue::Through
            | Cue::Between
            | Cue::And
            | Cue::Or
            | Cue::By
            | Cue::Since
            | Cue::Before
            | Cue::During
            | Cue::For
            | Cue::Than
            | Cue::Quantity
            | Cue::Room
            | Cue::Time
            | Cue::Name
            | Cue::Old
            | Cue::Long
    )
}

/// A dash of any length.
pub(crate) fn is_dash(mark: char) -> bool {
    matches!(mark, '-' | '–' | '—' | '‐' | '‑' | '~' | '∼' | '〜' | '～' | '－')
}

/// The reading that reaches furthest; the earlier of two equals.
pub(crate) fn longest<const N: usize>(readings: [Reading; N]) -> Reading {
    let mut best: Reading = None;
    for reading in readings.into_iter().flatten() {
        if best.as_ref().is_none_or(|(_, to)| reading.1 > *to) {
            best = Some(reading);
        }
    }
    best
}

/// The length of what a tree names, where it is a stretch of the calendar.
pub(crate) fn granularity(tree: &Tree) -> Option<Unit> {
    match tree {
        Tree::Literal(fields, _) => Some(literal_granularity(fields)),
        Tree::Deictic { unit, .. }
        | Tree::Anaphor { unit, .. }
        | Tree::Nth { unit, .. }
        | Tree::Around { unit, .. } => Some(*unit),
        Tree::Holiday { .. } | Tree::NthWeekday { .. } => Some(Unit::Day),
        Tree::Intersect { inner, .. } => granularity(inner),
        Tree::Modified { of, .. } | Tree::Cut { of, .. } => granularity(of),
        Tree::PartOfDay { .. } | Tree::Clock { .. } => Some(Unit::Hour),
        Tree::TurnOfCentury => Some(Unit::Year),
        _ => None,
    }
}

fn literal_granularity(fields: &Fields) -> Unit {
    if fields.day.is_some() || fields.weekday.is_some() {
        Unit::Day
    } else if fields.week.is_some() {
        Unit::Week
    } else if fields.month.is_some() {
        Unit::Month
    } else if fields.quarter.is_some() || fields.season.is_some() {
        Unit::Quarter
    } else if fields.half.is_some() {
        Unit::Half
    } else if fields.year.is_some() {
        Unit::Year
    } else if fields.decade.is_some() {
        Unit::Decade
    } else {
        Unit::Century
    }
}
