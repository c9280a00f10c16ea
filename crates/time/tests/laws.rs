//! What holds for any text: spans and bounds are sound, the same input gives the same output, and a later publication
//! date moves what is told from it.

use annals_time::Interval;
use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;

use crate::invariants::{LANGUAGES, check, read};

/// Languages with the pages of their cases.
const PAGES: [(&str, &str); 14] = [
    ("es", "spanish"),
    ("fr", "french"),
    ("de", "german"),
    ("it", "italian"),
    ("pt", "portuguese"),
    ("nl", "dutch"),
    ("ru", "russian"),
    ("tr", "turkish"),
    ("hi", "hindi"),
    ("ar", "arabic"),
    ("zh", "chinese"),
    ("ja", "japanese"),
    ("ko", "korean"),
    ("eo", "esperanto"),
];

/// Pieces that make dates, near-dates and nonsense when put together.
fn pieces() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "July",
        "or",
        "starting",
        "beginning",
        "the rest of",
        "to date",
        "year to date",
        "so far",
        "later",
        "within",
        "perhaps",
        "weekend",
        "week",
        "fortnight",
        "Passover",
        "Eid al-Fitr",
        "AH",
        "1445",
        "FY",
        "early",
        "the end of",
        "onwards",
        "10/1/2018",
        "ninth",
        "this year",
        "26",
        "2001",
        "between",
        "and",
        "the",
        "of",
        "from",
        "to",
        "-",
        "–",
        ",",
        ".",
        "/",
        "'",
        "s",
        "1990",
        "99999999999",
        "three",
        "hundred",
        "years",
        "ago",
        "earlier",
        "last",
        "next",
        "Tuesday",
        "night",
        "9",
        "a.m.",
        ":",
        "30",
        "quarter",
        "Q3",
        "first",
        "century",
        "BC",
        "half",
        "a",
        "million",
        "days",
        "after",
        "since",
        "Easter",
        "every",
        "Juche",
        "0",
        "31",
        "February",
        "2001年7月26日",
        "지난해",
        "7월",
        "hace",
        "dos",
        "años",
        "l'année",
        "dernière",
        "😀",
        "\n",
        "%",
        "$",
        "(",
        ")",
    ];
    prop::collection::vec(prop::sample::select(WORDS), 0..24).prop_map(|words| words.join(" "))
}

/// The same for languages without spaces.
fn unspaced_pieces() -> impl Strategy<Value = String> {
    const WORDS: [&str; 80] = [
        "年",
        "月",
        "日",
        "号",
        "時",
        "点",
        "分",
        "秒",
        "半",
        "前",
        "後",
        "后",
        "以内",
        "間",
        "週",
        "周",
        "天",
        "个",
        "月初",
        "年底",
        "第",
        "最後",
        "の",
        "的",
        "から",
        "まで",
        "到",
        "至",
        "与",
        "之间",
        "～",
        "、",
        "・",
        "(",
        "月)",
        "（",
        "土）",
        "一",
        "二",
        "十",
        "百",
        "千",
        "万",
        "〇",
        "１",
        "３",
        "12",
        "2018",
        "99",
        "0",
        "31",
        "今年",
        "去年",
        "上",
        "下下",
        "来週",
        "曜日",
        "一月",
        "正月",
        "农历",
        "初一",
        "平成",
        "元",
        "民国",
        "春",
        "上半年",
        "四半期",
        "毎",
        "数",
        "几",
        "日本",
        "지난",
        "다음",
        "3일",
        "이십",
        "일",
        "이",
        "부터",
        "까지",
        "사흘",
    ];
    prop::collection::vec(prop::sample::select(&WORDS[..]), 0..20).prop_map(|words| words.concat())
}

