//! What only looks like a time: modal "may", "March" the verb, votes, rooms, flights, prices, scores, years inside
//! names and numbers. A veto looks at the words beside a phrase, never at the document.

mod names;

use crate::compose::{Amount, Composer, Side, Tree};
use crate::lex::{Cue, Lexeme, Tense, Unit};

/// Whether the reading of lexemes `from..to` as `tree` is refused.
pub(crate) fn refuses(composer: &Composer, tree: &Tree, from: usize, to: usize) -> bool {
    if from > 0 && composer.mark(from - 1) == '$' && composer.lexemes[from].glued {
        return true;
    }
    let single = to - from == 1 || to - from == 2 && composer.mark(to - 1) == '.';
    if single && is_word_that_is_no_time(composer, from, to) {
        return true;
    }
    if is_part_of_name(composer, tree, to)
        || is_compound(composer, tree, to)
        || names::is_name(composer, tree, from, to)
    {
        return true;
    }
    match tree {
        Tree::Modified { of, .. } if of.fields().is_some_and(|fields| fields.is_year_only()) => {
            is_no_year(composer, from, to)
        }
        Tree::Literal(fields, _) if fields.is_year_only() => is_no_year(composer, from, to),
        Tree::Literal(fields, _)
            if fields.is_weekday_only() && from > 0 && is_counted(composer, from - 1) =>
        {
            true
        }
        Tree::Literal(fields, Side::Open) if fields.season.is_some() && fields.year.is_none() => {
            is_no_season(composer, from, to)
        }
        Tree::Literal(fields, _) if fields.month.is_some() && fields.day.is_some() => {
            is_glued_to_number(composer, from, to) || is_number_and_verb(composer, from, to)
        }
        Tree::Years(..) => is_glued_to_number(composer, from, to) || is_chain(composer, from, to),
        Tree::Literal(_, Side::This) => matches!(composer.word(to - 1), "may" | "march"),
        Tree::Intersect { .. } if to - from == 2 => matches!(composer.word(to - 1), "may" | "march"),
        Tree::Duration(_) if is_age(composer, to) || is_age_of_person(composer, from, to) => true,
        Tree::Duration(_) if is_title(composer, from, to) => true,
        Tree::Duration(_) if composer.word(to).eq_ignore_ascii_case("apart") => true,
        Tree::Modified { of, .. } if is_fourth(of) => composer.unit(to - 1) == Some(Unit::Quarter),
        Tree::Vague("FUTURE_REF") if single => is_no_future(composer, to),
        Tree::Duration(length) if length.steps[0] == (Amount::whole(1), Unit::Day) => {
            is_one_day(composer, from)
        }
        _ => false,
    }
}

/// "the Sunday Times", "the October Revolution", "the April 25 House of Culture", "the Winter Games".
fn is_part_of_name(composer: &Composer, tree: &Tree, to: usize) -> bool {
    let Some(next) = composer.get(to).filter(|next| {
        next.senses.cue == Some(Cue::Name) || next.capital && next.senses.cue == Some(Cue::Times)
    }) else {
        return false;
    };
    match tree {
        Tree::Literal(fields, _) if fields.season.is_some() && fields.year.is_none() => {
            next.capital || composer.lexemes[to - 1].capital
        }
        Tree::Literal(fields, _) => next.capital && fields.year.is_none(),
        Tree::Holiday { .. } => next.capital,
        _ => false,
    }
}

/// "the second Sunday after Easter", "each third Tuesday": one of many, and nothing here says of which. Not "May 3rd Sunday".
fn is_counted(composer: &Composer, at: usize) -> bool {
    let ordinal = composer.lexemes[at].senses.ordinal > 0 && composer.lexemes[at].digits == 0;
    // A second is a time as well; behind an article it counts.
    let counts = composer.unit(at).is_none() || at > 0 && composer.is(at - 1, Cue::The);
    ordinal && counts
}

/// "the first quarter-final", "Mar-a-Lago": a hyphen goes on to another word.
fn is_compound(composer: &Composer, tree: &Tree, to: usize) -> bool {
    let hyphen = composer.mark(to) == '-' && composer.is_glued(to) && composer.is_glued(to + 1);
    let word = composer
        .get(to + 1)
        .is_some_and(|next| next.mark == '\0' && next.digits == 0 && is_no_time(next));
    let open = match tree {
        Tree::Nth { .. } | Tree::Anaphor { .. } => true,
        Tree::Literal(fields, _) => fields.month.is_some() && fields.day.is_none() && fields.year.is_none(),
        _ => false,
    };
    hyphen && word && open
}

