//! Full-text search. Any string is a query: where it is none in the query language, its words are looked for.

use annals_archive::CaptureId;
use jiff::civil::Date;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{AllQuery, BooleanQuery, EmptyQuery, Occur, Query, QueryParser, RangeQuery, TermQuery};
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::snippet::SnippetGenerator;
use tantivy::{DocAddress, Searcher, TantivyDocument, Term};

use crate::evidence::capture_id;
use crate::index::{Index, day_number};
use crate::listing::Listed;
use crate::{Annals, Error, ErrorKind, Result};

/// What to search for.
#[derive(Clone, Debug, Default)]
pub struct SearchQuery {
    /// Words, all of which must occur; "phrases in quotation marks", `-without`, `this OR that`, `title:word`. Empty:
    /// all articles.
    pub text: String,
    /// Of one source: its name or key.
    pub source: Option<String>,
    /// Published on this day or later.
    pub from: Option<Date>,
    /// Published on this day or before.
    pub until: Option<Date>,
    /// How many hits to leave out at the beginning.
    pub offset: usize,
    /// How many to answer at most; 0 answers none but counts.
    pub limit: usize,
}

/// Part of the answer.
#[derive(Clone, Debug)]
pub struct SearchPage {
    /// How many articles there are in all.
    pub total: usize,
    /// The best of them, in order.
    pub hits: Vec<Hit>,
}

/// One article that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The article.
    pub listed: Listed,
    /// pieces of the text; `true` marks what matched
    pub snippet: Vec<(String, bool)>,
}

/// Length of a snippet, in bytes.
const SNIPPET: usize = 280;
/// Longer queries are cut, in bytes.
const QUERY_LIMIT: usize = 2000;
/// How far into the answer a page may begin.
const DEEPEST: usize = 100_000;

impl Annals {
    /// Articles that match, best first; without words, latest first.
    pub fn search(&self, query: &SearchQuery) -> Result<SearchPage> {
        let Some(index) = Index::open(&self.index_folder())? else {
            return Err(Error::new(
                ErrorKind::NotFound,
                "there is no full-text index yet: run `annals build`",
            ));
        };
        let source = query
            .source
            .as_deref()
            .map(|source| self.find_source(source))
            .transpose()?;
        let words = words_query(&index, &query.text);
        let whole = narrowed(
            &index,
            words.box_clone(),
            query,
            source.as_ref().map(|source| source.key.as_str()),
        );
        let searcher = index.inner.reader()?.searcher();
        let total = searcher.search(&*whole, &Count)?;
        let addresses = match query.limit == 0 || query.offset >= total.min(DEEPEST) {
            true => Vec::new(),
            false => best(&searcher, &*whole, query)?,
        };
        let mut generator = SnippetGenerator::create(&searcher, &*words, index.fields.text)?;
        generator.set_max_num_chars(SNIPPET);
        let hits = addresses
            .into_iter()
            .map(|address| self.hit(&index, &searcher, &generator, address));
        Ok(SearchPage {
            total,
            hits: hits.filter_map(Result::transpose).collect::<Result<_>>()?,
        })
    }

    fn hit(
        &self,
        index: &Index,
        searcher: &Searcher,
        generator: &SnippetGenerator,
        address: DocAddress,
    ) -> Result<Option<Hit>> {
        let document: TantivyDocument = searcher.doc(address)?;
        let capture: CaptureId = capture_id(
            document
                .get_first(index.fields.capture)
                .and_then(|value| value.as_str())
                .unwrap_or_default(),
        );
        let text = document
            .get_first(index.fields.text)
            .and_then(|value| value.as_str())
            .unwrap_or_default();
        let Some(listed) = self.listed(capture)? else {
            return Ok(None);
        };
        let snippet = snippet(generator, text, &listed.lead);
        Ok(Some(Hit { listed, snippet }))
    }
}

fn words_query(index: &Index, text: &str) -> Box<dyn Query> {
    let text = &text[..text.floor_char_boundary(QUERY_LIMIT)];
    if text.trim().is_empty() {
        return Box::new(AllQuery);
    }
    let fields = index.fields;
    let mut parser = QueryParser::for_index(&index.inner, vec![fields.title, fields.text]);
    parser.set_conjunction_by_default();
    parser.set_field_boost(fields.title, 2.0);
    parser.parse_query(text).unwrap_or_else(|_| {
        let plain: String = text
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { ' ' })
            .collect();
        let plain: Vec<String> = plain.split_whitespace().map(str::to_lowercase).collect();
        match plain.is_empty() {
            true => Box::new(EmptyQuery),
            false => parser.parse_query_lenient(&plain.join(" ")).0,
        }
    })
}

/// The words, within a source and between days.
fn narrowed(
    index: &Index,
    words: Box<dyn Query>,
    query: &SearchQuery,
    source: Option<&str>,
) -> Box<dyn Query> {
    let mut parts = vec![(Occur::Must, words)];
    if let Some(key) = source {
        let term = Term::from_field_text(index.fields.source, key);
        parts.push((
            Occur::Must,
            Box::new(TermQuery::new(term, IndexRecordOption::Basic)),
        ));
    }
    if query.from.is_some() || query.until.is_some() {
        let bound = |date: Option<Date>| match date {
            Some(date) => std::ops::Bound::Included(Term::from_field_i64(index.fields.day, day_number(date))),
            None => std::ops::Bound::Unbounded,
        };
        parts.push((
            Occur::Must,
            Box::new(RangeQuery::new(bound(query.from), bound(query.until))),
        ));
    }
    Box::new(BooleanQuery::new(parts))
}

fn best(searcher: &Searcher, whole: &dyn Query, query: &SearchQuery) -> Result<Vec<DocAddress>> {
    let top = TopDocs::with_limit(query.limit.min(DEEPEST)).and_offset(query.offset);
    if query.text.trim().is_empty() {
        let latest = searcher.search(
            whole,
            &top.order_by_fast_field::<i64>("day", tantivy::Order::Desc),
        )?;
        return Ok(latest.into_iter().map(|(_, address)| address).collect());
    }
    let best = searcher.search(whole, &top.order_by_score())?;
    Ok(best.into_iter().map(|(_, address)| address).collect())
}

/// The piece of the text with most matches, or its beginning if only the title matches.
fn snippet(generator: &SnippetGenerator, text: &str, lead: &str) -> Vec<(String, bool)> {
    let found = generator.snippet(text);
    let fragment = found.fragment();
    if fragment.is_empty() {
        return vec![(lead.to_owned(), false)];
    }
    let (mut pieces, mut at) = (Vec::new(), 0);
    for range in tantivy::snippet::collapse_overlapped_ranges(found.highlighted()) {
        pieces.push((fragment[at..range.start].to_owned(), false));
        pieces.push((fragment[range.clone()].to_owned(), true));
        at = range.end;
    }
    pieces.push((fragment[at..].to_owned(), false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}
