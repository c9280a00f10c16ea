//! The words of two names, without their titles: by the tradition that both can belong to, and otherwise as given names
//! before family names.

use super::Reason;
use crate::fold::fold;
use crate::person::{FamilyAndGiven, NameWord, PersonName, arabic, chinese, given, japanese, korean, slavic};

/// What the words of two names have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordMatch {
    /// Everything that both print.
    Full(Reason),
    /// A family name, where at least one of them prints nothing else.
    Family,
    /// Too little to say.
    Unsure(Reason),
    /// They are two names.
    None(Reason),
}

use WordMatch::{Family, Full, None as Differ, Unsure};

/// Compares the words of two names.
pub fn compare_words(a: &PersonName, b: &PersonName) -> WordMatch {
    if a.words.is_empty() || b.words.is_empty() {
        return Unsure(Reason::NoName);
    }
    if a.letters() == b.letters() && (a.words.len() > 1) == (b.words.len() > 1) {
        return if a.words.len() > 1 {
            Full(Reason::Letters)
        } else {
            Family
        };
    }
    if a.words.len() == 1 || b.words.len() == 1 {
        return with_a_single_word(a, b);
    }
    if a.is_vietnamese() && b.is_vietnamese() {
        return vietnamese(a, b);
    }
    if a.is_burmese() && b.is_burmese() {
        return whole_names(a, b);
    }
    if a.is_japanese() && b.is_japanese() && same_japanese(a, b) {
        return Full(Reason::Order);
    }
    if let Some(eastern) = eastern(a, b) {
        return eastern;
    }
    western(a, b)
}

/// "Kim" and "Kim Jong Il", "Putin" and "Vladimir Putin", "Phuc" and "Nguyen Xuan Phuc".
fn with_a_single_word(a: &PersonName, b: &PersonName) -> WordMatch {
    let (short, long) = if a.words.len() == 1 { (a, b) } else { (b, a) };
    let arabic = a.is_arabic() || b.is_arabic();
    let short = &plain(short)[..];
    let [short] = short else {
        return Unsure(Reason::NoName);
    };
    if long.is_burmese() {
        return Unsure(Reason::ShorterForm);
    }
    let words = plain(long);
    let matches = |word: &NameWord| alike(short, word, false, arabic).is_some();
    if words.len() == 1 {
        return if matches(&words[0]) {
            Family
        } else {
            different_family(short, &words[0])
        };
    }
    let eastern = long.korean().into_iter().chain(long.chinese());
    for name in eastern {
        if name.family == short.letters || same_eastern_family(&name.family, &short.letters) {
            return Family;
        }
        if name.given == short.letters {
            return Unsure(Reason::OnlyGivenName);
        }
    }
    let last = words.len() - 1;
    let vietnamese = long.is_vietnamese() && matches(&words[0]);
    match words.iter().rposition(matches) {
        Some(at) if at == last || at > 0 && words.len() > 2 || vietnamese => Family,
        Some(_) if long.is_japanese() || is_turned(long) => Family,
        Some(_) => Unsure(Reason::OnlyGivenName),
        None if given::same(&short.letters, &words[0].letters) => Unsure(Reason::OnlyGivenName),
        None => different_family(short, &words[last]),
    }
}

fn same_eastern_family(a: &str, b: &str) -> bool {
    let korean = korean::family(a).is_some() && korean::family(a) == korean::family(b);
    korean
        || chinese::is_family(a, true) && chinese::is_family(b, true) && chinese::same(a, b, true) && a != b
}

fn different_family(a: &NameWord, b: &NameWord) -> WordMatch {
    match nearly_alike(&a.letters, &b.letters) {
        true => Unsure(Reason::NearlyAlike),
        false => Differ(Reason::FamilyNames),
    }
}

/// Vietnamese names are whole: a part left out may make another person.
fn vietnamese(a: &PersonName, b: &PersonName) -> WordMatch {
    match whole_names(a, b) {
        Differ(_) if a.words[0].letters == b.words[0].letters => Differ(Reason::GivenNames),
        other => other,
    }
}

/// Names without family names: alike only as a whole.
fn whole_names(a: &PersonName, b: &PersonName) -> WordMatch {
    let letters =
        |name: &PersonName| -> Vec<String> { name.words.iter().map(|word| word.letters.clone()).collect() };
    let (a, b) = (letters(a), letters(b));
    if a == b {
        return Full(Reason::Letters);
    }
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    match short.len() < long.len() && long.ends_with(short) {
        true => Unsure(Reason::ShorterForm),
        false => Differ(Reason::GivenNames),
    }
}

