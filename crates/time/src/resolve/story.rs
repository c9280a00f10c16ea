//! Texts that tell a story of their own time: histories, chronicles, obituaries. Whether a text is one, which of its years
//! are only glanced at, and which year a date without one has in it. News, which counts from its day of publication, is
//! in [`super::reading`].

use jiff::civil::Date;

use super::point::Point;
use crate::compose::{Composed, Fields, Phrase, Tree};
use crate::lex::Season;

/// Whether a document tells a story of its own time: most of its dates name years, and these lie far from publication; or
/// it dates so many things in full, and so few from "today", that it is a chronicle.
pub(crate) fn is_narrative(published: Option<Date>, composed: &[Composed]) -> bool {
    let Some(published) = published else {
        return true;
    };
    let (mut far, mut near, mut full, mut told, mut chronicled) = (0, 0, 0, 0, 0);
    for phrase in composed.iter().flat_map(|sentence| &sentence.phrases) {
        match &phrase.tree {
            tree if is_told(tree) => told += 1,
            Tree::Literal(fields @ Fields { year: Some(year), .. }, _) => {
                let is_far = (*year - published.year()).abs() >= 2;
                far += i32::from(is_far);
                near += i32::from(!is_far);
                full += i32::from(is_far && fields.month.is_some());
                chronicled += i32::from(is_month_before(fields, published));
            }
            _ => {}
        }
    }
    near += told;
    far >= 5 && far > 4 * near || full > 1 && near == 0 || chronicled >= 5 && chronicled > 4 * told
}

/// Whether a phrase rests on "today", "last week" or a bare weekday.
fn is_told(tree: &Tree) -> bool {
    match tree {
        Tree::Deictic { .. } => true,
        Tree::Literal(fields, _) => fields.weekday.is_some() && fields.day.is_none(),
        Tree::Modified { of, .. } => is_told(of),
        Tree::Clock { day, .. } | Tree::PartOfDay { day, .. } => day.as_deref().is_some_and(is_told),
        Tree::Intersect { inner, outer } => is_told(inner) || is_told(outer),
        _ => false,
    }
}

/// Whether the fields name a month that ended before that of publication.
fn is_month_before(fields: &Fields, published: Date) -> bool {
    fields
        .year
        .zip(fields.month)
        .is_some_and(|month| month < (published.year(), published.month()))
}

/// Where a phrase stands among the dates that are written with their year.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place {
    /// The story only glances at its year: years before and after it agree with each other and not with it ("a report
    /// declassified in 2005 showed" amid the 1960s).
    pub glance: bool,
    /// The next date of the story that has its year, and its month where it has that too.
    pub ahead: Option<(i16, Option<i8>)>,
    /// It is the first of its paragraph.
    pub opens: bool,
    /// Its paragraph speaks of today, of last week or of bare weekdays.
    pub told: bool,
}

/// The place of each phrase of each sentence; `paragraphs` says for each sentence in which paragraph it stands.
pub(crate) fn places(weights: &StoryWeights, composed: &[Composed], paragraphs: &[usize]) -> Vec<Vec<Place>> {
    let phrases: Vec<&Phrase> = composed.iter().flat_map(|sentence| &sentence.phrases).collect();
    let written: Vec<Option<(i16, Option<i8>)>> = phrases.iter().map(|phrase| written(phrase)).collect();
    let glances = glances(&written, weights.apart);
    let mut places = vec![Place::default(); phrases.len()];
    let mut ahead = None;
    for at in (0..phrases.len()).rev() {
        places[at] = Place {
            glance: glances[at],
            ahead,
            ..Place::default()
        };
        if written[at].is_some() && !glances[at] {
            ahead = written[at];
        }
    }
    let of_phrase: Vec<usize> = composed
        .iter()
        .zip(paragraphs)
        .flat_map(|(sentence, &paragraph)| std::iter::repeat_n(paragraph, sentence.phrases.len()))
        .collect();
    let mut told = vec![false; paragraphs.last().map_or(0, |last| last + 1)];
    for (phrase, &paragraph) in phrases.iter().zip(&of_phrase) {
        told[paragraph] |= is_told(&phrase.tree);
    }
    for (at, place) in places.iter_mut().enumerate() {
        place.opens = at == 0 || of_phrase[at] != of_phrase[at - 1];
        place.told = told[of_phrase[at]];
    }
    let mut places = places.into_iter();
    composed
        .iter()
        .map(|sentence| places.by_ref().take(sentence.phrases.len()).collect())
        .collect()
}

