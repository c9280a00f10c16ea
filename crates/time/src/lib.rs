//! Time expressions in news text and the days they mean.
//!
//! Nouns: [`TimeExpression`] (a phrase, as TIMEX3 would annotate it), [`TimeRange`] (a phrase that names a beginning and
//! an end), [`Interval`] (the days meant, with earliest and latest bounds), [`Reference`] (what the text itself does not say).
//!
//! ```
//! use annals_text::{Text, sentences};
//! use annals_time::{Reference, tag};
//!
//! let text = Text::new("The envoy stayed between March 26 and April 18, 2009. She left two days later.");
//! let reference = Reference { published: "2009-05-20".parse().ok(), language: None };
//! let times = tag(&text, &sentences(&text), &reference);
//!
//! let values: Vec<&str> = times.expressions.iter().map(|expression| expression.value.as_str()).collect();
//! assert_eq!(values, ["2009-03-26", "2009-04-18", "2009-04-20"]);
//! assert_eq!(times.ranges[0].edtf, "2009-03-26/2009-04-18");
//! assert_eq!(&text[times.ranges[0].span], "between March 26 and April 18, 2009");
//! ```
//!
//! # Stages
//!
//! 1. **Scan**: an Aho-Corasick automaton and the digits pick the sentences that can speak of time.
//! 2. **Lex**: words, numbers and marks, each with every sense its language's table gives it. A language is data.
//! 3. **Compose**: a small deterministic grammar builds a tree of literals and steps. What one end of a range leaves out
//!    flows from the other, in both directions; days that no month has are refused.
//! 4. **Veto**: what only looks like a date is refused: modal "may", rooms, flights, prices, quantities, ages.
//! 5. **Resolve**: one pass over the document, with the publication date, the last date spoken of and the tense of the
//!    clause. Each answer carries its reason.
//!
//! # Forms
//!
//! Read against a publication on Tuesday, 2014-05-20:
//!
//! | form | value | days (EDTF) |
//! |---|---|---|
//! | 3 March 1987; March 3, 1987; 1987-03-03; 03.03.1987 | 1987-03-03 | 1987-03-03 |
//! | on October 3 (past tense; future tense) | 2013-10-03; 2014-10-03 | the same |
//! | on Monday; will ... on Friday | 2014-05-19; 2014-05-23 | the same |
//! | last week | 2014-W20 | 2014-05-12/2014-05-18 |
//! | at the weekend | 2014-W20-WE | 2014-05-17/2014-05-18 |
//! | early May; mid-May; late May | 2014-05 with START, MID, END | days 1-10, 11-20, 21-31 |
//! | two years ago | 2012 | 2012 |
//! | a week ago today; 50 years ago this month | 2014-05-13; 1964-05 | the same |
//! | closes on 9 June; the Tuesday deadline | 2014-06-09; 2014-05-20 | the same |
//! | year's end; the month of April; that day (of a month) | 2014 with END; 2014-04; 2014-04-XX | the same; none |
//! | nearly 40 years ago | 1974 with APPROX | 1974~ |
//! | the third quarter of 2009; the second half | 2009-Q3; 2014-H2 | 2009-35; 2014-41 |
//! | the spring of 1968 | 1968-SP | 1968-21 |
//! | the 1890s; the 14th century | 189; 13 | 189X; 13XX |
//! | the first year of the new century | 2001 | 2001 |
//! | 431 BC; 499-493 BC; the 470s BC | BC0431; BC0499, BC0493; BC047 | -0430; a range; -047X |
//! | the 18th and 19th centuries | 17; 18 | 17XX; 18XX |
//! | Juche 85; Heisei 12 | 1996; 2000 | 1996; 2000 |
//! | Easter Monday; the Lunar New Year | 2014-04-21; 2014-01-31 | the same |
//! | the following day; that same month; a year earlier | from the last date in the text | |
//! | Tuesday morning; 9 a.m. on June 1, 2014 | 2014-05-20TMO; 2014-06-01T09:00 | the day |
//! | 0600 GMT on Monday; at 4 in the morning; 730pm | 2014-05-19T06:00; 2014-05-20T04:00; 2014-05-20T19:30 | the day |
//! | August 6-7; from Monday to Wednesday | two expressions | one range |
//! | since 2009; until August; before 2012 | an expression | 2009/..; ../2014-08; ../2011 |
//! | the 2009-10 season | 2009/2010 | 2009/2010 |
//! | over 20 days; two and a half hours; a quarter of an hour | P20D with MORE_THAN; PT2H30M; PT15M | none |
//! | three to four weeks; a three-year period; a year or two | P3W with APPROX; P3Y; PXY | none |
//! | the first nine months of 2012; a tour of three days starting June 2 | P9M; P3D | a range: 2012-01/2012-09; 2014-06-02/2014-06-04 |
//! | so far this year; the rest of the year; year to date | 2014; 2014; a range alone | 2014-01-01/2014-05-19; 2014-05-20/2014-12-31 |
//! | earlier this year; later this year | 2014 with START, END | 2014-01-01/2014-05-19; 2014-05-20/2014-12-31 |
//! | June 2 or June 9; 2012 or later; no later than June 2 | two expressions; one; one | [2014-06-02,2014-06-09]; 2012/..; ../2014-06-02 |
//! | the week beginning June 3; Labor Day weekend 2013 | 2014-W23; 2013-W35-WE | 2014-06-02/2014-06-08; 2013-08-31/2013-09-02 |
//! | Yom Kippur 2013; Eid al-Adha 2013 | 2013-09-14; 2013-10-15 | the same; [2013-10-15,2013-10-16], since some countries keep it a day later |
//! | 10/1/2012-10/7/2013; 20130802; 2013/Aug/01 | as written | as written; English outside America reads the day first |
//! | 1302 AH; Buddhist Era 2475 | 1884/1885; 1932 | the same |
//! | perhaps in 1851; perhaps about 1860 | 1851; 1860 with APPROX | 1851?; 1860% |
//! | the past three months | P3M | the days before publication |
//! | the three months to Jan. 31; the year ended June 30, 2013 | P3M with endPoint; P1Y with endPoint | the days up to then |
//! | every Friday; twice a week; daily | XXXX-WXX-5 with EVERY; P1W with 2X; P1D | none |
//! | now; recently; in the future | PRESENT_REF; PAST_REF; FUTURE_REF | publication; none; none |
//! | March 21 is World Forest Day | XXXX-03-21 | XXXX-03-21, and no days |
//!
//! In a history, years come from the dates around; news looks back by the paragraph. Where another reading is near, it is kept
//! among the alternatives with what speaks for it.
//!
//! English is complete to this table. Spanish, French, German, Italian, Portuguese, Dutch and Russian have tables for dates
//! and clock times, ranges, relative forms, durations, sets, decades and centuries, holidays, and the tense of their verbs;
//! Turkish, Hindi and Arabic have less of each; [`languages`] lists them all. Any other language falls back to numeric
//! dates, day first, and [`Times::numeric_only`] says so.
//!
//! Chinese, Japanese and Korean have a grammar of their own over their tables, read against the same day:
//!
//! | form | value | days (EDTF) |
//! |---|---|---|
//! | 2001年7月26日; 7월 26일(토); 二〇〇一年 | 2001-07-26; 2014-07-26; 2001 | the same |
//! | 令和3年4月; 民国38年; 주체110(2021)년 | 2021-04; 1949; 2021 | the same |
//! | 上周五; 来週の月曜日; 다음 달 4일 | 2014-05-16; 2014-05-26; 2014-06-04 | the same |
//! | 지난 3일; 오는 15일 | 2014-05-03; 2014-06-15 | the same |
//! | 3月下旬; 去年年底; 내년 초 | 2014-03 with END; 2013 with END; 2015 with START | days 21-31; the last and first four months |
//! | 明年上半年; 第3四半期 | 2015-H1; 2014-Q3 | 2015-40; 2014-35 |
//! | 从5月3日到7日; 4～6月; 2015년 이래; 年末まで | expressions | one range |
//! | 十九世纪七十年代; 1990년대 초반 | 187; 199 with START | 187X; 1990 to 1993 |
//! | 农历八月十五; 추석; 春分の日 | 2014-09-08; 2014-09-08; 2014-03-21 | the same |
//! | 20余年; 2시간 반; 사흘 | P20Y with MORE_THAN; PT2H30M; P3D | none |
//! | 午後6時半; 昨晚8时 | 2014-05-20T18:30; 2014-05-19T20:00 | the day |
//! | 每周三; 毎年8月15日; 2년마다 | XXXX-WXX-3; XXXX-08-15; P2Y | none |
//!
//! # Four bounds
//!
//! An [`Interval`] says on which day something can begin at the earliest and at the latest, and on which it can end, so that
//! a search, a timeline or a calendar can show doubt. [`Interval::from_edtf`] reads EDTF (ISO 8601-2, levels 0 to 2) back.
//!
//! | form | EDTF | begins | ends |
//! |---|---|---|---|
//! | in 2001 | 2001 | 2001-01-01 to 2001-12-31 | the same |
//! | from March to May 2001 | 2001-03/2001-05 | 2001-03-01 to 2001-03-31 | 2001-05-01 to 2001-05-31 |
//! | since 2001 | 2001/.. | 2001-01-01 to 2001-12-31 | open |
//! | after 2001 | 2002/.. | from 2002-01-01 on | open |
//! | until May 2001 | ../2001-05 | open | 2001-05-01 to 2001-05-31 |
//!
//! Early, mid and late are a [`Modifier`], recurrences a [`TimeKind::Set`]: EDTF has no form for either.
//!
//! # What it does not do
//!
//! It knows no clock and no time zones: a time of the day means the day as printed. Seasons are those of the north.
//! Events are no dates: "the day after the battle" is left alone.

