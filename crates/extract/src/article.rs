//! What counts as the article, and what was left out and why.

use annals_text::{Language, Span, Text};
use jiff::civil::Date;

/// A page as it came: bytes, and what is known of them from outside.
#[derive(Clone, Copy, Debug, Default)]
pub struct Page<'a> {
    /// The payload, without HTTP framing. HTML or plain text; which one is told by looking, unless `content_type` says.
    pub bytes: &'a [u8],
    /// Where it was found, if known: helps with dates, site names and relative links.
    pub url: Option<&'a str>,
    /// The media type its server or file name claims ("text/html; charset=windows-1251").
    pub content_type: Option<&'a str>,
    /// The day it was captured (in UTC). A later day is no day of publication: it is refused, or flagged where the page
    /// gives no other. It is used for nothing else, and never as the day of publication.
    pub as_of: Option<Date>,
}

/// The article of a page. Its text is its paragraphs joined by blank lines; blocks point into it.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Title without the site's name.
    pub title: Option<String>,
    /// Names of the authors as printed, without "By".
    pub authors: Vec<String>,
    /// When it was published, and where that was found. Never the capture date.
    pub published: Option<PublicationDate>,
    /// When it says that it was last changed.
    pub modified: Option<PublicationDate>,
    /// The language of the text.
    pub language: Option<Language>,
    /// The outlet's name as the page gives it.
    pub site_name: Option<String>,
    /// The address the page gives itself.
    pub canonical_url: Option<String>,
    /// The part of the outlet it stands in ("World").
    pub section: Option<String>,
    /// Keywords that the page gives its article, once each, in order.
    pub tags: Vec<String>,
    /// The address of the picture meant for previews, absolute.
    pub image: Option<String>,
    /// The licence it is under: an address, or a name.
    pub licence: Option<String>,
    /// Who may read it, if the page says so.
    pub access: Option<Access>,
    /// The body: blocks joined by "\n\n".
    pub text: Text,
    /// Paragraphs, headings, list items, quotes, tables and captions of the body in order, without gaps but the "\n\n".
    pub blocks: Vec<Block>,
    /// Leads to other articles found on the page, once each, in order.
    pub teasers: Vec<Teaser>,
    /// Why the page could not be read whole, if so.
    pub partial: Option<Partial>,
    /// So many spaces were put back between names and the words around them, where an earlier tool had lost them. Spans
    /// refer to the text as it is now.
    pub repaired: usize,
}

impl Article {
    /// An article whose text is given: kept as it is to the last byte, each line that holds text a paragraph.
    pub fn of_text(text: impl Into<Text>) -> Self {
        let text = text.into();
        let (mut blocks, mut start) = (Vec::new(), 0);
        for line in text.split('\n') {
            if !line.trim().is_empty() {
                blocks.push(Block {
                    span: Span::new(start, start + line.len()),
                    kind: BlockKind::Paragraph,
                    layout: Layout::default(),
                });
            }
            start += line.len() + 1;
        }
        Article {
            text,
            blocks,
            ..Article::from_paragraphs([])
        }
    }

    /// The article without the blocks that its outlet prints in other articles too, and these. `others` says for each block
    /// in how many; 0 keeps it.
    pub fn without_repeats(mut self, others: &[usize]) -> (Self, Vec<Omitted>) {
        if others.iter().all(|&others| others == 0) {
            return (self, Vec::new());
        }
        let (mut text, mut blocks, mut omitted) = (String::new(), Vec::new(), Vec::new());
        for (at, block) in self.blocks.iter().enumerate() {
            let printed = &self.text[block.span];
            match others.get(at).copied().unwrap_or(0) {
                0 => blocks.push(Block::appended(&mut text, printed, block.kind, block.layout)),
                others => omitted.push(Omitted {
                    text: printed.to_owned(),
                    reason: Reason::Repeat,
                    others,
                }),
            }
        }
        (self.text, self.blocks) = (Text::new(text), blocks);
        (self, omitted)
    }

    /// An article that is only a body: each string a paragraph.
    pub fn from_paragraphs<'a>(paragraphs: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut text, mut blocks) = (String::new(), Vec::new());
        for paragraph in paragraphs {
            blocks.push(Block::appended(
                &mut text,
                paragraph,
                BlockKind::Paragraph,
                Layout::default(),
            ));
        }
        Article {
            title: None,
            authors: Vec::new(),
            published: None,
            modified: None,
            language: annals_text::language(&text),
            site_name: None,
            canonical_url: None,
            section: None,
            tags: Vec::new(),
            image: None,
            licence: None,
            access: None,
            text: Text::new(text),
            blocks,
            teasers: Vec::new(),
            partial: None,
            repaired: 0,
        }
    }
}

/// Who may read an article, as its page says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everyone.
    Free,
    /// Everyone, up to a number of articles.
    Metered,
    /// Who pays or signs in; the page may hold only its beginning.
    Paid,
}

impl Access {
    /// As streams and pages print it: "free", "metered", "paid".
    pub fn as_str(self) -> &'static str {
        match self {
            Access::Free => "free",
            Access::Metered => "metered",
            Access::Paid => "paid",
        }
    }
}

/// One block of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its place in the article's text.
    pub span: Span,
    /// What kind of block it is.
    pub kind: BlockKind,
    /// How its page sets it.
    pub layout: Layout,
}