/// Words of a language's own case page in any order, which its tables know.
fn shuffled_cases() -> impl Strategy<Value = (&'static str, String)> {
    let page = prop::sample::select(&PAGES[..]);
    page.prop_flat_map(|(language, page)| {
        let path = format!("{}/tests/cases/{page}.md", env!("CARGO_MANIFEST_DIR"));
        let page = std::fs::read_to_string(path).expect("every language has a page");
        let lines = page.lines().filter_map(|line| line.strip_prefix("    "));
        let sentences = lines.filter(|line| !line.trim_start().starts_with('^'));
        let words: Vec<String> = sentences
            .flat_map(str::split_whitespace)
            .map(str::to_owned)
            .collect();
        let words = prop::collection::vec(prop::sample::select(words), 1..30);
        words.prop_map(move |words| (language, words.join(" ")))
    })
}

fn language() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&LANGUAGES[..])
}

fn date() -> impl Strategy<Value = Date> {
    (1i16..=9999, 1i8..=12, 1i8..=28)
        .prop_map(|(year, month, day)| Date::new(year, month, day).expect("a day of every month"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_string_gives_sound_spans(text in "\\PC{0,80}", published in prop::option::of(date()), language in language()) {
        check(&text, published, language);
    }

    #[test]
    fn pieces_of_dates_give_sound_spans(text in pieces(), published in prop::option::of(date()), language in language()) {
        check(&text, published, language);
    }

    #[test]
    fn words_of_every_language_give_sound_spans((language, text) in shuffled_cases(), published in prop::option::of(date())) {
        check(&text, published, language);
    }

    #[test]
    fn pieces_without_spaces_give_sound_spans(text in unspaced_pieces(), published in prop::option::of(date()), language in prop::sample::select(&["zh", "ja", "ko"][..])) {
        check(&text, published, language);
    }

    #[test]
    fn what_is_read_from_edtf_is_in_order(edtf in "[-Y]?[0-9X?~%]{2,5}(-[0-9X?~%]{2,3}){0,2}([/.]{1,2}[0-9X-]{4,10})?") {
        if let Some(days) = Interval::from_edtf(&edtf) {
            prop_assert!(days.first.zip(days.last).is_none_or(|(first, last)| first <= last), "{:?}", days);
            prop_assert!(days.begins_by.is_none_or(|begins| Some(begins) >= days.first), "{:?}", days);
        }
    }

    #[test]
    fn no_year_lies_beyond_the_calendar(number in 0u64..u64::MAX, unit in prop::sample::select(&["years", "centuries", "days", "weeks", "millennia", "quarters", "weekends"][..]), published in date()) {
        for text in [format!("It fell {number} {unit} ago."), format!("In {number} {unit} it will fall."), format!("the {number}th century, {number} BC, the {number}s")] {
            check(&text, Some(published), "en");
        }
    }

    #[test]
    fn a_day_later_moves_relative_days_by_a_day(published in (1900i16..2100, 1i8..=12, 1i8..=28), days in 1i32..400) {
        let published = Date::new(published.0, published.1, published.2).expect("a day of every month");
        let text = format!("They met yesterday, the day before yesterday and {days} days ago, meet tomorrow and will meet in {days} days.");
        let firsts = |published| -> Vec<Option<Date>> {
            read(&text, Some(published), "en").expressions.iter().map(|expression| expression.interval.clone().and_then(|days| days.first)).collect()
        };
        let (today, tomorrow) = (firsts(published), firsts(published.saturating_add(1.day())));
        prop_assert_eq!(today.len(), 5);
        prop_assert!(today.iter().all(Option::is_some));
        for (before, after) in today.iter().zip(&tomorrow) {
            prop_assert_eq!(before.map(|day| day.saturating_add(1.day())), *after);
        }
    }
}

/// A hundred thousand of one character take as many steps as twice half of them: no run of numerals, words, or unknown
/// letters is read again from each of its members.
#[test]
fn long_runs_without_spaces_are_read_once() {
    for (piece, language) in [
        ("一", "zh"),
        ("上", "zh"),
        ("前", "ja"),
        ("年", "ja"),
        ("일", "ko"),
        ("한", "ko"),
        ("山", "zh"),
        ("3日", "ja"),
    ] {
        let text = piece.repeat(100_000);
        let begun = std::time::Instant::now();
        read(&text, None, language);
        assert!(
            begun.elapsed().as_secs() < 20,
            "{piece} took {:?}",
            begun.elapsed()
        );
    }
}
