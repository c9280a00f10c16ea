//! Which names of organisations in one text are the same, and whose they are: acronyms with their long forms, "Ministry of
//! Foreign Affairs" and "Foreign Ministry", and bodies that every country has with the country that the text gives them.

use rustc_hash::FxHashMap;

use crate::draft::Draft;
use crate::lexicon::{Lexicon, Signs};
use crate::mention::MentionKind;
use crate::titles::country_in;
use crate::words::{Shape, Words};

/// More bodies of one name than this are not told apart.
const MOST_OF_ONE_NAME: usize = 32;

/// Groups the organisations of a text; `groups` gets a number for each, from `next` on.
pub fn organisations(words: &Words, drafts: &[Draft], groups: &mut [usize], next: &mut usize) {
    let mut known = Known::default();
    let acronyms = told_acronyms(words, drafts);
    for (i, draft) in drafts.iter().enumerate() {
        if draft.kind != MentionKind::Organisation {
            continue;
        }
        let name = body_name(&words.phrase(draft.words.clone()));
        let country = draft.country;
        let tied = acronyms
            .get(&i)
            .map(|&long| groups[long])
            .filter(|&group| group != usize::MAX);
        let group = tied.or_else(|| known.find(&name, country)).unwrap_or_else(|| {
            *next += 1;
            *next - 1
        });
        known.add(name, country, group);
        if let Some(acronym) = acronym(words, draft) {
            known.acronyms.entry(acronym).or_insert(group);
        }
        groups[i] = group;
    }
}

/// Bodies of one name: the country that the text gave each, and its group.
type Bodies = Vec<(Option<[u8; 2]>, usize)>;

#[derive(Default)]
struct Known {
    names: FxHashMap<String, Bodies>,
    acronyms: FxHashMap<String, usize>,
}

impl Known {
    /// The body of that name: that of the same country, or the latest if one of the two says no country.
    fn find(&self, name: &str, country: Option<[u8; 2]>) -> Option<usize> {
        let Some(bodies) = self.names.get(name) else {
            return self.acronyms.get(name).copied();
        };
        let told = |wanted: Option<[u8; 2]>| bodies.iter().rev().find(|(told, _)| *told == wanted);
        let found = match country {
            Some(_) => told(country).or_else(|| told(None)),
            None => bodies.last(),
        };
        found.map(|(_, group)| *group)
    }

    fn add(&mut self, name: String, country: Option<[u8; 2]>, group: usize) {
        let bodies = self.names.entry(name).or_default();
        if let Some(same) = bodies.iter().position(|(_, known)| *known == group) {
            // What was said without a country is from now on of this one.
            let known = bodies.remove(same);
            bodies.push((known.0.or(country), group));
        } else if bodies.len() < MOST_OF_ONE_NAME {
            bodies.push((country, group));
        }
    }
}

/// The country that a text gives a body: before it ("Russian Foreign Ministry", "Japan's Defence Ministry"), in its name
/// ("Workers' Party of Korea"), or behind it ("Ministry of Defence of Belarus").
pub fn country_of(words: &Words, draft: &Draft) -> Option<[u8; 2]> {
    let sentence = &words.sentences[draft.sentence].0;
    let range = &draft.words;
    let inside = country_in(words, range.clone(), false);
    inside.or_else(|| {
        let mut end = range.start;
        if end > sentence.start && words.all[end - 1].possessive {
            end -= 1;
        }
        let from = end.saturating_sub(4).max(sentence.start);
        let adjacent = (from..end).find_map(|start| whole_country(words, start, end));
        adjacent.or_else(|| behind(words, range.end, sentence.end))
    })
}

/// The country or people that words `start..end` name, all of them.
fn whole_country(words: &Words, start: usize, end: usize) -> Option<[u8; 2]> {
    use crate::countries::Countries;
    let hash = crate::titles::hash_of(words, start..end)?;
    let countries = Countries::embedded();
    let area = countries.named(hash).or_else(|| countries.demonym(hash))?;
    (area.country != *b"--" && words.all[start].shape.is_capital()).then_some(area.country)
}

