//! Names out of what pages print for authors: split, cleaned of "By", roles, degrees and dates, and told apart by shape.
//! It reads text alone; where on a page the text stands is not known here.

use memchr::memmem;

use crate::metadata::fold;

/// Whether a list of words, a stroke between them, holds a word.
pub fn among(list: &str, word: &str) -> bool {
    let bytes = list.as_bytes();
    let mut found = memmem::find_iter(bytes, word);
    !word.is_empty()
        && found.any(|at| {
            let (before, after) = (at.checked_sub(1), at + word.len());
            before.is_none_or(|before| bytes[before] == b'|') && matches!(bytes.get(after), None | Some(b'|'))
        })
}

/// What a credit can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// First and last name.
    Person,
    /// One word, or a name with figures in it: what someone calls himself or herself on a page.
    Pen,
    /// An agency, an outlet, a desk.
    Organisation,
}

/// No more names are taken from one credit.
const MOST: usize = 30;

/// The names in a credit, in order, each once.
pub fn names(credit: &str) -> Vec<String> {
    const LONGEST: usize = 4000;
    let credit = &credit[..credit.floor_char_boundary(LONGEST)];
    let mut found: Vec<String> = Vec::new();
    for part in split(credit).into_iter().take(MOST) {
        if let Some(name) = clean(part)
            && !found.iter().any(|other| fold(other) == fold(&name))
        {
            found.push(name);
        }
    }
    without_roles(found)
}

/// Words that stand before the names in a byline, by language; a colon may follow them.
const BEFORE: &str = "story and photos by|photos and story by|article written by|written by|posted by|published by|\
    reported by|reporting by|story by|words by|article by|report by|review by|submitted by|\
    created by|guest post by|contributed by|by|authors|author|writer|reporter|\
    veröffentlicht von|geschrieben von|verfasst von|erstellt von|gepostet von|eingestellt von|\
    ein beitrag von|ein artikel von|beitrag von|artikel von|autoren|autorin|autor|von|text|\
    publié par|écrit par|rédigé par|posté par|propos recueillis par|auteurs|auteur|autrice|par|\
    publicado por|escrito por|redactado por|autores|autora|por|pubblicato da|scritto da|\
    a cura di|autore|testo di|di|da|geschreven door|geplaatst door|door|tekst|skrevet av|\
    skrevet af|skriven av|publicerad av|av|af|napisane przez|autorzy|tekst i zdjęcia|przez|\
    автор|авторы|текст|kirjoittanut|teksti|yazan|yazar|oleh|penulis|autoři|szerző|írta|\
    scris de|συντάκτης|γράφει";

/// A credit without the words before its names. `None` if it begins with none of them.
pub fn after_by(credit: &str) -> Option<&str> {
    let credit = credit.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '@');
    let glued = credit
        .strip_prefix("By")
        .filter(|rest| rest.starts_with(char::is_uppercase));
    if glued.is_some() {
        return glued;
    }
    let word = BEFORE.split('|').find(|word| starts_with_word(credit, word))?;
    let rest = &credit[prefix_length(credit, word)?..];
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '–' | '-' | '/'));
    Some(rest).filter(|rest| !rest.is_empty())
}

fn starts_with_word(text: &str, word: &str) -> bool {
    prefix_length(text, word).is_some_and(|length| text[length..].starts_with([' ', ':', '\u{a0}', '\n']))
}

/// How many bytes of `text` are `word` in any case.
fn prefix_length(text: &str, word: &str) -> Option<usize> {
    let mut rest = text.chars();
    for expected in word.chars() {
        let character = rest.next()?;
        if character != expected && !character.to_lowercase().eq(std::iter::once(expected)) {
            return None;
        }
    }
    Some(text.len() - rest.as_str().len())
}

