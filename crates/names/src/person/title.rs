//! Titles and offices in a printed name, before it ("First Vice Minister of Foreign Affairs Choe Son Hui") or behind it
//! ("Choe Son Hui, first vice minister"), and names that are those of things ("Kim Il Sung University").

use super::PersonName;
use crate::countries::Countries;
use crate::fold::{fold, phrase_hash};
use crate::lexicon::{Lexicon, Signs};
use crate::titles::is_rank;

/// Words before a title or name that are no part of either.
const EPITHETS: &[&str] = &[
    "the",
    "respected",
    "dear",
    "beloved",
    "great",
    "late",
    "visiting",
    "newly",
    "elected",
    "then",
    "new",
    "current",
    "incumbent",
    "outgoing",
    "ousted",
    "deposed",
    "jailed",
    "exiled",
    "ailing",
    "top",
    "paramount",
    "his",
    "her",
    "their",
    "our",
    "a",
    "an",
];

/// Whether a word goes before a title and is kept with it. In a name by itself an ordinal or "state" stands for nothing else.
fn goes_before(word: &str) -> bool {
    let word = fold(word);
    is_rank(&word)
        || matches!(
            word.as_str(),
            "second" | "third" | "state" | "supreme" | "retired"
        )
}

/// Takes titles off the front; answers the rest.
pub fn take_off<'a>(tokens: &'a [String], name: &mut PersonName) -> &'a [String] {
    let mut rest = tokens;
    while !rest.is_empty() {
        if is_epithet(&rest[0]) && rest.len() > 1 {
            rest = &rest[1..];
        } else if rest[0] == "'s" {
            // "the president's press secretary" is no president.
            name.titles.clear();
            rest = &rest[1..];
        } else if rest[0] == "," || fold(&rest[0]) == "and" && !name.titles.is_empty() {
            rest = &rest[1..];
        } else if let Some((country, length)) = country_before_title(rest) {
            name.country.get_or_insert(country);
            rest = &rest[length..];
        } else if let Some(length) = office(rest, name) {
            rest = &rest[length..];
        } else {
            break;
        }
    }
    rest
}

fn is_epithet(token: &str) -> bool {
    // Capitalised "An" and "Her" may be names.
    let folded = fold(token);
    EPITHETS.contains(&folded.as_str()) && (folded.len() > 2 || token.starts_with(char::is_lowercase))
}

/// The country or people named before a title: "Russian President", "North Korea's leader".
fn country_before_title(tokens: &[String]) -> Option<([u8; 2], usize)> {
    let (country, length) = country_at(tokens)?;
    let mut behind = tokens[length..].iter().filter(|token| *token != "'s");
    let next = behind.next()?;
    let titled = is_title_word(next) || goes_before(next) || EPITHETS.contains(&fold(next).as_str());
    let field = behind.next().is_some_and(|token| is_title_word(token));
    (titled || field).then_some((country, length))
}

/// The country or people that the first words name.
fn country_at(tokens: &[String]) -> Option<([u8; 2], usize)> {
    (1..=tokens.len().min(6)).rev().find_map(|length| {
        let hash = phrase_hash(&fold(&tokens[..length].join(" ")));
        let countries = Countries::embedded();
        let area = countries.named(hash).or_else(|| countries.demonym(hash))?;
        let printed = tokens[0].starts_with(char::is_uppercase) && area.country != *b"--";
        printed.then_some((area.country, length))
    })
}

fn is_title_word(token: &str) -> bool {
    let signs = Lexicon::embedded().signs(phrase_hash(&fold(token)));
    signs.any(Signs::TITLE.with(Signs::TITLE_HEAD))
}

/// How many tokens an office at the front takes, with ranks and field; none if there is none.
fn office(tokens: &[String], name: &mut PersonName) -> Option<usize> {
    let ranks = tokens.iter().take_while(|token| goes_before(token)).count();
    let (start, length) = (0..=ranks)
        .find_map(|start| longest_title(&tokens[start..]).map(|length| (start, length)))
        .or_else(|| fielded(tokens).map(|length| (0, length)))?;
    let mut end = start + length;
    if end == tokens.len() && may_be_name(&tokens[..end]) && !name.titles.is_empty() {
        return None;
    }
    if is_given_name(tokens, start, length) {
        return None;
    }
    end += field(&tokens[end..], name);
    name.titles
        .push(fold(&tokens[..end].join(" ").replace(" 's", "'s")));
    Some(end)
}

/// "Transport Minister", "Workers' Party General Secretary": up to three capitalised words and the noun of an office.
fn fielded(tokens: &[String]) -> Option<usize> {
    let head = (1..tokens.len().min(5))
        .find(|&i| is_title_word(&tokens[i]) && longest_title(&tokens[i..]).is_some())?;
    let field = tokens[..head]
        .iter()
        .all(|token| is_field_word(token) || is_body_word(token));
    field.then(|| head + longest_title(&tokens[head..]).unwrap_or(1))
}

/// "King", "Dean" and their like may be names: a single one before one word is taken for a title only if no given name.
fn is_given_name(tokens: &[String], start: usize, length: usize) -> bool {
    const NAMES: &[&str] = &[
        "dean", "earl", "duke", "major", "rector", "marshall", "prince", "guard",
    ];
    let word = fold(&tokens[start]);
    start == 0 && length == 1 && tokens.len() == 2 && NAMES.contains(&word.as_str()) && word != "prince"
}

