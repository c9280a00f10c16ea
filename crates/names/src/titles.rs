//! Titles and offices, printed before a name ("First Vice Minister of Foreign Affairs Choe") or behind it ("Choe, first
//! vice-minister of Foreign Affairs,"), and what they tell of the person: country and gender.

use std::ops::Range;

use crate::countries::Countries;
use crate::draft::Draft;
use crate::features::Seen;
use crate::fold::{PhraseHash, phrase_hash};
use crate::lexicon::{Lexicon, Signs};
use crate::mention::{Gender, MentionKind};
use crate::words::{Shape, Words};

/// A title is looked for in so many words before a name.
const LONGEST: usize = 10;
/// And in so many behind it: state media chain offices.
const LONGEST_BEHIND: usize = 32;

/// Finds the title of each person, takes it off the name, and reads country and gender.
pub fn read(words: &Words, seen: &[Seen], drafts: &mut Vec<Draft>) {
    for i in 0..drafts.len() {
        if drafts[i].kind != MentionKind::Person {
            continue;
        }
        let floor = if i == 0 { 0 } else { drafts[i - 1].words.end };
        let sentence = words.sentences[drafts[i].sentence].0.clone();
        let draft = &mut drafts[i];
        cut_at_inner_title(words, draft);
        take_off(words, draft);
        cut_field(words, draft, floor.max(sentence.start));
        draft.title = before(words, seen, draft.words.start, sentence.start, floor);
        extend(words, drafts, i, sentence.start);
        if drafts[i].title.is_none() {
            let people: Vec<usize> = following_people(drafts, i);
            drafts[i].title = behind(words, drafts[i].words.end, sentence.end, &people);
        }
        let draft = &mut drafts[i];
        draft.country = country(words, draft, sentence);
        draft.gender = gender(words, draft);
    }
    drop_fields(words, seen, drafts);
}

/// Takes into a title what stands before it: the body that it is an office of ("General Secretary of the Workers' Party of
/// Korea Kim Jong Un"), a rank before a country ("former U.S. President"), a first office ("Prime Minister and Defence
/// Minister"), a field ("Unification Minister").
fn extend(words: &Words, drafts: &mut [Draft], i: usize, floor: usize) {
    let person = (0..i).rev().find(|&k| drafts[k].kind == MentionKind::Person);
    let floor = person.map_or(floor, |person| drafts[person].words.end.max(floor));
    let name = drafts[i].words.start;
    let mut start = drafts[i].title.as_ref().map_or(name, |title| title.start);
    for _ in 0..6 {
        let before = body_office(words, &drafts[..i], start, floor)
            .or_else(|| ranked_country(words, start, name, floor))
            .or_else(|| first_office(words, start, name, floor))
            .or_else(|| field_before(words, &drafts[..i], start, name, floor));
        match before {
            Some(before) => start = before,
            None => break,
        }
    }
    if start < name {
        drafts[i].title = Some(start..name);
    }
}

/// Where an office begins that ends in "of" and bodies and places, the last of them right before word `end`: nothing but
/// capitals, "of" and "the" stands between.
fn body_office(words: &Words, drafts: &[Draft], end: usize, floor: usize) -> Option<usize> {
    const LONGEST_CHAIN: usize = 20;
    let body = drafts
        .last()
        .filter(|draft| draft.kind != MentionKind::Person && draft.words.end == end)?;
    let part = |i: usize| {
        let word = &words.all[i];
        let link = matches!(words.folded(word), "of" | "for" | "the") || word.possessive;
        word.shape.is_capital() || link || matches!(words.printed(word), "'" | "’" | "-")
    };
    let mut start = body.words.start;
    while start > floor.max(end.saturating_sub(LONGEST_CHAIN)) && part(start - 1) {
        start -= 1;
    }
    let office = (start..body.words.start).find(|&at| {
        let length = longest_title(words, at, body.words.start).unwrap_or(0);
        length > 0 && words.all[at].shape.is_capital() && matches!(words.folded_at(at + length), "of" | "for")
    })?;
    Some(with_ranks(words, office, floor))
}