/// Cut where names are listed. The conjunctions that are names' own particles too cut only between full names.
fn split(credit: &str) -> Vec<&str> {
    const SEPARATORS: [&str; 17] = [
        ";",
        "|",
        "•",
        "·",
        ",",
        "\n",
        " & ",
        " / ",
        " and ",
        " und ",
        " et ",
        " og ",
        " och ",
        " и ",
        " with ",
        " im Gespräch mit ",
        " dan ",
    ];
    const PARTICLES: [&str; 5] = [" y ", " e ", " en ", " ja ", " i "];
    let mut parts = vec![credit];
    for separator in SEPARATORS {
        if credit.contains(separator) {
            parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
        }
    }
    for separator in PARTICLES {
        if credit.contains(separator) {
            parts = parts
                .into_iter()
                .flat_map(|part| between_names(part, separator))
                .collect();
        }
    }
    parts
}

fn between_names<'p>(part: &'p str, separator: &str) -> Vec<&'p str> {
    match part.split_once(separator) {
        Some((one, other)) if one.trim().contains(' ') && other.trim().contains(' ') => vec![one, other],
        _ => vec![part],
    }
}

/// One name, without what stands around it. `None` if nothing is left that can be a name.
fn clean(part: &str) -> Option<String> {
    let mut name = part.trim();
    for word in ["and ", "und ", "et "] {
        name = name.strip_prefix(word).unwrap_or(name);
    }
    for _ in 0..2 {
        name = after_by(name).unwrap_or(name);
    }
    let name = before_more(name);
    let name = name.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | ',' | '@' | '/' | '*' | '"')
    });
    let name = without_stop(name);
    let words: Vec<&str> = name.split_whitespace().collect();
    let (half, other) = words.split_at(words.len() / 2);
    let name = if half == other { half } else { &words[..] }.join(" ");
    is_name(&name).then(|| in_title_case(name))
}

/// The full stop after a last name goes, that of an initial or "Jr." stays.
fn without_stop(name: &str) -> &str {
    let last = name.rsplit(' ').next().unwrap_or("");
    match name.strip_suffix('.') {
        Some(bare) if last.trim_end_matches('.').chars().count() > 3 => bare,
        _ => name,
    }
}

/// A credit up to a bracket, a date, or words that say when, where and for whom.
fn before_more(name: &str) -> &str {
    const AFTER: [&str; 15] = [
        " (",
        " [",
        " on ",
        " am ",
        " at ",
        " under ",
        " in ",
        " @ ",
        " for ",
        " updated",
        " published",
        " posted",
        " - ",
        " – ",
        " — ",
    ];
    const BEFORE_FIGURES: [&str; 8] = [" op ", " le ", " il ", " el ", " em ", " den ", " um ", " "];
    let figure = |word: &&str| {
        let follows = |at: usize| name[at + word.len()..].starts_with(|c: char| c.is_ascii_digit());
        name.match_indices(*word)
            .map(|(at, _)| at)
            .find(|&at| follows(at))
    };
    let end = AFTER.iter().filter_map(|word| name.find(word)).min();
    match BEFORE_FIGURES.iter().filter_map(figure).min() {
        Some(at) if end.is_none_or(|end| at < end) => before_month(&name[..at]),
        _ => &name[..end.unwrap_or(name.len())],
    }
}

/// A credit without the month and the words that stood before a date's figures.
fn before_month(name: &str) -> &str {
    const WORDS: &str = "updated|published|posted|on|am|le|el|op|den|last|modified|hace|vor|há|stand";
    let mut name = name;
    loop {
        let (rest, last) = name.rsplit_once(' ').unwrap_or(("", name));
        let word = last.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if last.is_empty() || !(among(WORDS, &word) || crate::day::is_month(&word)) {
            return name;
        }
        name = rest.trim_end();
    }
}

/// Words of a name that are no names: what someone is, not what someone is called.
const ROLES: &str = "staff|writer|reporter|correspondent|columnist|editor|contributor|journalist|reporters|\
    writers|redakteur|redakteurin|korrespondent|korrespondentin|volontär|volontärin|journaliste|\
    rédacteur|periodista|redactor|redactora|giornalista|photographer|producer|analyst|intern|\
    freelance|senior|junior|chief|deputy|assistant|managing|associate|executive|expert|\
    specialist|author|jurnalis|ceo|founder|director|manager|sponsored|기자|coach|blogger|critic";

