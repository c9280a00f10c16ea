//! The versions of an article, and what changed between two of them: word by word, in one column, side by side, or only
//! the paragraphs that changed. Made on the server; a small script, on this page alone, turns to older and newer versions
//! by the arrow keys and copies the citation.

use annals_archive::CaptureId;
use annals_dedup::versions::{Change, Comparison, Kind};
use annals_store::{Annals, Changed, Difference, Edition, Listed, Named};
use annals_text::Span;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::{Frame, shown};
use crate::link::ForeignLink;
use crate::paging::address;
use crate::parameters::Parameters;
use crate::reading_room::ReadingRoom;
use crate::refusal::Refusal;
use crate::when;

/// The most paragraphs that a page shows.
const PARAGRAPHS: usize = 3000;

/// The page's own policy: as everywhere, but with its script.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

#[derive(Template)]
#[template(path = "versions.html")]
struct VersionsPage {
    frame: Frame,
    id: String,
    title: String,
    presence: String,
    versions: Vec<VersionLine>,
}

/// One version in the list.
struct VersionLine {
    number: usize,
    id: String,
    seen: String,
    url: ForeignLink,
    counts: Vec<(Kind, usize)>,
    diff: Option<String>,
    kept: String,
}

/// The list of versions.
pub async fn list(State(room): State<ReadingRoom>, Path(id): Path<String>) -> Response {
    shown(room.read(move |annals| VersionsPage::read(annals, &id)).await)
}

impl VersionsPage {
    fn read(annals: &Annals, id: &str) -> Result<Self, Refusal> {
        let capture = article(annals, id)?;
        let chain = annals.chain(capture)?;
        let Some((newest, _)) = chain.last() else {
            return Err(Refusal::no_such("article", id));
        };
        Ok(VersionsPage {
            frame: Frame::of("changes"),
            id: capture.to_string(),
            title: title(newest),
            presence: annals.presence(capture)?.sentence(),
            versions: chain.iter().enumerate().map(VersionLine::of).collect(),
        })
    }
}

impl VersionLine {
    fn of((at, (listed, changed)): (usize, &(Listed, Option<Changed>))) -> Self {
        VersionLine {
            number: at + 1,
            id: listed.capture.to_string(),
            seen: when::instant(listed.captured),
            url: ForeignLink::new(&listed.url),
            counts: changed
                .iter()
                .flat_map(|changed| changed.counts.clone())
                .collect(),
            diff: changed
                .as_ref()
                .map(|changed| format!("/diff/{}/{}", changed.older, listed.capture)),
            kept: changed.as_ref().map(rewritten).unwrap_or_default(),
        }
    }
}

/// Where little is left of a text, that is what is said first.
pub fn rewritten(changed: &Changed) -> String {
    match changed.kept < 0.5 {
        true => format!("{:.0} % of the words are left", 100.0 * changed.kept),
        false => String::new(),
    }
}

fn article(annals: &Annals, id: &str) -> Result<CaptureId, Refusal> {
    match annals.resolve(id) {
        Ok(Named::Article(capture)) => Ok(capture),
        _ => Err(Refusal::no_such("article", id)),
    }
}

fn title(listed: &Listed) -> String {
    super::search::ArticleLine::of(listed).title
}

/// How a difference is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    Words,
    Side,
    Changes,
}

impl View {
    const ALL: [(View, &'static str, &'static str); 3] = [
        (View::Words, "words", "Words"),
        (View::Side, "side", "Side by side"),
        (View::Changes, "changes", "Changes only"),
    ];

    fn of(parameters: &Parameters) -> Result<View, Refusal> {
        let wanted = parameters.text("view")?;
        let named = |wanted: &str| View::ALL.into_iter().find(|(_, name, _)| *name == wanted);
        Ok(wanted
            .and_then(|wanted| named(&wanted))
            .map_or(View::Words, |view| view.0))
    }

    fn name(self) -> &'static str {
        View::ALL
            .into_iter()
            .find(|(view, _, _)| *view == self)
            .map_or("", |view| view.1)
    }
}

