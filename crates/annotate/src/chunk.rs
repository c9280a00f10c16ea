//! Chunks of a sentence: base noun phrases, verb groups, and the words between them that say how they hang together.
//! Noun phrases here end at their head; what is attached behind ("of ...") is the business of groups.

use std::ops::Range;

use crate::word::{Class, Word};

/// A chunk: the words it covers, and what it is.
#[derive(Clone, Debug)]
pub struct Chunk {
    /// Indices of its words.
    pub words: Range<usize>,
    /// What it is.
    pub kind: ChunkKind,
}

/// What a chunk is.
#[derive(Clone, Debug)]
pub enum ChunkKind {
    /// A base noun phrase ("his official visit", "Premier Pak").
    Noun(NounPhrase),
    /// A verb with its auxiliaries ("will not be held").
    Verb(VerbGroup),
    /// A preposition.
    Preposition,
    /// "and", "or", "as well as".
    Conjunction,
    /// "when", "that".
    Subordinator,
    /// "who", "which".
    Relative,
    /// A time expression that stands for itself.
    Time,
    /// A comma.
    Comma,
    /// A quotation mark.
    Quote,
    /// An adverb.
    Adverb,
    /// Any other mark: it ends whatever it follows.
    Break,
}

/// A base noun phrase.
#[derive(Clone, Debug)]
pub struct NounPhrase {
    /// Its first word after articles and possessors.
    pub core: usize,
    /// Its last word.
    pub head: usize,
    /// The words of its possessor ("his", "Israel" of "Israel's").
    pub possessor: Option<Range<usize>>,
    /// "no visit".
    pub negative: bool,
    /// A pronoun, or an article alone ("both", "these").
    pub pronoun: bool,
}

/// A verb with its auxiliaries.
#[derive(Clone, Debug)]
pub struct VerbGroup {
    /// The main verb's word.
    pub main: usize,
    /// Its base form; empty if it is not in the lexicon.
    pub lemma: &'static str,
    /// "will", "is to".
    pub modal: bool,
    /// "not", "never".
    pub negated: bool,
    /// "was signed".
    pub passive: bool,
    /// "is visiting".
    pub progressive: bool,
    /// Present tense: "is", "visits".
    pub present: bool,
    /// What form it has.
    pub form: VerbShape,
}

/// The form of a verb group, as far as it can be seen without its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerbShape {
    /// It has a tense.
    Finite,
    /// A lone past form: finite or a participle, as its neighbours say.
    BarePast,
    /// "to visit".
    Infinitive,
    /// "visiting", without a form of "be".
    Gerund,
    /// "made by", "held in": a participle without a form of "be".
    Participle,
}

/// The chunks of a sentence.
pub fn chunks(words: &[Word]) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let chunk = noun_phrase(words, at)
            .or_else(|| verb_group(words, at))
            .or_else(|| time(words, at))
            .unwrap_or_else(|| single(words, at));
        at = chunk.words.end;
        chunks.push(chunk);
    }
    chunks
}

fn single(words: &[Word], at: usize) -> Chunk {
    let kind = match words[at].class {
        Class::Preposition | Class::To => ChunkKind::Preposition,
        Class::Conjunction => ChunkKind::Conjunction,
        Class::Subordinator => ChunkKind::Subordinator,
        Class::Relative => ChunkKind::Relative,
        Class::Comma => ChunkKind::Comma,
        Class::Quote => ChunkKind::Quote,
        Class::Adverb | Class::Not => ChunkKind::Adverb,
        _ => ChunkKind::Break,
    };
    Chunk {
        words: at..at + 1,
        kind,
    }
}

fn time(words: &[Word], at: usize) -> Option<Chunk> {
    let index = words[at].time.filter(|_| words[at].class == Class::Time)?;
    let length = words[at..]
        .iter()
        .take_while(|word| word.time == Some(index) && word.class == Class::Time)
        .count();
    Some(Chunk {
        words: at..at + length,
        kind: ChunkKind::Time,
    })
}

