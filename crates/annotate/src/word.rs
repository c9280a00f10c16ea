//! Words of a sentence with their class: closed classes by list, verbs by their inflections and their neighbours, names and
//! times as the layers below found them. A light substitute for a tagger: where it cannot tell, a word is a noun.

use annals_text::{Span, Token, TokenKind};

use crate::lexicon::{Lexicon, VerbForm, lexicon};

/// What a word is in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// "the", "a", "no".
    Determiner,
    /// "his", "their".
    Possessive,
    /// The 's after a name.
    PossessiveMark,
    /// "he", "they".
    Pronoun,
    /// "in", "according to".
    Preposition,
    /// "and", "as well as".
    Conjunction,
    /// "when", "that".
    Subordinator,
    /// "who", "which".
    Relative,
    /// "will", "might".
    Modal,
    /// A form of "be".
    Be,
    /// A form of "have".
    Have,
    /// A form of "do".
    Do,
    /// "to" before a verb.
    To,
    /// "not", "never".
    Not,
    /// "also", "jointly".
    Adverb,
    /// A verb.
    Verb,
    /// A noun, adjective, number or name.
    Noun,
    /// Part of a time expression that stands for itself.
    Time,
    /// A comma.
    Comma,
    /// A quotation mark.
    Quote,
    /// A hyphen between two words.
    Hyphen,
    /// Any other mark.
    Break,
}

/// A word, or a few that act as one ("according to").
#[derive(Clone, Debug)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// In lower case.
    pub lower: String,
    /// What it is here.
    pub class: Class,
    /// The verb it can be a form of.
    pub verb: Option<&'static VerbForm>,
    /// The name it belongs to: an index into the text's mentions.
    pub mention: Option<usize>,
    /// The time it belongs to: an index into the text's days.
    pub time: Option<usize>,
    /// Whether it begins with a capital.
    pub capital: bool,
}

impl Word {
    /// "Pak *Jun* Ho": a month inside a longer name is none.
    fn is_named_so(&self, marked: &Marked, time: usize) -> bool {
        let name = self.mention.map(|name| marked.names[name]);
        let digits = self.lower.contains(|c: char| c.is_ascii_digit());
        !digits && name.is_some_and(|name| name.contains(marked.times[time]) && name != marked.times[time])
    }
}

/// What the layers below say of the places in a text, each list sorted and free of overlaps.
pub struct Marked<'a> {
    /// Spans of names.
    pub names: &'a [Span],
    /// Spans of times that mean days.
    pub times: &'a [Span],
}

/// The words of one sentence, from its tokens.
pub fn words(text: &str, tokens: &[Token], marked: &Marked) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let mut word = plain_word(text, token);
        word.mention = covering(marked.names, word.span).filter(|&name| {
            !words.is_empty() || !is_common(&word.lower) || marked.names[name].end > word.span.end
        });
        word.time = covering(marked.times, word.span).filter(|&time| !word.is_named_so(marked, time));
        words.push(word);
    }
    let mut words = joined(words);
    for i in 0..words.len() {
        words[i].class = classify(&words, i);
    }
    words
}

/// A common noun of the lexicons: alone at the start of a sentence its capital names nothing.
fn is_common(lower: &str) -> bool {
    let lexicon = lexicon();
    let noun = ["person", "group", "place"]
        .iter()
        .any(|section| lexicon.has_noun(section, lower));
    noun || crate::frames::frames().has_noun(lower)
}

fn plain_word(text: &str, token: &Token) -> Word {
    let printed = &text[token.span.range()];
    let lower = printed.to_lowercase().replace('’', "'");
    Word {
        span: token.span,
        class: match token.kind {
            TokenKind::Possessive => Class::PossessiveMark,
            TokenKind::Mark => Class::Break,
            TokenKind::Word | TokenKind::Number => Class::Noun,
        },
        verb: None,
        mention: None,
        time: None,
        capital: printed.starts_with(char::is_uppercase),
        lower,
    }
}

/// The index of the span that holds `span`, by halving.
fn covering(spans: &[Span], span: Span) -> Option<usize> {
    let after = spans.partition_point(|candidate| candidate.start <= span.start);
    let index = after.checked_sub(1)?;
    (span.end <= spans[index].end).then_some(index)
}

