//! Esperanto words for time, and the file to copy for a new language: every row that most languages need, with what it
//! decides. A regular language makes a short table; the others beside it show what an irregular one adds.
//!
//! 1. Copy this file under the name of the language and put your words in place of these.
//! 2. Add its line to `TABLES` in `languages.rs`, by ISO 639-1 code.
//! 3. Copy `tests/cases/esperanto.md` and write sentences of your own; a test fails for a language without a page.
//!
//! Alternatives are separated by spaces, the words of a phrase joined by `_`, and marks are words too ("jour_de_l_'_an").
//! All words are in lower case. What the language has not is left out.

use crate::lex::table::{LanguageTable, Order};
use crate::lex::{Cue, DayPart, Holiday, Season, Tense, Unit};

/// Esperanto.
pub(crate) static TABLE: LanguageTable = LanguageTable {
    // `Day`: 3/5/2014 is in May, and the grammar of the continent reads the sentence. `Year` is for languages whose marks
    // stand behind their numbers, as in Chinese.
    order: Order::Day,
    // "la semajno pasinta": side words may follow their nouns.
    postposes: true,
    // The full name first, then abbreviations and other forms.
    months: [
        "januaro jan",
        "februaro feb",
        "marto",
        "aprilo apr",
        "majo",
        "junio",
        "julio",
        "aŭgusto aŭg",
        "septembro sep",
        "oktobro okt",
        "novembro nov",
        "decembro dec",
    ],
    weekdays: [
        "lundo lundon lunde",
        "mardo mardon marde",
        "merkredo merkredon merkrede",
        "ĵaŭdo ĵaŭdon ĵaŭde",
        "vendredo vendredon vendrede",
        "sabato sabaton sabate",
        "dimanĉo dimanĉon dimanĉe",
    ],
    // Plurals recur: "lundoj" is every Monday.
    weekday_plurals: [
        "lundoj lundojn",
        "mardoj mardojn",
        "merkredoj merkredojn",
        "ĵaŭdoj ĵaŭdojn",
        "vendredoj vendredojn",
        "sabatoj sabatojn",
        "dimanĉoj dimanĉojn",
    ],
    // Singular forms, then plural forms. A form that is both stands in the singular.
    units: &[
        (Unit::Second, "sekundo sekundon", "sekundoj sekundojn"),
        (Unit::Minute, "minuto minuton", "minutoj minutojn"),
        (Unit::Hour, "horo horon", "horoj horojn"),
        (Unit::Day, "tago tagon", "tagoj tagojn"),
        (
            Unit::Weekend,
            "semajnfino semajnfinon",
            "semajnfinoj semajnfinojn",
        ),
        (Unit::Week, "semajno semajnon", "semajnoj semajnojn"),
        (Unit::Month, "monato monaton", "monatoj monatojn"),
        (Unit::Quarter, "kvaronjaro kvaronjaron", "kvaronjaroj"),
        (Unit::Year, "jaro jaron", "jaroj jarojn"),
        (Unit::Decade, "jardeko jardekon", "jardekoj jardekojn"),
        (Unit::Century, "jarcento jarcenton", "jarcentoj jarcentojn"),
    ],
    frequencies: &[
        (Unit::Day, "ĉiutage"),
        (Unit::Week, "ĉiusemajne"),
        (Unit::Month, "ĉiumonate"),
        (Unit::Year, "ĉiujare"),
    ],
    cardinals: &[(1, "unu"), (100, "cent"), (1000, "mil")],
    // One word a number, from the number given: compounds such as "twenty-one" need no row where they are written apart.
    counted: &[
        (2, "du tri kvar kvin ses sep ok naŭ dek"),
        (20, "dudek"),
        (30, "tridek"),
        (40, "kvardek"),
        (50, "kvindek"),
    ],
    // First, second, third ... in order.
    ordinals: &[
        "unua unuan",
        "dua duan",
        "tria trian",
        "kvara kvaran",
        "kvina kvinan",
        "sesa sesan",
        "sepa sepan",
        "oka okan",
        "naŭa naŭan",
        "deka dekan",
    ],
    seasons: &[
        (Season::Spring, "printempo printempe"),
        (Season::Summer, "somero somere"),
        (Season::Autumn, "aŭtuno aŭtune"),
        (Season::Winter, "vintro vintre"),
    ],
    parts: &[
        (DayPart::Morning, "mateno matene matenon", "matenoj"),
        (DayPart::Noon, "tagmezo tagmeze", ""),
        (DayPart::Afternoon, "posttagmezo posttagmeze", ""),
        (DayPart::Evening, "vespero vespere vesperon", "vesperoj"),
        (DayPart::Night, "nokto nokte nokton", "noktoj"),
        (DayPart::Midnight, "noktomezo noktomeze", ""),
    ],
    // Words that steer the grammar: articles, prepositions, and the words that say which and when.
    cues: &[
        (Cue::The, "la"),
        (Cue::Of, "de"),
        (Cue::In, "en"),
        (Cue::At, "je"),
        (Cue::Since, "ekde"),
        (Cue::Till, "ĝis"),
        (Cue::Between, "inter"),
        (Cue::And, "kaj"),
        (Cue::Or, "aŭ"),
        (Cue::Before, "antaŭ_ol"),
        (Cue::After, "post_kiam"),
        (Cue::During, "dum"),
        (Cue::Last, "lasta lastan lastaj lastajn pasinta pasintan"),
        (Cue::Next, "venonta venontan venontaj venontajn"),
        (Cue::This, "ĉi_tiu ĉi_tiun"),
        (Cue::Same, "sama saman"),
        // "antaŭ du jaroj": two years ago, with the word in front; a language that has it behind takes `Ago`.
        (Cue::AgoBefore, "antaŭ"),
        (Cue::InFuture, "post"),
        (Cue::Start, "komenco komence"),
        (Cue::Middle, "mezo meze"),
        (Cue::End, "fino fine"),
        (Cue::Every, "ĉiu ĉiun"),
        (Cue::Today, "hodiaŭ"),
        (Cue::Yesterday, "hieraŭ"),
        (Cue::Tomorrow, "morgaŭ"),
        (Cue::BeforeYesterday, "antaŭhieraŭ"),
        (Cue::AfterTomorrow, "postmorgaŭ"),
        (Cue::Present, "nun nuntempe"),
        (Cue::PastVague, "lastatempe ĵus"),
        (Cue::FutureVague, "baldaŭ"),
        (Cue::Several, "kelkaj kelkajn"),
        (Cue::About, "ĉirkaŭ proksimume"),
        (Cue::Nearly, "preskaŭ"),
        (Cue::Over, "pli_ol"),
        (Cue::Ordinal, "a an"),
        (Cue::Half, "duono"),
    ],
    holidays: &[
        (Holiday::Fixed(12, 15), "zamenhof_-_tago"),
        (Holiday::Fixed(12, 25), "kristnasko kristnaske"),
        (Holiday::Easter(0), "pasko paske"),
    ],
    // Verb forms that decide whether "lundon" was or will be; endings where words of the kind cannot be listed.
    tenses: &[(Tense::Present, "estas")],
    tense_endings: &[(Tense::Past, "is"), (Tense::Future, "os")],
    ..LanguageTable::NONE
};