#![deny(missing_docs)]

mod compose;
mod edtf;
mod expression;
mod interval;
mod lex;
mod resolve;
mod scan;
mod veto;

pub use expression::{
    Alternative, Endpoint, Modifier, Quantifier, Reference, TimeExpression, TimeKind, TimeRange, Times,
};
pub use interval::Interval;

use annals_text::{Language, Span, Text};

use compose::{Composed, Composer};
use lex::{Lexeme, Table};
use resolve::{Resolver, StoryWeights};
use scan::Scanner;

/// Finds every expression of time in `text`. Total; the answer is sorted by span.
pub fn tag(text: &Text, sentences: &[Span], reference: &Reference) -> Times {
    tag_by(text, sentences, reference, &resolve::STORY)
}

/// What the program under `training/times` needs. Not for other users.
#[cfg(feature = "training")]
#[doc(hidden)]
pub mod training {
    use annals_text::{Span, Text};

    pub use crate::resolve::StoryWeights;
    use crate::{Reference, Times};

    /// The weights that the crate has.
    pub const STORY: StoryWeights = crate::resolve::STORY;

    /// The same as [`crate::tag`] with other weights for the dates of stories.
    pub fn tag(text: &Text, sentences: &[Span], reference: &Reference, weights: &StoryWeights) -> Times {
        crate::tag_by(text, sentences, reference, weights)
    }
}

