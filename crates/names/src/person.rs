//! A person's name taken apart: titles off, words told apart, initials known, and the traditions by which it may be read
//! (family name first or last, by one name only). It is read from a printed name alone, without a text around it.

pub mod arabic;
pub mod chinese;
pub mod given;
pub mod japanese;
mod key;
pub mod korean;
pub mod slavic;
mod title;

pub use key::{near_keys, person_key};

use crate::fold::fold;
use crate::lexicon::{Lexicon, Signs};
use crate::mention::Gender;

/// A name without its titles, and what the titles say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonName {
    /// Titles and offices before or behind the name, folded, in order of print ("first vice minister of foreign affairs").
    pub titles: Vec<String>,
    /// The country that the titles name.
    pub country: Option<[u8; 2]>,
    /// The words of the name; empty where there are only titles ("the Russian President").
    pub words: Vec<NameWord>,
    /// Which of several of one name: junior, or the number of a king.
    pub number: Option<u8>,
    /// Whether the words name a place or body called after somebody.
    pub of_a_thing: bool,
}

/// One word of a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameWord {
    /// In lower case, with its accents.
    pub lower: String,
    /// Folded letters, hyphens and apostrophes left out: "jongun".
    pub letters: String,
    /// Whether it is one letter that stands for a name.
    pub initial: bool,
    /// Whether parts of it are joined by a hyphen or apostrophe.
    pub joined: bool,
    /// Whether it is written in capitals throughout, as some print family names.
    pub capitals: bool,
    /// Whether it ends in a full stop.
    pub dotted: bool,
}

/// How a full name may be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyAndGiven {
    /// The family name, folded.
    pub family: String,
    /// The given name, folded, its syllables joined.
    pub given: String,
}

impl PersonName {
    /// Takes a printed name apart. Total: of what is no name, no words are left.
    pub fn parse(printed: &str) -> PersonName {
        let tokens = tokens(printed);
        let mut name = PersonName::default();
        let rest = title::take_off(&tokens, &mut name);
        let family_first = printed.contains(',') && rest.len() > 1;
        let rest = title::take_off_behind(rest, &mut name);
        let rest = title::take_off_origin(rest);
        name.of_a_thing = title::is_called_after(rest);
        let mut words: Vec<NameWord> = rest
            .iter()
            .filter(|token| *token != ",")
            .flat_map(|token| words_of(token))
            .collect();
        if let Some(comma) = rest
            .iter()
            .position(|token| token == ",")
            .filter(|_| family_first)
        {
            let before = rest[..comma].iter().flat_map(|token| words_of(token)).count();
            words.rotate_left(before);
        }
        name.number = take_number(&mut words);
        name.words = words;
        name
    }

    /// Whether nothing but titles is left: a phrase for whoever holds the office.
    pub fn is_role(&self) -> bool {
        self.words.is_empty() && !self.titles.is_empty()
    }

    /// All letters of the name, one behind the other.
    pub fn letters(&self) -> String {
        self.words.iter().map(|word| word.letters.as_str()).collect()
    }

    /// As titles and given names tell.
    pub fn gender(&self) -> Option<Gender> {
        let lexicon = Lexicon::embedded();
        let signs = |phrase: &str| lexicon.signs(crate::fold::phrase_hash(phrase));
        let of = |signs: Signs, male: Signs, female: Signs| match (signs.any(male), signs.any(female)) {
            (true, false) => Some(Gender::Male),
            (false, true) => Some(Gender::Female),
            _ => None,
        };
        let titled = self
            .titles
            .iter()
            .find_map(|title| of(signs(title), Signs::MALE, Signs::FEMALE));
        titled.or_else(|| {
            let first = self.words.first().filter(|_| self.words.len() > 1)?;
            let person = lexicon.person_signs(crate::fold::phrase_hash(&first.letters));
            of(person, Signs::GIVEN_MALE, Signs::GIVEN_FEMALE)
        })
    }

    /// The readings of a name as Korean: family name before or behind the given name.
    pub fn korean(&self) -> Vec<FamilyAndGiven> {
        self.eastern(|word| korean::family(word).is_some(), korean::is_given)
    }

    /// The readings of a name as Chinese, pinyin or Wade-Giles.
    pub fn chinese(&self) -> Vec<FamilyAndGiven> {
        self.eastern(|word| chinese::is_family(word, true), chinese::is_given)
    }

    fn eastern(
        &self,
        is_family: impl Fn(&str) -> bool,
        is_given: impl Fn(&str) -> bool,
    ) -> Vec<FamilyAndGiven> {
        let count = self.words.len();
        // O and U are Korean syllables; any other letter is an initial.
        let initial =
            |word: &NameWord| word.initial && (word.dotted || !matches!(word.lower.as_str(), "o" | "u"));
        if !(2..=4).contains(&count) || self.words.iter().any(initial) {
            return Vec::new();
        }
        let reading = |family: usize, given: std::ops::Range<usize>| {
            let family = &self.words[family];
            let given: String = self.words[given]
                .iter()
                .map(|word| word.letters.as_str())
                .collect();
            (!family.lower.contains('-') && is_family(&family.letters) && is_given(&given)).then(|| {
                FamilyAndGiven {
                    family: family.letters.clone(),
                    given,
                }
            })
        };
        let usual = reading(0, 1..count);
        let turned = reading(count - 1, 0..count - 1);
        usual.into_iter().chain(turned).collect()
    }

    /// Whether it is written in plain pinyin, without a mark of Wade-Giles.
    pub fn is_pinyin(&self) -> bool {
        self.words
            .iter()
            .all(|word| !word.joined && chinese::is_pinyin(&word.letters))
    }