fn is_no_time(lexeme: &Lexeme) -> bool {
    let senses = &lexeme.senses;
    senses.month == 0
        && senses.weekday == 0
        && senses.unit.is_none()
        && senses.part.is_none()
        && senses.season.is_none()
        && senses.ordinal == 0
}

/// Months, weekdays and abbreviations that are also other words.
fn is_word_that_is_no_time(composer: &Composer, at: usize, to: usize) -> bool {
    let lexeme = &composer.lexemes[at];
    let word = composer.word(at);
    if lexeme.senses.weekday > 0 && lexeme.senses.ordinal > 0 {
        return is_ordinal(composer, at);
    }
    if composer.table.order != crate::lex::Order::Month {
        return false;
    }
    let dotted = to > at + 1;
    if names::is_person_or_verb(composer, at, to) {
        return true;
    }
    match word {
        "May" => is_modal_may(composer, at, to),
        "March" => {
            let verb = at == 0 && followed_by_lowercase(composer, to) && !starts_phrase(composer, to);
            verb || is_walk(composer, at, to)
        }
        "Sun" if at > 0 && matches!(composer.cue(at - 1), Some(Cue::In | Cue::That | Cue::Of)) => true,
        "Sun" | "Sat" | "Mon" | "Mar" | "Sep" | "Dec" | "Jan" | "Wed" if !dotted => {
            !abbreviation_fits(composer, at, to)
        }
        "may" | "march" | "sun" | "sat" | "mon" | "mar" | "wed" | "jan" | "dec" | "august" | "thu"
        | "fri" | "sep" | "jun" | "jul" => !lowercase_month_fits(composer, at),
        "April" | "June" | "August" | "Jan." => is_first_name(composer, at, to),
        _ => lexeme.senses.tense.is_some() && lexeme.senses.weekday > 0 && !lexeme.capital,
    }
}

/// "the March of the Weavers", "the annual March for Water", "along the March.": people walk.
fn is_walk(composer: &Composer, at: usize, to: usize) -> bool {
    let article = at > 0 && composer.is(at - 1, Cue::The);
    let ends = composer
        .get(to)
        .is_none_or(|next| matches!(next.mark, '.' | ',' | ';'));
    let goes = matches!(composer.cue(to), Some(Cue::Of | Cue::On | Cue::To | Cue::For));
    let name = composer
        .get(to + 1)
        .is_some_and(|next| next.capital || next.senses.cue == Some(Cue::The))
        && composer.get(to + 1).is_none_or(|next| next.senses.month == 0);
    let led = at > 0 && composer.cue(at - 1).is_some_and(leads_to_date);
    let long = at > 0 && composer.lexemes[at - 1].capital && composer.is(at - 1, Cue::Long);
    article && ends || goes && name && !led || long
}

/// "quarta" is Wednesday in "na quarta," and the fourth in "na quarta rodada".
fn is_ordinal(composer: &Composer, at: usize) -> bool {
    let led = at > 0
        && (composer.is_articled(at)
            || composer.cue(at - 1).is_some_and(|cue| {
                leads_to_date(cue)
                    || matches!(
                        cue,
                        Cue::This | Cue::Next | Cue::Last | Cue::Past | Cue::And | Cue::Or
                    )
            }));
    let counts = composer.get(at + 1).is_some_and(|next| {
        let other = next.senses.cue.is_none() && next.senses.tense.is_none() && next.senses.part.is_none();
        next.mark == '\0' && next.digits == 0 && other
    });
    !led || counts
}

/// "May" at the start of a question, or before a verb: "May I ask", "May God forgive".
fn is_modal_may(composer: &Composer, at: usize, to: usize) -> bool {
    let led = at > 0 && composer.cue(at - 1).is_some_and(leads_to_date);
    let name = at > 0
        && composer.lexemes[at - 1].capital
        && composer.lexemes[at - 1].senses == Default::default()
        && composer.lexemes[at - 1].mark == '\0';
    let opens = at == 0 && followed_by_word(composer, to) && !starts_phrase(composer, to);
    !led && (opens || name || is_titled(composer, at))
}

/// "Sen. May", "Ms. May": an abbreviation that is no time stands before it.
fn is_titled(composer: &Composer, at: usize) -> bool {
    let title = at.checked_sub(2).map(|title| &composer.lexemes[title]);
    composer.mark(at.saturating_sub(1)) == '.'
        && title
            .is_some_and(|title| title.capital && title.mark == '\0' && title.senses == Default::default())
}