fn tag_by(text: &Text, sentences: &[Span], reference: &Reference, weights: &StoryWeights) -> Times {
    let table = Table::of(reference.language);
    let english = reference
        .language
        .is_none_or(|language| language == Language::ENGLISH);
    let scanner = Scanner::of(table);
    let mut lexemes: Vec<Vec<Lexeme>> = Vec::new();
    let mut composed: Vec<Composed> = Vec::new();
    let mut paragraphs: Vec<usize> = Vec::new();
    let mut kept_to = 0;
    let post = english && compose::is_post(text);
    let joined = if english {
        join_at_eras(text, sentences)
    } else {
        join_at_ordinals(text, sentences, table)
    };
    for &sentence in joined.iter().filter(|sentence| scanner.passes(&text[**sentence])) {
        let words = lex::lex(text, sentence, table);
        let phrases = compose::compose(&Composer {
            text,
            lexemes: &words,
            table,
            post,
        });
        if !phrases.phrases.is_empty() || !phrases.ranges.is_empty() {
            let opens = text.as_str()[kept_to..sentence.start].contains('\n');
            paragraphs.push(paragraphs.last().map_or(0, |last| last + usize::from(opens)));
            kept_to = sentence.end;
            lexemes.push(words);
            composed.push(phrases);
        }
    }
    let published = reference.published.or_else(|| resolve::dateline(&composed));
    let narrative = resolve::is_narrative(published, &composed);
    let mut resolver = Resolver::new(published, narrative, *weights);
    let places = resolve::places(weights, &composed, &paragraphs);
    for ((lexemes, composed), places) in lexemes.iter().zip(&composed).zip(&places) {
        resolver.sentence(
            &Composer {
                text,
                lexemes,
                table,
                post,
            },
            composed,
            places,
        );
    }
    Times {
        numeric_only: !Table::exists(reference.language),
        ..resolver.finish()
    }
}