/// A link that may be the chosen one of several.
struct Choice {
    label: String,
    class: &'static str,
    href: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "diff.html")]
struct DiffPage {
    frame: Frame,
    title: String,
    source: String,
    older: Side,
    newer: Side,
    verdict: String,
    views: Vec<Choice>,
    chips: Vec<Choice>,
    side_by_side: bool,
    headline: Vec<Piece>,
    rows: Vec<DiffRow>,
    cut: bool,
    earlier: Option<String>,
    later: Option<String>,
    versions: String,
    citation: String,
}

/// One of the two versions.
struct Side {
    id: String,
    seen: String,
    url: ForeignLink,
}

/// Words of one or both versions.
struct Piece {
    /// "same", "out" or "in".
    class: &'static str,
    text: String,
    kinds: String,
}

/// A paragraph, or one beside another.
#[derive(Default)]
struct DiffRow {
    older: Vec<Vec<Piece>>,
    newer: Vec<Vec<Piece>>,
    kinds: Vec<Kind>,
}

/// What changed between two captures.
pub async fn diff(
    State(room): State<ReadingRoom>,
    Path((older, newer)): Path<(String, String)>,
    parameters: Parameters,
) -> Response {
    let wish = View::of(&parameters).and_then(|view| Ok((view, parameters.text("kind")?)));
    let (view, kind) = match wish {
        Ok(wish) => wish,
        Err(refusal) => return refusal.into_response(),
    };
    let kind = kind.and_then(|name| Kind::from_name(&name));
    let page = room
        .read(move |annals| DiffPage::read(annals, &older, &newer, view, kind))
        .await;
    ([(header::CONTENT_SECURITY_POLICY, POLICY)], shown(page)).into_response()
}

impl DiffPage {
    fn read(
        annals: &Annals,
        older: &str,
        newer: &str,
        view: View,
        kind: Option<Kind>,
    ) -> Result<Self, Refusal> {
        let pair = (article(annals, older)?, article(annals, newer)?);
        let difference = annals
            .difference(pair.0, pair.1)?
            .ok_or_else(|| Refusal::no_such("version", newer))?;
        let chain = annals.chain(pair.1)?;
        let listed = annals
            .listed(pair.1)?
            .ok_or_else(|| Refusal::no_such("version", newer))?;
        let path = format!("/diff/{}/{}", pair.0, pair.1);
        let mut rows = rows(&difference, view, kind);
        let cut = rows.len() > PARAGRAPHS;
        rows.truncate(PARAGRAPHS);
        let (earlier, later) = neighbours(&chain, pair, view);
        Ok(DiffPage {
            frame: Frame::of("changes"),
            title: title(&listed),
            verdict: verdict(&difference),
            views: views(&path, view, kind),
            chips: chips(&path, &difference, view, kind),
            side_by_side: view == View::Side,
            headline: headline(&difference, kind),
            rows,
            cut,
            earlier,
            later,
            versions: format!("/article/{}/versions", pair.1),
            citation: citation(&difference, &listed),
            source: listed.source,
            older: Side::of(&difference.older),
            newer: Side::of(&difference.newer),
        })
    }
}

impl Side {
    fn of(edition: &Edition) -> Self {
        Side {
            id: edition.capture.to_string(),
            seen: when::instant(edition.captured),
            url: ForeignLink::new(&edition.url),
        }
    }
}

/// The pairs before and behind this one in the chain.
fn neighbours(
    chain: &[(Listed, Option<Changed>)],
    pair: (CaptureId, CaptureId),
    view: View,
) -> (Option<String>, Option<String>) {
    let at = |capture: CaptureId| chain.iter().position(|(listed, _)| listed.capture == capture);
    let link = |older: usize, newer: usize| {
        let (older, newer) = (chain.get(older)?.0.capture, chain.get(newer)?.0.capture);
        Some(format!("/diff/{older}/{newer}?view={}", view.name()))
    };
    let earlier = at(pair.0).and_then(|older| link(older.checked_sub(1)?, older));
    let later = at(pair.1).and_then(|newer| link(newer, newer + 1));
    (earlier, later)
}

