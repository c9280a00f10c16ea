//! A language as data: what its words can mean. A [`LanguageTable`] is written by hand, one file a language;
//! [`Table`] is the same, ready for look-up, built once.

use std::sync::OnceLock;

use annals_text::Language;
use rustc_hash::FxHashMap;

use crate::scan::Scanner;

use super::{Cue, DayPart, Era, Holiday, Lexeme, Season, Senses, Tense, Unit, english, languages};

/// In which order a numeric date gives day, month and year where its numbers do not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// Month, day, year.
    Month,
    /// Day, month, year.
    Day,
    /// Year, month, day, with marks behind the numbers.
    Year,
}

/// A language's words. Alternatives are separated by white space; the words of a phrase are joined by `_`. What a language
/// does not have is left out: `..LanguageTable::NONE`.
pub(crate) struct LanguageTable {
    pub order: Order,
    /// Whether a full stop behind a number makes it an ordinal ("der 3. Oktober").
    pub dotted_ordinals: bool,
    /// Whether newspapers without accents on their keyboards write an apostrophe in their place ("lunedi'").
    pub apostrophe_accents: bool,
    /// Whether the language's TIMEX3 guidelines call "two years ago" a length (Spanish and Italian do), not a date.
    pub ago_is_length: bool,
    /// Whether those guidelines mark "past" and "next" before any noun ("la próxima reunión").
    pub adjectives_are_vague: bool,
    /// Whether those guidelines mark the age of a person as a length.
    pub ages_are_lengths: bool,
    /// Whether an article before two digits makes a year of them ("nell'85", "el 92").
    pub short_years: bool,
    /// Whether "in two weeks" is a day ahead wherever its clause is not past ("in zwei Wochen").
    pub in_is_ahead: bool,
    /// Whether what English puts before a date stands behind it ("2018'den sonra").
    pub has_postpositions: bool,
    /// Whether "in" before a number of hours says the time of the day ("в 15 часов").
    pub in_is_at: bool,
    /// Whether ordinals and numbers may stand behind their noun ("الربع الأول").
    pub ordinals_follow: bool,
    /// Whether "last" and "next" may stand behind their noun ("la semana pasada").
    pub postposes: bool,
    /// January to December, with abbreviations.
    pub months: [&'static str; 12],
    /// Monday to Sunday, with abbreviations.
    pub weekdays: [&'static str; 7],
    /// Plurals of weekdays ("Mondays"), Monday to Sunday; empty where the language has none.
    pub weekday_plurals: [&'static str; 7],
    /// Singular forms and plural forms.
    pub units: &'static [(Unit, &'static str, &'static str)],
    pub frequencies: &'static [(Unit, &'static str)],
    pub cardinals: &'static [(u32, &'static str)],
    /// The words of consecutive numbers, with the first number: one word a number.
    pub counted: &'static [(u32, &'static str)],
    /// Numbers and a half in one word, by the number: "anderthalb" is 1.
    pub halves: &'static [(u32, &'static str)],
    /// Whether a weekday and a part of the day make one word ("Samstagabend").
    pub compounds: bool,
    /// First, second, third ... in order.
    pub ordinals: &'static [&'static str],
    /// Decades that have a word of their own, by their tens: "nineties" is 90.
    pub decades: &'static [(u8, &'static str)],
    pub seasons: &'static [(Season, &'static str)],
    pub parts: &'static [(DayPart, &'static str, &'static str)],
    pub cues: &'static [(Cue, &'static str)],
    /// Those of the words above that hold an article ("del", "au", "im").
    pub articled: &'static str,
    /// Those of the words above that are articles in the plural ("los").
    pub plural_articles: &'static str,
    pub holidays: &'static [(Holiday, &'static str)],
    pub eras: &'static [(Era, &'static str)],
    pub tenses: &'static [(Tense, &'static str)],
    /// Endings of lower-case words that no row knows, by the tense they show ("-aron").
    pub tense_endings: &'static [(Tense, &'static str)],
}

