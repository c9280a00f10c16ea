//! Whether two printed names may be one person: same, different, or unsure, always with the reason. It compares names and
//! nothing else; what an article says of its people is weighed in `entities`.
//!
//! Between two articles, a family name alone settles nothing about a full name, and little about itself; two full names with different given names are two people,
//! and spellings are compared by the rules of the tradition that a name belongs to.

mod words;

use jiff::civil::Date;

use crate::offices::{self, Holding};
use crate::person::{PersonName, chinese, korean};
use words::{WordMatch, compare_words};

/// Answer to whether two names are one person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The answer.
    pub sameness: Sameness,
    /// Why.
    pub reason: Reason,
}

/// Whether two names are one person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sameness {
    /// They are.
    Same,
    /// They are not.
    Different,
    /// The names alone do not tell.
    Unsure,
}

impl Sameness {
    /// "same", "different", "unsure".
    pub fn as_str(self) -> &'static str {
        match self {
            Sameness::Same => "same",
            Sameness::Different => "different",
            Sameness::Unsure => "unsure",
        }
    }
}

/// What a verdict rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The same letters but for titles, accents, hyphens and capitals.
    Letters,
    /// Two spellings of one name in Latin letters.
    Transliteration,
    /// The same words, family name first and last.
    Order,
    /// A given name that is one in two languages, or its short form.
    GivenName,
    /// Initials stand for given names.
    Initials,
    /// One leaves out what the other prints: a middle name, a patronymic, a second surname.
    ShorterForm,
    /// Both print one name only, and it is not a common one.
    OnlyName,
    /// Only a family name in common.
    FamilyName,
    /// Only a given name in common.
    OnlyGivenName,
    /// An office that only one of them is known to have held.
    Office,
    /// The same office, printed as a title of one.
    Title,
    /// The office was held by somebody else.
    OtherHolder,
    /// Family names differ.
    FamilyNames,
    /// Given names differ.
    GivenNames,
    /// Middle names, patronymics or second surnames differ.
    MiddleNames,
    /// Junior and senior, or kings of different numbers.
    Number,
    /// One is a man and one a woman.
    Gender,
    /// Titles differ, and only a family name is in common.
    Titles,
    /// One is a place or body called after somebody.
    CalledAfter,
    /// Spelled nearly alike, but by no rule.
    NearlyAlike,
    /// The same words in another order, where no tradition turns them round.
    Turned,
    /// One of them names nobody: a pronoun, or an office without a country.
    NoName,
}

impl Reason {
    /// In words, to be shown behind the verdict.
    pub fn as_str(self) -> &'static str {
        match self {
            Reason::Letters => "the same name but for title, accents, hyphens or capitals",
            Reason::Transliteration => "two spellings of one name",
            Reason::Order => "the same name, family name first and last",
            Reason::GivenName => "two forms of one given name",
            Reason::Initials => "initials stand for given names",
            Reason::ShorterForm => "one form leaves a part out",
            Reason::OnlyName => "one name only, and not a common one",
            Reason::FamilyName => "the family name is the same, and nothing else is known",
            Reason::OnlyGivenName => "only a given name is the same",
            Reason::Office => "held that office",
            Reason::Title => "the title is that office",
            Reason::OtherHolder => "somebody else held that office",
            Reason::FamilyNames => "family names differ",
            Reason::GivenNames => "given names differ",
            Reason::MiddleNames => "middle names differ",
            Reason::Number => "junior and senior, or other numbers",
            Reason::Gender => "a man and a woman",
            Reason::Titles => "the family name is the same, the titles differ",
            Reason::CalledAfter => "one is a place or body called after somebody",
            Reason::NearlyAlike => "spelled nearly alike",
            Reason::Turned => "the same words in another order",
            Reason::NoName => "one of them names nobody by itself",
        }
    }
}

/// Where the two names stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// In one article, which names nobody else that both could be.
    pub one_article: bool,
    /// The day they were printed: it tells who held an office.
    pub day: Option<Date>,
}

impl Verdict {
    pub(crate) fn same(reason: Reason) -> Self {
        Verdict {
            sameness: Sameness::Same,
            reason,
        }
    }

    pub(crate) fn different(reason: Reason) -> Self {
        Verdict {
            sameness: Sameness::Different,
            reason,
        }
    }

    pub(crate) fn unsure(reason: Reason) -> Self {
        Verdict {
            sameness: Sameness::Unsure,
            reason,
        }
    }
}