/// "Former U.S." before "President": whoever was it is it no more.
fn ranked_country(words: &Words, start: usize, name: usize, floor: usize) -> Option<usize> {
    const PAST: &[&str] = &[
        "former", "ex", "late", "acting", "then", "interim", "outgoing", "ousted",
    ];
    let nearest = start.saturating_sub(4).max(floor + 1);
    (start < name).then_some(())?;
    (nearest..start)
        .find(|&country| {
            let mut end = start;
            while end > country && words.all[end - 1].possessive {
                end -= 1;
            }
            hash_of(words, country..end).is_some_and(is_country)
                && PAST.contains(&words.folded_at(country - 1))
        })
        .map(|country| country - 1)
}

/// "Prime Minister and" before "Defence Minister", of one person: capitalised, and with no article.
fn first_office(words: &Words, start: usize, name: usize, floor: usize) -> Option<usize> {
    if start >= name || start < floor + 2 || words.folded_at(start - 1) != "and" {
        return None;
    }
    let end = start - 1;
    let office = (floor.max(end.saturating_sub(5))..end)
        .find(|&at| longest_title(words, at, end) == Some(end - at))?;
    let office = with_ranks(words, office, floor);
    let article = office > floor && matches!(words.folded_at(office - 1), "the" | "a" | "an");
    (words.all[office].shape.is_capital() && !article).then_some(office)
}

/// "Unification" before "Minister", "Army" before "General": one capitalised word that is no name.
fn field_before(words: &Words, drafts: &[Draft], start: usize, name: usize, floor: usize) -> Option<usize> {
    let headed = start < name
        && matches!(
            words.folded_at(start),
            "minister" | "general" | "secretary" | "commissioner" | "ambassador"
        );
    let at = start.checked_sub(1).filter(|&at| headed && at >= floor)?;
    let word = &words.all[at];
    let taken = drafts.iter().rev().take(8).any(|draft| draft.words.contains(&at));
    let lexicon = Lexicon::embedded();
    let field = is_field(words.folded(word)) || lexicon.signs(word.hash).any(Signs::ORG_HEAD);
    let inside = at > floor && !is_country(word.hash) && word.span.len() > 3;
    (word.shape == Shape::Capital && !taken && (field || inside)).then_some(at)
}

fn is_country(hash: u64) -> bool {
    let countries = Countries::embedded();
    countries.named(hash).is_some() || countries.demonym(hash).is_some()
}

/// The office told between commas behind a person who has a title before the name as well.
pub fn office_behind(words: &Words, drafts: &[Draft], i: usize) -> Option<Range<usize>> {
    drafts[i]
        .title
        .as_ref()
        .filter(|title| title.start < drafts[i].words.start)?;
    let limit = words.sentences[drafts[i].sentence].0.end;
    behind(words, drafts[i].words.end, limit, &following_people(drafts, i))
}

/// Drops "Foreign Affairs" out of "first vice-minister of Foreign Affairs": the field of an office is no body.
fn drop_fields(words: &Words, seen: &[Seen], drafts: &mut Vec<Draft>) {
    let mut in_title = vec![false; words.all.len()];
    for title in drafts.iter().filter_map(|draft| draft.title.clone()) {
        title.for_each(|i| in_title[i] = true);
    }
    drafts.retain(|draft| {
        let inside = draft.words.clone().all(|i| in_title[i]);
        let field = matches!(draft.kind, MentionKind::Organisation | MentionKind::Other);
        let body = Signs::ORG_HEAD.with(Signs::ORGANISATION).with(Signs::NATIONALITY);
        let known = draft
            .words
            .clone()
            .any(|i| seen[i].cover.any(body) || words.all[i].shape == Shape::Upper);
        !(inside && field && !known)
    });
}

fn following_people(drafts: &[Draft], i: usize) -> Vec<usize> {
    drafts[i + 1..]
        .iter()
        .take_while(|draft| draft.sentence == drafts[i].sentence)
        .filter(|draft| draft.kind == MentionKind::Person)
        .map(|draft| draft.words.start)
        .take(16)
        .collect()
}