/// Names without job titles and degrees that stand as parts of their own behind a name.
fn without_roles(mut found: Vec<String>) -> Vec<String> {
    let mut first = true;
    let cased = |name: &String| name.contains(char::is_lowercase);
    let person = found
        .first()
        .is_some_and(|name| shape(name) == Shape::Person && cased(name));
    found.retain(|name| {
        let said_of_person = person && cased(name) && !is_agency(name) && !name.contains(char::is_uppercase);
        let keep = first || !(has_role(name) || is_degree(name) || said_of_person);
        first = false;
        keep
    });
    found.iter_mut().for_each(|name| {
        let kept = without_degrees(name).len();
        name.truncate(kept);
    });
    found
}

fn has_role(name: &str) -> bool {
    name.split([' ', '-'])
        .any(|word| among(ROLES, &word.to_lowercase()))
}

/// "MS", "RDN", "Ph.D": short, in capitals, no vowel between consonants as names have.
fn is_degree(word: &str) -> bool {
    const DEGREES: &str = "phd|md|mba|ms|ma|msc|bsc|ba|bs|rd|rdn|ld|ldn|rn|mph|jd|dds|dvm|edd|cpt|cpa|\
        cfp|mw|esq|cdces|mbe|obe|llm|dnp|np|lcsw|pharmd|dpt|cscs";
    among(DEGREES, &fold(word))
}

fn without_degrees(name: &str) -> &str {
    let mut name = name;
    while let Some((rest, last)) = name.rsplit_once(' ') {
        if !is_degree(last) || !is_capital(last) || !rest.contains(' ') {
            break;
        }
        name = rest;
    }
    name
}

fn is_capital(word: &str) -> bool {
    word.chars().filter(|character| character.is_uppercase()).count() >= 2
}

/// A name without the roles and the outlet printed behind it: "Ama Boateng Harbour Post staff reporter".
pub fn without_role<'n>(name: &'n str, outlets: &[String]) -> &'n str {
    let mut rest = name;
    while let Some((before, last)) = rest.rsplit_once(' ') {
        if !among(ROLES, &last.to_lowercase()) {
            break;
        }
        rest = before;
    }
    let words: Vec<usize> = rest.match_indices(' ').map(|(at, _)| at).collect();
    let behind = |at: usize| {
        let tail = fold(&rest[at..]);
        outlets
            .iter()
            .any(|outlet| tail.len() > 3 && (*outlet == tail || outlet.strip_prefix("the") == Some(&tail)))
    };
    match words.iter().skip(1).find(|&&at| behind(at)) {
        Some(&at) => &rest[..at],
        None if rest.contains(' ') && !has_role(rest) => rest,
        None => name,
    }
}

/// Whether it can name someone at all: a few words with letters, no address, none of the words pages put there instead.
fn is_name(name: &str) -> bool {
    const NOT: &str = "admin|administrator|null|none|undefined|author|authors|guest|unknown|editor|autor|\
        redaktion|the author|written|posted|by|about|about the author|more|share|follow|sat|\
        sun|mon|tue|wed|thu|fri|wordpressadmin|webmaster|super user|read more|view all posts|\
        root|default|anonymous|updated|published|comments|view profile|see more|others|inc|jr|\
        am|pm|min read|user|name|contributors|contributor|staff writer|staff reporter|\
        advertisement|show more|stand|quelle|source|check it out|more posts|view all|see all|\
        google scholar|all posts|all articles|contact|hide|ltd|llc|e.v|e. v";
    const CALLS: &str = "follow|share|view|read|see|more|contact|subscribe|sign|watch|listen|join|print|\
        email|save|comment|show|all|learn|click|download|mehr|alle|leer|voir|ver|leggi";
    let words = name.split_whitespace().count();
    let call = name
        .split_whitespace()
        .next()
        .is_some_and(|word| among(CALLS, &word.to_lowercase()));
    let letters = name.chars().filter(|character| character.is_alphabetic()).count();
    let digits = name
        .chars()
        .filter(|character| character.is_ascii_digit())
        .count();
    (1..=7).contains(&words)
        && letters >= 2
        && name.len() <= 90
        && (digits == 0 || words <= 3 && digits <= 4 && !name.starts_with(|c: char| c.is_ascii_digit()))
        && !name.contains("://")
        && !name.contains([
            '@', '<', '>', '{', '?', '!', '=', '…', ':', '#', '%', '→', '›', '»',
        ])
        && !is_degree(name)
        && !(call && words > 1)
        && !among(NOT, &name.to_lowercase())
}