/// Titles that are family names as well.
fn may_be_name(tokens: &[String]) -> bool {
    const NAMES: &[&str] = &[
        "king", "prince", "pope", "bishop", "judge", "major", "marshall", "dean", "baron", "abbott", "cook",
        "baker", "chief", "sultan", "u", "model", "driver", "farmer", "singer", "painter", "speaker", "page",
        "sheikh", "begum", "haji", "singh", "count", "sergeant", "consul", "emir", "khan", "tun", "brother",
        "justice", "elder", "trader",
    ];
    let [token] = tokens else { return false };
    NAMES.contains(&fold(token).as_str()) && token.starts_with(char::is_uppercase)
}

fn longest_title(tokens: &[String]) -> Option<usize> {
    (1..=tokens.len().min(5)).rev().find(|&length| {
        let phrase = fold(&tokens[..length].join(" ")).replace(" 's", "s");
        let signs = Lexicon::embedded().signs(phrase_hash(&phrase));
        signs.any(Signs::TITLE) || length == 1 && signs.any(Signs::TITLE_HEAD) && phrase.len() > 3
    })
}

/// How many tokens the field of an office takes: "of Foreign Affairs", "of the Republic of Korea".
fn field(tokens: &[String], name: &mut PersonName) -> usize {
    let mut end = 0;
    while tokens
        .get(end)
        .is_some_and(|token| matches!(token.as_str(), "of" | "for" | "to" | "at" | "in"))
    {
        let begin = end + 1 + usize::from(tokens.get(end + 1).is_some_and(|token| token == "the"));
        if begin >= tokens.len() {
            return end;
        }
        if let Some((country, length)) = country_at(&tokens[begin..]) {
            name.country.get_or_insert(country);
            end = begin + length;
            continue;
        }
        let reach = (begin..tokens.len().min(begin + 8)).take_while(|&i| tokens[i] != ",");
        let last = reach
            .filter(|&i| is_field_word(&tokens[i]) || is_body_word(&tokens[i]))
            .last();
        // A field that no list knows takes one word, if a name is left behind it.
        end = match last {
            Some(last) => last + 1,
            None => begin + 1,
        };
    }
    end
}

fn is_field_word(token: &str) -> bool {
    const FIELDS: &str = "affairs education industry security defence defense trade development relations transport \
        agriculture energy health finance justice culture foreign economy interior labour labor tourism \
        fisheries sports science technology commerce environment press railways home external internal \
        state information planning unification construction";
    let folded = fold(token);
    FIELDS.split(' ').any(|field| field == folded)
}

fn is_body_word(token: &str) -> bool {
    let signs = Lexicon::embedded().signs(phrase_hash(&fold(token)));
    let letters = token.replace('.', "");
    let acronym = (2..=5).contains(&letters.len()) && letters.chars().all(char::is_uppercase);
    token.starts_with(char::is_uppercase)
        && (signs.any(Signs::ORG_HEAD) || acronym && signs.any(Signs::ORGANISATION))
}

/// "Choe Son Hui, first vice minister": what stands behind a comma is a title if it begins like one.
pub fn take_off_behind<'a>(tokens: &'a [String], name: &mut PersonName) -> &'a [String] {
    let Some(comma) = tokens.iter().position(|token| token == ",") else {
        return tokens;
    };
    let mut aside = PersonName::default();
    let rest = take_off(&tokens[comma + 1..], &mut aside);
    let office = !aside.titles.is_empty() && rest.iter().all(|token| token == ",");
    if !office {
        return tokens;
    }
    name.titles.append(&mut aside.titles);
    name.country = name.country.or(aside.country);
    &tokens[..comma]
}

/// "Viktor Ishayev of Khabarovsk": where somebody is from is no part of the name.
pub fn take_off_origin(tokens: &[String]) -> &[String] {
    let origin = tokens
        .iter()
        .position(|token| matches!(token.as_str(), "of" | "from"));
    match origin {
        Some(at) if at > 1 => &tokens[..at],
        _ => tokens,
    }
}

/// Whether words name a thing called after a person: a noun for places, bodies and works stands last.
pub fn is_called_after(tokens: &[String]) -> bool {
    const THINGS: &str = "administration family dynasty regime doctrine plan prize award order medal cup act law era line \
        report commission government foundation faction camp brothers thought theory works flower statue \
        monument museum day war case trial memorial aide peak festival library mausoleum birthplace \
        statues tournament marathon pavilion scholarship badge portrait biography memoirs spokesman \
        loyalist class street avenue city airport square cabinet clan";
    let Some(last) = tokens.last().filter(|_| tokens.len() > 1) else {
        return false;
    };
    let folded = fold(last);
    let signs = Lexicon::embedded().signs(phrase_hash(&folded));
    let head =
        signs.any(Signs::ORG_HEAD.with(Signs::PLACE_HEAD).with(Signs::FACILITY_HEAD)) && folded.len() > 3;
    let person = Lexicon::embedded().person_signs(phrase_hash(&folded));
    let family = person.any(Signs::FAMILY) && !signs.any(Signs::FACILITY_HEAD);
    (THINGS.split(' ').any(|thing| thing == folded) || head) && !family
}