fn is_first_name(composer: &Composer, at: usize, to: usize) -> bool {
    let led = at > 0
        && composer
            .cue(at - 1)
            .is_some_and(|cue| leads_to_date(cue) || matches!(cue, Cue::Last | Cue::This));
    let next_is_name = composer
        .get(to)
        .is_some_and(|next| next.capital && next.senses == Default::default() && next.mark == '\0');
    !led && next_is_name
}

/// "in may", "by march": lower-case months pass only behind such a word.
fn lowercase_month_fits(composer: &Composer, at: usize) -> bool {
    let verb = matches!(composer.word(at), "may" | "march");
    let Some(cue) = at.checked_sub(1).and_then(|before| composer.cue(before)) else {
        return composer.lexemes.len() == 1;
    };
    let led = leads_to_date(cue) && !matches!(cue, Cue::To | Cue::The | Cue::And);
    led || matches!(cue, Cue::Last | Cue::Next) || cue == Cue::This && !verb
}

fn leads_to_date(cue: Cue) -> bool {
    matches!(
        cue,
        Cue::In
            | Cue::On
            | Cue::By
            | Cue::Since
            | Cue::Till
            | Cue::From
            | Cue::To
            | Cue::Of
            | Cue::During
            | Cue::Between
            | Cue::Through
            | Cue::Before
            | Cue::After
            | Cue::Early
            | Cue::Mid
            | Cue::Late
    )
}

/// "Sun", "Mar" and the like need a time word beside them.
fn abbreviation_fits(composer: &Composer, at: usize, to: usize) -> bool {
    let is_temporal = |lexeme: &Lexeme| {
        lexeme.senses.month > 0
            || lexeme.senses.weekday > 0
            || lexeme.senses.part.is_some()
            || lexeme.digits > 0
    };
    let led = at > 0
        && composer.cue(at - 1).is_some_and(|cue| {
            leads_to_date(cue) || matches!(cue, Cue::This | Cue::Next | Cue::Last | Cue::Every)
        });
    let name = composer
        .get(to)
        .is_some_and(|next| !next.capital && next.senses == Default::default() && next.mark == '\0')
        && composer.get(to + 1).is_some_and(|next| next.capital);
    if name {
        return false;
    }
    let dashed = crate::compose::is_dash(composer.mark(to)) && composer.get(to + 1).is_some_and(is_temporal);
    led || dashed
        || composer.get(to).is_some_and(is_temporal)
        || at > 0 && is_temporal(&composer.lexemes[at - 1])
}

fn followed_by_word(composer: &Composer, at: usize) -> bool {
    composer
        .get(at)
        .is_some_and(|next| next.mark == '\0' && next.digits == 0)
}

fn followed_by_lowercase(composer: &Composer, at: usize) -> bool {
    composer
        .get(at)
        .is_some_and(|next| next.mark == '\0' && next.digits == 0 && !next.capital)
}

/// Whether the word at `at` is one that follows a month that opens a sentence ("May is", "March was").
fn starts_phrase(composer: &Composer, at: usize) -> bool {
    composer.get(at).is_some_and(|next| {
        next.senses.tense.is_some_and(|tense| tense != Tense::Modal)
            || next
                .senses
                .cue
                .is_some_and(|cue| matches!(cue, Cue::And | Cue::In | Cue::Of | Cue::Through | Cue::To))
    })
}

/// Four digits that are a quantity, a number of something, or part of a longer number or name.
fn is_no_year(composer: &Composer, from: usize, to: usize) -> bool {
    let Some(digits) = (from..to).find(|&at| composer.digits(at) == 4) else {
        return false;
    };
    let named = digits > from
        && (composer.unit(digits - 1) == Some(Unit::Year)
            || composer.is(digits - 1, Cue::Fiscal)
            || composer.is(digits - 1, Cue::Of));
    if named {
        return false;
    }
    let number = composer.lexemes[digits].number;
    if is_glued_to_number(composer, digits, digits + 1)
        || is_chain(composer, digits, digits + 1)
        || counts_what_follows(composer, to)
    {
        return true;
    }
    let before = digits.checked_sub(1).map(|at| &composer.lexemes[at]);
    let labelled = before.is_some_and(|before| {
        before.digits >= 3
            || before.senses.cue == Some(Cue::Room)
            || matches!(before.mark, '$' | '€' | '£' | '¥' | '#' | '+' | '=')
    });
    let counted = matches!(
        before.and_then(|before| before.senses.cue),
        Some(Cue::About | Cue::Nearly | Cue::Over | Cue::Least | Cue::Most | Cue::Than)
    ) && number % 50 == 0
        && followed_by_lowercase(composer, to);
    if labelled || counted {
        return true;
    }
    let led = before.is_some_and(|before| {
        before
            .senses
            .cue
            .is_some_and(|cue| leads_to_date(cue) || matches!(cue, Cue::And | Cue::The | Cue::For))
            || matches!(before.mark, '(' | ',' | '-' | '–')
    });
    let usual = (1900..2040).contains(&number);
    let distance = before.is_some_and(|before| before.senses.cue == Some(Cue::The))
        && !composer.get(to).is_some_and(|next| {
            matches!(next.mark, '\0' | '"' | '“' | '\'') && next.senses == Default::default()
        });
    let era = before.is_some_and(|before| before.senses.era.is_some());
    let about = before.is_some_and(|before| before.senses.cue == Some(Cue::About));
    let closes = composer
        .get(to)
        .is_none_or(|next| matches!(next.mark, '.' | ',' | ';' | ')'));
    let pair = crate::compose::is_dash(composer.mark(digits + 1))
        && is_second_year(composer, digits + 2)
        && composer.lexemes[digits + 2].number - number <= 60;
    let dated = usual || led && !distance || era || about && closes || pair;
    !dated
}