fn verdict(difference: &Difference) -> String {
    let changes = difference.changes().count();
    let coarse = match difference.text.coarse {
        true => " The texts are too long and too different to be compared word by word throughout.",
        false => "",
    };
    match difference.gravest() {
        None => "No words of the article differ.".to_owned(),
        Some(_) => format!(
            "{changes} {}; {:.0} % of the older words are left.{coarse}",
            if changes == 1 { "change" } else { "changes" },
            100.0 * difference.text.kept
        ),
    }
}

fn views(path: &str, view: View, kind: Option<Kind>) -> Vec<Choice> {
    let choice = |(this, name, label): (View, &'static str, &'static str)| Choice {
        label: label.to_owned(),
        class: "",
        href: address(
            path,
            &[
                ("view", Some(name.to_owned())),
                ("kind", kind.map(|kind| kind.to_string())),
            ],
        ),
        chosen: this == view,
    };
    View::ALL.into_iter().map(choice).collect()
}

/// One chip for each kind of change that there is, and one for all.
fn chips(path: &str, difference: &Difference, view: View, chosen: Option<Kind>) -> Vec<Choice> {
    let link = |kind: Option<Kind>| {
        address(
            path,
            &[
                ("view", Some(view.name().to_owned())),
                ("kind", kind.map(|kind| kind.to_string())),
            ],
        )
    };
    let count = |kind: Kind| {
        difference
            .changes()
            .filter(|change| change.kinds.contains(&kind))
            .count()
    };
    let all = Choice {
        label: "all kinds".to_owned(),
        class: "",
        href: link(None),
        chosen: chosen.is_none(),
    };
    let kinds = Kind::ALL.into_iter().filter(|kind| count(*kind) > 0);
    let of_kinds = kinds.map(|kind| Choice {
        label: format!("{kind} {}", count(kind)),
        class: kind.as_str(),
        href: link(Some(kind)),
        chosen: chosen == Some(kind),
    });
    std::iter::once(all).chain(of_kinds).collect()
}

fn headline(difference: &Difference, kind: Option<Kind>) -> Vec<Piece> {
    match (
        &difference.headline,
        &difference.older.title,
        &difference.newer.title,
    ) {
        (Some(headline), Some(older), Some(newer)) if !headline.changes.is_empty() => {
            inline(headline, older, newer, kind)
                .into_iter()
                .flat_map(|row| row.newer.into_iter().flatten())
                .collect()
        }
        _ => Vec::new(),
    }
}

fn rows(difference: &Difference, view: View, kind: Option<Kind>) -> Vec<DiffRow> {
    let [older, newer] =
        [&difference.older, &difference.newer].map(|edition| edition.document.article.text.as_str());
    let mut rows = match view {
        View::Side => beside(&difference.text, older, newer, kind),
        View::Words | View::Changes => inline(&difference.text, older, newer, kind),
    };
    if view == View::Changes {
        rows.retain(|row| !row.kinds.is_empty());
    }
    rows
}

fn is_wanted(change: &Change, kind: Option<Kind>) -> bool {
    kind.is_none_or(|kind| change.kinds.contains(&kind))
}

fn kinds_of(change: &Change) -> String {
    let kinds: Vec<&str> = change.kinds.iter().map(|kind| kind.as_str()).collect();
    kinds.join(", ")
}

