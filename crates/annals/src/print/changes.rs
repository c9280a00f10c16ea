//! What changed between versions as text for a terminal: what went out in `[-...-]`, what came in in `{+...+}`, the kinds
//! of a change before its paragraph. No colours: it can be piped, quoted and searched.

use std::fmt::Write;

use annals_dedup::versions::{Comparison, Kind};
use annals_store::presence::Presence;
use annals_store::{Changed, Difference, Excerpt, Listed};

use super::{article_line, short};

/// Width of one of two columns.
const COLUMN: usize = 52;

/// One article that changed: when, what kinds of change, its title; below it the gravest changes.
pub fn changed(changed: &Changed) -> String {
    let counts: Vec<String> = changed
        .counts
        .iter()
        .map(|(kind, count)| format!("{kind} {count}"))
        .collect();
    let mut printed = format!(
        "{}  {} → {}  {}\n",
        changed.newer.captured.strftime("%Y-%m-%d %H:%M"),
        short(&changed.older.to_string()),
        short(&changed.newer.capture.to_string()),
        counts.join(", ")
    );
    let title = changed.newer.title.as_deref().unwrap_or(&changed.newer.lead);
    let _ = writeln!(
        printed,
        "    {}: {title}{}",
        changed.newer.source,
        rewritten(changed.kept)
    );
    for excerpt in &changed.excerpts {
        printed.push_str(&excerpted(excerpt));
    }
    if changed.changes > changed.excerpts.len() {
        let _ = writeln!(printed, "    … {} more", changed.changes - changed.excerpts.len());
    }
    printed
}

/// Where little is left of a text, its changes are not what it says.
fn rewritten(kept: f32) -> String {
    match kept < 0.5 {
        true => format!(" ({:.0} % of the words are left)", 100.0 * kept),
        false => String::new(),
    }
}

fn excerpted(excerpt: &Excerpt) -> String {
    let place = if excerpt.headline { "headline, " } else { "" };
    let line = format!(
        "    {place}{}: {}{}{}\n",
        excerpt.kinds.join(", "),
        excerpt.before,
        marked(&excerpt.older, &excerpt.newer),
        excerpt.after
    );
    line.replace("\n\n", " ¶ ")
}

fn marked(older: &str, newer: &str) -> String {
    let fold = |text: &str| {
        text.split('\n')
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join(" ¶ ")
    };
    let out = if older.is_empty() {
        String::new()
    } else {
        format!("[-{}-]", fold(older))
    };
    let into = if newer.is_empty() {
        String::new()
    } else {
        format!("{{+{}+}}", fold(newer))
    };
    out + &into
}

/// An article that was not found at its address.
pub fn missing(listed: &Listed, presence: &Presence) -> String {
    format!("{}    {}\n", article_line(listed), presence.sentence())
}

/// Which two versions are compared.
pub fn heading(difference: &Difference) -> String {
    let side = |name: &str, edition: &annals_store::Edition| {
        format!(
            "{name}  {}  seen {}  {}\n",
            short(&edition.capture.to_string()),
            edition.captured.strftime("%Y-%m-%d %H:%M UTC"),
            edition.url
        )
    };
    let verdict = match difference.gravest() {
        None => "No words of the article differ.".to_owned(),
        Some(gravest) => format!(
            "{} changes, the gravest: {gravest}; {:.0} % of the older words are left.{}",
            difference.changes().count(),
            100.0 * difference.text.kept,
            if difference.text.coarse {
                " Too long to be compared word by word throughout."
            } else {
                ""
            }
        ),
    };
    side("older", &difference.older) + &side("newer", &difference.newer) + &verdict + "\n\n"
}

/// The newer text with what went out and came in, paragraphs without a change left out unless `whole`.
pub fn inline(difference: &Difference, whole: bool) -> String {
    let mut printed = String::new();
    if let (Some(headline), Some(older), Some(newer)) = (
        &difference.headline,
        &difference.older.title,
        &difference.newer.title,
    ) {
        printed += &paragraphs(headline, older, newer, whole, "headline, ");
    }
    let texts = [&difference.older, &difference.newer].map(|edition| edition.document.article.text.as_str());
    printed + &paragraphs(&difference.text, texts[0], texts[1], whole, "")
}