fn noun_phrase(words: &[Word], at: usize) -> Option<Chunk> {
    if words[at].class == Class::Pronoun {
        return Some(noun_chunk(at..at + 1, at, at, None, true));
    }
    let (mut end, mut core, mut possessor) = (at, at, None);
    let mut has_noun = false;
    while end < words.len() {
        match words[end].class {
            Class::Determiner | Class::Possessive if !has_noun => {
                if words[end].class == Class::Possessive {
                    possessor = Some(end..end + 1);
                }
                core = end + 1;
            }
            Class::Noun if has_noun && (starts_other_name(words, end) || is_count(words, end)) => break,
            Class::Noun => has_noun = true,
            Class::PossessiveMark if has_noun => {
                possessor = Some(core..end);
                core = end + 1;
                has_noun = false;
            }
            Class::Conjunction if has_noun && joins_adjectives(words, end) => {}
            Class::Hyphen if has_noun && words.get(end + 1).is_some_and(joins) => {}
            Class::Adverb
                if !has_noun && end > at && words.get(end + 1).is_some_and(|w| w.class == Class::Noun) => {}
            Class::Verb if has_noun && words[end - 1].class == Class::Hyphen => {}
            _ => break,
        }
        end += 1;
    }
    if end == at {
        return None;
    }
    if !has_noun && core >= end {
        // Articles without a noun ("both", "this"), or a possessor whose noun is not one.
        let head = possessor.as_ref().map_or(end - 1, |p: &Range<usize>| p.end - 1);
        let negative = words[at].lower == "no";
        let mut chunk = noun_chunk(at..end, at.min(head), head, None, possessor.is_none());
        if let ChunkKind::Noun(phrase) = &mut chunk.kind {
            phrase.negative = negative;
        }
        return Some(chunk);
    }
    let mut chunk = noun_chunk(at..end, core, end - 1, possessor, false);
    if let ChunkKind::Noun(phrase) = &mut chunk.kind {
        phrase.negative = matches!(words[at].lower.as_str(), "no" | "neither");
    }
    Some(chunk)
}

fn noun_chunk(
    words: Range<usize>,
    core: usize,
    head: usize,
    possessor: Option<Range<usize>>,
    pronoun: bool,
) -> Chunk {
    Chunk {
        words,
        kind: ChunkKind::Noun(NounPhrase {
            core: core.min(head),
            head,
            possessor,
            negative: false,
            pronoun,
        }),
    }
}

/// A hyphen joins words of a noun phrase only to nouns and verbs ("tree-planting", "Asia-Pacific").
fn joins(word: &Word) -> bool {
    matches!(
        word.class,
        Class::Noun | Class::Verb | Class::Preposition | Class::Adverb
    )
}

/// Whether a name begins here right after another complete name, without a comma.
fn starts_other_name(words: &[Word], at: usize) -> bool {
    let (before, here) = (&words[at - 1], &words[at]);
    if before.mention.is_some()
        && here.mention != before.mention
        && !here.capital
        && follows_giving(words, at)
    {
        return true;
    }
    let office = crate::lexicon::lexicon().has_noun("person", &here.lower);
    if office && before.capital && !here.capital && follows_naming(words, at) {
        return true;
    }
    let after_time = before.time.is_some() && here.time.is_none() && here.mention.is_some();
    after_time || is_new_subject(words, at)
}

/// "gave *Ghana* food aid": a name right behind a verb of giving ends its phrase.
fn follows_giving(words: &[Word], at: usize) -> bool {
    const GIVING: &[&str] = &[
        "give", "grant", "offer", "send", "award", "lend", "hand", "promise", "pledge", "sell", "tell",
    ];
    let mention = words[at - 1].mention;
    let verb = words[..at].iter().rev().find(|word| word.mention != mention);
    verb.is_some_and(|word| {
        word.class == Class::Verb && word.verb.is_some_and(|verb| GIVING.contains(&verb.lemma))
    })
}

/// "elected *Ama Boateng* speaker": the office behind the name is a phrase of its own.
fn follows_naming(words: &[Word], at: usize) -> bool {
    const NAMING: &[&str] = &[
        "elect",
        "appoint",
        "name",
        "nominate",
        "make",
        "declare",
        "proclaim",
        "choose",
        "re-elect",
        "reelect",
        "reappoint",
        "confirm",
        "crown",
        "designate",
    ];
    let verb = words[..at].iter().rev().find(|word| !word.capital);
    verb.is_some_and(|word| {
        word.class == Class::Verb && word.verb.is_some_and(|verb| NAMING.contains(&verb.lemma))
    })
}

/// "a rule *Oslo* called rash": a name behind a common noun that is no title, right before a verb with a tense.
fn is_new_subject(words: &[Word], at: usize) -> bool {
    let (before, here) = (&words[at - 1], &words[at]);
    let Some(mention) = here
        .mention
        .filter(|_| before.mention.is_none() && !before.capital)
    else {
        return false;
    };
    let title = crate::lexicon::lexicon().has_noun("person", &before.lower)
        || crate::lexicon::lexicon().has_noun("group", &before.lower);
    let after = words[at..].iter().find(|word| word.mention != Some(mention));
    let verb = after.is_some_and(|word| {
        word.class == Class::Verb && word.verb.is_some_and(|verb| verb.forms.past || verb.forms.third)
    });
    before.class == Class::Noun && !title && verb
}

/// "national *and* regional parties".
fn joins_adjectives(words: &[Word], at: usize) -> bool {
    let adjective = |word: &Word| {
        let nationality = word.capital && crate::lexicon::lexicon().country(&word.lower).is_some();
        let ending = ["al", "ic", "ive", "ous", "ary", "ent", "ish"]
            .iter()
            .any(|ending| word.lower.ends_with(ending));
        nationality || !word.capital && ending && word.lower.len() > 4
    };
    let noun_behind = words
        .get(at + 2)
        .is_some_and(|word| word.class == Class::Noun && (!word.capital || word.mention.is_none()));
    words[at].lower == "and"
        && adjective(&words[at - 1])
        && words.get(at + 1).is_some_and(adjective)
        && noun_behind
}