/// Whether two printed names, titles and all, may be one person. It does not matter which comes first.
///
/// ```
/// use annals_names::{Sameness, Setting, same_person};
///
/// let anywhere = Setting { one_article: false, day: None };
/// let spelled = same_person("Choe Ryong Hae", "Choi Ryong-hae", anywhere);
/// assert_eq!(spelled.sameness, Sameness::Same);
/// let brothers = same_person("Ri Son Gwon", "Ri Yong Ho", anywhere);
/// assert_eq!(brothers.sameness, Sameness::Different);
/// let alone = same_person("Minister Lund", "Eva Lund", anywhere);
/// assert_eq!(alone.sameness, Sameness::Unsure);
/// ```
pub fn same_person(a: &str, b: &str, setting: Setting) -> Verdict {
    if a.trim() == b.trim() {
        return Verdict::same(Reason::Letters);
    }
    let (a, b) = (PersonName::parse(a), PersonName::parse(b));
    if a.of_a_thing || b.of_a_thing {
        return called_after(&a, &b);
    }
    if is_nobody(&a) || is_nobody(&b) {
        return Verdict::unsure(Reason::NoName);
    }
    match (a.is_role(), b.is_role()) {
        (true, true) => roles(&a, &b, setting),
        (true, false) => role(&a, &b, setting),
        (false, true) => role(&b, &a, setting),
        (false, false) => people(&a, &b, setting),
    }
}

fn called_after(a: &PersonName, b: &PersonName) -> Verdict {
    match a.of_a_thing == b.of_a_thing && a.letters() == b.letters() {
        true => Verdict::same(Reason::Letters),
        false => Verdict::different(Reason::CalledAfter),
    }
}

/// Pronouns, and what has no words and no office.
fn is_nobody(name: &PersonName) -> bool {
    const PRONOUNS: &[&str] = &[
        "he", "she", "him", "his", "her", "hers", "they", "them", "who", "himself", "herself", "it", "i",
        "we", "you",
    ];
    let pronoun = |word: &str| PRONOUNS.contains(&word);
    match &name.words[..] {
        [] => name.titles.is_empty(),
        [word] => name.titles.is_empty() && pronoun(&word.letters),
        _ => false,
    }
}

/// Two phrases for holders of offices.
fn roles(a: &PersonName, b: &PersonName, setting: Setting) -> Verdict {
    let same_country = a.country.is_some() && a.country == b.country;
    if same_country && a.titles == b.titles {
        return Verdict::same(Reason::Title);
    }
    let holders = (holders(a, setting.day), holders(b, setting.day));
    match holders {
        (Some(a), Some(b)) if setting.day.is_some() => {
            let same = a.iter().any(|a| b.iter().any(|b| a.holder == b.holder));
            match same {
                true => Verdict::same(Reason::Office),
                false => Verdict::different(Reason::OtherHolder),
            }
        }
        _ => Verdict::unsure(Reason::NoName),
    }
}

/// A phrase for the holder of an office, and a name.
fn role(role: &PersonName, name: &PersonName, setting: Setting) -> Verdict {
    let holders = holders(role, setting.day);
    let is_holder = |holding: &Holding| {
        let holder = PersonName::parse(holding.holder);
        people(&holder, name, setting).sameness != Sameness::Different
    };
    if let Some(holders) = holders.filter(|holders| !holders.is_empty()) {
        let one = holders.iter().any(|holding| is_holder(holding));
        let told = setting.day.is_some();
        return match (one, told || setting.one_article) {
            (true, true) => Verdict::same(Reason::Office),
            (true, false) => Verdict::unsure(Reason::Office),
            // Without a day the table may lack a holder; one who is known from another office is none.
            (false, _) if told || is_known_elsewhere(name) => Verdict::different(Reason::OtherHolder),
            (false, _) => Verdict::unsure(Reason::NoName),
        };
    }
    let country = role.country.is_none() || name.country.is_none() || role.country == name.country;
    let office = role
        .titles
        .iter()
        .any(|office| name.titles.iter().any(|title| offices::fits(title, office)));
    match (country && office, setting.one_article) {
        (true, true) => Verdict::same(Reason::Title),
        _ => Verdict::unsure(Reason::NoName),
    }
}

/// Whether the table knows the name from some office.
fn is_known_elsewhere(name: &PersonName) -> bool {
    let titled = |title: &String| !offices::holders_called(name.country, title, name, None).is_empty();
    offices::knows(name) || name.titles.iter().any(titled)
}

/// Who held the office that a phrase names: on a day, or ever. None where no table knows the office.
fn holders(role: &PersonName, day: Option<Date>) -> Option<Vec<&'static Holding>> {
    let country = role.country;
    role.titles
        .iter()
        .find_map(|title| offices::holders(country, title, day))
}

