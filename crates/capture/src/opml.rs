//! Lists of feeds, as readers of feeds exchange them (OPML 1.0 and 2.0): read as they come, broken ones too; written so that
//! others read them. Only outlines with a feed count; folders are walked through.

use std::collections::HashSet;

use crate::Origin;
use crate::decoding::decode;
use crate::markup::{Tag, Token, Tokens, escape};

/// A feed of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Its title.
    pub title: Option<String>,
    /// Its address.
    pub feed: String,
    /// The site that it is of.
    pub site: Option<String>,
}

/// More of a list, in bytes, is not read.
const SIZE_LIMIT: usize = 16 << 20;
/// More feeds of one list are not read.
const FEEDS: usize = 20_000;

/// The feeds of a list, each once, in order; `None` where it is no list.
pub fn read_opml(bytes: &[u8], origin: Origin<'_>) -> Option<Vec<Outline>> {
    let text = decode(&bytes[..bytes.len().min(SIZE_LIMIT)], origin.content_type);
    let (mut outlines, mut seen, mut is_list) = (Vec::new(), HashSet::new(), false);
    for token in Tokens::of(&text) {
        let Token::Start(tag) = token else { continue };
        is_list |= tag.name.eq_ignore_ascii_case("opml");
        if !is_list || !tag.name.eq_ignore_ascii_case("outline") {
            continue;
        }
        let outline = outline(&tag).filter(|outline| seen.insert(outline.feed.clone()));
        outlines.extend(outline.filter(|_| outlines.len() < FEEDS));
    }
    is_list.then_some(outlines)
}

fn outline(tag: &Tag<'_>) -> Option<Outline> {
    let said = |name: &str| {
        let said = tag.attribute(name)?.trim().to_owned();
        (!said.is_empty()).then_some(said)
    };
    let is_web = |url: &String| url.starts_with("http://") || url.starts_with("https://");
    Some(Outline {
        title: said("title").or_else(|| said("text")),
        feed: said("xmlUrl").filter(is_web)?,
        site: said("htmlUrl").filter(is_web),
    })
}

/// A list of these feeds, OPML 2.0 in UTF-8.
pub fn write_opml(title: &str, outlines: &[Outline]) -> String {
    let mut written =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n<head><title>");
    escape(title, &mut written);
    written.push_str("</title></head>\n<body>\n");
    for outline in outlines {
        written.push_str("<outline type=\"rss\"");
        let title = outline.title.as_ref().unwrap_or(&outline.feed);
        for (name, value) in [
            ("text", Some(title)),
            ("title", Some(title)),
            ("xmlUrl", Some(&outline.feed)),
            ("htmlUrl", outline.site.as_ref()),
        ] {
            if let Some(value) = value {
                written.push_str(&format!(" {name}=\""));
                let mut escaped = String::new();
                escape(value, &mut escaped);
                written.push_str(&escaped.replace('"', "&quot;"));
                written.push('"');
            }
        }
        written.push_str("/>\n");
    }
    written.push_str("</body>\n</opml>\n");
    written
}