/// How a page sets a block: what its kind alone does not say. Of plain text nothing is known but the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Of a heading 1 to 6, of a list item in how many lists it stands; 0 where the page does not say.
    pub level: u8,
    /// The number of an item in an ordered list.
    pub number: Option<u32>,
    /// Whether it is the first block of its list item, quotation or table; another one goes on with it.
    pub first: bool,
    /// Whether it is a row of column headings.
    pub heading: bool,
    /// For a table row: bit n says that a cell that holds text begins in column n.
    pub columns: u64,
    /// Whether all of it is in bold, as questions of an interview are.
    pub strong: bool,
}

impl Block {
    /// A block put behind the text there is.
    pub(crate) fn appended(text: &mut String, block: &str, kind: BlockKind, layout: Layout) -> Self {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(block);
        let span = Span::new(start, text.len());
        Block { span, kind, layout }
    }
}

/// What kind of block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading inside the body.
    Heading,
    /// An item of a list.
    ListItem,
    /// A quotation set apart.
    Quote,
    /// A table row, its cells joined by " | ".
    TableRow,
    /// The caption of a picture.
    Caption,
}

impl BlockKind {
    /// As streams and pages print it: "paragraph", "heading", "list item", "quote", "table row", "caption".
    pub fn as_str(self) -> &'static str {
        match self {
            BlockKind::Paragraph => "paragraph",
            BlockKind::Heading => "heading",
            BlockKind::ListItem => "list item",
            BlockKind::Quote => "quote",
            BlockKind::TableRow => "table row",
            BlockKind::Caption => "caption",
        }
    }
}

/// A date of publication or change, and where it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicationDate {
    /// The day, in the outlet's own time zone as printed.
    pub day: Date,
    /// Where it was found.
    pub from: DateFrom,
    /// How far it can be trusted.
    pub trust: Trust,
}

/// How far a date can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// Two independent places agree: what the page states for machines (structured data and meta elements come from one
    /// hand and count once), its address, what it prints near its title. Also a date that someone vouched for.
    Sure,
    /// One place says so.
    Likely,
    /// Not said to be the day of publication (the only date on the page, the day of a change), or its year was inferred.
    Guess,
    /// Later than the day of capture: wrong, or set for a later day.
    Future,
}

impl Trust {
    /// As streams and pages print it: "sure", "likely", "guess", "future".
    pub fn as_str(self) -> &'static str {
        match self {
            Trust::Sure => "sure",
            Trust::Likely => "likely",
            Trust::Guess => "guess",
            Trust::Future => "future",
        }
    }
}

/// Where a date was found, most trusted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateFrom {
    /// Vouched for by whoever added the page: it says none itself.
    Given,
    /// JSON-LD.
    JsonLd,
    /// A meta tag, microdata or a time element's attribute.
    Meta,
    /// The address.
    Url,
    /// Printed on the page near the title.
    Visible,
    /// Printed in the text (a dateline).
    Text,
}

impl DateFrom {
    /// As streams and pages print it: "given", "json-ld", "meta", "url", "visible", "text".
    pub fn as_str(self) -> &'static str {
        match self {
            DateFrom::Given => "given",
            DateFrom::JsonLd => "json-ld",
            DateFrom::Meta => "meta",
            DateFrom::Url => "url",
            DateFrom::Visible => "visible",
            DateFrom::Text => "text",
        }
    }
}

/// Text of the page that is not part of the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Omitted {
    /// The text, white space folded.
    pub text: String,
    /// Why it was left out.
    pub reason: Reason,
    /// In how many other articles of the same outlet it is printed, where that is why it was left out.
    pub others: usize,
}

/// Why a piece of a page was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// Menus, breadcrumbs, links to sections.
    Navigation,
    /// A lead to another article.
    Teaser,
    /// Printed before on the same page, or in many articles of the same outlet.
    Repeat,
    /// Title, byline, date: kept as metadata.
    Metadata,
    /// Subscription, newsletter, cookie, donation or sharing box; copyright lines.
    Boilerplate,
    /// Readers' comments.
    Comment,
    /// Advertisement.
    Advertisement,
    /// A form, button or control.
    Control,
    /// Hidden from readers.
    Hidden,
    /// Found too little like article text.
    Unlikely,
}

impl Reason {
    /// As streams and pages print it, in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Reason::Navigation => "navigation",
            Reason::Teaser => "teaser",
            Reason::Repeat => "repeat",
            Reason::Metadata => "metadata",
            Reason::Boilerplate => "boilerplate",
            Reason::Comment => "comment",
            Reason::Advertisement => "advertisement",
            Reason::Control => "control",
            Reason::Hidden => "hidden",
            Reason::Unlikely => "unlikely",
        }
    }
}

/// A lead to an article that may not have been captured yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Teaser {
    /// Its text as printed, once.
    pub text: String,
    /// The date printed with it.
    pub date: Option<Date>,
    /// Where it leads.
    pub url: Option<String>,
}

/// Why a page could not be read whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Partial {
    /// Larger than the cap on bytes.
    Size,
    /// Nested deeper than the cap.
    Depth,
    /// More attributes, elements, segments or lines than the caps.
    Nodes,
    /// Bytes that are not text in the page's character set.
    Encoding,
    /// A box behind the text says that the rest is for those who pay or sign in.
    Paywall,
}