/// The languages with a table of words, by ISO 639-1 code; in any other only numeric dates are read, and
/// [`Times::numeric_only`] says so.
pub fn languages() -> impl Iterator<Item = &'static str> {
    std::iter::once("en").chain(lex::codes())
}

/// Sentences that were cut behind an ordinal ("am 3. Oktober"), an era or a month cut short ("12 ene. 2016") are made whole:
/// languages other than English mark ordinals with a full stop.
fn join_at_ordinals(text: &Text, sentences: &[Span], table: &Table) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::with_capacity(sentences.len());
    for &sentence in sentences {
        match joined.last_mut() {
            Some(last)
                if (ends_in_ordinal(&text[*last])
                    || ends_in_short_era(&text[*last])
                        && text[sentence].starts_with(['C', 'c', 'J', 'j', 'э'])
                    || text[sentence].starts_with(|c: char| c.is_ascii_digit())
                        && ends_in_short_month(&text[*last], table))
                    && !text.as_str()[last.end..sentence.start].contains('\n') =>
            {
                *last = last.cover(sentence);
            }
            _ => joined.push(sentence),
        }
    }
    joined
}

/// The same for English, whose only such words are eras before their year: "A.H. 545", "B.E. 2557".
fn join_at_eras(text: &Text, sentences: &[Span]) -> Vec<Span> {
    const ERAS: [&str; 3] = ["A.H.", "B.E.", "A.D."];
    let mut joined: Vec<Span> = Vec::with_capacity(sentences.len());
    for &sentence in sentences {
        let counts = text[sentence].starts_with(|c: char| c.is_ascii_digit());
        match joined.last_mut() {
            Some(last) if counts && ERAS.iter().any(|era| text[*last].ends_with(era)) => {
                *last = last.cover(sentence);
            }
            _ => joined.push(sentence),
        }
    }
    joined
}

fn ends_in_ordinal(sentence: &str) -> bool {
    let number = sentence.strip_suffix('.').unwrap_or("");
    let digits = number.bytes().rev().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && (number.len() == digits || number[..number.len() - digits].ends_with(' '))
}

/// "431 a.", "im Jahr 431 v.", "431 году до н.": what goes on is the era.
fn ends_in_short_era(sentence: &str) -> bool {
    let mut words = sentence.rsplit(' ');
    let short = words
        .next()
        .is_some_and(|word| word.len() <= 4 && word.ends_with('.'));
    short
        && words
            .take(3)
            .any(|word| word.starts_with(|c: char| c.is_ascii_digit()) || is_roman(word))
}

/// "III", "XVIIIe", "V".
fn is_roman(word: &str) -> bool {
    let letters = word.trim_end_matches(['e', 'º', '°']);
    !letters.is_empty() && letters.bytes().all(|letter| matches!(letter, b'I' | b'V' | b'X'))
}

fn ends_in_short_month(sentence: &str, table: &Table) -> bool {
    let word = sentence
        .strip_suffix('.')
        .unwrap_or("")
        .rsplit([' ', '-', '/'])
        .next();
    let found = word.and_then(|word| table.look_up(word, &mut String::new()));
    found.is_some_and(|(_, senses)| senses.month > 0)
}