/// Whether a number before `to` counts what stands there.
pub(crate) fn counts_what_follows(composer: &Composer, to: usize) -> bool {
    let next = to + usize::from(composer.mark(to) == '-');
    composer.is(next, Cue::Quantity)
        || composer.mark(to) == '%'
        || composer.get(next).is_some_and(|l| {
            l.senses
                .unit
                .is_some_and(|unit| unit != Unit::Quarter && unit != Unit::Year && unit != Unit::Half)
        }) && composer.get(next).is_some_and(|l| l.senses.plural)
        || composer.get(next).is_some_and(|l| l.senses.cardinal > 100)
}

/// Digits that go on behind a comma, full stop, slash or letter are no date by themselves.
fn is_glued_to_number(composer: &Composer, from: usize, to: usize) -> bool {
    let after = composer.get(to).is_some_and(|next| {
        next.glued
            && next.senses.cue != Some(Cue::Onward)
            && (next.mark == '\0'
                || matches!(next.mark, '%' | '°' | '@')
                || matches!(next.mark, '.' | ',' | ':' | '/' | '_') && joins_digits(composer, to))
    });
    let before = from > 0 && composer.lexemes[from].glued && {
        let before = &composer.lexemes[from - 1];
        before.mark == '\0' && before.senses.cue != Some(Cue::And) && !before.is_unspaced(composer.text)
            || matches!(before.mark, '$' | '€' | '£' | '#' | '_' | '@')
            || matches!(before.mark, '.' | ',' | ':' | '/')
                && from > 1
                && composer.digits(from - 2) > 0
                && before.glued
            || before.mark == '-'
                && !is_second_year(composer, from)
                && !ends_numeric_range(composer, from)
                && from > 1
                && before.glued
                && composer.digits(from - 2) > 0
                && composer.digits(from) > 0
    };
    after || before
}

/// "10/1-11/2/2017": slashes on both sides of the dash, so that this is no telephone number.
fn ends_numeric_range(composer: &Composer, from: usize) -> bool {
    let slashed = |at: usize| matches!(composer.mark(at), '/' | '.');
    from >= 4 && slashed(from - 3) && slashed(from + 1)
}

/// "One may ask": a number in words before a verb that is also a month.
fn is_number_and_verb(composer: &Composer, from: usize, to: usize) -> bool {
    let verb = |at: usize| matches!(composer.word(at), "may" | "march");
    (from..to).any(verb) && (from..to).all(|at| composer.digits(at) == 0)
}

/// "+86 2010-2015-86", "2015-1-32": three and more numbers joined by hyphens, of which this is one, are no years.
fn is_chain(composer: &Composer, from: usize, to: usize) -> bool {
    let joined =
        |mark: usize| composer.mark(mark) == '-' && composer.is_glued(mark) && composer.is_glued(mark + 1);
    let behind = |mark: usize| joined(mark) && composer.digits(mark + 1) > 0;
    let ahead = |first: usize| first >= 2 && joined(first - 1) && composer.digits(first - 2) > 0;
    behind(to) && (behind(to + 2) || ahead(from)) || ahead(from) && ahead(from - 2)
}

/// "1861-1863": the year before the dash stands apart, so that this is no telephone number.
fn is_second_year(composer: &Composer, from: usize) -> bool {
    let Some(first) = from.checked_sub(2) else {
        return false;
    };
    let year = |at: usize| composer.digits(at) == 4 && (1000..2200).contains(&composer.lexemes[at].number);
    let apart = first == 0 || !composer.lexemes[first].glued || composer.mark(first - 1) == '(';
    year(first) && year(from) && composer.lexemes[first].number <= composer.lexemes[from].number && apart
}