impl LanguageTable {
    /// No words at all: numeric dates, day first as most of the world writes them.
    pub const NONE: LanguageTable = LanguageTable {
        order: Order::Day,
        dotted_ordinals: false,
        apostrophe_accents: false,
        ago_is_length: false,
        adjectives_are_vague: false,
        ages_are_lengths: false,
        short_years: false,
        in_is_ahead: false,
        has_postpositions: false,
        in_is_at: false,
        ordinals_follow: false,
        postposes: false,
        months: [""; 12],
        weekdays: [""; 7],
        weekday_plurals: [""; 7],
        units: &[],
        frequencies: &[],
        cardinals: &[],
        counted: &[],
        halves: &[],
        compounds: false,
        ordinals: &[],
        decades: &[],
        seasons: &[],
        parts: &[],
        cues: &[],
        articled: "",
        plural_articles: "",
        holidays: &[],
        eras: &[],
        tenses: &[],
        tense_endings: &[],
    };
}

/// Countries whose English gives the month first in numeric dates: the United States and what follows it. Canada does both.
const MONTH_FIRST: [&str; 6] = ["US", "PH", "PR", "GU", "LR", "CA"];

/// A language's words, ready for look-up.
pub(crate) struct Table {
    pub order: Order,
    pub dotted_ordinals: bool,
    pub apostrophe_accents: bool,
    pub ago_is_length: bool,
    pub adjectives_are_vague: bool,
    pub ages_are_lengths: bool,
    pub short_years: bool,
    pub in_is_ahead: bool,
    pub has_postpositions: bool,
    pub in_is_at: bool,
    pub ordinals_follow: bool,
    /// Whether the language has articles: where it has none, a bare noun may be one of its kind ("неделю назад").
    pub has_articles: bool,
    /// Whether numeric dates give the day first: not the same as `order`, since English outside America does so too.
    pub day_first: bool,
    pub postposes: bool,
    /// Whether decades have words of their own ("neunziger"), and are not told by years.
    pub names_decades: bool,
    /// The full names of the months, to tell abbreviations from.
    months: [&'static str; 12],
    tense_endings: &'static [(Tense, &'static str)],
    /// The weekdays that may begin a compound ("samstag" of "samstagabend").
    compound_weekdays: Vec<&'static str>,
    words: FxHashMap<&'static str, (u16, Senses)>,
    /// By their first word: the other words, and the senses of the whole.
    phrases: FxHashMap<u16, Vec<(Vec<u16>, Senses)>>,
    /// Bytes of the longest word, to bound the search where words are not spaced.
    longest: usize,
    /// The same by the words' first letter.
    longest_by_first: FxHashMap<char, u8>,
    /// What picks the sentences worth reading, built when it is first asked.
    pub scanner: OnceLock<Scanner>,
}

/// What stands right before a word. Where words are not spaced, it tells two cuts apart: "3日|本社" and "日本|社".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Before {
    Nothing,
    Number,
    /// A unit of time or a mark behind a number.
    Unit,
}

impl Before {
    /// What `lexeme` is to the word behind it.
    pub fn of(lexeme: &Lexeme) -> Before {
        if lexeme.digits > 0 || lexeme.senses.cardinal > 0 && lexeme.senses.unit.is_none() {
            Before::Number
        } else if lexeme.senses.unit.is_some() || lexeme.senses.cue.is_some_and(is_mark) {
            Before::Unit
        } else {
            Before::Nothing
        }
    }

    /// Whether a word with `senses` may stand here, whose first letter alone has the senses `begins`.
    fn allows(self, senses: &Senses, begins: Option<Senses>) -> bool {
        let first = begins.and_then(|begins| begins.cue);
        match self {
            Before::Nothing => true,
            Before::Number => {
                let counted = senses.unit.is_some()
                    || senses.weekday > 0
                    || senses.cue.is_some_and(|cue| is_mark(cue) || cue == Cue::Quantity);
                let week = begins.is_some_and(|begins| begins.unit == Some(Unit::Week));
                (counted || !first.is_some_and(is_mark)) && !(week && senses.weekday > 0)
            }
            Before::Unit => {
                let other = matches!(
                    senses.cue,
                    Some(
                        Cue::NoTime
                            | Cue::BeforeYesterday
                            | Cue::AfterTomorrow
                            | Cue::Previous
                            | Cue::Following
                    )
                );
                !other || !matches!(first, Some(Cue::Ago | Cue::Later))
            }
        }
    }
}