fn same_japanese(a: &PersonName, b: &PersonName) -> bool {
    let keys = |name: &PersonName| {
        let mut keys: Vec<String> = name
            .words
            .iter()
            .map(|word| japanese::key(&word.letters))
            .collect();
        keys.sort();
        keys
    };
    keys(a) == keys(b)
}

/// Both names as Korean, both as Chinese; none where neither fits both.
fn eastern(a: &PersonName, b: &PersonName) -> Option<WordMatch> {
    let korean = best(&a.korean(), &b.korean(), |a, b| {
        (
            korean::family(&a.family) == korean::family(&b.family),
            korean::same_given(&a.given, &b.given),
        )
    });
    let both_pinyin = a.is_pinyin() && b.is_pinyin();
    let chinese = best(&a.chinese(), &b.chinese(), |a, b| {
        let same = |a: &str, b: &str| chinese::same(a, b, !both_pinyin);
        (same(&a.family, &b.family), same(&a.given, &b.given))
    });
    let spelled_old = |a: &FamilyAndGiven, b: &FamilyAndGiven| {
        chinese::same(&a.family, &b.family, true) && chinese::same(&a.given, &b.given, true)
    };
    let old = || {
        a.chinese()
            .iter()
            .any(|a| b.chinese().iter().any(|b| spelled_old(a, b)))
    };
    match (korean, chinese) {
        // Good pinyin both, but one may be Wade-Giles without its apostrophes: nobody can tell.
        (None | Some(Differ(_)), Some(Differ(_))) if both_pinyin && old() => {
            Some(Unsure(Reason::NearlyAlike))
        }
        (Some(Differ(_) | Unsure(_)), Some(Full(reason))) => Some(Full(reason)),
        // Both in plain pinyin and not alike: it is no Korean name that is spelled in two ways.
        (Some(Full(_)), Some(Differ(_))) if both_pinyin => Some(Unsure(Reason::NearlyAlike)),
        (Some(found), _) | (None, Some(found)) => Some(found),
        (None, None) => None,
    }
}

/// The best of all pairs of readings; `same` says whether family and given names are.
fn best(
    a: &[FamilyAndGiven],
    b: &[FamilyAndGiven],
    same: impl Fn(&FamilyAndGiven, &FamilyAndGiven) -> (bool, bool),
) -> Option<WordMatch> {
    let mut found = None;
    for (a, b) in a.iter().flat_map(|a| b.iter().map(move |b| (a, b))) {
        let this = match same(a, b) {
            (true, true) if a == b => Full(Reason::Order),
            (true, true) => Full(Reason::Transliteration),
            (true, false) => Differ(Reason::GivenNames),
            (false, _) => Differ(Reason::FamilyNames),
        };
        match (found, this) {
            (_, Full(_)) => return Some(this),
            (None | Some(Differ(Reason::FamilyNames)), _) => found = Some(this),
            _ => {}
        }
    }
    found
}

/// Given names, perhaps others, and a family name; or two family names; or the other way round where a tradition does so.
fn western(a: &PersonName, b: &PersonName) -> WordMatch {
    let arabic = a.is_arabic() || b.is_arabic();
    let (first, second) = (plain(a), plain(b));
    let (short, long) = if first.len() <= second.len() {
        (&first, &second)
    } else {
        (&second, &first)
    };
    let eastern =
        |name: &PersonName| !name.korean().is_empty() || !name.chinese().is_empty() || name.is_vietnamese();
    if let Some(found) = in_order(short, long, arabic) {
        let whole = if a.words.len() < b.words.len() { a } else { b };
        let behind = short.len() < long.len() && short[0].letters == long[0].letters && eastern(whole);
        // A whole eastern name and a word behind it is no second family name: something is called after the person.
        return if behind {
            Differ(Reason::CalledAfter)
        } else {
            found
        };
    }
    if let Some(found) = turned(a, b, &first, &second, arabic) {
        return found;
    }
    differing(short, long, arabic)
}

/// How one word of a name stands for another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Alike {
    Letters,
    Spelling,
    Given,
    Initial,
}

impl Alike {
    fn reason(self) -> Reason {
        match self {
            Alike::Letters => Reason::Letters,
            Alike::Spelling => Reason::Transliteration,
            Alike::Given => Reason::GivenName,
            Alike::Initial => Reason::Initials,
        }
    }
}