/// Takes titles off the front of a name: "Chairman Kim" names Kim.
fn take_off(words: &Words, draft: &mut Draft) {
    while draft.words.len() > 1 {
        let Some(length) = longest_title(words, draft.words.start, draft.words.end - 1) else {
            return;
        };
        draft.words.start += length;
        while draft.words.len() > 1 && words.all[draft.words.start].shape == Shape::Mark {
            draft.words.start += 1;
        }
    }
}

/// "U.S. District Judge Michael Barrett": the name begins behind the last word that is a title and no name.
fn cut_at_inner_title(words: &Words, draft: &mut Draft) {
    let lexicon = Lexicon::embedded();
    let inner = draft.words.start + 1..draft.words.end.saturating_sub(1);
    let title = inner.rev().find(|&i| {
        let word = &words.all[i];
        let folded = words.folded(word);
        let single = folded.strip_suffix('s').unwrap_or(folded);
        let titled = |hash| lexicon.signs(hash).any(Signs::TITLE);
        let title = (titled(word.hash) || titled(phrase_hash(single))) && word.shape == Shape::Capital;
        let office = matches!(
            single,
            "judge" | "justice" | "president" | "secretary" | "attorney" | "governor" | "minister"
        );
        title && word.span.len() > 3 && (office || lexicon.person_signs(word.hash).0 == 0)
    });
    if let Some(title) = title {
        draft.words.start = title + 1;
    }
}

/// "Minister of *Transport* Aylin Kaya": what stands behind an office and "of" is its field, not the beginning of a name.
fn cut_field(words: &Words, draft: &mut Draft, floor: usize) {
    let start = draft.words.start;
    let office = start >= floor + 2 && words.folded_at(start - 1) == "of" && is_office_word(words, start - 2);
    let unknown = Lexicon::embedded().person_signs(words.all[start].hash).0 == 0;
    if office && unknown && draft.words.len() > 1 {
        let last = (start..draft.words.end - 1)
            .rev()
            .find(|&i| is_field(words.folded_at(i)));
        draft.words.start = last.unwrap_or(start) + 1;
    }
}

/// Words that end the name of a department.
fn is_field(word: &str) -> bool {
    matches!(
        word,
        "affairs"
            | "education"
            | "industry"
            | "security"
            | "defence"
            | "defense"
            | "trade"
            | "development"
            | "relations"
            | "transport"
            | "agriculture"
            | "energy"
            | "health"
            | "finance"
            | "justice"
            | "culture"
            | "unification"
            | "army"
    )
}

/// How many words the longest title has that begins at `start` and ends at or before `end`.
fn longest_title(words: &Words, start: usize, end: usize) -> Option<usize> {
    let mut hash = PhraseHash::new();
    let mut longest = None;
    if words.all[start].shape == Shape::Mark {
        return None;
    }
    for last in start..end.min(start + 5) {
        let folded = words.folded_at(last).trim();
        if !folded.is_empty() {
            hash = hash.word(folded);
        }
        if Lexicon::embedded().signs(hash.finish()).any(Signs::TITLE) {
            longest = Some(last + 1 - start);
        }
    }
    longest
}

/// Whether a capitalised title ends right before word `i`.
pub fn ends_at(words: &Words, seen: &[Seen], i: usize, floor: usize) -> bool {
    let last = &words.all[i - 1];
    let abbreviated = words.printed(last) == "." && last.glued && i >= floor + 2;
    let word = if abbreviated { i - 2 } else { i - 1 };
    let signs = Lexicon::embedded().signs(words.all[word].hash);
    let capital = words.all[word].shape == Shape::Capital;
    capital && signs.any(Signs::TITLE) && seen[word].cover.any(Signs::TITLE) && !words.all[i].glued
}

/// The title that ends right before word `name`.
fn before(words: &Words, seen: &[Seen], name: usize, floor: usize, taken: usize) -> Option<Range<usize>> {
    let floor = floor.max(taken).max(name.saturating_sub(LONGEST));
    let mut end = name;
    if end > floor + 1 && words.printed(&words.all[end - 1]) == "." && words.all[end - 1].glued {
        end -= 1;
    }
    let adjacent = (floor..end)
        .filter(|&start| longest_title(words, start, end) == Some(end - start))
        .min();
    let start = match adjacent {
        Some(start) => start,
        None => office_with_field(words, seen, floor, end)?,
    };
    Some(with_ranks(words, start, floor)..name)
}

