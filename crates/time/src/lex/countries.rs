//! Countries by their English names, and the days that many of them keep under one name: "Independence Day", "Republic Day",
//! "National Day", "Liberation Day". A country that keeps none under a name has no entry for it.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::senses::National::{self, Independence, Liberation, Nation, Republic};

/// Names of the country and its people, and its days.
type Country = (&'static [&'static str], &'static [(National, u8, u8)]);

/// The day of that name in the country spoken of nearest to byte `at` of the sentence, else in the first that the text names.
/// In a text that names none, the American one.
pub(crate) fn day_of(national: National, sentence: &str, at: usize, text: &str) -> Option<(u8, u8)> {
    const BESIDE: usize = 300;
    const OPENING: usize = 2000;
    let from = sentence.floor_char_boundary(at.saturating_sub(BESIDE));
    let to = sentence.floor_char_boundary((at + BESIDE).min(sentence.len()));
    let opening = &text[..text.floor_char_boundary(OPENING.min(text.len()))];
    let country = nearest(&sentence[from..to], at - from).or_else(|| nearest(opening, 0));
    let days = match country {
        Some(country) => COUNTRIES[country].1,
        None => UNITED_STATES,
    };
    let day = days.iter().find(|day| day.0 == national)?;
    Some((day.1, day.2))
}

/// The country that is named nearest to byte `at`.
fn nearest(text: &str, at: usize) -> Option<usize> {
    let found = names()
        .0
        .find_iter(text)
        .filter(|found| is_word(text, found.range()));
    let nearest = found.min_by_key(|found| found.start().abs_diff(at).min(found.end().abs_diff(at)))?;
    names().1.get(nearest.pattern().as_usize()).copied()
}

fn is_word(text: &str, range: std::ops::Range<usize>) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !letter(text[..range.start].chars().next_back()) && !letter(text[range.end..].chars().next())
}

/// All names, and for each the number of its country.
fn names() -> &'static (AhoCorasick, Vec<usize>) {
    static NAMES: OnceLock<(AhoCorasick, Vec<usize>)> = OnceLock::new();
    NAMES.get_or_init(|| {
        let all = || {
            let countries = COUNTRIES.iter().enumerate();
            countries.flat_map(|(index, country)| country.0.iter().map(move |name| (index, *name)))
        };
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(all().map(|(_, name)| name))
            .expect("a few hundred short names");
        (automaton, all().map(|(index, _)| index).collect())
    })
}

const UNITED_STATES: &[(National, u8, u8)] = &[(Independence, 7, 4)];