const PHRASES: &[(&[&str], Class)] = &[
    (&["according", "to"], Class::Preposition),
    (&["accompanied", "by"], Class::Preposition),
    (&["as", "well", "as"], Class::Conjunction),
    (&["together", "with"], Class::Conjunction),
    (&["along", "with"], Class::Conjunction),
    (&["because", "of"], Class::Preposition),
    (&["instead", "of"], Class::Preposition),
    (&["ahead", "of"], Class::Preposition),
    (&["due", "to"], Class::Preposition),
    (&["prior", "to"], Class::Preposition),
    (&["thanks", "to"], Class::Preposition),
    (&["in", "front", "of"], Class::Preposition),
    (&["such", "as"], Class::Preposition),
    (&["as", "if"], Class::Subordinator),
    (&["no", "longer"], Class::Not),
    (&["at", "least"], Class::Determiner),
    (&["at", "most"], Class::Determiner),
    (&["more", "than"], Class::Determiner),
    (&["fewer", "than"], Class::Determiner),
    (&["less", "than"], Class::Determiner),
    (&["as", "many", "as"], Class::Determiner),
    (&["up", "to"], Class::Determiner),
    (&["close", "to"], Class::Determiner),
];

/// Joins words that act as one.
fn joined(words: Vec<Word>) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::with_capacity(words.len());
    let mut i = 0;
    while i < words.len() {
        let phrase = PHRASES.iter().find(|(phrase, _)| {
            words[i].mention.is_none()
                && words.len() - i >= phrase.len()
                && phrase.iter().zip(&words[i..]).all(|(p, word)| *p == word.lower)
        });
        let verb_next = |at: usize| {
            words
                .get(at)
                .and_then(|word: &Word| lexicon().verb(&word.lower))
                .is_some_and(|verb| verb.forms.base)
        };
        let phrase = phrase.filter(|(phrase, class)| match class {
            Class::Determiner => words.get(i + phrase.len()).is_some_and(is_amount),
            _ => phrase[0] != "due" || !verb_next(i + 2),
        });
        let mut word = words[i].clone();
        i += 1;
        if let Some((whole, parts)) = hyphenated(&words, i - 1) {
            i += 2 * (parts - 1);
            word.span = word.span.cover(words[i - 1].span);
            word.lower = whole;
            word.mention = None;
        }
        if let Some((phrase, class)) = phrase {
            i += phrase.len() - 1;
            word.span = word.span.cover(words[i - 1].span);
            word.lower = phrase.join(" ");
            word.class = *class;
        }
        while is_initial(&word)
            && words
                .get(i)
                .is_some_and(|dot| dot.lower == "." && dot.span.start == word.span.end)
        {
            word.span = word.span.cover(words[i].span);
            word.lower.push('.');
            i += 1;
            let next = words
                .get(i)
                .filter(|next| next.span.start == word.span.end && next.lower.len() == 1 && next.capital);
            if let Some(next) = next {
                word.span = word.span.cover(next.span);
                word.lower.push_str(&next.lower);
                i += 1;
            }
        }
        word.verb = lexicon().verb(&word.lower);
        out.push(word);
    }
    out
}

/// A number that counts people or things, not days.
fn is_amount(word: &Word) -> bool {
    const WORDS: &[&str] = &[
        "a",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "half",
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "dozens",
        "scores",
    ];
    let digits = word.lower.starts_with(|c: char| c.is_ascii_digit());
    word.time.is_none() && (digits || WORDS.contains(&word.lower.as_str()))
}

/// "test-fired", "sit-in", "on-the-spot": two or three parts that are one word, as the lexicon knows verbs and as particles
/// and small words in the middle show. With it, how many parts it has.
fn hyphenated(words: &[Word], i: usize) -> Option<(String, usize)> {
    let part = |hyphen: usize| {
        let touching = words.get(hyphen).is_some_and(|mark| mark.lower == "-") && touches(words, hyphen);
        words
            .get(hyphen + 1)
            .filter(|word| touching && word.class == Class::Noun)
    };
    let second = part(i + 1).filter(|_| words[i].class == Class::Noun)?;
    let two = format!("{}-{}", words[i].lower, second.lower);
    if let Some(third) = part(i + 3) {
        let three = format!("{two}-{}", third.lower);
        return crate::frames::is_one_word(&three).then_some((three, 3));
    }
    let one = crate::frames::is_one_word(&two) || lexicon().verb(&two).is_some();
    one.then_some((two, 2))
}

