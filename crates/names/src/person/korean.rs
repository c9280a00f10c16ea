//! Korean names in Latin letters: the romanisations of North and South, McCune-Reischauer, and the spellings of passports.
//! A syllable is read as what it may stand for in any of them, so that two spellings are one name where one Korean
//! syllable can be written both ways. It reads no Hangul.

/// What one romanised syllable may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Syllable {
    initial: char,
    /// One bit for each vowel.
    vowels: u32,
    last: char,
}

const A: u32 = 1;
const E: u32 = 1 << 1;
const EO: u32 = 1 << 2;
const O: u32 = 1 << 3;
const U: u32 = 1 << 4;
const EU: u32 = 1 << 5;
const I: u32 = 1 << 6;
const UI: u32 = 1 << 7;
const OE: u32 = 1 << 8;
const WI: u32 = 1 << 9;
const WA: u32 = 1 << 10;
const WO: u32 = 1 << 11;
const YA: u32 = 1 << 12;
const YEO: u32 = 1 << 13;
const YO: u32 = 1 << 14;
const YU: u32 = 1 << 15;
const YE: u32 = 1 << 16;

/// First consonants as written, with the plain one of their row: tense and aspirated ones are seldom told apart.
const INITIALS: &[(&str, char)] = &[
    ("kk", 'k'),
    ("kh", 'k'),
    ("k", 'k'),
    ("g", 'k'),
    ("tt", 't'),
    ("th", 't'),
    ("t", 't'),
    ("d", 't'),
    ("pp", 'p'),
    ("ph", 'p'),
    ("p", 'p'),
    ("b", 'p'),
    ("tch", 'j'),
    ("ch", 'j'),
    ("jj", 'j'),
    ("j", 'j'),
    ("ss", 's'),
    ("sh", 's'),
    ("s", 's'),
    ("r", 'r'),
    ("l", 'r'),
    ("n", 'n'),
    ("m", 'm'),
    ("h", 'h'),
    ("", ' '),
];

/// Vowels as written, with all that each may stand for.
const VOWELS: &[(&str, u32)] = &[
    ("a", A),
    ("ah", A),
    ("ae", E),
    ("ai", E),
    ("ay", E),
    ("e", E),
    ("ei", E),
    ("eo", EO),
    ("uh", EO),
    ("o", O | EO),
    ("oh", O),
    ("u", U | EU | EO),
    ("oo", U),
    ("ou", U),
    ("woo", U),
    ("wu", U),
    ("eu", EU),
    ("i", I | UI),
    ("ee", I | UI),
    ("yi", I | UI),
    ("ui", UI | WI),
    ("eui", UI),
    ("oe", OE),
    ("oi", OE),
    ("we", OE),
    ("weh", OE),
    ("wae", OE),
    ("wi", WI),
    ("wee", WI),
    ("wa", WA),
    ("wo", WO),
    ("weo", WO),
    ("ya", YA),
    ("yeo", YEO),
    ("you", YEO | YU),
    ("yo", YO | YEO),
    ("yu", YU | YEO),
    ("yoo", YU),
    ("iu", YU),
    ("ye", YE),
    ("yae", YE),
];

const LASTS: &[(&str, char)] = &[
    ("", ' '),
    ("k", 'k'),
    ("ck", 'k'),
    ("g", 'k'),
    ("n", 'n'),
    ("ng", 'g'),
    ("t", 't'),
    ("d", 't'),
    ("l", 'l'),
    ("r", 'l'),
    ("m", 'm'),
    ("p", 'p'),
    ("b", 'p'),
];

/// The longest syllable has so many letters ("kyeong", "hwang").
const LONGEST: usize = 7;
/// A given name has no more syllables than this.
const MOST_SYLLABLES: usize = 3;

/// Family names, each row one name in the spellings of North, South and abroad.
const FAMILIES: &[&[&str]] = &[
    &["an", "ahn"],
    &["pae", "bae"],
    &["paek", "baek", "paik", "baik", "back"],
    &["pan", "ban"],
    &["pang", "bang"],
    &["pong", "bong"],
    &["pyon", "byun", "byeon"],
    &["cha"],
    &["chae", "chai"],
    &["jo", "cho"],
    &["choe", "choi", "choy"],
    &["jon", "chon", "jeon", "chun", "jun"],
    &["jong", "jung", "jeong", "chung", "chong"],
    &["ju", "chu", "joo", "choo"],
    &["ji", "chi", "jee"],
    &["jin", "chin"],
    &["jang", "chang"],
    &["ha"],
    &["ham", "hahm"],
    &["han", "hahn"],
    &["ho", "heo", "hur", "huh"],
    &["hong"],
    &["hwang"],
    &["hyon", "hyun", "hyeon"],
    &["kang", "gang", "khang"],
    &["ki", "gi"],
    &["kil", "gil"],
    &["kim", "gim"],
    &["ko", "go", "koh", "goh"],
    &["kong", "gong"],
    &["ku", "koo", "gu", "goo"],
    &["kwak", "gwak"],
    &["kwon", "gwon", "kweon"],
    &["kye", "gye"],
    &["kyon", "kyun"],
    &["ma"],
    &["maeng"],
    &["min"],
    &["mun", "moon"],
    &["myong", "myung", "myeong"],
    &["nam", "nahm"],
    &["ro", "no", "noh", "roh"],
    &["o", "oh"],
    &["ok"],
    &["om", "eom", "um", "uhm"],
    &["pak", "park", "bak", "pahk"],
    &["pyo"],
    &["ra", "na", "rah", "nah"],
    &["ri", "lee", "yi", "rhee", "rhie", "li", "i"],
    &["rim", "lim", "im", "yim", "ihm"],
    &["ryang", "yang", "liang"],
    &["ryom", "yeom", "yom", "yum"],
    &["ryu", "yu", "yoo", "ryoo", "you"],
    &["sin", "shin"],
    &["sim", "shim"],
    &["so", "seo", "suh", "su"],
    &["sok", "seok", "suk"],
    &["sol", "seol", "sul"],
    &["son", "sohn"],
    &["song", "sung", "seong"],
    &["tae", "thae", "tai"],
    &["tak", "thak"],
    &["to", "do"],
    &["u", "woo", "wu"],
    &["wang"],
    &["won"],
    &["wi"],
    &["yon", "yeon", "youn"],
    &["ye"],
    &["yun", "yoon"],
    &["hwangbo"],
    &["namgung", "namkoong", "namgoong"],
    &["sonu", "sonwoo", "seonwoo", "sunwoo"],
    &["jegal"],
];

