//! Strings made to break readers, in every place a page has: as the page itself, as title, byline and text, in meta
//! elements and JSON-LD. Nothing panics, no text vanishes, and no markup becomes text (`invariants` says what that
//! means). The strings are our own and, where they stand beside the repository, the public sets.

use annals_extract::{Article, Omitted};
use serde_json::Value;

use crate::invariants::{check, page};
use crate::shared::rows;

/// Our own: each a way to get markup into text, or to lose text.
const OWN: &[&str] = &[
    "<script>stop()</script>",
    "<scr<script>ipt>stop()</scr</script>ipt>",
    "<img src=x onerror=stop()>",
    "<svg/onload=stop()>",
    "<svg><script>stop()</script><style><img src=x onerror=stop()></style></svg>",
    "<a href=\"javascript:stop()\">pier</a>",
    "<a href='java\tscript:stop()' onclick=stop()>pier",
    "\"><script>stop()</script>",
    "'><b onmouseover=stop()>pier</b>",
    "</title><script>stop()</script>",
    "</textarea></script></style></noscript></template><i onload=stop()>pier",
    "<!--<script>stop()--></script>pier",
    "<!--><b>pier</b>-->",
    "<![CDATA[<b>pier</b>]]>",
    "<?pier <b>?>",
    "<math><mtext><table><mglyph><style><img src=x onerror=stop()></style></table>",
    "<noscript><p title=\"</noscript><img src=x onerror=stop()>\">",
    "<template><script>stop()</script></template>",
    "<iframe srcdoc='<b>pier</b>'></iframe>",
    "<style>p:before { content: 'pier' }</style>",
    "<b\u{0}old>pier</b>",
    "&lt;b&gt;pier&lt;/b&gt;",
    "&#60;b&#62;pier&#x3C;/b&#x3e",
    "<plaintext><b>pier</b>",
    "<x onfocus=stop() tabindex=1 autofocus>pier</x>",
    "1 < 2 and <3",
    "pier <b",
    "pier </",
    "\u{202E}reip\u{202C}",
    "\u{FEFF}\u{200B}\u{AD}",
    "\u{0}\u{1}\u{7F}",
    "%00%3Cb%3E",
    "{{7*7}}${7*7}",
    "\r\n\r\nHTTP/1.1 200",
    "../../../../etc",
    "N/A\tnull\\u003cb\\u003e",
];

const TEXT: &str =
    "The harbour board opened the new pier on Tuesday, two years after the first stone was laid.";

fn read(html: &str) -> (Article, Vec<Omitted>) {
    check(&page(
        html.as_bytes(),
        Some("https://harbourpost.example/a"),
        Some("text/html; charset=utf-8"),
    ))
}

fn escaped(text: &str) -> String {
    let text = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}

/// A value in JSON in a script: no `<`, so that nothing ends the script.
fn quoted(text: &str) -> String {
    Value::from(text).to_string().replace('<', "\\u003c")
}

/// One payload wherever a page has a place for it.
fn try_everywhere(payload: &str) {
    check(&page(payload.as_bytes(), None, None));
    check(&page(payload.as_bytes(), None, Some("text/plain")));
    read(payload);
    for payload in [payload, &escaped(payload)] {
        read(&format!(
            "<title>{payload}</title><h1>{payload}</h1><p class=byline>{payload}</p><p>{TEXT}</p><p>{payload}</p>"
        ));
        read(&format!("<title>{payload} | Harbour Post</title><p>{TEXT}"));
        read(&format!(
            "<meta property=og:title content=\"{payload}\"><meta name=author content=\"{payload}\">\
             <meta property=og:site_name content='{payload}'><p>{TEXT}"
        ));
        read(&format!(
            "<p>{TEXT}</p><a href=\"{payload}\" title='{payload}' class={payload}>{TEXT}</a>"
        ));
    }
    let value = quoted(payload);
    read(&format!(
        "<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"headline\":{value},\"articleBody\":{value},\
         \"author\":{{\"name\":{value}}},\"publisher\":{value},\"datePublished\":{value}}}</script><p>{TEXT}"
    ));
}

#[test]
fn our_own_payloads() {
    OWN.iter().for_each(|payload| try_everywhere(payload));
}

#[test]
fn a_value_with_markup_is_read_without_it() {
    let (article, _) = read(&format!(
        "<meta property=og:title content='Pier &lt;b onclick=stop()&gt;opens&lt;/b&gt;&lt;script&gt;stop()&lt;/script&gt;'>\
         <p>{TEXT}"
    ));
    assert_eq!(article.title.as_deref(), Some("Pier opens"));
}

#[test]
fn a_script_in_a_heading_is_no_title() {
    let (article, _) = read(&format!(
        "<h1>Pier <script>stop()</script><style>b {{}}</style><iframe></head></iframe><svg><title>x</title></svg>opens</h1><p>{TEXT}"
    ));
    assert_eq!(article.title.as_deref(), Some("Pier opens"));
}

#[test]
fn escaped_markup_is_text() {
    for payload in OWN.iter().filter(|payload| payload.contains("stop()")) {
        let page = format!(
            "<article><p>{TEXT} It wrote: {} and no more.</p>",
            escaped(payload)
        );
        let (article, omitted) = read(&page);
        let words: Vec<&str> = payload.split_whitespace().collect();
        let all = omitted
            .iter()
            .fold(article.text.to_string(), |all, piece| all + &piece.text);
        assert!(all.contains(&words.join(" ")), "{payload} was lost");
    }
}

/// Every string of a set, in its field or fields.
fn try_set(path: &str) {
    let Some(rows) = rows(path) else { return };
    for row in rows {
        let fields = row.as_object().expect("a row is an object");
        let strings = fields
            .iter()
            .filter(|(name, _)| *name != "src")
            .map(|(_, value)| value);
        strings.for_each(try_value);
    }
}

fn try_value(value: &Value) {
    match value {
        Value::String(text) => try_everywhere(text),
        Value::Array(values) => values.iter().for_each(try_value),
        _ => {}
    }
}

#[test]
fn public_fragments() {
    try_set("bench/hostile/html_fragments.jsonl");
}

#[test]
fn public_naughty_strings() {
    try_set("bench/hostile/naughty_strings.jsonl");
}

#[test]
fn public_scripts() {
    try_set("bench/hostile/xss.jsonl");
    try_set("bench/hostile/xss_payloads.jsonl");
}
