//! Values of attributes and structured data without the markup that some pages put in them: "The <em>Daily</em> round"
//! in a link preview means "The Daily round". What a browser shows as text stays: a page on `<canvas>` prints its name.

use crate::html::{Tag, Token, Tokens, Tree};
use crate::print::Print;

/// `value` without tags, comments, scripts and styles, unless the page prints it with them or names itself so.
pub fn of(value: String, tree: &Tree<'_>, print: &Print) -> String {
    if !value.contains('<') || !holds_markup(&value) || is_printed(&value, tree, print) {
        return value;
    }
    let once = without_tags(&value);
    match holds_markup(&once) {
        // What is left where tags were written inside of tags.
        true => without_tags(&once).replace('<', ""),
        false => once,
    }
}

fn without_tags(value: &str) -> String {
    let mut bare = String::with_capacity(value.len());
    for token in Tokens::new(value) {
        match token {
            Token::Text(text) => bare.push_str(text),
            Token::Start { tag, .. } | Token::End(tag) if tag.is_block() || tag == Tag::Br => bare.push(' '),
            _ => {}
        }
    }
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a browser would read some of it as an element of HTML or a comment. An unknown name in angle brackets is none.
pub fn holds_markup(value: &str) -> bool {
    let known = |tag| tag != Tag::Unknown;
    let mut tokens = Tokens::new(value);
    let markup = tokens.any(|token| match token {
        Token::Start { tag, .. } | Token::End(tag) => known(tag),
        Token::Raw(_) => true,
        Token::Text(_) => false,
    });
    markup || value.contains("<!--")
}

fn is_printed(value: &str, tree: &Tree<'_>, print: &Print) -> bool {
    let titled = |title: usize| tree.text_below(title, value.len() * 2).contains(value);
    let mut titles = (0..tree.nodes().len()).filter(|&id| tree.node(id).tag == Tag::Title);
    print.text.contains(value) || titles.next().is_some_and(titled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(value: &str, page: &str) -> String {
        let tree = Tree::parse(page);
        of(value.to_owned(), &tree, &Print::of(&tree))
    }

    #[test]
    fn markup_in_a_value_is_no_text() {
        assert_eq!(bare("The <em>Daily</em> round", ""), "The Daily round");
        assert_eq!(bare("Pier<br>opens<script>x()</script>", ""), "Pier opens");
        assert_eq!(bare("<img src=x onerror=alert(1)>Pier", ""), "Pier");
        assert_eq!(bare("Pier <!-- old -->opens", ""), "Pier opens");
        assert_eq!(bare("<<b>b>Pier<<i>/b>", ""), "Pier");
    }

    #[test]
    fn what_the_page_shows_stays() {
        let page = "<title>x</title><h1>How &lt;canvas&gt; draws</h1>";
        assert_eq!(bare("How <canvas> draws", page), "How <canvas> draws");
        assert_eq!(bare("1 < 2, and <3", ""), "1 < 2, and <3");
        assert_eq!(bare("<untitled>", ""), "<untitled>");
    }
}
