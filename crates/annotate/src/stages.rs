//! The stages of annotation, in the order in which they need each other.

use annals_extract::{Article, BlockKind};
use annals_names::Names;
use annals_text::{Language, Span, Token};
use annals_time::Times;

use crate::colon::told_by_layout;
use crate::days::days;
use crate::parse::{LONGEST, Parsed};
use crate::quotation::quotations;
use crate::saying::may_report;
use crate::second::SecondReading;
use crate::statements::statements;
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
        let reports = inside.len() <= LONGEST && may_report(&parsed.words);
        if reports || story.events.len() > told {
            let tree = Tree::of(text, sentence, &document.names.mentions);
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
