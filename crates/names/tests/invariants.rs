//! What must hold of the names of any text, as a plain function: the laws call it with invented texts, the fuzz target
//! `names` with any bytes.

use annals_names::Names;
use annals_text::Text;

/// Whether everything holds; else what does not.
pub fn hold(text: &Text, names: &Names) -> Result<(), String> {
    spans_lie_inside(text, names)?;
    mentions_do_not_overlap(names)?;
    entities_are_dense(names)?;
    inner_places_lie_within(names)?;
    places_are_on_earth(names)
}

fn ensure(holds: bool, law: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(law.to_owned()) }
}

/// A place inside a longer name is shorter than it and overlaps no other.
fn inner_places_lie_within(names: &Names) -> Result<(), String> {
    let lies = names.inner.iter().all(|inner| {
        let name = names
            .mentions
            .get(inner.place.mention)
            .map(|mention| mention.span);
        name.is_some_and(|name| {
            name.start <= inner.span.start && inner.span.end <= name.end && name != inner.span
        })
    });
    ensure(lies, "a place inside a name lies outside it")?;
    let apart = names
        .inner
        .windows(2)
        .all(|two| two[0].span.end <= two[1].span.start);
    ensure(apart, "places inside names overlap")
}

fn spans_lie_inside(text: &Text, names: &Names) -> Result<(), String> {
    let titles = names.mentions.iter().filter_map(|mention| mention.title);
    let mentions = names.mentions.iter().map(|mention| mention.span);
    let references = names.references.iter().map(|reference| reference.span);
    let offices = names.offices.iter().map(|office| office.span);
    let mut spans = titles.chain(mentions).chain(references).chain(offices);
    ensure(
        spans.all(|span| text.get(span).is_some_and(|name| !name.trim().is_empty())),
        "a span lies outside the text, or holds nothing",
    )
}

fn mentions_do_not_overlap(names: &Names) -> Result<(), String> {
    let apart = names
        .mentions
        .windows(2)
        .all(|two| two[0].span.end <= two[1].span.start);
    ensure(apart, "mentions overlap or are not sorted")?;
    let sorted = names.references.windows(2).all(|two| two[0].span <= two[1].span);
    ensure(sorted, "references are not sorted")?;
    for mention in &names.mentions {
        let apart = mention.title.is_none_or(|title| !title.overlaps(mention.span));
        ensure(apart, "a title overlaps its name")?;
        let other = names
            .references
            .iter()
            .all(|reference| reference.span != mention.span);
        ensure(other, "a mention is also a reference")?;
    }
    Ok(())
}

/// Numbers count from 0 in order of first mention, and every reference has a mention to stand for.
fn entities_are_dense(names: &Names) -> Result<(), String> {
    let mut next = 0;
    for mention in &names.mentions {
        ensure(mention.entity <= next, "an entity number was left out")?;
        next = next.max(mention.entity + 1);
    }
    ensure(
        names.references.iter().all(|reference| reference.entity < next),
        "a reference stands for nobody",
    )
}

fn places_are_on_earth(names: &Names) -> Result<(), String> {
    for place in &names.places {
        ensure(place.mention < names.mentions.len(), "a place has no mention")?;
        let inside = place.latitude.abs() <= 90.0 && place.longitude.abs() <= 180.0;
        ensure(
            inside && place.alternatives.len() <= 4,
            "a place is not on earth, or too many",
        )?;
    }
    Ok(())
}
