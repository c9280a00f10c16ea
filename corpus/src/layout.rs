//! How outlets' pages look: each layout puts article, teasers, navigation and notices into other elements, as sites do.

use crate::Telling;
use crate::telling::day_of;

/// What stands on a page besides the article.
pub struct Surroundings<'a> {
    /// The outlet's name.
    pub outlet: &'a str,
    /// Titles of other articles.
    pub teasers: &'a [String],
    /// How often it was read: changes with each capture.
    pub readers: usize,
}

/// How many layouts there are.
const LAYOUTS: usize = 4;

/// The page of an article.
pub fn page(layout: usize, telling: &Telling, around: &Surroundings<'_>) -> String {
    let head = head(layout, telling, around.outlet);
    let body = match layout % LAYOUTS {
        0 => plain(telling, around),
        1 => boxes(telling, around),
        2 => columns(telling, around),
        _ => bare(telling, around),
    };
    format!("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n{head}</head>\n<body>\n{body}</body>\n</html>\n")
}

/// The notices that the layout puts beside the article.
pub fn notices(layout: usize) -> &'static [&'static str] {
    match layout % LAYOUTS {
        0 => &["We use cookies to count our readers. You can refuse them at any time."],
        1 => &["Sign up for our morning letter and get the news before breakfast."],
        2 => &["Support independent reporting: become a member today."],
        _ => &[],
    }
}

fn head(layout: usize, telling: &Telling, outlet: &str) -> String {
    let (title, url, published) = (&telling.title, &telling.url, telling.published);
    let mut head = format!(
        "<meta charset=\"utf-8\">\n<title>{title} | {outlet}</title>\n<link rel=\"canonical\" href=\"{url}\">\n\
         <meta property=\"og:site_name\" content=\"{outlet}\">\n"
    );
    head += &match layout % LAYOUTS {
        0 => format!(
            "<script type=\"application/ld+json\">{{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\
             \"headline\":\"{title}\",\"datePublished\":\"{published}\",\
             \"author\":{{\"@type\":\"Person\",\"name\":\"{}\"}}}}</script>\n",
            telling.byline
        ),
        1 | 2 => format!("<meta property=\"article:published_time\" content=\"{published}\">\n"),
        _ => String::new(),
    };
    head
}

fn plain(telling: &Telling, around: &Surroundings<'_>) -> String {
    format!(
        "<div id=\"consent\" role=\"dialog\"><p>{}</p><button>Accept</button></div>\n{}<main><article>\n<h1>{}</h1>\n\
         <p class=\"byline\">By {}</p>\n{}\n{}</article>\n<aside><h2>Most read</h2><ul>{}</ul></aside></main>\n{}",
        notices(0)[0],
        navigation(),
        telling.title,
        telling.byline,
        time(telling),
        paragraphs(telling, "p", "text"),
        teasers(around, "li"),
        footer(around),
    )
}

fn boxes(telling: &Telling, around: &Surroundings<'_>) -> String {
    format!(
        "{}<div class=\"story\"><header><h1 class=\"story__title\">{}</h1><div class=\"story__meta\">{} · {} · {} \
         views</div></header>\n<div class=\"story__body\">\n{}</div>\n<div class=\"newsletter\"><p>{}</p><form><input \
         type=\"email\"></form></div></div>\n<section class=\"related\"><h3>Read next</h3>{}</section>\n{}",
        navigation(),
        telling.title,
        telling.byline,
        time(telling),
        around.readers,
        paragraphs(telling, "p", "story__p"),
        notices(1)[0],
        teasers(around, "div"),
        footer(around),
    )
}

fn columns(telling: &Telling, around: &Surroundings<'_>) -> String {
    format!(
        "{}<table><tr><td class=\"left\"><b>Latest</b>{}</td><td class=\"content\"><h1>{}</h1><p><i>{}</i> {}</p>\n\
         {}<p class=\"appeal\">{}</p></td></tr></table>\n{}",
        navigation(),
        teasers(around, "p"),
        telling.title,
        telling.byline,
        time(telling),
        paragraphs(telling, "p", "par"),
        notices(2)[0],
        footer(around),
    )
}

fn bare(telling: &Telling, around: &Surroundings<'_>) -> String {
    format!(
        "{}<h1>{}</h1>\n<p>{}</p>\n<div id=\"text\">{}</div>\n<hr>\n<ul class=\"more\">{}</ul>\n{}",
        navigation(),
        telling.title,
        time(telling),
        paragraphs(telling, "div", "para"),
        teasers(around, "li"),
        footer(around),
    )
}

fn navigation() -> &'static str {
    "<nav><a href=\"/\">Home</a> <a href=\"/world\">World</a> <a href=\"/business\">Business</a> \
     <a href=\"/sport\">Sport</a></nav>\n"
}

fn footer(around: &Surroundings<'_>) -> String {
    let outlet = around.outlet;
    format!("<footer><p>© {outlet}. All rights reserved.</p><a href=\"/imprint\">Imprint</a></footer>\n")
}

fn time(telling: &Telling) -> String {
    let day = day_of(telling.published).strftime("%B %-d, %Y");
    format!("<time datetime=\"{}\">{day}</time>", telling.published)
}

fn paragraphs(telling: &Telling, element: &str, class: &str) -> String {
    let lines = telling.paragraphs.iter();
    lines
        .map(|text| format!("<{element} class=\"{class}\">{text}</{element}>\n"))
        .collect()
}

fn teasers(around: &Surroundings<'_>, element: &str) -> String {
    let lines = around.teasers.iter().enumerate();
    lines
        .map(|(number, title)| format!("<{element}><a href=\"/t/{number}\">{title}</a></{element}>"))
        .collect()
}