static COUNTRIES: &[Country] = &[
    (
        &[
            "United States",
            "U.S.",
            "US",
            "America",
            "American",
            "Americans",
            "Washington",
        ],
        UNITED_STATES,
    ),
    (
        &["India", "Indian", "Indians", "New Delhi", "NEW DELHI"],
        &[(Independence, 8, 15), (Republic, 1, 26)],
    ),
    (
        &["Pakistan", "Pakistani", "Islamabad", "ISLAMABAD"],
        &[(Independence, 8, 14)],
    ),
    (
        &["Bangladesh", "Bangladeshi", "Dhaka", "DHAKA"],
        &[(Independence, 3, 26)],
    ),
    (
        &["Sri Lanka", "Sri Lankan", "Colombo"],
        &[(Independence, 2, 4), (Nation, 2, 4)],
    ),
    (
        &["Indonesia", "Indonesian", "Jakarta", "JAKARTA"],
        &[(Independence, 8, 17)],
    ),
    (
        &["Malaysia", "Malaysian"],
        &[(Independence, 8, 31), (Nation, 8, 31)],
    ),
    (&["Singapore", "Singaporean"], &[(Nation, 8, 9)]),
    (
        &[
            "Philippines",
            "Philippine",
            "Filipino",
            "Filipinos",
            "Manila",
            "MANILA",
        ],
        &[(Independence, 6, 12)],
    ),
    (&["Myanmar", "Burma", "Burmese"], &[(Independence, 1, 4)]),
    (&["Cambodia", "Cambodian"], &[(Independence, 11, 9)]),
    (&["Vietnam", "Vietnamese", "Hanoi", "HANOI"], &[(Nation, 9, 2)]),
    (&["China", "Chinese", "Beijing", "BEIJING"], &[(Nation, 10, 1)]),
    (&["Taiwan", "Taiwanese", "Taipei", "TAIPEI"], &[(Nation, 10, 10)]),
    (
        &["South Korea", "South Korean", "South Koreans", "Seoul", "SEOUL"],
        &[(Liberation, 8, 15)],
    ),
    (
        &[
            "North Korea",
            "North Korean",
            "North Koreans",
            "Pyongyang",
            "PYONGYANG",
            "DPRK",
        ],
        &[(Liberation, 8, 15), (Nation, 9, 9)],
    ),
    (&["Mongolia", "Mongolian"], &[(Independence, 12, 29)]),
    (
        &["Kazakhstan", "Kazakh"],
        &[(Independence, 12, 16), (Republic, 10, 25)],
    ),
    (&["Uzbekistan", "Uzbek"], &[(Independence, 9, 1)]),
    (&["Turkmenistan", "Turkmen"], &[(Independence, 9, 27)]),
    (&["Tajikistan", "Tajik"], &[(Independence, 9, 9)]),
    (&["Kyrgyzstan", "Kyrgyz"], &[(Independence, 8, 31)]),
    (
        &["Afghanistan", "Afghan", "Afghans", "Kabul", "KABUL"],
        &[(Independence, 8, 19)],
    ),
    (
        &[
            "Ukraine",
            "Ukrainian",
            "Ukrainians",
            "Kyiv",
            "KYIV",
            "Kiev",
            "KIEV",
        ],
        &[(Independence, 8, 24)],
    ),
    (
        &["Belarus", "Belarusian", "Minsk", "MINSK"],
        &[(Independence, 7, 3)],
    ),
    (&["Moldova", "Moldovan"], &[(Independence, 8, 27)]),
    (&["Estonia", "Estonian"], &[(Independence, 2, 24)]),
    (&["Latvia", "Latvian"], &[(Independence, 11, 18)]),
    (&["Lithuania", "Lithuanian"], &[(Independence, 2, 16)]),
    (
        &["Finland", "Finnish", "Finns", "Helsinki", "HELSINKI"],
        &[(Independence, 12, 6)],
    ),
    (
        &["Poland", "Polish", "Poles", "Warsaw", "WARSAW"],
        &[(Independence, 11, 11)],
    ),
    (&["Croatia", "Croatian"], &[(Independence, 5, 30)]),
    (&["Kosovo", "Kosovar"], &[(Independence, 2, 17)]),
    (&["Albania", "Albanian"], &[(Independence, 11, 28)]),
    (
        &["Bulgaria", "Bulgarian"],
        &[(Independence, 9, 22), (Liberation, 3, 3), (Nation, 3, 3)],
    ),
    (
        &["Greece", "Greek", "Greeks", "Athens", "ATHENS"],
        &[(Independence, 3, 25)],
    ),
    (&["Cyprus", "Cypriot"], &[(Independence, 10, 1)]),
    (&["Turkey", "Turkish", "Ankara", "ANKARA"], &[(Republic, 10, 29)]),
    (
        &["Italy", "Italian", "Italians", "Rome", "ROME"],
        &[(Republic, 6, 2), (Liberation, 4, 25)],
    ),
    (&["Netherlands", "Dutch"], &[(Liberation, 5, 5)]),
    (&["Denmark", "Danish", "Danes"], &[(Liberation, 5, 5)]),
    (&["France", "French", "Paris", "PARIS"], &[(Nation, 7, 14)]),
    (&["Spain", "Spanish", "Madrid", "MADRID"], &[(Nation, 10, 12)]),
    (
        &["Belgium", "Belgian", "Brussels", "BRUSSELS"],
        &[(Nation, 7, 21)],
    ),
    (&["Switzerland", "Swiss"], &[(Nation, 8, 1)]),
    (&["Austria", "Austrian", "Vienna", "VIENNA"], &[(Nation, 10, 26)]),
    (&["Norway", "Norwegian"], &[]),
    (
        &["Sweden", "Swedish", "Stockholm", "STOCKHOLM"],
        &[(Nation, 6, 6)],
    ),
    (&["Iceland", "Icelandic"], &[(Nation, 6, 17)]),
    (&["Hungary", "Hungarian"], &[(Republic, 10, 23), (Nation, 8, 20)]),
    (&["Romania", "Romanian"], &[(Nation, 12, 1)]),
    (&["Israel", "Israeli", "Israelis", "Jerusalem", "JERUSALEM"], &[]),
    (
        &["Jordan", "Jordanian", "Amman", "AMMAN"],
        &[(Independence, 5, 25)],
    ),
    (
        &["Lebanon", "Lebanese", "Beirut", "BEIRUT"],
        &[(Independence, 11, 22), (Liberation, 5, 25)],
    ),
    (
        &["Syria", "Syrian", "Damascus", "DAMASCUS"],
        &[(Independence, 4, 17)],
    ),
    (&["Kuwait", "Kuwaiti"], &[(Nation, 2, 25), (Liberation, 2, 26)]),
    (&["Saudi Arabia", "Saudi", "Riyadh", "RIYADH"], &[(Nation, 9, 23)]),
    (&["Qatar", "Qatari", "Doha", "DOHA"], &[(Nation, 12, 18)]),
    (
        &["United Arab Emirates", "Emirati", "UAE", "Dubai", "DUBAI"],
        &[(Nation, 12, 2)],
    ),
    (&["Bahrain", "Bahraini"], &[(Nation, 12, 16)]),
    (&["Oman", "Omani"], &[(Nation, 11, 18)]),
    (&["Iran", "Iranian", "Iranians", "Tehran", "TEHRAN"], &[]),
    (&["Egypt", "Egyptian", "Cairo", "CAIRO"], &[]),
    (
        &["Algeria", "Algerian", "Algiers", "ALGIERS"],
        &[(Independence, 7, 5)],
    ),
    (
        &["Morocco", "Moroccan", "Rabat", "RABAT"],
        &[(Independence, 11, 18)],
    ),
    (
        &["Tunisia", "Tunisian", "Tunis", "TUNIS"],
        &[(Independence, 3, 20)],
    ),
    (
        &["Libya", "Libyan", "Tripoli", "TRIPOLI"],
        &[(Independence, 12, 24)],
    ),
    (
        &["South Sudan", "South Sudanese", "Juba", "JUBA"],
        &[(Independence, 7, 9)],
    ),
    (
        &["Sudan", "Sudanese", "Khartoum", "KHARTOUM"],
        &[(Independence, 1, 1)],
    ),
    (&["Eritrea", "Eritrean"], &[(Independence, 5, 24)]),
    (
        &["Somalia", "Somali", "Mogadishu", "MOGADISHU"],
        &[(Independence, 7, 1)],
    ),
    (
        &["Kenya", "Kenyan", "Nairobi", "NAIROBI"],
        &[(Independence, 12, 12)],
    ),
    (
        &["Uganda", "Ugandan", "Kampala", "KAMPALA"],
        &[(Independence, 10, 9)],
    ),
    (
        &["Rwanda", "Rwandan"],
        &[(Independence, 7, 1), (Liberation, 7, 4)],
    ),
    (&["Burundi", "Burundian"], &[(Independence, 7, 1)]),
    (&["Tanzania", "Tanzanian"], &[(Independence, 12, 9)]),
    (
        &["Zambia", "Zambian", "Lusaka", "LUSAKA"],
        &[(Independence, 10, 24)],
    ),
    (
        &["Zimbabwe", "Zimbabwean", "Harare", "HARARE"],
        &[(Independence, 4, 18)],
    ),
    (&["Malawi", "Malawian"], &[(Independence, 7, 6)]),
    (&["Mozambique", "Mozambican"], &[(Independence, 6, 25)]),
    (
        &["Angola", "Angolan", "Luanda", "LUANDA"],
        &[(Independence, 11, 11)],
    ),
    (&["Namibia", "Namibian"], &[(Independence, 3, 21)]),
    (&["Botswana"], &[(Independence, 9, 30)]),
    (
        &[
            "Nigeria",
            "Nigerian",
            "Nigerians",
            "Abuja",
            "ABUJA",
            "Lagos",
            "LAGOS",
        ],
        &[(Independence, 10, 1)],
    ),
    (&["Ghana", "Ghanaian", "Accra", "ACCRA"], &[(Independence, 3, 6)]),
    (&["Ivory Coast", "Ivorian"], &[(Independence, 8, 7)]),
    (
        &["Senegal", "Senegalese", "Dakar", "DAKAR"],
        &[(Independence, 4, 4)],
    ),
    (&["Mali", "Malian"], &[(Independence, 9, 22)]),
    (&["Cameroon", "Cameroonian"], &[(Nation, 5, 20)]),
    (&["South Africa", "South African"], &[]),
    (&["Mexico", "Mexican", "Mexicans"], &[(Independence, 9, 16)]),
    (&["Guatemala", "Guatemalan"], &[(Independence, 9, 15)]),
    (&["Honduras", "Honduran"], &[(Independence, 9, 15)]),
    (&["El Salvador", "Salvadoran"], &[(Independence, 9, 15)]),
    (&["Nicaragua", "Nicaraguan"], &[(Independence, 9, 15)]),
    (&["Costa Rica", "Costa Rican"], &[(Independence, 9, 15)]),
    (&["Panama", "Panamanian"], &[(Independence, 11, 28)]),
    (
        &["Colombia", "Colombian", "Bogota", "BOGOTA"],
        &[(Independence, 7, 20)],
    ),
    (
        &["Venezuela", "Venezuelan", "Caracas", "CARACAS"],
        &[(Independence, 7, 5)],
    ),
    (&["Ecuador", "Ecuadorean"], &[(Independence, 8, 10)]),
    (&["Peru", "Peruvian", "Lima", "LIMA"], &[(Independence, 7, 28)]),
    (&["Bolivia", "Bolivian"], &[(Independence, 8, 6)]),
    (
        &["Chile", "Chilean", "Santiago", "SANTIAGO"],
        &[(Independence, 9, 18)],
    ),
    (
        &["Argentina", "Argentine", "Buenos Aires", "BUENOS AIRES"],
        &[(Independence, 7, 9)],
    ),
    (&["Uruguay", "Uruguayan"], &[(Independence, 8, 25)]),
    (&["Paraguay", "Paraguayan"], &[(Independence, 5, 15)]),
    (
        &["Brazil", "Brazilian", "Brazilians", "Brasilia", "BRASILIA"],
        &[(Independence, 9, 7), (Republic, 11, 15)],
    ),
    (&["Haiti", "Haitian"], &[(Independence, 1, 1)]),
    (&["Dominican Republic"], &[(Independence, 2, 27)]),
    (&["Jamaica", "Jamaican"], &[(Independence, 8, 6)]),
    (&["Trinidad"], &[(Independence, 8, 31), (Republic, 9, 24)]),
    (&["Bahamas", "Bahamian"], &[(Independence, 7, 10)]),
    (&["Papua New Guinea"], &[(Independence, 9, 16)]),
    (&["Russia", "Russian", "Russians", "Moscow", "MOSCOW"], &[]),
    (&["Germany", "German", "Germans", "Berlin", "BERLIN"], &[]),
    (&["Britain", "British", "United Kingdom", "London", "LONDON"], &[]),
    (&["Canada", "Canadian"], &[]),
    (&["Australia", "Australian"], &[]),
    (&["Japan", "Japanese", "Tokyo", "TOKYO"], &[]),
];