/// "Minister of Foreign Affairs Choe": a title, "of", and capitalised words up to the name.
fn office_with_field(words: &Words, _seen: &[Seen], floor: usize, end: usize) -> Option<usize> {
    let fits = |i: usize| {
        let word = &words.all[i];
        word.shape.is_capital() || matches!(words.folded(word), "of" | "for" | "and" | "the")
    };
    let mut start = end;
    while start > floor && fits(start - 1) {
        start -= 1;
    }
    (start..end).find(|&at| {
        let length = longest_title(words, at, end).unwrap_or(0);
        length > 0
            && words.all[at].shape.is_capital()
            && at + length < end
            && matches!(words.folded_at(at + length), "of" | "for")
    })
}

/// Words that go before titles and are kept with them, folded.
const RANKS: &[&str] = &[
    "first",
    "vice",
    "deputy",
    "acting",
    "former",
    "ex",
    "interim",
    "senior",
    "chief",
    "assistant",
    "honorary",
    "caretaker",
    "permanent",
    "special",
    "executive",
    "associate",
];

/// Whether a folded word is a rank before a title: "vice", "former".
pub fn is_rank(word: &str) -> bool {
    RANKS.contains(&word)
}

/// Ranks, and what running text also says of who leaves or has died.
fn goes_before(word: &str) -> bool {
    is_rank(word) || matches!(word, "outgoing" | "late")
}

/// Further titles and ranks right before: "First Vice" Minister, "respected" Comrade.
fn with_ranks(words: &Words, mut start: usize, floor: usize) -> usize {
    while start > floor {
        let folded = words.folded_at(start - 1);
        let title = (floor..start).find(|&at| longest_title(words, at, start) == Some(start - at));
        match title {
            Some(at) => start = at,
            None if goes_before(folded) => start -= 1,
            None if folded.trim().is_empty()
                && start > floor + 1
                && goes_before(words.folded_at(start - 2)) =>
            {
                start -= 2;
            }
            None => break,
        }
    }
    start
}

/// The office told between commas behind a name.
fn behind(words: &Words, end: usize, limit: usize, people: &[usize]) -> Option<Range<usize>> {
    if end + 1 >= limit || words.printed(&words.all[end]) != "," {
        return None;
    }
    let mut start = end + 1;
    while start < limit && matches!(words.folded_at(start), "the" | "a" | "an") {
        start += 1;
    }
    let stop = phrase_end(words, start, limit);
    let head = (start..stop.min(start + 7))
        .take_while(|&i| !matches!(words.folded_at(i), "of" | "for" | "at" | "in"));
    let last_head = head.filter(|&i| is_office_word(words, i)).last()?;
    let clean = !people.iter().any(|&person| (start..=stop).contains(&person));
    let closed = stop == limit
        || matches!(
            words.printed(&words.all[stop]),
            "," | "." | ";" | ")" | "-" | "–" | "—"
        );
    let stop = if closed { stop } else { last_head + 1 };
    (clean && stop > start).then_some(start..stop)
}

fn is_office_word(words: &Words, i: usize) -> bool {
    let signs = Lexicon::embedded().signs(words.all[i].hash);
    signs.any(Signs::TITLE_HEAD)
}

/// Where a phrase of nouns that begins at `start` ends: at a mark, or a word that begins something else.
fn phrase_end(words: &Words, start: usize, limit: usize) -> usize {
    const STOPS: &[&str] = &[
        "who", "whose", "which", "said", "says", "told", "was", "is", "are", "were", "has", "had", "have",
        "will", "would", "on", "when", "after", "before", "while", "as", "by", "with", "where", "that",
        "but", "to", "from", "during",
    ];
    let to = |i: usize| {
        let next = words.all.get(i + 1).is_some_and(|next| next.shape.is_capital());
        i > start && is_office_word(words, i - 1) && (next || words.folded_at(i + 1) == "the")
    };
    (start..limit.min(start + LONGEST_BEHIND))
        .find(|&i| {
            let word = &words.all[i];
            let mark = word.shape == Shape::Mark
                && !word.possessive
                && !matches!(words.printed(word), "-" | "'" | "’");
            // "envoy to the Far East" goes on.
            mark || STOPS.contains(&words.folded(word)) && !(words.folded(word) == "to" && to(i))
        })
        .unwrap_or(limit.min(start + LONGEST_BEHIND))
}

