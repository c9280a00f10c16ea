//! Which language a text is written in. Where the most frequent words do not tell at a glance, detection is whatlang's, on
//! a bounded piece of the text, and says nothing where it is not sure; short texts rarely are.

mod frequent;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// A language by its ISO 639-1 code, in lower case ("en", "ko"), with the country whose usage it follows where the tag names
/// one. Two languages are equal whatever their country.
#[derive(Clone, Copy)]
pub struct Language {
    code: [u8; 2],
    /// In upper case; zeros where no country is named.
    country: [u8; 2],
}

impl Language {
    /// English.
    pub const ENGLISH: Language = Language {
        code: *b"en",
        country: [0; 2],
    };

    /// From a language tag such as "en", "en-GB", "ko_KR" or "zh-Hant-TW"; `None` unless it begins with a two-letter code.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let mut parts = tag.split(['-', '_']);
        let code = two_letters(parts.next()?)?.map(|letter| letter.to_ascii_lowercase());
        let country = parts.find_map(two_letters).unwrap_or_default();
        Some(Language {
            code,
            country: country.map(|letter| letter.to_ascii_uppercase()),
        })
    }

    /// The two-letter code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.code).expect("made of ASCII letters")
    }

    /// The country's ISO 3166-1 code in upper case ("GB"), if the tag named one.
    pub fn country(&self) -> Option<&str> {
        let country = std::str::from_utf8(&self.country).expect("made of ASCII letters");
        Some(country).filter(|country| !country.starts_with('\0'))
    }
}

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Language {}

impl PartialOrd for Language {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Language {
    fn cmp(&self, other: &Self) -> Ordering {
        self.code.cmp(&other.code)
    }
}

impl Hash for Language {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.code.hash(state);
    }
}

fn two_letters(text: &str) -> Option<[u8; 2]> {
    let letters: [u8; 2] = text.as_bytes().try_into().ok()?;
    letters.iter().all(u8::is_ascii_alphabetic).then_some(letters)
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The language of `text`, or `None` where it is too short or mixed to say.
pub fn language(text: &str) -> Option<Language> {
    let head = head(text, 4000);
    frequent::language(head).or_else(|| by_trigrams(head))
}

fn by_trigrams(text: &str) -> Option<Language> {
    let info = whatlang::detect(text)?;
    if !info.is_reliable() && info.confidence() < 0.3 {
        return None;
    }
    of_detector(info.lang())
}

/// At most `limit` bytes from the beginning, cut at a character.
fn head(text: &str, limit: usize) -> &str {
    &text[..text.floor_char_boundary(limit)]
}

fn of_detector(lang: whatlang::Lang) -> Option<Language> {
    use whatlang::Lang::*;
    let code = match lang {
        Eng => "en",
        Spa => "es",
        Fra => "fr",
        Deu => "de",
        Ita => "it",
        Por => "pt",
        Rus => "ru",
        Ukr => "uk",
        Kor => "ko",
        Cmn => "zh",
        Jpn => "ja",
        Ara => "ar",
        Pes => "fa",
        Tur => "tr",
        Vie => "vi",
        Pol => "pl",
        Ces => "cs",
        Slk => "sk",
        Slv => "sl",
        Hrv => "hr",
        Srp => "sr",
        Bul => "bg",
        Mkd => "mk",
        Ron => "ro",
        Hun => "hu",
        Fin => "fi",
        Est => "et",
        Lav => "lv",
        Lit => "lt",
        Swe => "sv",
        Dan => "da",
        Nob => "no",
        Nld => "nl",
        Cat => "ca",
        Ell => "el",
        Heb => "he",
        Hin => "hi",
        Ben => "bn",
        Urd => "ur",
        Tam => "ta",
        Tel => "te",
        Mar => "mr",
        Guj => "gu",
        Pan => "pa",
        Kan => "kn",
        Mal => "ml",
        Ori => "or",
        Sin => "si",
        Nep => "ne",
        Tha => "th",
        Mya => "my",
        Khm => "km",
        Ind => "id",
        Jav => "jv",
        Tgl => "tl",
        Kat => "ka",
        Hye => "hy",
        Aze => "az",
        Uzb => "uz",
        Tuk => "tk",
        Bel => "be",
        Amh => "am",
        Epo => "eo",
        Lat => "la",
        Afr => "af",
        Yid => "yi",
        Zul => "zu",
        Sna => "sn",
        Aka => "ak",
        _ => return None,
    };
    Language::from_tag(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_by_their_first_part() {
        assert_eq!(Language::from_tag("en-GB"), Some(Language::ENGLISH));
        assert_eq!(Language::from_tag("EN_us"), Some(Language::ENGLISH));
        assert_eq!(Language::from_tag("kok"), None);
        assert_eq!(Language::from_tag(""), None);
    }

    #[test]
    fn long_texts_are_told_apart() {
        let english =
            "The two ministers met in the capital on Tuesday and signed an agreement on the railway.";
        let russian = "Министры встретились во вторник в столице и подписали соглашение о железной дороге.";
        let korean = "두 장관은 화요일 수도에서 만나 철도에 관한 협정에 서명하였다.";
        assert_eq!(language(english).map(|l| l.to_string()), Some("en".into()));
        assert_eq!(language(russian).map(|l| l.to_string()), Some("ru".into()));
        assert_eq!(language(korean).map(|l| l.to_string()), Some("ko".into()));
    }
}