/// A name all in capitals as others are written. What may be an agency or a broadcaster stays.
fn in_title_case(name: String) -> String {
    let spoken = |word: &&str| {
        word.ends_with('.')
            || word.chars().count() > 2 && word.contains(['A', 'E', 'I', 'O', 'U', 'Y'])
            || !word.is_ascii()
    };
    let words: Vec<&str> = name.split(' ').collect();
    let shouted = words.len() > 1 && !name.contains(char::is_lowercase) && words.iter().all(spoken);
    if !shouted
        || words
            .iter()
            .any(|word| is_of_organisation(word) || is_agency(word))
    {
        return name;
    }
    let mut title = String::with_capacity(name.len());
    let mut inside = false;
    for character in name.chars() {
        if inside {
            title.extend(character.to_lowercase());
        } else {
            title.push(character);
        }
        inside = character.is_alphabetic();
    }
    title
}

/// What a name looks like.
pub fn shape(name: &str) -> Shape {
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.iter().any(|word| is_of_organisation(word))
        || is_agency(name)
        || name.contains('/')
        || has_role(name)
    {
        return Shape::Organisation;
    }
    let uncased =
        |character: char| character.is_alphabetic() && !character.is_lowercase() && !character.is_uppercase();
    if name.chars().filter(|character| uncased(*character)).count() >= 2 {
        return Shape::Person;
    }
    if (2..=6).contains(&words.len())
        && is_of_person(&words)
        && !name.contains(|c: char| c.is_ascii_digit() || c == '_')
    {
        return Shape::Person;
    }
    if words.len() == 1 && !name.contains("..") && !is_domain(name) {
        return Shape::Pen;
    }
    Shape::Organisation
}

/// Capitals at the head of each word but the small ones that names hold.
fn is_of_person(words: &[&str]) -> bool {
    const PARTICLES: &str = "de|van|von|der|den|la|le|da|dos|das|do|bin|ibn|al|el|di|du|del|della|af|av|\
        zu|zur|y|e|ter|ten|st|vom|binti|ould|ben|mac|'t";
    let capital = |word: &str| {
        let word = ["d'", "d’", "l'", "l’"]
            .iter()
            .find_map(|elided| word.strip_prefix(elided))
            .unwrap_or(word);
        word.trim_start_matches(['\'', '’', '"', '“'])
            .starts_with(char::is_uppercase)
    };
    let particle = |word: &str| {
        among(PARTICLES, word)
            || word.starts_with("d'")
            || word.starts_with("d’")
            || word.starts_with("al-")
            || word.starts_with("el-")
    };
    let last = words[words.len() - 1];
    if words[0] == "The" || last.chars().count() < 2 {
        return false;
    }
    let long = words
        .iter()
        .any(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1);
    long && capital(words[0]) && capital(last) && words.iter().all(|word| capital(word) || particle(word))
}

fn is_domain(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or("");
    name.len() > ending.len() + 2
        && name.contains('.')
        && (2..=4).contains(&ending.len())
        && !ending.contains(char::is_uppercase)
}