    /// Two words that both can be read as Japanese.
    pub fn is_japanese(&self) -> bool {
        self.words.len() == 2 && self.words.iter().all(|word| japanese::is_word(&word.letters))
    }

    /// Whether it begins with a Vietnamese family name and goes on in short words.
    pub fn is_vietnamese(&self) -> bool {
        const FAMILIES: &[&str] = &[
            "nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ho",
            "ngo", "duong", "ly", "truong", "dinh", "cao", "mai", "trinh", "lam", "to", "luong", "dao",
            "doan", "ton", "vuong", "phung", "ha",
        ];
        let short = |word: &NameWord| {
            word.letters.len() <= 6
                && !word.initial
                && !word.letters.ends_with(['k', 'r', 's', 'l', 'f', 'v', 'z'])
        };
        self.words.len() > 1
            && FAMILIES.contains(&self.words[0].letters.as_str())
            && self.words.iter().all(short)
            && self.korean().is_empty()
    }

    /// Whether all its words are syllables of Burmese names, which have no family name.
    pub fn is_burmese(&self) -> bool {
        const SYLLABLES: &[&str] = &[
            "aung", "san", "suu", "kyi", "thein", "sein", "hlaing", "min", "win", "myint", "than", "shwe",
            "tin", "oo", "maung", "khin", "nyunt", "htay", "htin", "kyaw", "ne", "nu", "zaw", "tun", "soe",
            "mya", "thura", "mar", "lay", "ohn", "thant", "swe", "wunna", "lwin", "nyan", "moe", "myo",
            "thu", "hla", "yin", "naing", "zin", "mon", "thaung", "thiha", "htoo", "saw", "u",
        ];
        let known = |word: &NameWord| SYLLABLES.contains(&word.letters.as_str());
        let chinese_or_korean = !self.korean().is_empty() || !self.chinese().is_empty();
        self.words.len() > 1 && self.words.iter().all(known) && !chinese_or_korean
    }

    /// Whether article, link or given name are those of names once written in Arabic letters.
    pub fn is_arabic(&self) -> bool {
        let marked = |word: &NameWord| {
            arabic::is_link(&word.letters) || word.lower.starts_with("al-") || word.lower.starts_with("el-")
        };
        let first = self.words.first();
        self.words.iter().skip(1).any(marked)
            || first.is_some_and(|word| arabic::is_given(&word.letters) || word.lower.starts_with("al-"))
    }
}

/// Words and commas, without quotes, brackets and what stands in them.
fn tokens(printed: &str) -> Vec<String> {
    let mut plain = String::with_capacity(printed.len());
    let mut depth = 0_u32;
    for letter in printed.trim().chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            ',' => plain.push_str(" , "),
            '"' | '“' | '”' | '„' | '«' | '»' => {}
            '’' | '‘' | 'ʼ' | '`' => plain.push('\''),
            '‐' | '‑' | '–' => plain.push('-'),
            _ => plain.push(letter),
        }
    }
    let possessive = plain.trim_end().strip_suffix("'s").map(str::to_owned);
    let plain = possessive.unwrap_or(plain).replace("'s ", " 's ");
    let mut tokens: Vec<String> = plain.split_whitespace().take(40).map(str::to_owned).collect();
    while tokens.last().is_some_and(|token| token == ",") {
        tokens.pop();
    }
    tokens
}

/// The words in a token: one, or the letters of "V.V.".
fn words_of(token: &str) -> Vec<NameWord> {
    let dotted: Vec<&str> = token.split('.').filter(|piece| !piece.is_empty()).collect();
    let letters = token.contains('.') && dotted.iter().all(|piece| piece.chars().count() == 1);
    if letters {
        let words = dotted.into_iter().map(|letter| word(&format!("{letter}.")));
        return words.filter(|word| !word.letters.is_empty()).collect();
    }
    Some(word(token))
        .filter(|word| !word.letters.is_empty())
        .into_iter()
        .collect()
}

fn word(token: &str) -> NameWord {
    let cased = token
        .chars()
        .filter(|letter| letter.is_lowercase() || letter.is_uppercase());
    let letters: String = fold(token)
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect();
    NameWord {
        lower: token.trim_matches('.').to_lowercase(),
        initial: letters.chars().count() == 1,
        joined: token.trim_matches(['-', '\'']).contains(['-', '\'']),
        capitals: cased.clone().count() > 0 && cased.clone().all(char::is_uppercase),
        dotted: token.ends_with('.'),
        letters,
    }
}

/// "Jr", "II" and their like, taken off the end.
fn take_number(words: &mut Vec<NameWord>) -> Option<u8> {
    let last = words.last().filter(|_| words.len() > 1)?;
    let roman = last.lower.chars().all(|letter| matches!(letter, 'i' | 'v' | 'x'));
    // "XI" is a number behind a name that is not in capitals itself; "Xi" is a name.
    let shouted = words[0].capitals && !words[0].initial;
    let numeral = roman && last.capitals && !last.dotted && !shouted;
    let number = match last.letters.as_str() {
        "jr" | "junior" | "fils" => 2,
        "sr" | "senior" => 1,
        numerals if numeral => roman_value(numerals),
        _ => return None,
    };
    words.pop();
    Some(number)
}

fn roman_value(numeral: &str) -> u8 {
    let value = |letter| match letter {
        'x' => 10,
        'v' => 5,
        _ => 1,
    };
    let (mut sum, mut before) = (0_u8, 0);
    for letter in numeral.chars().rev().take(10) {
        let this = value(letter);
        sum = if this < before {
            sum.saturating_sub(this)
        } else {
            sum.saturating_add(this)
        };
        before = this;
    }
    sum
}
