//! The text of an article as its page shows it: blocks, sentences with their anchors, and what was read in them marked
//! quietly. Marks never overlap: of two, the longer that begins first is shown.

use std::collections::BTreeMap;

use annals_annotate::Document;
use annals_extract::BlockKind;
use annals_names::{Mention, MentionKind, Place};
use annals_text::{Span, Text};

/// One block of the text.
#[derive(Clone, Debug)]
pub struct MarkedBlock {
    /// What kind of block.
    pub kind: BlockKind,
    /// Its sentences and what stands between them.
    pub pieces: Vec<Piece>,
    /// The number of the first sentence that begins in it.
    pub number: Option<usize>,
}

/// A sentence, the part of one that lies in this block, or what stands between two.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The sentence's number, where it begins here: the anchor `#s12`.
    pub number: Option<usize>,
    /// Its text in fragments.
    pub fragments: Vec<Fragment>,
    /// Events that cite it.
    pub events: Vec<EventLink>,
}

/// A stretch of text with at most one mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// The text, not escaped.
    pub text: String,
    /// What was read there.
    pub mark: Option<Mark>,
}

/// What was read in a stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// "person", "organisation", "place", "other-name", "stands-for", "time".
    pub class: &'static str,
    /// The reading, and why.
    pub title: String,
    /// The page of what is named.
    pub href: Option<String>,
}

/// A link from a sentence to an event that cites it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventLink {
    /// The event's id.
    pub id: String,
    /// Its heading.
    pub heading: String,
}

/// What a page knows besides the document: pages of names, and events by the number of the sentence they cite.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// From a name to the path of its entity.
    pub names: BTreeMap<String, String>,
    /// From a sentence's number to events.
    pub events: BTreeMap<usize, Vec<EventLink>>,
}

/// The blocks of a document, marked.
pub fn marked(document: &Document, known: &Known) -> Vec<MarkedBlock> {
    let marks = apart(marks(document, known));
    let writer = Writer {
        text: &document.article.text,
        sentences: &document.sentences,
        marks: &marks,
        known,
    };
    let blocks = document.article.blocks.iter();
    blocks.map(|block| writer.block(block.span, block.kind)).collect()
}

struct Writer<'a> {
    text: &'a Text,
    sentences: &'a [Span],
    marks: &'a [(Span, Mark)],
    known: &'a Known,
}

impl Writer<'_> {
    fn block(&self, block: Span, kind: BlockKind) -> MarkedBlock {
        let mut pieces = Vec::new();
        let mut at = block.start;
        let first = self
            .sentences
            .partition_point(|sentence| sentence.end <= block.start);
        for (number, sentence) in self.sentences.iter().enumerate().skip(first) {
            if sentence.start >= block.end {
                break;
            }
            let (start, end) = (sentence.start.max(at), sentence.end.min(block.end));
            if start >= end {
                continue;
            }
            pieces.extend(self.piece(at, start, None));
            let begins_here = block.start <= sentence.start;
            pieces.extend(self.piece(start, end, begins_here.then_some(number)));
            at = end;
        }
        pieces.extend(self.piece(at, block.end, None));
        let number = pieces.iter().find_map(|piece: &Piece| piece.number);
        MarkedBlock { kind, pieces, number }
    }

    fn piece(&self, start: usize, end: usize, number: Option<usize>) -> Option<Piece> {
        (start < end).then(|| Piece {
            number,
            fragments: self.fragments(start, end),
            events: number
                .and_then(|number| self.known.events.get(&number))
                .cloned()
                .unwrap_or_default(),
        })
    }

    fn fragments(&self, start: usize, end: usize) -> Vec<Fragment> {
        let (mut fragments, mut at) = (Vec::new(), start);
        let first = self.marks.partition_point(|(span, _)| span.end <= start);
        for (span, mark) in self.marks[first..]
            .iter()
            .take_while(|(span, _)| span.start < end)
        {
            let (from, to) = (span.start.max(at), span.end.min(end));
            fragments.extend(self.fragment(at, from, None));
            fragments.extend(self.fragment(from, to, Some(mark.clone())));
            at = to;
        }
        fragments.extend(self.fragment(at, end, None));
        fragments
    }

    fn fragment(&self, start: usize, end: usize, mark: Option<Mark>) -> Option<Fragment> {
        let text = self.text.get((start..end.max(start)).into())?;
        (!text.is_empty()).then(|| Fragment {
            text: text.to_string(),
            mark,
        })
    }
}

/// Sorts marks and drops those that overlap one before.
fn apart(mut marks: Vec<(Span, Mark)>) -> Vec<(Span, Mark)> {
    marks.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut end = 0;
    marks.retain(|(span, _)| {
        let free = span.start >= end && !span.is_empty();
        if free {
            end = span.end;
        }
        free
    });
    marks
}

fn marks(document: &Document, known: &Known) -> Vec<(Span, Mark)> {
    let mut marks = time_marks(document);
    let names = NameMarks::of(document, known);
    marks.extend(names.mentions());
    marks.extend(names.references());
    marks
}

fn time_marks(document: &Document) -> Vec<(Span, Mark)> {
    let time = |span, title| {
        (
            span,
            Mark {
                class: "time",
                title,
                href: None,
            },
        )
    };
    let expressions = document.times.expressions.iter().map(|expression| {
        let days = expression
            .interval
            .as_ref()
            .map_or(expression.value.as_str(), |interval| interval.edtf.as_str());
        let reason = if expression.reason.is_empty() {
            String::new()
        } else {
            format!(" · {}", expression.reason)
        };
        time(expression.span, format!("{days}{reason}"))
    });
    let ranges = document
        .times
        .ranges
        .iter()
        .map(|range| time(range.span, format!("{} · range", range.edtf)));
    ranges.chain(expressions).collect()
}