fn paragraphs(comparison: &Comparison, older: &str, newer: &str, whole: bool, place: &str) -> String {
    let (mut printed, mut at) = (String::new(), 0);
    let (mut paragraph, mut kinds) = (String::new(), Vec::<Kind>::new());
    let mut finish = |paragraph: &mut String, kinds: &mut Vec<Kind>| {
        if !paragraph.trim().is_empty() && (whole || !kinds.is_empty()) {
            kinds.sort_unstable();
            kinds.dedup();
            let names: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
            let label = if names.is_empty() {
                String::new()
            } else {
                format!("{place}{}: ", names.join(", "))
            };
            let _ = writeln!(printed, "{label}{}\n", paragraph.trim());
        }
        paragraph.clear();
        kinds.clear();
    };
    let mut take = |text: &str, paragraph: &mut String, kinds: &mut Vec<Kind>| {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                finish(paragraph, kinds);
            }
            paragraph.push_str(line);
        }
    };
    for change in &comparison.changes {
        let (out, into) = (change.older, change.newer);
        take(&newer[at..into.start], &mut paragraph, &mut kinds);
        let alone = change.is_of_paragraphs(older, newer);
        let before = match (alone, change.stood_apart(older, newer)) {
            (true, _) => "\n",
            (false, true) => " ",
            (false, false) => "",
        };
        take(before, &mut paragraph, &mut kinds);
        paragraph += &marked(&older[out.range()], &newer[into.range()]);
        kinds.extend(&change.kinds);
        take(if alone { "\n" } else { "" }, &mut paragraph, &mut kinds);
        at = into.end;
    }
    take(&newer[at..], &mut paragraph, &mut kinds);
    take("\n", &mut paragraph, &mut kinds);
    printed
}

/// Both texts in two columns, paragraph beside paragraph; what differs stands in brackets.
pub fn side_by_side(difference: &Difference, whole: bool) -> String {
    let texts = [&difference.older, &difference.newer].map(|edition| edition.document.article.text.as_str());
    let mut printed = String::new();
    let changes = &difference.text.changes;
    for row in difference.text.rows(texts[0], texts[1]) {
        if row.changes.is_empty() && !whole {
            continue;
        }
        let column = |side: usize, spans: &[annals_text::Span]| -> Vec<String> {
            let text = spans.iter().map(|span| {
                let inside = row.changes.iter().map(|&number| match side {
                    0 => changes[number].older,
                    _ => changes[number].newer,
                });
                bracketed(texts[side], *span, inside)
            });
            wrapped(&text.collect::<Vec<_>>().join(" ¶ "))
        };
        let (left, right) = (column(0, &row.older), column(1, &row.newer));
        for at in 0..left.len().max(right.len()) {
            let cell = |column: &[String]| column.get(at).cloned().unwrap_or_default();
            let left = cell(&left);
            let pad = " ".repeat(COLUMN.saturating_sub(left.chars().count()));
            let _ = writeln!(
                printed,
                "{}",
                format!("{left}{pad} | {}", cell(&right)).trim_end()
            );
        }
        printed.push('\n');
    }
    printed
}

fn bracketed(
    text: &str,
    paragraph: annals_text::Span,
    changes: impl Iterator<Item = annals_text::Span>,
) -> String {
    let (mut printed, mut at) = (String::new(), paragraph.start);
    for change in changes.filter(|change| !change.is_empty() && change.overlaps(paragraph)) {
        let (start, end) = (change.start.max(at), change.end.min(paragraph.end));
        printed += &format!("{}[{}]", &text[at..start], &text[start..end]);
        at = end;
    }
    printed + &text[at..paragraph.end]
}

fn wrapped(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is always a line");
        match line.is_empty() || line.chars().count() + 1 + word.chars().count() <= COLUMN {
            true => {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(word);
            }
            false => lines.push(word.to_owned()),
        }
    }
    lines
}