/// "J", "U.S": letters that a full stop after them belongs to.
fn is_initial(word: &Word) -> bool {
    let letters = word
        .lower
        .split('.')
        .all(|part| part.len() == 1 && part.starts_with(|c: char| c.is_alphabetic()));
    word.capital && letters && word.lower != "i"
}

fn classify(words: &[Word], i: usize) -> Class {
    let word = &words[i];
    let lexicon = lexicon();
    if word.time.is_some() && !names_a_noun(words, i) {
        return Class::Time;
    }
    if !matches!(word.class, Class::Noun | Class::Break) {
        return word.class;
    }
    if word.mention.is_some() {
        let inner = word.class == Class::Break;
        return if inner { Class::Hyphen } else { Class::Noun };
    }
    if word.class == Class::Break {
        return mark(words, i);
    }
    match word.lower.as_str() {
        "to" => {
            return if infinitive_follows(words, i) {
                Class::To
            } else {
                Class::Preposition
            };
        }
        "that" => return that(words, i),
        "her" if !noun_follows(words, i) => return Class::Pronoun,
        "as" if next(words, i).is_none_or(|next| !lexicon.has("pronoun", &next.lower)) => {
            return Class::Preposition;
        }
        "following" if previous(words, i).is_some_and(|before| before.class == Class::Determiner) => {
            return Class::Noun;
        }
        "like" | "following" if previous(words, i).is_some_and(|p| p.class == Class::Comma) || i == 0 => {
            return Class::Preposition;
        }
        "over" | "around" | "about" | "nearly" | "almost" | "roughly" | "some"
            if words.get(i + 1).is_some_and(is_amount) && !previous(words, i).is_some_and(takes_about) =>
        {
            return Class::Determiner;
        }
        "first" | "back" | "once" if noun_follows(words, i) => return Class::Noun,
        "may" | "can" | "will" if word.capital && i > 0 => return Class::Noun,
        _ => {}
    }
    match closed(lexicon, &word.lower) {
        Some(Class::Preposition | Class::Adverb | Class::Conjunction) if inside_name(words, i) => Class::Noun,
        Some(class) => class,
        None => open(words, i),
    }
}

/// "talked *about* two ships": of such a verb the word behind is a preposition.
fn takes_about(word: &Word) -> bool {
    let lemma = word.verb.map_or("", |verb| verb.lemma);
    matches!(
        lemma,
        "talk"
            | "speak"
            | "ask"
            | "know"
            | "complain"
            | "tell"
            | "hear"
            | "fly"
            | "learn"
            | "travel"
            | "go"
            | "look"
            | "turn"
            | "preside"
            | "take"
            | "hand"
            | "clash"
            | "fight"
            | "argue"
            | "protest"
    )
}

/// A small word with a capital before another one, inside a sentence, is part of a name ("Per Lie").
fn inside_name(words: &[Word], i: usize) -> bool {
    let capital = |at: usize| words.get(at).is_some_and(|word| word.capital);
    let plain_before = i > 0 && !matches!(words[i - 1].class, Class::Break | Class::Quote);
    plain_before && capital(i) && capital(i + 1) && !headline(words)
}

/// Whether the time is part of a noun phrase ("Tuesday's session", "the 2026 summit").
fn names_a_noun(words: &[Word], i: usize) -> bool {
    let time = words[i].time;
    let before = words[..i].iter().rev().find(|word| word.time != time);
    let after = words[i..].iter().find(|word| word.time != time);
    let owned = after.is_some_and(|word| matches!(word.class, Class::PossessiveMark) || word.lower == "-");
    let determined = before.is_some_and(|word| matches!(word.class, Class::Determiner | Class::Possessive));
    let noun_after =
        after.is_some_and(|word| word.class == Class::Noun && closed(lexicon(), &word.lower).is_none());
    owned || (determined && noun_after)
}