fn is_of_organisation(word: &str) -> bool {
    const WORDS: &str = "news|team|redaktion|press|presse|agency|agentur|agenturen|agencies|media|times|desk|\
        editorial|group|magazine|institute|university|verlag|gmbh|inc|ltd|llc|ag|redazione|\
        redacción|redaccion|rédaction|redaktionen|redaksjonen|toimitus|redactie|redação|tv|\
        radio|post|today|daily|weekly|herald|tribune|gazette|network|online|company|\
        association|foundation|council|department|ministry|school|studio|services|office|\
        bureau|editors|board|club|newsroom|reporters|sponsored|partner|content|guest|service|\
        zeitung|nachrichten|redakce|redakcja|szerkesztőség|редакция|wire|society|center|centre|\
        corporation|corp|report|pressestelle|universität|hochschule";
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    among(WORDS, &word) || word.ends_with("-redaktion")
}

/// News agencies, whose names look like people's initials or like anything.
pub fn is_agency(name: &str) -> bool {
    const AGENCIES: &str = "ap|afp|apa|dpa|efe|ansa|tass|dts|sid|epd|kna|ntb|tt|ritzau|anp|belga|lusa|pap|\
        ctk|čtk|mti|stt|reuters|xinhua|bloomberg|associatedpress|theassociatedpress|\
        agencefrancepresse|upi|interfax|rianovosti|kyodo|jiji|yonhap|pti|ians|ani|bernama|\
        antara|anadolu|sda|keystonesda|europapress|unian|ukrinform|aap|canadianpress|\
        thecanadianpress|pressassociation|pamedia";
    among(AGENCIES, &fold(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(credit: &str, expected: &[&str]) {
        assert_eq!(names(credit), expected, "{credit}");
    }

    #[test]
    fn bylines_of_many_languages() {
        for credit in [
            "By Ama Boateng",
            "BY AMA BOATENG",
            "Von Ama Boateng",
            "Par Ama Boateng",
            "Por Ama Boateng",
            "Di Ama Boateng",
            "Door Ama Boateng",
            "Av Ama Boateng",
            "Skrevet af Ama Boateng",
            "Autor: Ama Boateng",
            "Written by: Ama Boateng",
            "Veröffentlicht von Ama Boateng am 3. Mai 2026",
            "Posted by Ama Boateng on May 3, 2026",
            "Publié par Ama Boateng le 3 mai",
            "Автор: Ama Boateng",
            "Text: Ama Boateng",
            "Ama Boateng (Accra)",
            "Ama Boateng, senior reporter",
        ] {
            check(credit, &["Ama Boateng"]);
        }
    }

    #[test]
    fn several_names_and_what_stands_behind_them() {
        check("By Ama Boateng and Kofi Mensah", &["Ama Boateng", "Kofi Mensah"]);
        check(
            "Ama Boateng, Kofi Mensah und Eva Lind",
            &["Ama Boateng", "Kofi Mensah", "Eva Lind"],
        );
        check("Ama Boateng, MS, RDN", &["Ama Boateng"]);
        check("Ama Boateng PhD", &["Ama Boateng"]);
        check("Ama Boateng; ama boateng", &["Ama Boateng"]);
        check("admin", &[]);
        check("ama@harbourpost.example", &[]);
        check("https://harbourpost.example/ama", &[]);
    }

    #[test]
    fn roles_and_outlets_behind_a_name() {
        let outlets = ["theharbourpost".to_owned()];
        assert_eq!(
            without_role("Ama Boateng Harbour Post staff reporter", &outlets),
            "Ama Boateng"
        );
        assert_eq!(without_role("Ama Boateng", &outlets), "Ama Boateng");
        assert_eq!(without_role("Staff", &outlets), "Staff");
    }

    #[test]
    fn shapes_of_names() {
        for name in [
            "Ama Boateng",
            "Ludwig van der Meer",
            "A. B. Lind",
            "김하늘",
            "Ana d'Arc",
            "Яна Лис",
        ] {
            assert_eq!(shape(name), Shape::Person, "{name}");
        }
        for name in ["ferrywatcher", "Lagoon77", "Kofi"] {
            assert_eq!(shape(name), Shape::Pen, "{name}");
        }
        for name in [
            "AFP",
            "Harbour News",
            "The Associated Press",
            "LANA/dpa",
            "Redaktion Hafen",
            "harbour-post.net",
        ] {
            assert_eq!(shape(name), Shape::Organisation, "{name}");
        }
    }
}