fn joins_digits(composer: &Composer, mark: usize) -> bool {
    composer
        .get(mark + 1)
        .is_some_and(|next| next.glued && next.digits > 0)
}

/// Seasons are also other words: "fall" the verb, "spring" the well.
fn is_no_season(composer: &Composer, from: usize, to: usize) -> bool {
    let word = composer.word(to - 1);
    if !word.eq_ignore_ascii_case("fall") && !word.eq_ignore_ascii_case("spring") {
        return counts_as_name(composer, to);
    }
    if composer.post && word.eq_ignore_ascii_case("spring") {
        return false;
    }
    let described = composer
        .get(to)
        .is_some_and(|next| next.mark == '\0' && next.senses == Default::default());
    if word == "spring" && described && from > 0 && composer.is(from - 1, Cue::A) {
        return false;
    }
    let led = to - from > 1 && from > 0 && composer.cue(from - 1).is_some_and(leads_to_date)
        || from > 0
            && matches!(
                composer.cue(from - 1),
                Some(Cue::In | Cue::Last | Cue::Next | Cue::This | Cue::Since | Cue::By)
            );
    let event = word.eq_ignore_ascii_case("fall") && composer.is(to, Cue::Of);
    !led || event || counts_as_name(composer, to)
}

/// "the Fall River", "the Summer Olympics": a capital season before a capital word is a name.
fn counts_as_name(composer: &Composer, to: usize) -> bool {
    composer.lexemes[to - 1].capital
        && composer
            .get(to)
            .is_some_and(|next| next.capital && next.mark == '\0')
}

/// "a 34-year-old woman", "she is 34 years old": an age describes a person and dates nothing.
fn is_age(composer: &Composer, to: usize) -> bool {
    composer.is(to, Cue::Old)
        || composer.is(to, Cue::Person) && composer.is(to - 1, Cue::Old)
        || to >= 4
            && composer.is(to - 1, Cue::Old)
            && composer.mark(to - 2) == '-'
            && composer.unit(to - 3) == Some(Unit::Year)
}

/// "Mario Rossi, 51 anni,", "María, de 34 años,", "âgé de 40 ans": years that belong to the person before them.
fn is_age_of_person(composer: &Composer, from: usize, to: usize) -> bool {
    let table = composer.table;
    let continental = table.order == crate::lex::Order::Day && !table.ages_are_lengths;
    let years = composer.unit(to - 1) == Some(Unit::Year) && matches!(composer.digits(from), 2 | 3);
    if !continental || !years || to != from + 2 || from == 0 {
        return false;
    }
    let of = usize::from(composer.is(from - 1, Cue::Of));
    let Some(before) = (from - of).checked_sub(1) else {
        return false;
    };
    let person = &composer.lexemes[before];
    let named = person.mark == '\0' && person.capital && person.word == 0;
    let closed = composer
        .get(to)
        .is_none_or(|next| matches!(next.mark, ',' | '.' | ')' | ';'));
    let apposed = matches!(person.mark, ',' | '(') && closed;
    named || apposed || composer.is(before, Cue::Old)
}

/// "about a quarter": a fourth part of something, as much as three months.
fn is_fourth(tree: &Tree) -> bool {
    matches!(tree, Tree::Duration(length) if length.steps == [(Amount::whole(1), Unit::Quarter)])
}

/// "'60 Minutes'": a number and a capital word in quotes are a title.
fn is_title(composer: &Composer, from: usize, to: usize) -> bool {
    let quote = |at: usize| matches!(composer.mark(at), '\'' | '"' | '“' | '‘' | '”' | '’');
    let counted = to - from == 2 && composer.digits(from) > 0 && composer.lexemes[to - 1].capital;
    counted && from > 0 && quote(from - 1) && quote(to + usize::from(!quote(to)))
}

/// "future payments": what is still to come, and no time. "in future quarters" is one.
fn is_no_future(composer: &Composer, to: usize) -> bool {
    composer.word(to - 1) == "future"
        && composer
            .get(to)
            .is_some_and(|next| next.mark == '\0' && next.senses == Default::default())
}

/// "one day" without a number of days: "one day he will" says no length. "a day" is one.
fn is_one_day(composer: &Composer, from: usize) -> bool {
    composer.word(from).eq_ignore_ascii_case("one") && from == 0
}