fn mark(words: &[Word], i: usize) -> Class {
    match words[i].lower.as_str() {
        "," => Class::Comma,
        "\"" | "“" | "”" | "«" | "»" => Class::Quote,
        "'" | "`" if doubled(words, i) => Class::Quote,
        "'" | "‘"
            if words
                .get(i + 1)
                .is_some_and(|next| next.span.start == words[i].span.end) =>
        {
            Class::Quote
        }
        "-" | "‑" | "/" | "&" if touches(words, i) => Class::Hyphen,
        "&" | "%" | "$" | "€" | "£" => Class::Noun,
        "." if touches(words, i) || ends_an_initial(words, i) => Class::Hyphen,
        _ => Class::Break,
    }
}

/// One of two apostrophes or backticks that stand for a quotation mark.
fn doubled(words: &[Word], i: usize) -> bool {
    let same = |other: usize| words.get(other).is_some_and(|word| word.lower == words[i].lower);
    same(i + 1) || i > 0 && same(i - 1)
}

fn touches(words: &[Word], i: usize) -> bool {
    i > 0
        && words[i - 1].span.end == words[i].span.start
        && words
            .get(i + 1)
            .is_some_and(|next| next.span.start == words[i].span.end)
}

/// The full stop of "J." or "Gen." inside a sentence.
fn ends_an_initial(words: &[Word], i: usize) -> bool {
    i > 0 && words[i - 1].capital && words.get(i + 1).is_some_and(|next| next.capital)
}

fn closed(lexicon: &Lexicon, lower: &str) -> Option<Class> {
    const SECTIONS: &[(&str, Class)] = &[
        ("determiner", Class::Determiner),
        ("possessive", Class::Possessive),
        ("pronoun", Class::Pronoun),
        ("preposition", Class::Preposition),
        ("conjunction", Class::Conjunction),
        ("subordinator", Class::Subordinator),
        ("relative", Class::Relative),
        ("modal", Class::Modal),
        ("be", Class::Be),
        ("have", Class::Have),
        ("do", Class::Do),
        ("not", Class::Not),
        ("adverb", Class::Adverb),
    ];
    if lower.len() > 14 {
        return None;
    }
    SECTIONS
        .iter()
        .find(|(section, _)| lexicon.has(section, lower))
        .map(|(_, class)| *class)
}

/// The nearest word before that is no adverb.
fn previous(words: &[Word], i: usize) -> Option<&Word> {
    words[..i]
        .iter()
        .rev()
        .find(|word| !matches!(word.class, Class::Adverb | Class::Not))
}

/// The nearest word behind that is no adverb.
fn next(words: &[Word], i: usize) -> Option<&Word> {
    let rest = words.get(i + 1..).unwrap_or_default();
    rest.iter().find(|word| !is_adverb(word))
}

fn is_adverb(word: &Word) -> bool {
    let by_ending =
        word.lower.ends_with("ly") && word.lower.len() > 4 && !word.capital && word.mention.is_none();
    (by_ending
        && !matches!(
            word.lower.as_str(),
            "family" | "assembly" | "reply" | "supply" | "rally" | "ally" | "july" | "apply"
        ))
        || lexicon().has("adverb", &word.lower)
        || lexicon().has("not", &word.lower)
}

fn infinitive_follows(words: &[Word], i: usize) -> bool {
    next(words, i).is_some_and(|next| {
        let base = next.verb.is_some_and(|verb| verb.forms.base)
            || matches!(next.lower.as_str(), "be" | "have" | "do");
        base && !next.capital && next.mention.is_none()
    })
}

fn noun_follows(words: &[Word], i: usize) -> bool {
    next(words, i).is_some_and(|next| next.class == Class::Noun && closed(lexicon(), &next.lower).is_none())
}