struct NameMarks<'a> {
    document: &'a Document,
    known: &'a Known,
    /// The longest form of each entity of this text.
    full: BTreeMap<usize, &'a str>,
    places: BTreeMap<usize, &'a Place>,
}

impl<'a> NameMarks<'a> {
    fn of(document: &'a Document, known: &'a Known) -> Self {
        let mut full: BTreeMap<usize, &str> = BTreeMap::new();
        for mention in &document.names.mentions {
            let name = document.article.text.get(mention.span).unwrap_or("");
            let longest = full.entry(mention.entity).or_default();
            if name.chars().count() > longest.chars().count() {
                *longest = name;
            }
        }
        let places = document
            .names
            .places
            .iter()
            .map(|place| (place.mention, place))
            .collect();
        NameMarks {
            document,
            known,
            full,
            places,
        }
    }

    fn mentions(&self) -> impl Iterator<Item = (Span, Mark)> {
        self.document
            .names
            .mentions
            .iter()
            .enumerate()
            .map(|(at, mention)| (mention.span, self.mention(at, mention)))
    }

    fn references(&self) -> impl Iterator<Item = (Span, Mark)> {
        self.document.names.references.iter().filter_map(|reference| {
            let name = self.full.get(&reference.entity)?;
            let mark = Mark {
                class: "stands-for",
                title: format!("stands for {name}"),
                href: None,
            };
            Some((reference.span, mark))
        })
    }

    fn mention(&self, at: usize, mention: &Mention) -> Mark {
        let text = &self.document.article.text;
        let printed = text.get(mention.span).unwrap_or("");
        let name = self.full.get(&mention.entity).copied().unwrap_or(printed);
        let class = class(mention.kind);
        let mut title = format!("{}: {name}", class.replace('-', " "));
        if let Some(office) = mention.title.and_then(|span| text.get(span)) {
            title.push_str(&format!(", {office}"));
        }
        if let Some(place) = self.places.get(&at) {
            title.push_str(&format!(" · {}", where_on_earth(place)));
        }
        let href = self
            .known
            .names
            .get(name)
            .or_else(|| self.known.names.get(printed))
            .cloned();
        Mark { class, title, href }
    }
}

/// "Omsk, RU, city, 54.99 73.37"; a country is an area and gets no coordinates.
pub fn where_on_earth(place: &Place) -> String {
    let country = String::from_utf8_lossy(&place.country);
    let precision = place.precision.as_str();
    match place.precision {
        annals_names::Precision::Country => format!("{}, {country}, country", place.name),
        _ => format!(
            "{}, {country}, {precision}, {:.2} {:.2}",
            place.name, place.latitude, place.longitude
        ),
    }
}

fn class(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Person => "person",
        MentionKind::Organisation => "organisation",
        MentionKind::Place => "place",
        MentionKind::Other => "other-name",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use annals_extract::Article;
    use annals_time::{Interval, TimeRange};

    fn document(text: &[&str]) -> Document {
        annals_annotate::layers(Article::from_paragraphs(text.iter().copied()), false, false)
    }

    fn written(blocks: &[MarkedBlock]) -> String {
        let fragments = blocks
            .iter()
            .flat_map(|block| &block.pieces)
            .flat_map(|piece| &piece.fragments);
        fragments.map(|fragment| fragment.text.as_str()).collect()
    }

    fn numbers(blocks: &[MarkedBlock]) -> Vec<usize> {
        blocks
            .iter()
            .flat_map(|block| &block.pieces)
            .filter_map(|piece| piece.number)
            .collect()
    }

    fn range(start: usize, end: usize) -> TimeRange {
        let interval = Interval::within(None, None, "2001");
        TimeRange {
            span: Span::new(start, end),
            interval,
            edtf: "2001".into(),
        }
    }

    #[test]
    fn every_sentence_has_its_anchor_once() {
        let document = document(&["She came on Monday. She left on Friday.", "Nobody saw her."]);
        let blocks = marked(&document, &Known::default());
        assert_eq!(numbers(&blocks), [0, 1, 2]);
        assert_eq!(blocks[1].number, Some(2));
        assert_eq!(
            written(&blocks),
            "She came on Monday. She left on Friday.Nobody saw her."
        );
    }

    #[test]
    fn a_mark_over_a_border_is_cut_and_overlapping_ones_are_dropped() {
        let mut document = document(&["She came on Monday. She left on Friday."]);
        document.times.ranges = vec![range(9, 30), range(12, 18), range(36, 400), range(7, 7)];
        let blocks = marked(&document, &Known::default());
        let fragments: Vec<&Fragment> = blocks[0]
            .pieces
            .iter()
            .flat_map(|piece| &piece.fragments)
            .collect();
        let marked: Vec<&str> = fragments
            .iter()
            .filter(|f| f.mark.is_some())
            .map(|f| f.text.as_str())
            .collect();
        assert_eq!(marked, ["on Monday.", " ", "She left o", "ay."]);
        assert_eq!(written(&blocks), &*document.article.text);
    }

    proptest::proptest! {
        #[test]
        fn whatever_the_marks_the_text_is_written_once(text in "[a-z .\\n]{0,60}", spans in proptest::collection::vec((0usize..70, 0usize..12), 0..8)) {
            let mut document = annals_annotate::layers(Article::of_text(text.clone()), false, false);
            document.times.ranges = spans.into_iter().map(|(start, length)| range(start, start + length)).collect();
            let lines: String = document.article.blocks.iter().map(|block| &document.article.text[block.span]).collect();
            proptest::prop_assert_eq!(written(&marked(&document, &Known::default())), lines);
        }
    }
}