/// Which dates the story only glances at: they stand `apart` years or farther from those around.
fn glances(written: &[Option<(i16, Option<i8>)>], apart: i16) -> Vec<bool> {
    const AHEAD: usize = 3;
    let years: Vec<(usize, i16)> = written
        .iter()
        .enumerate()
        .filter_map(|(at, date)| Some((at, (*date)?.0)))
        .collect();
    let mut glances = vec![false; written.len()];
    let mut story: Option<i16> = None;
    for (index, &(at, year)) in years.iter().enumerate() {
        let following = &years[index + 1..years.len().min(index + 1 + AHEAD)];
        let near = |a: i16, b: i16| (a - b).abs() <= apart;
        let returns = |story| {
            following.iter().any(|&(_, next)| near(next, story))
                && !following.first().is_some_and(|&(_, next)| near(next, year))
        };
        glances[at] = story.is_some_and(|story| !near(year, story) && returns(story));
        if !glances[at] {
            story = Some(year);
        }
    }
    glances
}

fn written(phrase: &Phrase) -> Option<(i16, Option<i8>)> {
    match &phrase.tree {
        Tree::Years(first, _) => Some((*first, None)),
        tree => {
            let fields = tree.fields()?;
            Some((fields.year?, month_of(fields)))
        }
    }
}

/// What it costs a date without a year to lie in some year, by its distance from the dates around. A month counts once for
/// each weight; of two years the cheaper is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StoryWeights {
    /// To the last date of the story, the one before it, and the third.
    pub before: [i32; 3],
    /// To the next date that is written with its year.
    pub ahead: i32,
    /// Months beyond which all are equally far.
    pub far: i32,
    /// Besides, where the story would go back from its last date.
    pub back: i32,
    /// Besides, once, for another year than that of the last date.
    pub leave: i32,
    /// Besides, where it would overtake the next date.
    pub over: i32,
    /// Years by which a date that is only glanced at stands apart from those around it.
    pub apart: i16,
}

/// The year of a date that has none, in a story: of the years spoken of and those beside them, the cheapest.
pub(super) fn year_beside(
    weights: &StoryWeights,
    fields: &Fields,
    trail: &[Point],
    place: &Place,
) -> Option<i16> {
    let month = month_of(fields)?;
    let before: Vec<(i16, Option<i8>)> = trail.iter().map(|point| (point.year(), point.month())).collect();
    let spoken_of = trail.iter().map(|point| point.year());
    let years = spoken_of.flat_map(|year| [year, year + 1, year - 1]);
    years.min_by_key(|&year| cost(weights, (year, Some(month)), &before, place.ahead))
}

fn cost(
    weights: &StoryWeights,
    here: (i16, Option<i8>),
    before: &[(i16, Option<i8>)],
    ahead: Option<(i16, Option<i8>)>,
) -> i32 {
    let reach = |months: i32| months.clamp(0, weights.far);
    let past = before.iter().zip(weights.before);
    let past: i32 = past
        .map(|(&date, weight)| weight * reach(months_to(date, here).abs()))
        .sum();
    let turn = before.first().map_or(0, |&last| {
        weights.back * reach(-months_to(last, here)) + weights.leave * i32::from(last.0 != here.0)
    });
    let next = ahead.map_or(0, |next| {
        let months = months_to(here, next);
        weights.ahead * reach(months.abs()) + weights.over * reach(-months)
    });
    past + turn + next
}

/// Months from one date to another, of which each may be a whole year.
fn months_to(one: (i16, Option<i8>), other: (i16, Option<i8>)) -> i32 {
    let years = i32::from(other.0) - i32::from(one.0);
    match (one.1, other.1) {
        (Some(one), Some(other)) => 12 * years + i32::from(other) - i32::from(one),
        _ => 12 * years,
    }
}

/// The month, or that in which the season or quarter begins.
fn month_of(fields: &Fields) -> Option<i8> {
    let season = fields.season.map(|season| match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    });
    let quarter = fields.quarter.map(|quarter| quarter * 3 - 2);
    fields.month.or(season).or(quarter)
}