/// The row of a family name.
pub fn family(word: &str) -> Option<usize> {
    FAMILIES.iter().position(|row| row.contains(&word))
}

/// The North's spelling of a family name.
pub fn family_key(word: &str) -> Option<&'static str> {
    family(word).map(|row| FAMILIES[row][0])
}

/// Whether a given name of one to three syllables can be read out of these letters.
pub fn is_given(letters: &str) -> bool {
    !readings(letters).is_empty()
}

/// Whether two given names, written together or apart, can be one in Korean.
pub fn same_given(a: &str, b: &str) -> bool {
    let (a, b) = (readings(a), readings(b));
    a.iter().any(|a| {
        b.iter()
            .any(|b| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(*a, *b)))
    })
}

fn same(a: Syllable, b: Syllable) -> bool {
    a.initial == b.initial && a.last == b.last && a.vowels & b.vowels != 0
}

/// One spelling of a given name for those that the rules of North and South write apart (Jong Un, Jeong-eun). Spellings
/// of taste (Jung for Jong) keep a key of their own: they are alike, but not the same without a reader's word.
pub fn given_key(letters: &str) -> String {
    let spelled = letters
        .replace("eui", "i")
        .replace("hui", "hi")
        .replace("ee", "i")
        .replace("yeo", "yo")
        .replace("young", "yong")
        .replace("eo", "o")
        .replace("eu", "u")
        .replace("oo", "u")
        .replace("ae", "e")
        .replace("sh", "s")
        .replace("ch", "j");
    let plain = |letter: char| match letter {
        'g' => 'k',
        'd' => 't',
        'b' => 'p',
        'l' => 'r',
        other => other,
    };
    // "ng" keeps its g: it is one sound.
    let mut key = String::with_capacity(spelled.len());
    for letter in spelled.chars() {
        let nasal = letter == 'g' && key.ends_with('n');
        key.push(if nasal { 'g' } else { plain(letter) });
    }
    key
}

/// Every way to cut letters into syllables.
fn readings(letters: &str) -> Vec<Vec<Syllable>> {
    let mut found = Vec::new();
    if letters.is_ascii() && letters.len() <= LONGEST * MOST_SYLLABLES {
        cut(letters, &mut Vec::new(), &mut found);
    }
    found
}

fn cut(rest: &str, before: &mut Vec<Syllable>, found: &mut Vec<Vec<Syllable>>) {
    if rest.is_empty() {
        if !before.is_empty() {
            found.push(before.clone());
        }
        return;
    }
    if before.len() == MOST_SYLLABLES {
        return;
    }
    for length in 1..=rest.len().min(LONGEST) {
        if let Some(syllable) = syllable(&rest[..length]) {
            before.push(syllable);
            cut(&rest[length..], before, found);
            before.pop();
        }
    }
}

fn syllable(written: &str) -> Option<Syllable> {
    INITIALS.iter().find_map(|(initial, consonant)| {
        let rest = written.strip_prefix(initial)?;
        let (vowels, last) = rhyme(rest)?;
        Some(Syllable {
            initial: *consonant,
            vowels,
            last,
        })
    })
}

fn rhyme(written: &str) -> Option<(u32, char)> {
    LASTS.iter().find_map(|(last, consonant)| {
        let vowel = written.strip_suffix(last)?;
        let (_, vowels) = VOWELS.iter().find(|(spelled, _)| *spelled == vowel)?;
        Some((*vowels, *consonant))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn romanisations_of_one_given_name() {
        for (a, b) in [
            ("jongun", "jeongeun"),
            ("sonhui", "sunhee"),
            ("yongchol", "youngchul"),
            ("kyongsu", "gyeongsu"),
            ("hyok", "hyeok"),
            ("ryonghae", "ryonghae"),
        ] {
            assert!(same_given(a, b), "{a} {b}");
        }
        for (a, b) in [("jongun", "jongil"), ("songwon", "yongho"), ("chol", "chun")] {
            assert!(!same_given(a, b), "{a} {b}");
        }
    }

    #[test]
    fn keys_join_the_rules_of_north_and_south() {
        assert_eq!(given_key("jongun"), given_key("jeongeun"));
        assert_eq!(given_key("sonhui"), given_key("seonhee"));
        assert_ne!(given_key("jongun"), given_key("jongil"));
    }

    #[test]
    fn no_name_of_other_peoples() {
        assert!(!is_given("vladimir"));
        assert!(!is_given("harvey"));
        assert!(family("smith").is_none());
    }
}