/// The country a title belongs to: "Russian President", "Russia's president", "president of Russia".
fn country(words: &Words, draft: &Draft, sentence: Range<usize>) -> Option<[u8; 2]> {
    let title = draft.title.clone()?;
    let around = title.start.saturating_sub(4).max(sentence.start)..title.end.max(draft.words.end);
    let found = country_in(words, around.start..title.start, true)
        .or_else(|| country_in(words, title.clone(), false));
    found.or_else(|| {
        let of = draft.words.end;
        let told = of + 1 < sentence.end && words.folded_at(of) == "of";
        told.then(|| country_in(words, of + 1..sentence.end.min(of + 5), false))
            .flatten()
    })
}

/// The country named by the last (or first) words of a range, by name or by its people.
pub fn country_in(words: &Words, range: Range<usize>, last: bool) -> Option<[u8; 2]> {
    let countries = Countries::embedded();
    let mut found = None;
    let mut i = range.start;
    while i < range.end {
        let hit = (i + 1..=range.end.min(i + 5)).rev().find_map(|end| {
            let hash = hash_of(words, i..end)?;
            let area = countries.named(hash).or_else(|| countries.demonym(hash))?;
            let wider =
                i > range.start && matches!(words.folded_at(i - 1), "pan" | "inter" | "latin" | "trans");
            let real = area.country != *b"--" && words.all[i].shape.is_capital() && !wider;
            real.then_some((area.country, end))
        });
        if let Some((country, end)) = hit {
            if !last {
                return Some(country);
            }
            found = Some(country);
            i = end;
        } else {
            i += 1;
        }
    }
    found
}

/// The country of the people that a range of words names, all of it.
pub fn country_of_people(words: &Words, range: Range<usize>) -> Option<[u8; 2]> {
    let area = Countries::embedded().demonym(hash_of(words, range)?)?;
    Some(area.country)
}

/// The hash of a phrase; none where it is empty.
pub fn hash_of(words: &Words, range: Range<usize>) -> Option<u64> {
    let parts = words.all[range]
        .iter()
        .map(|word| (word.possessive, words.folded(word).trim()));
    let mut any = false;
    let hash =
        parts
            .filter(|(_, part)| !part.is_empty())
            .fold(PhraseHash::new(), |hash, (possessive, part)| {
                let suffix = possessive && any;
                any = true;
                if suffix {
                    hash.suffix(part)
                } else {
                    hash.word(part)
                }
            });
    any.then(|| hash.finish())
}

fn gender(words: &Words, draft: &Draft) -> Option<Gender> {
    let lexicon = Lexicon::embedded();
    let of_signs = |signs: Signs, male: Signs, female: Signs| match (signs.any(male), signs.any(female)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    };
    let titled = draft.title.clone().into_iter().flatten().find_map(|i| {
        let signs = lexicon.signs(words.all[i].hash);
        of_signs(signs, Signs::MALE, Signs::FEMALE)
    });
    let named = || {
        draft.words.clone().find_map(|i| {
            let folded = words.folded_at(i);
            let patronymic = patronymic(folded);
            let signs = lexicon.person_signs(phrase_hash(folded));
            patronymic.or_else(|| of_signs(signs, Signs::GIVEN_MALE, Signs::GIVEN_FEMALE))
        })
    };
    titled.or_else(|| if draft.words.len() > 1 { named() } else { None })
}

fn patronymic(folded: &str) -> Option<Gender> {
    let ends = |tails: &[&str]| folded.len() > 6 && tails.iter().any(|tail| folded.ends_with(tail));
    if ends(&["ovich", "evich"]) {
        Some(Gender::Male)
    } else if ends(&["ovna", "evna"]) {
        Some(Gender::Female)
    } else {
        None
    }
}