fn behind(words: &Words, end: usize, limit: usize) -> Option<[u8; 2]> {
    if end + 1 >= limit || words.folded_at(end) != "of" {
        return None;
    }
    let start = end + 1 + usize::from(words.folded_at(end + 1) == "the");
    (start + 1..=limit.min(start + 5))
        .rev()
        .find_map(|end| whole_country(words, start, end))
}

/// Whether a name alone does not tell which body is meant: every country has a foreign ministry.
pub fn is_generic_body(name: &str) -> bool {
    const FIELDS: &str = "foreign defence defense interior finance justice health education trade agriculture energy \
        culture sports transport environment economy labour labor home external affairs supreme central \
        national general state public security air armed ground communist socialist democratic \
        republican conservative liberal green workers people peoples constitutional election \
        presidential of the and upper lower house ruling joint chiefs staff federal royal high \
        intelligence coast border statistics planning internal industry commerce tourism information \
        emergencies space nuclear";
    let folded = crate::fold::fold(name);
    let mut heads = 0;
    let general = folded.split(' ').all(|word| {
        let signs = Lexicon::embedded().signs(crate::fold::phrase_hash(word));
        let head = signs.any(Signs::ORG_HEAD);
        heads += usize::from(head);
        head || FIELDS.split(' ').any(|field| field == word)
    });
    general && heads > 0
}

/// One name for the two ways of naming a ministry: "ministry of foreign affairs" is "foreign ministry".
fn body_name(folded: &str) -> String {
    for head in ["ministry", "department"] {
        let field = folded
            .strip_prefix(head)
            .and_then(|rest| rest.strip_prefix(" of ").or_else(|| rest.strip_prefix(" for ")));
        if let Some(field) = field.filter(|field| !field.contains(" of ")) {
            let field = field.trim_start_matches("the ").trim_end_matches(" affairs");
            return format!("{field} {head}");
        }
    }
    folded.replace("defense", "defence")
}

/// Acronyms that the text itself explains, as positions of short and long form: "Workers' Party of Korea (WPK)", "WPK
/// (Workers' Party of Korea)". Of the two, the later one is tied to the earlier.
fn told_acronyms(words: &Words, drafts: &[Draft]) -> FxHashMap<usize, usize> {
    let mut tied = FxHashMap::default();
    for (i, two) in drafts.windows(2).enumerate() {
        let (first, second) = (&two[0].words, &two[1].words);
        let organisations = two.iter().all(|draft| draft.kind == MentionKind::Organisation);
        let bracketed = first.end + 1 == second.start
            && words.folded_at(first.end) == "("
            && words.folded_at(second.end) == ")"
            && two[0].sentence == two[1].sentence;
        if organisations
            && bracketed
            && (stands_for(words, second, first) || stands_for(words, first, second))
        {
            tied.insert(i + 1, i);
        }
    }
    tied
}

/// Whether one word in capitals holds letters of a longer name in their order, the first one first.
fn stands_for(words: &Words, short: &std::ops::Range<usize>, long: &std::ops::Range<usize>) -> bool {
    let short = words.phrase(short.clone()).replace([' ', '.'], "");
    let capitals = long.clone().any(|i| words.all[i].shape == Shape::Capital);
    let phrase = words.phrase(long.clone());
    let mut letters = phrase.chars();
    let first = short.chars().next() == phrase.chars().next();
    let fits =
        short.len() * 2 < phrase.len() && short.chars().all(|letter| letters.any(|other| other == letter));
    first && fits && capitals && (2..=8).contains(&short.len()) && long.len() > 1
}

/// The first letters of the capitalised words of a name of three words or more.
fn acronym(words: &Words, draft: &Draft) -> Option<String> {
    let capitals = draft.words.clone().filter(|&i| words.all[i].shape.is_capital());
    let letters: String = capitals
        .filter_map(|i| words.folded_at(i).chars().next())
        .collect();
    (letters.len() >= 2 && draft.words.len() >= 2).then_some(letters)
}