fn that(words: &[Word], i: usize) -> Class {
    let verb_next = next(words, i).is_some_and(|next| {
        let closed = closed(lexicon(), &next.lower);
        matches!(closed, Some(Class::Modal | Class::Be | Class::Have | Class::Do))
            || (next.verb.is_some() && next.mention.is_none() && !lexicon().has("both", &next.lower))
    });
    match previous(words, i) {
        Some(before) if before.class == Class::Noun && verb_next => Class::Relative,
        Some(before) if before.class == Class::Preposition => Class::Determiner,
        None => Class::Determiner,
        Some(_) => Class::Subordinator,
    }
}

/// The class of a word of an open class: a verb where its form and its neighbours allow it.
fn open(words: &[Word], i: usize) -> Class {
    let word = &words[i];
    if is_adverb(word) {
        return Class::Adverb;
    }
    if word.capital && i > 0 && !headline(words) && words[i - 1].class != Class::Quote {
        return Class::Noun;
    }
    let Some(verb) = word.verb else {
        let past = word.lower.ends_with("ed") && word.lower.len() > 4 && !word.capital;
        let verb = past && previous(words, i).is_some_and(|p| matches!(p.class, Class::Be | Class::Have));
        return if verb { Class::Verb } else { Class::Noun };
    };
    let noun_too = lexicon().has("both", verb.lemma) || lexicon().has("both", &word.lower);
    let before = previous(words, i).map_or(Class::Break, |word| word.class);
    let forms = verb.forms;
    let inside_noun = matches!(
        before,
        Class::Determiner | Class::Possessive | Class::PossessiveMark | Class::Hyphen
    );
    let is_verb = match () {
        () if matches!(before, Class::To | Class::Modal | Class::Do) => forms.base,
        () if inside_noun => false,
        () if forms.ing => ing_is_verb(words, i, before),
        () if forms.past || forms.participle => past_is_verb(words, i, before, noun_too && forms.base),
        () => present_is_verb(words, i, before, noun_too),
    };
    if is_verb { Class::Verb } else { Class::Noun }
}

/// Whether most words begin with a capital, as in a headline: then capitals name nothing. A sentence may be nearly all
/// names ("Finance Minister Karl Berg and ... met in Oslo"), but its verb begins small.
fn headline(words: &[Word]) -> bool {
    let small_verb = |word: &Word| {
        !word.capital
            && word.verb.is_some()
            && closed(lexicon(), &word.lower).is_none()
            && word.mention.is_none()
    };
    if words.iter().any(small_verb) {
        return false;
    }
    let long = |word: &&Word| word.lower.len() > 3;
    let all = words.iter().filter(long).count();
    let capital = words.iter().filter(long).filter(|word| word.capital).count();
    all > 3 && capital * 10 > all * 8
}

fn ing_is_verb(words: &[Word], i: usize, before: Class) -> bool {
    match before {
        Class::Be => true,
        _ if lexicon().has("both", &words[i].lower) => {
            let object = words
                .get(i + 1)
                .is_some_and(|next| closed(lexicon(), &next.lower) != Some(Class::Preposition));
            if before == Class::Preposition && accused(words, i) {
                return true;
            }
            if matches!(before, Class::Verb | Class::Noun) && takes_object(words, i) {
                return true;
            }
            let governed = before == Class::Preposition && words[i - 1].lower != "of";
            before == Class::Comma
                || (governed && object && starts_phrase(words, i) && words[i + 1].lower != "to")
        }
        Class::Preposition if words[i - 1].lower == "of" && ends_phrase(words, i) => false,
        Class::Noun => {
            let object =
                |word: &Word| is_plural(word) && !word.capital && closed(lexicon(), &word.lower).is_none();
            starts_phrase(words, i)
                || next(words, i).is_none_or(|word| word.class == Class::Break || object(word))
        }
        Class::Preposition | Class::Verb => words.get(i + 1).is_none_or(|next| next.lower != "of"),
        _ => true,
    }
}

/// "would consider *meeting* the rebels": an article or name right behind.
fn takes_object(words: &[Word], i: usize) -> bool {
    words.get(i + 1).is_some_and(|next| {
        let article = matches!(
            closed(lexicon(), &next.lower),
            Some(Class::Determiner | Class::Possessive | Class::Pronoun)
        );
        article || next.mention.is_some()
    })
}

