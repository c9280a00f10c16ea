//! The stages of annotation, in the order in which they need each other.

use annals_extract::{Article, BlockKind};
use annals_names::Names;
use annals_text::{Language, Span, Text, Token};
use annals_time::Times;

use crate::colon::told_by_layout;
use crate::days::days;
use crate::parse::{LONGEST, Parsed};
use crate::quotation::quotations;
use crate::saying::may_report;
use crate::second::SecondReading;
use crate::statements::{is_sentence_like, statements};
use crate::story::Story;
use crate::tree::Tree;
use crate::word::Marked;
use crate::{Confidence, Document, EventMention, Statement};

/// Reads an article: every layer, in the order in which they need each other. Total.
pub fn annotate(article: Article) -> Document {
    let mut document = layers(article, true, true);
    let (statements, events) = told(&document);
    document.statements = statements;
    document.events = events;
    document
}

/// Only the layers below statements and events: sentences, and times and names if asked for.
pub fn layers(article: Article, times: bool, names: bool) -> Document {
    let sentences = annals_text::sentences(&article.text);
    let reference = annals_time::Reference {
        published: article.published.map(|date| date.day),
        language: article.language,
    };
    let times = match times {
        true => annals_time::tag(&article.text, &sentences, &reference),
        false => Times::default(),
    };
    let names = match names {
        true => annals_names::tag_dated(&article.text, &sentences, reference.published),
        false => Names::default(),
    };
    Document {
        article,
        sentences,
        times,
        names,
        statements: Vec::new(),
        events: Vec::new(),
    }
}

/// Statements and events, from the layers below. Nothing for a language whose grammar the readers do not know.
fn told(document: &Document) -> (Vec<Statement>, Vec<EventMention>) {
    let article = &document.article;
    if article
        .language
        .is_some_and(|language| language != Language::ENGLISH)
    {
        return (Vec::new(), Vec::new());
    }
    let text = &article.text;
    let days = days(&document.times);
    let times: Vec<Span> = days.iter().map(|days| days.span).collect();
    let names: Vec<Span> = document
        .names
        .mentions
        .iter()
        .map(|mention| mention.span)
        .collect();
    let marked = Marked {
        names: &names,
        times: &times,
    };
    let published = article.published.map(|date| date.day);
    let mut story = Story::new(text, &document.names, &days, published);
    let tokens = annals_text::tokens(text);
    let quotations = quotations(text);
    let (mut first, mut block) = (0, 0);
    for &sentence in &document.sentences {
        let inside = tokens_of(&tokens, sentence, &mut first);
        while article
            .blocks
            .get(block + 1)
            .is_some_and(|next| next.span.start <= sentence.start)
        {
            block += 1;
        }
        let heading = article
            .blocks
            .get(block)
            .is_some_and(|block| block.kind == BlockKind::Heading);
        let parsed = Parsed::new(text, inside, &marked, &document.names.mentions);
        let told = story.events.len();
        story.tell(sentence, &parsed.clauses(), block, heading);
        let events = story.events.len() > told;
        let reports =
            inside.len() <= LONGEST && may_report(&parsed.words) && !is_quoted(&quotations, sentence);
        if reports || events {
            let quoted = if events {
                Vec::new()
            } else {
                quoted_before_more(text, &quotations, sentence)
            };
            let tree = Tree::of(text, sentence, &document.names.mentions, &quoted);
            doubt(&tree, &mut story.events[told..]);
            if reports {
                story.hear(sentence, &tree, &quotations);
            }
        }
    }
    story.note(told_by_layout(text, &document.names.mentions));
    let mut events = std::mem::take(&mut story.events);
    events.sort_by_key(|event| (event.trigger, event.kind));
    (statements(text, &story.spoken, &quotations), events)
}

/// Whether a sentence stands within one quotation.
fn is_quoted(quotations: &[Span], sentence: Span) -> bool {
    let before = quotations.partition_point(|quotation| quotation.start <= sentence.start);
    before > 0 && quotations[before - 1].end >= sentence.end
}

/// The insides of the quotations that end in a sentence, with more of it behind them.
fn quoted_before_more(text: &Text, quotations: &[Span], sentence: Span) -> Vec<Span> {
    let first = quotations.partition_point(|quotation| quotation.end <= sentence.start);
    let ending = quotations[first..]
        .iter()
        .take_while(|quotation| quotation.end + 3 < sentence.end);
    ending
        .filter(|&&quotation| is_sentence_like(text, quotation))
        .filter_map(|quotation| {
            let start = quotation.start.max(sentence.start);
            let words = &text[Span::new(start, quotation.end)];
            let open = words.len() - words.trim_start_matches(is_mark).len();
            let length = words.trim_end_matches(is_mark).len();
            (open < length && ends_open(words)).then(|| Span::new(start + open, start + length))
        })
        .collect()
}

fn is_mark(c: char) -> bool {
    !c.is_alphanumeric()
}

/// Whether a quotation ends with a comma, as one does that its sentence goes on behind.
fn ends_open(words: &str) -> bool {
    words
        .trim_end_matches(['"', '”', '»', '\''])
        .ends_with([',', '?', '!'])
}

/// Events of one sentence of which the second reader does not say the same are less sure.
fn doubt(tree: &Tree, events: &mut [EventMention]) {
    let second = SecondReading::of(tree);
    for event in events.iter_mut().filter(|event| !second.agrees(event)) {
        event.confidence = Confidence::Medium;
    }
}

/// The tokens of a sentence; `first` moves on behind them.
fn tokens_of<'a>(tokens: &'a [Token], sentence: Span, first: &mut usize) -> &'a [Token] {
    let start = *first + tokens[*first..].partition_point(|token| token.span.start < sentence.start);
    let end = start + tokens[start..].partition_point(|token| token.span.end <= sentence.end);
    *first = end;
    &tokens[start..end]
}