/// Two names of people, with their titles.
fn people(a: &PersonName, b: &PersonName, setting: Setting) -> Verdict {
    if let (Some(first), Some(second)) = (a.number, b.number)
        && first != second
    {
        return Verdict::different(Reason::Number);
    }
    let genders = (a.gender(), b.gender());
    let short = a.words.len() == 1 || b.words.len() == 1;
    if let (Some(first), Some(second)) = genders
        && first != second
        && short
    {
        return Verdict::different(Reason::Gender);
    }
    match compare_words(a, b) {
        WordMatch::Full(reason)
            if reason == Reason::ShorterForm && one_number(a, b) && !setting.one_article =>
        {
            Verdict::unsure(reason)
        }
        WordMatch::Full(reason) => Verdict::same(reason),
        WordMatch::Unsure(reason) => Verdict::unsure(reason),
        WordMatch::None(reason) => Verdict::different(reason),
        WordMatch::Family => family_alone(a, b, setting),
    }
}

fn one_number(a: &PersonName, b: &PersonName) -> bool {
    a.number.is_some() != b.number.is_some()
}

/// A family name in common and nothing else: offices and the setting decide.
fn family_alone(a: &PersonName, b: &PersonName, setting: Setting) -> Verdict {
    let (short, long) = if a.words.len() <= b.words.len() {
        (a, b)
    } else {
        (b, a)
    };
    if let Some(verdict) = by_office(short, long, setting) {
        return verdict;
    }
    let both_short = long.words.len() == 1;
    let titles = !a.titles.is_empty() && !b.titles.is_empty();
    let agree = a.titles.iter().any(|one| {
        b.titles
            .iter()
            .any(|other| offices::fits(one, other) || offices::fits(other, one))
    });
    if setting.one_article {
        return match titles && !agree && both_short {
            true => Verdict::unsure(Reason::Titles),
            false => Verdict::same(Reason::FamilyName),
        };
    }
    match both_short && is_rare(a) && is_rare(b) && titles == agree {
        true => Verdict::same(Reason::OnlyName),
        false => Verdict::unsure(Reason::FamilyName),
    }
}

/// Whether a name printed alone is so seldom borne that two who bear it are hardly met.
fn is_rare(name: &PersonName) -> bool {
    const COMMON: &str = "abbas abdullah adams ahmad ahmed aliyev allen anderson bauer becker bernard brown bush campbell \
        carter castro clark clinton cohen costa cruz davies davis diaz dubois durand evans ferrari \
        fischer garcia gomez gonzalez green gupta hall hansen harris hasan hassan hernandez horvath \
        hussain hussein ibrahim ito ivanov ivanova jackson jansen johansson johnson jones kennedy khan \
        kobayashi kovacs kowalski kumar kuznetsov levy lewis lopez martin martinez mehta meyer miller \
        mohamed mohammed moore morris muller nagy nakamura nielsen nguyen novak nowak olsen omar patel \
        perez petrov petrova pham popov popescu ramirez reddy rivera roberts robinson rodriguez romanov \
        rossi russo saleh sanchez santos sato schmidt schneider shah sharma sharif silva singh smirnov \
        smith sokolov suleiman suzuki takahashi tanaka taylor thomas thompson torres tran walker \
        watanabe weber white williams wilson wright yamamoto yusuf";
    let word = &name.words[0].letters;
    let eastern = korean::family(word).is_some() || chinese::is_family(word, true);
    word.len() > 4 && !eastern && !COMMON.split(' ').any(|common| common == word)
}

/// "President Putin" is whoever of that name held the office.
fn by_office(short: &PersonName, long: &PersonName, setting: Setting) -> Option<Verdict> {
    let titled = short.titles.iter().find_map(|title| {
        let known = offices::holders_called(short.country, title, short, setting.day);
        (!known.is_empty()).then_some(known)
    })?;
    let is_long = |holding: &Holding| {
        let holder = PersonName::parse(holding.holder);
        matches!(compare_words(&holder, long), WordMatch::Full(_))
    };
    let mut fitting = titled.iter().filter(|holding| is_long(holding));
    if fitting.next().is_some() {
        let only = titled.iter().all(|holding| is_long(holding));
        return (only || setting.one_article).then(|| Verdict::same(Reason::Office));
    }
    let dated = setting.day.is_some() && long.words.len() > 1;
    dated.then(|| Verdict::different(Reason::OtherHolder))
}

/// Whether a short name (a family name with a title) can be that of somebody whose full name is known.
pub(crate) fn may_be_called(full: &PersonName, short: &PersonName) -> bool {
    match compare_words(full, short) {
        WordMatch::Full(_) => true,
        WordMatch::Family => full.words.len() == 1 || short.words.len() == 1,
        _ => false,
    }
}

/// Whether two full names are one.
pub(crate) fn is_called(full: &PersonName, name: &PersonName) -> bool {
    matches!(compare_words(full, name), WordMatch::Full(_))
}

/// Whether two full names are certainly those of two people.
pub(crate) fn two_people(a: &PersonName, b: &PersonName) -> bool {
    let numbers = a.number.is_some() && b.number.is_some() && a.number != b.number;
    numbers || matches!(compare_words(a, b), WordMatch::None(_))
}
