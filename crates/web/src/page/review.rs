//! What an analyst should look at, what was decided, and the forms that decide: confirm, correct or hide an event; rename,
//! merge or hide a name; take a decision back. A decision is a line in the folder's decisions.jsonl, as the command line
//! writes it, and holds when everything is built again. Every form answers with the way back to a page.

use annals_annotate::Confidence;
use annals_chronicle::Event;
use annals_store::{About, Annals, CorrectionText, Decided, TimelineQuery};
use askama::Template;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;

use super::{Frame, shown};
use crate::line::Line;
use crate::parameters::Parameters;
use crate::reading_room::ReadingRoom;
use crate::refusal::Refusal;

/// Events on the page.
const QUEUE: usize = 30;
/// Events read at a time while the queue is filled.
const BATCH: usize = 500;
/// Decisions on the page, newest first.
const DECISIONS: usize = 30;

#[derive(Template)]
#[template(path = "review.html")]
struct Review {
    frame: Frame,
    queue: Vec<Line>,
    decisions: Vec<Decided>,
    earlier: usize,
}

/// The page.
pub async fn show(State(room): State<ReadingRoom>) -> Response {
    shown(room.read(Review::read).await)
}

impl Review {
    fn read(annals: &Annals) -> Result<Review, Refusal> {
        let mut decisions = annals.decisions()?;
        let taken_back = |decided: &Decided| decided.undone || decided.about == About::Decisions;
        decisions.retain(|decided| !taken_back(decided));
        let earlier = decisions.len().saturating_sub(DECISIONS);
        Ok(Review {
            frame: Frame::of("review"),
            queue: queue(annals)?,
            decisions: decisions.into_iter().rev().take(DECISIONS).collect(),
            earlier,
        })
    }
}

/// The first events that call for a look, and then those of which something was inferred.
fn queue(annals: &Annals) -> Result<Vec<Line>, Refusal> {
    let (mut waiting, mut inferred) = (Vec::new(), Vec::new());
    for batch in 0.. {
        let query = TimelineQuery {
            offset: batch * BATCH,
            limit: BATCH,
            ..Default::default()
        };
        let (events, total) = annals.timeline(&query)?;
        waiting.extend(
            events
                .iter()
                .filter(|event| calls_for_a_look(event))
                .map(Line::of),
        );
        let only_inferred = |event: &&Event| is_inferred(event) && !calls_for_a_look(event);
        inferred.extend(events.iter().filter(only_inferred).take(QUEUE).map(Line::of));
        if waiting.len() >= QUEUE || (batch + 1) * BATCH >= total {
            break;
        }
    }
    waiting.extend(inferred);
    waiting.truncate(QUEUE);
    Ok(waiting)
}

/// What nobody has judged and what the sources, the dates or the reading leave open.
fn calls_for_a_look(event: &Event) -> bool {
    let open = !event.disagreements.is_empty()
        || !event.contradicts.is_empty()
        || event.is_dated_after_its_report()
        || event.is_only_proposed();
    open && !is_judged(event)
}

fn is_inferred(event: &Event) -> bool {
    event.confidence == Confidence::Medium && !is_judged(event)
}

fn is_judged(event: &Event) -> bool {
    event.review.confirmed || !event.review.corrections.is_empty()
}

/// Confirms, corrects or hides an event.
pub async fn decide_event(room: State<ReadingRoom>, Path(id): Path<String>, body: Bytes) -> Response {
    decided(room, body, move |annals, form, now| {
        let event = match form.text("action")?.as_deref() {
            Some("confirm") => annals.confirm_event(&id, now)?,
            Some("correct") => annals.correct_event(&id, &correction(form)?, now)?,
            Some("hide") => annals.hide_event(&id, now)?,
            _ => return Err(unknown_action()),
        };
        Ok(format!("/event/{}", event.id))
    })
    .await
}

fn correction(form: &Parameters) -> Result<CorrectionText, Refusal> {
    Ok(CorrectionText {
        kind: form.kind()?,
        date: form.text("date")?,
        place: form.text("place")?,
        actors: form.text("actors")?,
        recipients: form.text("recipients")?,
        status: form.status()?,
    })
}

/// Renames or hides a name, or makes another one with it.
pub async fn decide_entity(room: State<ReadingRoom>, Path(id): Path<String>, body: Bytes) -> Response {
    decided(room, body, move |annals, form, now| {
        let name = form.text("name")?.unwrap_or_default();
        let entity = match form.text("action")?.as_deref() {
            Some("rename") => annals.rename_entity(&id, &name, now)?,
            Some("merge") => annals.merge_entities(&id, &[name], now)?,
            Some("split") => annals.split_entity(&id, &[name], &[], now)?,
            Some("hide") => {
                annals.hide_entity(&id, now)?;
                return Ok("/review".into());
            }
            _ => return Err(unknown_action()),
        };
        Ok(format!("/entity/{}", entity.id))
    })
    .await
}

/// Takes back the decision of a number.
pub async fn undo(room: State<ReadingRoom>, Path(number): Path<u64>, body: Bytes) -> Response {
    decided(room, body, move |annals, _, now| {
        let decisions = annals.decisions()?;
        let about = decisions.iter().find(|decided| decided.number == number);
        match about.map(|decided| decided.about) {
            Some(About::Events) => annals.undo_event_decision(Some(number), now)?,
            _ => annals.undo_decision(Some(number), now)?,
        };
        Ok("/review".into())
    })
    .await
}

/// Reads the form, decides, and leads on to a page that a reload only reads again.
async fn decided<F>(State(room): State<ReadingRoom>, body: Bytes, decide: F) -> Response
where
    F: FnOnce(&mut Annals, &Parameters, Timestamp) -> Result<String, Refusal> + Send + 'static,
{
    let form = match Parameters::of_form(&body) {
        Ok(form) => form,
        Err(refusal) => return refusal.into_response(),
    };
    match room.decide(move |annals, now| decide(annals, &form, now)).await {
        Ok(address) => Redirect::to(&address).into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

fn unknown_action() -> Refusal {
    Refusal::BadParameter("The form does not say what to do.".into())
}