/// The marks behind the numbers of a date or a time.
fn is_mark(cue: Cue) -> bool {
    matches!(
        cue,
        Cue::YearMark | Cue::MonthMark | Cue::DayMark | Cue::NumberMark | Cue::HourMark | Cue::MinuteMark
    )
}

impl Table {
    /// The table of `language`; for a language without one, a table of no words, which leaves numeric dates.
    pub fn of(language: Option<Language>) -> &'static Table {
        static TABLES: [OnceLock<Table>; languages::TABLES.len() + 2] =
            [const { OnceLock::new() }; languages::TABLES.len() + 2];
        static BRITISH: OnceLock<Table> = OnceLock::new();
        let country = language.as_ref().and_then(Language::country);
        let day_first = country.is_some_and(|country| !MONTH_FIRST.contains(&country));
        let Some(language) = language.filter(|&language| language != Language::ENGLISH) else {
            return match day_first {
                true => BRITISH.get_or_init(|| Table {
                    day_first,
                    ..Table::build(&english::TABLE)
                }),
                false => TABLES[0].get_or_init(|| Table::build(&english::TABLE)),
            };
        };
        let known = languages::TABLES
            .iter()
            .position(|(code, _)| *code == language.code());
        match known {
            Some(at) => TABLES[at + 2].get_or_init(|| Table::build(languages::TABLES[at].1)),
            None => TABLES[1].get_or_init(|| Table::build(&LanguageTable::NONE)),
        }
    }

    /// Whether `language` has a table of its own; English stands in for a language that is not known.
    pub fn exists(language: Option<Language>) -> bool {
        language.is_none_or(|language| {
            language.code() == "en" || languages::codes().any(|code| code == language.code())
        })
    }

    /// The words whose senses `anchor` accepts; of a phrase that it accepts the longest word.
    pub fn anchors(&self, anchor: impl Fn(&Senses) -> bool) -> Vec<&'static str> {
        let numbered = self.words.iter().map(|(word, (number, _))| (*number, *word));
        let names: FxHashMap<u16, &'static str> = numbered.collect();
        let words = self.words.iter().filter(|(_, (_, senses))| anchor(senses));
        let phrases = self.phrases.iter().flat_map(|(first, others)| {
            let accepted = others.iter().filter(|(_, senses)| anchor(senses));
            accepted.map(move |(others, _)| (first, others))
        });
        let longest = phrases.filter_map(|(first, others)| {
            let parts = std::iter::once(first).chain(others);
            parts.map(|number| names[number]).max_by_key(|word| word.len())
        });
        words.map(|(word, _)| *word).chain(longest).collect()
    }

    /// Whether `word` is a weekday that a part of the day may be joined to.
    pub fn begins_compound(&self, word: &str) -> bool {
        self.compound_weekdays.contains(&word)
    }

    /// Number and senses of `word`, whose case does not matter. `lower` is scratch space.
    pub fn look_up(&self, word: &str, lower: &mut String) -> Option<(u16, Senses)> {
        if word.len() > self.longest {
            return None;
        }
        lower.clear();
        if word.is_ascii() {
            lower.push_str(word);
            lower.make_ascii_lowercase();
        } else {
            lower.extend(word.chars().flat_map(char::to_lowercase));
        }
        if let Some(found) = self.words.get(lower.as_str()) {
            return Some(*found);
        }
        if lower.contains('ё') {
            return self.words.get(lower.replace('ё', "е").as_str()).copied();
        }
        self.compound(lower)
    }

    /// "samstagabend": the senses of a weekday and of a part of the day, in a word that the table does not have.
    fn compound(&self, word: &str) -> Option<(u16, Senses)> {
        let splits = self.compound_weekdays.iter();
        let (weekday, part) = splits
            .filter_map(|day| Some((*day, word.strip_prefix(day)?)))
            .next()?;
        let part = self.words.get(part)?.1.part?;
        let mut senses = self.words.get(weekday)?.1;
        senses.part = Some(part);
        Some((0, senses))
    }

    /// Number and senses of `word`, which has no case.
    pub fn look_up_caseless(&self, word: &str) -> Option<(u16, Senses)> {
        self.words.get(word).copied()
    }

    /// Whether `word` is the full name of a month, and no abbreviation.
    pub fn is_full_month(&self, word: &str, month: u8) -> bool {
        let full = self.months.get(usize::from(month).wrapping_sub(1));
        full.is_some_and(|full| word.to_lowercase() == *full)
    }

    /// The tense that the ending of `word` shows.
    pub fn tense_by_ending(&self, word: &str) -> Option<Tense> {
        let shows = |endings: &str| {
            endings
                .split(' ')
                .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
        };
        let found = self.tense_endings.iter().find(|(_, endings)| shows(endings));
        found.map(|&(tense, _)| tense)
    }

    /// Bytes of the longest word that `rest` begins with, for scripts without spaces.
    pub fn longest_word(&self, rest: &str, before: Before) -> Option<usize> {
        let first = rest.chars().next()?;
        let &longest = self.longest_by_first.get(&first)?;
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
        let within = ends.take_while(|&end| end <= usize::from(longest));
        let begins = self
            .words
            .get(&rest[..first.len_utf8()])
            .map(|(_, senses)| *senses);
        let fits = |end: &usize| {
            let word = self.words.get(&rest[..*end]);
            word.is_some_and(|(_, senses)| before.allows(senses, begins))
        };
        within.filter(fits).last()
    }

    /// Whether the table has phrases of several words.
    pub fn has_phrases(&self) -> bool {
        !self.phrases.is_empty()
    }

    /// Joins the words of each phrase into one lexeme; the longest phrase wins.
    pub fn join_phrases(&self, lexemes: &mut Vec<Lexeme>) {
        let mut from = 0;
        let mut to = 0;
        while from < lexemes.len() {
            let mut lexeme = lexemes[from];
            let mut taken = 1;
            if let Some((others, senses)) = self.phrase_at(&lexemes[from..]) {
                taken += others;
                lexeme.span = lexeme.span.cover(lexemes[from + others].span);
                lexeme.senses = senses;
                lexeme.word = 0;
                lexeme.mark = '\0';
            }
            lexemes[to] = lexeme;
            to += 1;
            from += taken;
        }
        lexemes.truncate(to);
    }

    fn phrase_at(&self, lexemes: &[Lexeme]) -> Option<(usize, Senses)> {
        let choices = self
            .phrases
            .get(&lexemes[0].word)
            .filter(|_| lexemes[0].word != 0)?;
        let fits = |others: &[u16]| {
            lexemes.len() > others.len()
                && others
                    .iter()
                    .zip(&lexemes[1..])
                    .all(|(&word, lexeme)| lexeme.word == word)
        };
        let fitting = choices.iter().filter(|(others, _)| fits(others));
        let longest = fitting.max_by_key(|(others, _)| others.len())?;
        Some((longest.0.len(), longest.1))
    }

    fn build(data: &'static LanguageTable) -> Table {
        let mut table = Table {
            order: data.order,
            dotted_ordinals: data.dotted_ordinals,
            apostrophe_accents: data.apostrophe_accents,
            ago_is_length: data.ago_is_length,
            adjectives_are_vague: data.adjectives_are_vague,
            ages_are_lengths: data.ages_are_lengths,
            short_years: data.short_years,
            in_is_ahead: data.in_is_ahead,
            has_postpositions: data.has_postpositions,
            in_is_at: data.in_is_at,
            ordinals_follow: data.ordinals_follow,
            has_articles: data.cues.iter().any(|(cue, _)| *cue == Cue::The),
            day_first: data.order == Order::Day,
            postposes: data.postposes,
            names_decades: !data.decades.is_empty(),
            months: data.months.map(|names| names.split(' ').next().unwrap_or(names)),
            tense_endings: data.tense_endings,
            compound_weekdays: data
                .weekdays
                .iter()
                .flat_map(|names| names.split(' '))
                .filter(|_| data.compounds)
                .collect(),
            words: FxHashMap::default(),
            phrases: FxHashMap::default(),
            longest: 0,
            longest_by_first: FxHashMap::default(),
            scanner: OnceLock::new(),
        };
        table.add_calendar(data);
        table.add_numbers(data);
        table.add_steering(data);
        table
    }

    fn add_calendar(&mut self, data: &'static LanguageTable) {
        let none = Senses::default();
        for (month, words) in (1..).zip(data.months) {
            self.add(words, Senses { month, ..none });
        }
        for (weekday, (words, plurals)) in (1..).zip(data.weekdays.iter().zip(data.weekday_plurals)) {
            self.add_noun(words, plurals, Senses { weekday, ..none });
        }
        for &(unit, singular, plural) in data.units {
            let unit = Some(unit);
            self.add_noun(singular, plural, Senses { unit, ..none });
        }
        for &(season, words) in data.seasons {
            let season = Some(season);
            self.add(words, Senses { season, ..none });
        }
        for &(part, singular, plural) in data.parts {
            let part = Some(part);
            self.add_noun(singular, plural, Senses { part, ..none });
        }
    }

    /// Singular and plural forms of one word.
    fn add_noun(&mut self, singular: &'static str, plural: &'static str, senses: Senses) {
        self.add(singular, senses);
        let plurals = Senses {
            plural: true,
            ..senses
        };
        self.add(plural, plurals);
    }

    fn add_numbers(&mut self, data: &'static LanguageTable) {
        for &(number, words) in data.cardinals {
            self.add(
                words,
                Senses {
                    cardinal: number + 1,
                    ..Senses::default()
                },
            );
        }
        for &(number, words) in data.halves {
            self.add(
                words,
                Senses {
                    cardinal: number + 1,
                    and_a_half: true,
                    ..Senses::default()
                },
            );
        }
        for &(first, words) in data.counted {
            for (number, word) in (first..).zip(words.split_whitespace()) {
                let cardinal = number + 1;
                self.add(
                    word,
                    Senses {
                        cardinal,
                        ..Senses::default()
                    },
                );
            }
        }
        for (number, words) in (1..).zip(data.ordinals) {
            self.add(
                words,
                Senses {
                    ordinal: number,
                    ..Senses::default()
                },
            );
        }
        for &(decade, words) in data.decades {
            self.add(
                words,
                Senses {
                    decade,
                    ..Senses::default()
                },
            );
        }
        for &(unit, words) in data.frequencies {
            self.add(
                words,
                Senses {
                    frequency: Some(unit),
                    ..Senses::default()
                },
            );
        }
    }

    fn add_steering(&mut self, data: &'static LanguageTable) {
        for &(cue, words) in data.cues {
            self.add(
                words,
                Senses {
                    cue: Some(cue),
                    ..Senses::default()
                },
            );
        }
        self.add(
            data.articled,
            Senses {
                articled: true,
                ..Senses::default()
            },
        );
        self.add(
            data.plural_articles,
            Senses {
                plural: true,
                ..Senses::default()
            },
        );
        for &(holiday, words) in data.holidays {
            self.add(
                words,
                Senses {
                    holiday: Some(holiday),
                    ..Senses::default()
                },
            );
        }
        for &(era, words) in data.eras {
            self.add(
                words,
                Senses {
                    era: Some(era),
                    ..Senses::default()
                },
            );
        }
        for &(tense, words) in data.tenses {
            self.add(
                words,
                Senses {
                    tense: Some(tense),
                    ..Senses::default()
                },
            );
        }
    }

    fn add(&mut self, alternatives: &'static str, senses: Senses) {
        for words in alternatives.split_whitespace() {
            let mut parts = words.split('_');
            let first = parts.next().expect("split gives at least one part");
            if words.contains('_') {
                let first = self.number_of(first);
                let others: Vec<u16> = parts.map(|part| self.number_of(part)).collect();
                self.add_phrase(first, others, senses);
            } else {
                self.number_of(first);
                self.words.get_mut(first).expect("just added").1.add(senses);
            }
        }
    }

    /// A phrase, or more senses of one that is there.
    fn add_phrase(&mut self, first: u16, others: Vec<u16>, senses: Senses) {
        let phrases = self.phrases.entry(first).or_default();
        match phrases.iter_mut().find(|(words, _)| *words == others) {
            Some((_, known)) => known.add(senses),
            None => phrases.push((others, senses)),
        }
    }

    fn number_of(&mut self, word: &'static str) -> u16 {
        self.longest = self.longest.max(word.len());
        if let Some(first) = word.chars().next() {
            let longest = self.longest_by_first.entry(first).or_default();
            *longest = (*longest).max(word.len().min(255) as u8);
        }
        let next = self.words.len() as u16 + 1;
        self.words.entry(word).or_insert((next, Senses::default())).0
    }
}