/// The newer text with what went out and came in, a row a paragraph.
fn inline(comparison: &Comparison, older: &str, newer: &str, kind: Option<Kind>) -> Vec<DiffRow> {
    let mut rows = vec![DiffRow::default()];
    let mut at = 0;
    for change in &comparison.changes {
        push(&mut rows, "same", &newer[at..change.newer.start], "");
        let wanted = is_wanted(change, kind);
        let (kinds, alone) = (kinds_of(change), change.is_of_paragraphs(older, newer));
        if alone {
            rows.push(DiffRow::default());
        } else if change.stood_apart(older, newer) {
            push(&mut rows, "same", " ", "");
        }
        if wanted {
            push(&mut rows, "out", &older[change.older.range()], &kinds);
        }
        let class = if wanted { "in" } else { "same" };
        push(&mut rows, class, &newer[change.newer.range()], &kinds);
        if wanted {
            rows.last_mut()
                .expect("there is always a row")
                .kinds
                .extend(&change.kinds);
        }
        at = change.newer.end;
    }
    push(&mut rows, "same", &newer[at..], "");
    rows.retain(|row| {
        row.newer
            .iter()
            .flatten()
            .any(|piece| !piece.text.trim().is_empty())
    });
    rows.iter_mut().for_each(DiffRow::settle);
    rows
}

/// Puts words behind the last row, beginning another with each paragraph.
fn push(rows: &mut Vec<DiffRow>, class: &'static str, text: &str, kinds: &str) {
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            let changed = class != "same" && !line.is_empty();
            let kinds = rows
                .last()
                .map(|row| row.kinds.clone())
                .filter(|_| changed)
                .unwrap_or_default();
            rows.push(DiffRow {
                kinds,
                ..DiffRow::default()
            });
        }
        let row = rows.last_mut().expect("there is always a row");
        if !line.is_empty() {
            if row.newer.is_empty() {
                row.newer.push(Vec::new());
            }
            if class != "same" {
                row.kinds.extend(kinds.split(", ").filter_map(Kind::from_name));
            }
            row.newer[0].push(Piece {
                class,
                text: line.to_owned(),
                kinds: kinds.to_owned(),
            });
        }
    }
}

/// Both texts, paragraph beside paragraph.
fn beside(comparison: &Comparison, older: &str, newer: &str, kind: Option<Kind>) -> Vec<DiffRow> {
    let rows = comparison.rows(older, newer).into_iter();
    rows.map(|row| {
        let changes: Vec<&Change> = row
            .changes
            .iter()
            .map(|&number| &comparison.changes[number])
            .collect();
        let wanted: Vec<&Change> = changes
            .into_iter()
            .filter(|change| is_wanted(change, kind))
            .collect();
        let cells = |text: &str, spans: &[Span], class, side: fn(&Change) -> Span| {
            spans
                .iter()
                .map(|span| cell(text, *span, class, &wanted, side))
                .collect()
        };
        let mut row = DiffRow {
            older: cells(older, &row.older, "out", |change| change.older),
            newer: cells(newer, &row.newer, "in", |change| change.newer),
            kinds: wanted.iter().flat_map(|change| change.kinds.clone()).collect(),
        };
        row.settle();
        row
    })
    .collect()
}

fn cell(
    text: &str,
    paragraph: Span,
    class: &'static str,
    changes: &[&Change],
    side: fn(&Change) -> Span,
) -> Vec<Piece> {
    let (mut pieces, mut at) = (Vec::new(), paragraph.start);
    let piece = |class, from: usize, to: usize, kinds: String| Piece {
        class,
        text: text[from..to].to_owned(),
        kinds,
    };
    for change in changes
        .iter()
        .filter(|change| !side(change).is_empty() && side(change).overlaps(paragraph))
    {
        let (start, end) = (side(change).start.max(at), side(change).end.min(paragraph.end));
        pieces.push(piece("same", at, start, String::new()));
        pieces.push(piece(class, start, end, kinds_of(change)));
        at = end;
    }
    pieces.push(piece("same", at, paragraph.end, String::new()));
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

impl DiffRow {
    fn settle(&mut self) {
        self.kinds.sort_unstable();
        self.kinds.dedup();
    }
}

/// How the difference can be cited: both captures with address, instant and digest.
fn citation(difference: &Difference, listed: &Listed) -> String {
    let side = |edition: &Edition| {
        format!(
            "capture {} of {}",
            edition.capture,
            when::instant(edition.captured)
        )
    };
    format!(
        "“{}”, {}, {}: {} compared with {}.",
        title(listed),
        listed.source,
        difference.newer.url,
        side(&difference.older),
        side(&difference.newer)
    )
}