/// "a city of *learning*,": nothing follows that it could be done to.
fn ends_phrase(words: &[Word], i: usize) -> bool {
    words
        .get(i + 1)
        .is_none_or(|next| matches!(next.lower.as_str(), "," | "." | ";" | "and" | ")"))
}

/// "accused X *of hiding* ships".
fn accused(words: &[Word], i: usize) -> bool {
    let before = &words[i.saturating_sub(8)..i];
    let accuses = |word: &Word| {
        word.class == Class::Verb
            && word
                .verb
                .is_some_and(|verb| matches!(verb.lemma, "accuse" | "suspect" | "convict"))
    };
    words[i - 1].lower == "of" && before.iter().any(accuses)
}

fn past_is_verb(words: &[Word], i: usize, before: Class, also_base: bool) -> bool {
    match before {
        Class::Be | Class::Have => true,
        Class::Preposition => false,
        Class::Break if i == 0 => starts_phrase(words, i),
        Class::Noun | Class::Verb if also_base && !words[i].verb.is_some_and(|verb| verb.forms.past) => {
            starts_phrase(words, i)
        }
        Class::Verb | Class::Conjunction => {
            starts_phrase(words, i) || !noun_follows(words, i) || before == Class::Conjunction
        }
        _ => true,
    }
}

fn present_is_verb(words: &[Word], i: usize, before: Class, noun_too: bool) -> bool {
    let third = words[i].verb.is_some_and(|verb| verb.forms.third);
    let person = |section| lexicon().has_noun(section, &words[i].lower);
    if (person("person") || person("group")) && !matches!(before, Class::Pronoun | Class::Relative) {
        return false;
    }
    match before {
        Class::Pronoun | Class::Relative => true,
        Class::Preposition | Class::Have | Class::Be => false,
        Class::Noun if noun_too => {
            let subject = previous(words, i).expect("there is a noun before");
            let joined = is_second_of_two(words, i);
            let plural = subject.lower.ends_with('s') || subject.lower == "people" || joined;
            let can_act = subject.mention.is_some()
                || subject.capital
                || lexicon().has_noun("person", &subject.lower)
                || lexicon().has_noun("group", &subject.lower);
            let line = joined && words.last().is_none_or(|word| word.lower != ".");
            can_act && (third != plural || (third && subject.capital)) && (line || starts_phrase(words, i))
        }
        _ if noun_too => false,
        Class::Noun if third => !previous(words, i).is_some_and(is_plural),
        Class::Break => third || i > 0,
        _ => true,
    }
}

/// "Oslo and *Bergen* sign", "Japan, *Mongolia* sign": the subject before has another one before it.
fn is_second_of_two(words: &[Word], i: usize) -> bool {
    let mention = words[i - 1].mention;
    let start = match mention {
        Some(_) => words[..i]
            .iter()
            .rposition(|word| word.mention != mention)
            .map_or(0, |at| at + 1),
        None => i - 1,
    };
    words[..start].last().is_some_and(|word| match word.class {
        Class::Conjunction => true,
        Class::Comma => mention.is_some() && start >= 2 && words[start - 2].mention.is_some(),
        _ => false,
    })
}

fn is_plural(word: &Word) -> bool {
    let number = word.lower.starts_with(|c: char| c.is_ascii_digit())
        || matches!(
            word.lower.as_str(),
            "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten" | "twelve"
        );
    number || word.lower.ends_with('s') && !word.lower.ends_with("ss") && word.mention.is_none()
}

/// Whether what follows can begin a phrase of its own: an object or a preposition.
fn starts_phrase(words: &[Word], i: usize) -> bool {
    let Some(next) = next(words, i) else { return true };
    if next.time.is_some() || next.mention.is_some() || is_amount(next) {
        return true;
    }
    match closed(lexicon(), &next.lower) {
        Some(Class::Preposition) => next.lower != "of",
        Some(Class::Determiner | Class::Possessive | Class::Pronoun | Class::Subordinator) => true,
        Some(_) => false,
        None => {
            next.capital
                || matches!(
                    next.lower.as_str(),
                    "to" | "that" | "\"" | "“" | "according to" | "accompanied by"
                )
        }
    }
}