fn alike(a: &NameWord, b: &NameWord, given_name: bool, arabic: bool) -> Option<Alike> {
    if a.letters == b.letters {
        return Some(Alike::Letters);
    }
    if a.initial || b.initial {
        let (first, second) = (a.letters.chars().next(), b.letters.chars().next());
        return (first == second && given_name).then_some(Alike::Initial);
    }
    let feminine = |a: &str, b: &str| given_name && a.ends_with("ine") != b.ends_with("ine");
    let spelled = umlauts(&a.letters) == umlauts(&b.letters)
        || umlauts(&fold(&a.lower)) == umlauts(&fold(&b.lower))
        || slavic::same(&a.lower.replace('\'', ""), &b.lower.replace('\'', ""))
            && !feminine(&a.letters, &b.letters)
        || arabic && arabic::same(&a.letters, &b.letters);
    if spelled {
        return Some(Alike::Spelling);
    }
    (given_name && given::same(&a.letters, &b.letters)).then_some(Alike::Given)
}

/// One form for Müller, Mueller and Muller, and for Soekarno and Sukarno.
fn umlauts(letters: &str) -> String {
    let dutch = letters.replace("oe", "u").replace("tj", "c").replace("dj", "j");
    dutch
        .replace("ae", "a")
        .replace("ue", "u")
        .replace("aa", "a")
        .replace('o', "u")
}

/// Whether the shorter name's words stand in the longer one in order, first and last among them.
fn in_order(short: &[NameWord], long: &[NameWord], arabic: bool) -> Option<WordMatch> {
    if short.len() < 2 {
        return None;
    }
    let mut weakest = Alike::Letters;
    let mut at = 0;
    let mut matched = Vec::with_capacity(short.len());
    for (i, word) in short.iter().enumerate() {
        let given_name = i + 1 < short.len();
        let found = (at..long.len()).find_map(|k| Some((k, alike(word, &long[k], given_name, arabic)?)))?;
        matched.push(found.0);
        weakest = weakest.max(found.1);
        at = found.0 + 1;
    }
    let (first, last) = (matched[0], *matched.last()?);
    let skipped = long.len() - short.len();
    if last + 1 < long.len() && !(first == 0 && has_two_family_names(long, last, arabic)) {
        return None;
    }
    // An initial must be that of the first given name, and of the first middle name where both print one.
    if first > 0 && (short[0].initial || short.len() < 3 && weakest != Alike::Letters) {
        return None;
    }
    let initial_skips = short
        .iter()
        .zip(&matched)
        .enumerate()
        .any(|(i, (word, &k))| word.initial && k > i);
    if skipped > 0 && initial_skips {
        return Some(Differ(Reason::MiddleNames));
    }
    Some(Full(match (weakest, skipped) {
        (Alike::Letters, 0) => Reason::Letters,
        (Alike::Letters, _) => Reason::ShorterForm,
        (weakest, _) => weakest.reason(),
    }))
}

/// Whether what stands behind a family name may be a second one, as in Spanish, or a tribe's, as in Arabic.
fn has_two_family_names(long: &[NameWord], last: usize, arabic: bool) -> bool {
    let one_more = last > 0 && long.len() == last + 2;
    let common_given = |word: &NameWord| given::same(&word.letters, &word.letters);
    one_more && (arabic || !long[last].initial && !common_given(&long[last]))
}

/// Family name first in one, last in the other.
fn turned(
    a: &PersonName,
    b: &PersonName,
    first: &[NameWord],
    second: &[NameWord],
    arabic: bool,
) -> Option<WordMatch> {
    let same = first.len() == second.len()
        && first.len() == 2
        && alike(&first[0], &second[1], false, arabic).is_some()
        && alike(&first[1], &second[0], false, arabic).is_some();
    if !same {
        return None;
    }
    let eastern =
        |word: &NameWord| korean::family(&word.letters).is_some() || chinese::is_family(&word.letters, true);
    let told = is_turned(a) != is_turned(b)
        || a.is_japanese()
        || b.is_japanese()
        || eastern(&first[0]) != eastern(&first[1]);
    Some(if told {
        Full(Reason::Order)
    } else {
        Unsure(Reason::Turned)
    })
}

/// Whether a name's first word is its family name: in capitals, or known as one before a given name that is none.
fn is_turned(name: &PersonName) -> bool {
    use crate::lexicon::{Lexicon, Signs};
    let signs = |word: &NameWord| Lexicon::embedded().person_signs(crate::fold::phrase_hash(&word.letters));
    let (Some(first), Some(last)) = (name.words.first(), name.words.last()) else {
        return false;
    };
    if first.capitals != last.capitals && first.letters.len() > 2 && last.letters.len() > 2 {
        return first.capitals;
    }
    let family_only = signs(first).any(Signs::FAMILY) && !signs(first).any(Signs::GIVEN);
    family_only && signs(last).any(Signs::GIVEN) && !signs(last).any(Signs::FAMILY) || {
        name.words.len() == 2 && is_hungarian_given(&last.letters) && !is_hungarian_given(&first.letters)
    }
}