/// "3-1", and the number that begins another phrase ("saw the king *two* times").
fn is_count(words: &[Word], at: usize) -> bool {
    const SPELLED: &[&str] = &[
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    let spelled = SPELLED.contains(&words[at].lower.as_str()) && words[at].mention.is_none();
    let counted = words
        .get(at + 1)
        .is_some_and(|next| next.class == Class::Noun && next.lower.ends_with('s'));
    let ratio = words[at].lower.contains(':') && words[at].lower.starts_with(|c: char| c.is_ascii_digit());
    ratio || spelled && counted && !SPELLED.contains(&words[at - 1].lower.as_str()) || is_score(words, at)
}

fn is_score(words: &[Word], at: usize) -> bool {
    let number = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| word.lower.starts_with(|c: char| c.is_ascii_digit()))
    };
    number(at) && number(at + 2) && words[at + 1].class == Class::Hyphen
}

fn verb_group(words: &[Word], at: usize) -> Option<Chunk> {
    let begins = |word: &Word| {
        matches!(
            word.class,
            Class::Modal | Class::Be | Class::Have | Class::Do | Class::Verb | Class::To
        )
    };
    let negated_first = words[at].class == Class::Not && words.get(at + 1).is_some_and(begins);
    if !begins(&words[at]) && !negated_first {
        return None;
    }
    let mut group = VerbGroup {
        main: at,
        lemma: "",
        modal: false,
        negated: negated_first,
        passive: false,
        progressive: false,
        present: false,
        form: VerbShape::Finite,
    };
    let first = if negated_first { at + 1 } else { at };
    let end = read_group(words, first, &mut group);
    shape(words, first, end, &mut group);
    Some(Chunk {
        words: at..end,
        kind: ChunkKind::Verb(group),
    })
}

/// Reads auxiliaries up to the main verb; returns the end of the group.
fn read_group(words: &[Word], first: usize, group: &mut VerbGroup) -> usize {
    let mut at = first;
    let mut last_auxiliary = first;
    while let Some(word) = words.get(at) {
        match word.class {
            Class::Modal => group.modal = true,
            Class::Do | Class::Be | Class::Have => {}
            Class::To if at == first => {}
            Class::To if matches!(words[last_auxiliary].class, Class::Be) => group.modal = true,
            Class::To if matches!(words[last_auxiliary].class, Class::Have) => {}
            Class::Not => {
                group.negated = true;
                at += 1;
                continue;
            }
            Class::Adverb => {
                at += 1;
                continue;
            }
            Class::Verb => {
                group.main = at;
                group.passive = words[last_auxiliary].class == Class::Be && is_participle(word) && at > first;
                group.progressive = words[last_auxiliary].class == Class::Be && is_ing(word) && at > first;
                return at + 1;
            }
            _ => break,
        }
        group.negated |= word.lower.ends_with("n't") || word.lower == "cannot";
        last_auxiliary = at;
        at += 1;
    }
    group.main = last_auxiliary;
    last_auxiliary + 1
}

fn shape(words: &[Word], first: usize, end: usize, group: &mut VerbGroup) {
    let (start, main) = (&words[first], &words[group.main]);
    group.lemma = match main.class {
        Class::Be => "be",
        Class::Have => "have",
        Class::Do => "do",
        _ => main.verb.map_or("", |verb| verb.lemma),
    };
    group.present = matches!(start.lower.as_str(), "is" | "are" | "am" | "isn't" | "aren't")
        || (end - first == 1
            && main
                .verb
                .is_some_and(|verb| !verb.forms.past && (verb.forms.third || verb.forms.base)));
    let perfect = matches!(start.lower.as_str(), "has" | "have" | "'ve");
    group.present |= perfect && (group.progressive || main.class == Class::Be);
    let lone = words[first..end]
        .iter()
        .filter(|word| !matches!(word.class, Class::Adverb | Class::Not))
        .count()
        == 1;
    group.form = match start.class {
        Class::To => VerbShape::Infinitive,
        Class::Be | Class::Have if matches!(start.lower.as_str(), "being" | "having") => VerbShape::Gerund,
        Class::Verb if is_ing(start) => VerbShape::Gerund,
        Class::Verb if lone && is_participle(start) => {
            match start.verb.is_some_and(|verb| !verb.forms.past) {
                true => VerbShape::Participle,
                false => VerbShape::BarePast,
            }
        }
        _ => VerbShape::Finite,
    };
}

fn is_participle(word: &Word) -> bool {
    word.verb
        .map_or(word.lower.ends_with("ed"), |verb| verb.forms.participle)
}

fn is_ing(word: &Word) -> bool {
    word.verb
        .map_or(word.lower.ends_with("ing"), |verb| verb.forms.ing)
}