fn is_hungarian_given(folded: &str) -> bool {
    const NAMES: &str = "viktor peter gyula ferenc laszlo istvan jozsef sandor zoltan gabor attila janos imre bela \
        pal tamas andras csaba gergely katalin ilona erzsebet marta zsolt tibor lajos miklos karoly \
        balazs judit agnes eva anna krisztina arpad kalman geza mihaly antal janosne szilard \
        levente akos bence mate norbert";
    NAMES.split(' ').any(|name| name == folded)
}

/// Two full names that no rule makes one: which part differs, and whether it is nearly alike.
fn differing(short: &[NameWord], long: &[NameWord], arabic: bool) -> WordMatch {
    let (Some(short_last), Some(long_last)) = (short.last(), long.last()) else {
        return Unsure(Reason::NoName);
    };
    if short.len() < 2 || long.len() < 2 {
        return match alike(short_last, long_last, false, arabic) {
            Some(_) => Family,
            None => different_family(short_last, long_last),
        };
    }
    let given = alike(&short[0], &long[0], true, arabic);
    let family = alike(short_last, long_last, false, arabic);
    match (given, family) {
        (Some(_), Some(_)) => Differ(Reason::MiddleNames),
        (None, Some(_)) if arabic && arabic::nearly_same(&short[0].letters, &long[0].letters) => {
            Unsure(Reason::NearlyAlike)
        }
        (Some(_), None) if arabic && arabic::nearly_same(&short_last.letters, &long_last.letters) => {
            Unsure(Reason::NearlyAlike)
        }
        (None, Some(_)) if nearly_alike(&short[0].letters, &long[0].letters) => Unsure(Reason::NearlyAlike),
        (None, Some(_)) => Differ(Reason::GivenNames),
        (Some(_), None) if nearly_alike(&short_last.letters, &long_last.letters) => {
            Unsure(Reason::NearlyAlike)
        }
        _ => Differ(Reason::FamilyNames),
    }
}

/// The words that count: articles and links dropped, "abd al" and the like joined with what follows, a patronymic kept.
fn plain(name: &PersonName) -> Vec<NameWord> {
    const PARTICLES: &[&str] = &[
        "de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "las", "los", "van", "von",
        "der", "den", "ter", "ten", "zu", "zur", "af", "av", "y", "e", "bin", "ibn", "ben", "bint", "al",
        "el", "ul", "und",
    ];
    let mut plain: Vec<NameWord> = Vec::with_capacity(name.words.len());
    let mut servant = false;
    for (i, word) in name.words.iter().enumerate() {
        let mut word = word.clone();
        let last = i + 1 == name.words.len();
        let lower_first =
            i == 0 && !last && (word.letters != "ben" && word.letters != "al" || word.lower.contains('-'));
        let particle = PARTICLES.contains(&word.letters.as_str()) && !word.initial;
        if particle && !last && (i > 0 || lower_first)
            || servant && arabic::is_article(&word.letters) && !last
        {
            continue;
        }
        without_article(&mut word);
        if matches!(
            word.letters.as_str(),
            "abd" | "abdul" | "abdel" | "abdal" | "abdol" | "abu" | "abou"
        ) && !last
        {
            word.letters.truncate(3);
            servant = true;
            plain.push(word);
            continue;
        }
        if std::mem::take(&mut servant)
            && let Some(before) = plain.last_mut()
        {
            before.letters.push_str(&word.letters);
            before.lower = before.letters.clone();
            continue;
        }
        plain.push(word);
    }
    plain
}

/// "al-Gaddafi" is Gaddafi; "Abdulaziz" begins as "Abd al-Aziz" does.
fn without_article(word: &mut NameWord) {
    let stem = word
        .lower
        .split_once('-')
        .filter(|(head, _)| arabic::is_article(&fold(head)));
    if let Some((_, stem)) = stem.map(|(head, stem)| (head.to_owned(), stem.to_owned())) {
        word.letters = fold(&stem)
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .collect();
        word.lower = stem;
    }
    for servant in ["abdul", "abdel", "abdal", "abdol"] {
        if let Some(rest) = word.letters.strip_prefix(servant).filter(|rest| rest.len() > 2) {
            word.letters = format!("abd{rest}");
            word.lower = word.letters.clone();
            return;
        }
    }
}

/// Whether two words of five letters or more differ by one letter.
fn nearly_alike(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.len() < 5 || long.len() - short.len() > 1 {
        return false;
    }
    let common = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let tail = usize::from(short.len() == long.len());
    short[common + tail.min(short.len() - common)..] == long[(common + 1).min(long.len())..]
}
