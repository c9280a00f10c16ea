//! Pages made to hurt, as data: each shape makes a page of any size, between two sentences that must not be lost. The
//! tests read them small, the example `hostile_pages` measures them at five megabytes.

/// Stands before each shape and must be kept.
pub const FIRST: &str =
    "The ferry reached the island at noon, and the mayor, who had waited since dawn, read an address.";

/// Stands behind each shape and must be kept, unless the shape never ends.
pub const LAST: &str =
    "The band played until the lamps were lit, and nobody in the harbour went home before the last boat.";

/// One shape.
pub struct Shape {
    /// What it is called.
    pub name: String,
    /// The media type.
    pub content_type: &'static str,
    /// Whether what stands behind it is still text.
    pub ends: bool,
    head: String,
    unit: Unit,
    tail: String,
}

/// What a shape repeats.
enum Unit {
    Same(String),
    /// Each one with its number, in letters, in place of `#`.
    Numbered(String),
    /// Bytes that may be no text.
    Bytes(Vec<u8>),
}

impl Shape {
    /// A page of about `size` bytes.
    pub fn page(&self, size: usize) -> Vec<u8> {
        let (before, after) = if self.content_type == "text/plain" {
            (format!("{FIRST}\n\n"), format!("\n\n{LAST}"))
        } else {
            (format!("<p>{FIRST}</p>"), format!("<p>{LAST}</p>"))
        };
        let mut page = format!("{before}{}", self.head).into_bytes();
        let mut number = 0;
        while page.len() < size {
            match &self.unit {
                Unit::Same(unit) => page.extend_from_slice(unit.as_bytes()),
                Unit::Numbered(unit) => {
                    page.extend_from_slice(unit.replace('#', &in_letters(number)).as_bytes())
                }
                Unit::Bytes(unit) => page.extend_from_slice(unit),
            }
            number += 1;
        }
        page.extend_from_slice(self.tail.as_bytes());
        page.extend_from_slice(after.as_bytes());
        page
    }
}

/// A number in letters: a name may hold them where it may hold no digits.
fn in_letters(mut number: usize) -> String {
    let mut letters = String::new();
    loop {
        letters.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
        if number == 0 {
            return letters;
        }
    }
}

/// Every shape.
pub fn shapes() -> Vec<Shape> {
    let mut shapes = Vec::new();
    nesting(&mut shapes);
    crossing(&mut shapes);
    attributes(&mut shapes);
    references(&mut shapes);
    texts(&mut shapes);
    scripts(&mut shapes);
    small_elements(&mut shapes);
    unclosed(&mut shapes);
    plain_texts(&mut shapes);
    bytes(&mut shapes);
    shapes
}

fn html(kind: &str, head: &str, unit: &str, tail: &str) -> Shape {
    Shape {
        name: format!("{kind}: {head} {unit} {tail}").replace(['\n', '\0'], " "),
        content_type: "text/html; charset=utf-8",
        ends: true,
        head: head.to_owned(),
        unit: if unit.contains('#') && !unit.contains("&#") && !unit.contains("#x") {
            Unit::Numbered(unit.to_owned())
        } else {
            Unit::Same(unit.to_owned())
        },
        tail: tail.to_owned(),
    }
}

/// Every element in itself without end.
fn nesting(shapes: &mut Vec<Shape>) {
    const NAMES: &str = "a abbr address article aside audio b big blockquote body button canvas caption center cite code \
        colgroup datalist dd del details dialog dir div dl dt em fieldset figcaption figure font footer form frameset h1 \
        h2 h6 head header hgroup html i ins label legend li listing main map mark marquee math menu nav nobr object ol \
        optgroup option p picture pre q rp rt ruby s search section select small span strike strong sub summary sup svg \
        table tbody td template tfoot th thead time tr tt u ul unknown-name video noscript";
    for name in NAMES.split_whitespace() {
        shapes.push(html("nest", "", &format!("<{name}>"), ""));
    }
    for unit in [
        "<b><p>",
        "<p><b>",
        "<a href=x><div>",
        "<table><tr><td>",
        "<table><td>x",
        "<table><b>",
        "<table><p>",
        "<ul><li>",
        "<ul><li>x",
        "<dl><dt><dd>",
        "<select><option>",
        "<optgroup><option>",
        "<svg><g>",
        "<svg><foreignObject><div>",
        "<math><mi>",
        "<math><annotation-xml><svg>",
        "<template><div>",
        "<button><p>",
        "<object><p>",
        "<font color=red><i><b>",
        "<details><summary>",
        "<fieldset><legend>",
        "<h1><div>",
        "<div class=related>",
        "<div class=comment>x",
        "<div hidden>",
        "<div style='display:none'>x",
        "<tr>",
        "<td>",
        "<table><caption>",
        "<blockquote><p>x",
        "<a><b><i><u><s><tt><code><em>",
    ] {
        shapes.push(html("nest", "", unit, ""));
    }
}

/// Elements that cross, end before they began, or end what is far up.
fn crossing(shapes: &mut Vec<Shape>) {
    const DEEP: usize = 600;
    for unit in [
        "<b><div></b>",
        "<div><b></div>",
        "<p><a href=x><div></p></a>",
        "<i></b>",
        "<b><i></b></i>",
        "<table></b><b>x",
        "<li></ul>",
        "<td></table>",
        "<b><p></b><i></p></i>",
        "<select></table><option>",
        "<svg></p>",
        "<form></div></form>",
        "</br>",
        "</p>",
        "</body>",
        "</html>x",
        "<body class=#>",
        "<html lang=#>",
        "<a><table><a>",
        "<h1></h2>",
    ] {
        shapes.push(html("cross", "", unit, ""));
    }
    for (outer, unit) in [
        ("<div itemprop=headline>", "<i></i>"),
        ("<time>", "<i></i>"),
        ("<b class=byline>", "<i></i>"),
        ("<h1>", "<i></i>"),
        ("<div>", "<svg><title>x</title></svg>"),
        ("<div>", "<b class=byline>x</b>"),
        ("<div class=comment>", "<b class=byline>x</b>"),
        ("<div id=x-y class=z>", "<p>x"),
        ("<table><tr><td>", "<i>x</i>"),
        ("<table><tr><td>a<td>", "<i>x</i>"),
        ("<a href=x>", "<p>x"),
    ] {
        shapes.push(html("far", &outer.repeat(DEEP), unit, ""));
    }
    for name in ["class", "id", "style", "itemprop", "role", "href", "data-testid"] {
        let heavy = format!("<div {name}='{}'>", "heavy-word ".repeat(15_000));
        for (unit, open) in [
            ("<p>x", ""),
            ("<a href=x>y</a><br><br>", "<a href=y>"),
            ("<b class=byline>x</b>", "<article>"),
        ] {
            shapes.push(html("heavy", &format!("{heavy}{open}"), unit, ""));
        }
    }
    let far = format!("<b><a>{}", "<div>".repeat(DEEP));
    for unit in [
        "</b>",
        "</a>",
        "</x>",
        "</li>",
        "<li>",
        "</h1>",
        "<a>",
        "</td>",
        "<p>x",
        "</section>",
    ] {
        shapes.push(html("far", &far, unit, ""));
    }
}

fn attributes(shapes: &mut Vec<Shape>) {
    for (head, unit, tail) in [
        ("<p", " a#=1", ">x</p>"),
        ("<p", " class=c#", ">x</p>"),
        ("<p", " x", ">x</p>"),
        ("<p", " =", ">x</p>"),
        ("<p", "/", ">x</p>"),
        ("<p class='", "c# ", "'>x</p>"),
        ("<p class='", "c#", "'>x</p>"),
        ("<p class='", "a-b_C", "'>x</p>"),
        ("<p id='", "c#-", "'>x</p>"),
        ("<p style='", "color: red; ", "'>x</p>"),
        ("<p style='", "display : ", "'>x</p>"),
        ("<p title='", "x ", "'>x</p>"),
        ("<a href='", "x/", "'>x</a>"),
        (
            "<a href='",
            "&amp;",
            "'>a headline of more than twenty letters</a>",
        ),
        ("<a href='", "../", "'>a headline of more than twenty letters</a>"),
        ("<p itemprop='", "x ", "'>x</p>"),
        ("<p itemprop='datePublished'>", "2025 ", "</p>"),
        ("<meta name=author content='", "Ama Boateng, ", "'>"),
        ("<meta name=author content='", "Ama# Boateng; ", "'>"),
        ("<meta property=og:title content='", "x | ", "'>"),
        ("<meta property=og:title content='", "word# ", "'>"),
        ("<meta name=date content='", "1 ", "'>"),
        ("<meta property=og:site_name content='", "x ", "'>"),
        ("<meta name='", "x", "' content=x>"),
        ("<link rel=canonical href='", "x/", "'>"),
        ("<time datetime='", "2025-", "'>x</time>"),
        ("<html lang='", "en-", "'>"),
        ("", "<p a=1 b=2 c=3 d=4 e=5 class=x id=y style=z>", ""),
        ("", "<p class=c#>x</p>", ""),
        ("", "<div class='c# d#' id=e#>x</div>", ""),
        ("", "<meta name=n# content=c#>", ""),
        ("", "<meta name=author content='Ama# Boateng'>", ""),
        ("", "<meta property=og:title content=c#>", ""),
        ("", "<p itemprop=datePublished>", ""),
        ("", "<p itemprop=headline><b>", ""),
        ("", "<p class=byline>", ""),
        (
            "",
            "<p class='a b c d e f g h i j k l m n o p q r s t u v w x y z'>x",
            "",
        ),
    ] {
        shapes.push(html("attribute", head, unit, tail));
    }
}

fn references(shapes: &mut Vec<Shape>) {
    for unit in [
        "&",
        "&amp;",
        "&amp",
        "&lt;b&gt;",
        "&#",
        "&#x",
        "&#65;",
        "&#xD800;",
        "&#xDFFF;&#xD83D;",
        "&#0;",
        "&#x110000;",
        "&notanentity;",
        "&CounterClockwiseContourIntegral;",
        "&CounterClockwiseContourIntegra",
        "&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "&NotEqualTilde;",
        "&nbsp;",
        "&zwnj;",
    ] {
        shapes.push(html("reference", "<p>", unit, "</p>"));
    }
    shapes.push(html("reference", "<p>&#x", "1", ";</p>"));
    shapes.push(html("reference", "<p>&#", "0", ";</p>"));
    shapes.push(html("reference", "<p>&", "a", ";</p>"));
}

fn texts(shapes: &mut Vec<Shape>) {
    for unit in [
        "x",
        "x ",
        " ",
        "\n",
        "word, ",
        "The mayor read. ",
        "November 30, 2025 ",
        "11/30/2025 ",
        "1 ",
        "9",
        "By Ama Boateng ",
        "港",
        "港務委員會。",
        "e\u{301}",
        "\u{301}",
        "\u{202E}א ",
        "\u{FFFD}",
        "\u{FEFF}",
        "\u{1}",
        "\0",
        "\0 x",
        "\u{10FFFF}",
        "| ",
        "… ",
        "© ",
        "http://a.example/ ",
        "@a ",
        "x\u{2028}",
        "\r\n",
        "<",
        "< ",
        "a<b",
        ">",
    ] {
        shapes.push(html("text", "<p>", unit, "</p>"));
        shapes.push(html("text", "<a href=x><b>", unit, "</b></a>"));
    }
    shapes.push(html("text", "<pre>", "x\n\n", "</pre>"));
    shapes.push(html("text", "<pre>", "x\n", "</pre>"));
    shapes.push(html("text", "<h1>", "Pier ", "</h1>"));
    shapes.push(html("text", "<title>", "Pier | ", "</title>"));
    shapes.push(html("text", "<title>", "Pier - word# ", "</title>"));
    shapes.push(html("text", "<table><tr><td>", "word ", "</table>"));
    shapes.push(html("text", "<li>", "word ", "</li>"));
    shapes.push(html("text", "<button>", "word ", "</button>"));
}

fn scripts(shapes: &mut Vec<Shape>) {
    const LD: &str = "<script type=application/ld+json>";
    for (head, unit, tail) in [
        ("<script>", "var a = '<p>'; ", "</script>"),
        ("<script>", "</scrip", "</script>"),
        ("<script>", "<", "</script>"),
        ("<script>", "<!--", "--></script>"),
        ("<script>", "<!--<script>", "--></script></script>"),
        ("<style>", "p { color: red } ", "</style>"),
        ("<textarea>", "</textare", "</textarea>"),
        ("<xmp>", "<p>", "</xmp>"),
        ("<iframe>", "<p>", "</iframe>"),
        ("<noembed>", "<p>", "</noembed>"),
        ("", "<script>var a = 1;</script>", ""),
        ("", "<script></script>", ""),
        (LD, "[", "</script>"),
        (LD, "{\"a\":", "</script>"),
        (LD, "{\"@graph\":[", "</script>"),
        (LD, " ", "</script>"),
        (LD, "\u{1}", "</script>"),
        (LD, "//", "</script>"),
        (LD, "<!--", "</script>"),
        (LD, "]]>", "</script>"),
        (LD, ";", "</script>"),
    ] {
        shapes.push(html("script", head, unit, tail));
    }
    let data = |head: &str, unit: &str, tail: &str| {
        html("data", &format!("{LD}{head}"), unit, &format!("{tail}</script>"))
    };
    shapes.push(data("[1", ",1", "]"));
    shapes.push(data(
        "[{}",
        ",{\"@type\":\"NewsArticle\",\"headline\":\"a#\"}",
        "]",
    ));
    shapes.push(data(
        "{\"@type\":\"NewsArticle\",\"articleBody\":\"",
        "The pier. ",
        "\"}",
    ));
    shapes.push(data(
        "{\"@type\":\"NewsArticle\",\"headline\":\"",
        "Pier | ",
        "\"}",
    ));
    shapes.push(data(
        "{\"@type\":\"NewsArticle\",\"author\":[\"a\"",
        ",\"Ama Boateng\"",
        "]}",
    ));
    shapes.push(data(
        "{\"@type\":\"NewsArticle\",\"author\":\"",
        "Ama# Boateng, ",
        "\"}",
    ));
    shapes.push(data("{\"@type\":\"NewsArticle\",\"a\":1", ",\"k#\":1", "}"));
    shapes.push(data(
        "{\"@type\":\"NewsArticle\",\"articleBody\":\"",
        "\\u0041",
        "\"}",
    ));
    shapes.push(data("{\"@type\":[\"a\"", ",\"NewsArticle\"", "]}"));
    shapes.push(html(
        "data",
        "",
        &format!("{LD}{{\"@type\":\"NewsArticle\",\"headline\":\"#\"}}</script>"),
        "",
    ));
    shapes.push(html("data", "", &format!("{LD}[[[[[[[[</script>"), ""));
}

fn small_elements(shapes: &mut Vec<Shape>) {
    for unit in [
        "<i></i>",
        "<i>x</i>",
        "<i>x</i> ",
        "<i>Ba</i>",
        "<i>Ba</i>c",
        "<i>Pier</i>Opens",
        "<a href=x>Ba</a>",
        "<i>a</i>1",
        "a<i>30 November 2025</i>",
        "<p>",
        "<p>x</p>",
        "<p>x",
        "<br>",
        "<br>x",
        "<br><br>x",
        "<hr>",
        "<img>",
        "<input>",
        "<wbr>x",
        "<td>x",
        "<tr><td>a<td>b",
        "<li>x",
        "<dt>x<dd>y",
        "<a href=x>y</a>",
        "<a href=#>A headline of the pier, number #</a>",
        "<p><a href=x>A headline of more than twenty letters</a></p>",
        "<p>A line of the pier, number #.</p>",
        "<p>The same line of the pier is said again and again.</p>",
        "<span>x</span>",
        "<meta name=a content=b>",
        "<link rel=canonical href=x>",
        "<time>1</time>",
        "<time datetime=2025-11-30>x</time>",
        "<h1>The pier of the harbour</h1>",
        "<h1>x</h1>",
        "<h2>Related</h2><p>x</p>",
        "<title>x</title>",
        "<option>x",
        "<p class=byline>By Ama Boateng</p>",
        "<p>By Ama Boateng</p>",
        "<p>Related</p>",
        "<p>November 30, 2025</p>",
        "<p>November 30, 2025</p><p>text</p>",
        "<p>Ferry strike ends today</p><p>November 30, 2025</p><p>Ferry strike ends today</p>",
        "<p>© 2025 Harbour Post</p>",
        "<div class=comment>x</div>",
        "<figcaption>x</figcaption>",
        "<blockquote>x</blockquote>",
        "<button>x</button>",
        "<noscript>x</noscript>",
        "<template>x</template>",
        "<iframe>x</iframe>",
        "<svg><title>x</title></svg>",
        "<svg/>",
        "<math><mi>x</math>",
        "<table><tr><td>x</table>",
        "<ul><li>x</ul>",
        "<b>x</b>y",
        "<p><b>Pier</b>opens<b>Today</b></p>",
        "<x-y>z</x-y>",
        "<p hidden>x</p>",
        "<section><h2>x</h2></section>",
        "<!-- x -->",
        "<!doctype html>",
        "<?php x ?>",
        "<![CDATA[x]]>",
        "</ x>",
    ] {
        shapes.push(html("small", "", unit, ""));
    }
    shapes.push(html("small", "<table>", "<tr><td>a<td>b", "</table>"));
    shapes.push(html("small", "<table><tr>", "<td>a", "</table>"));
    shapes.push(html("small", "<table>", "<tr>", "</table>"));
    shapes.push(html("small", "<table>", "x<b>", "</table>"));
    shapes.push(html("small", "<table><tr><td>a<td>", "<i>b</i>", "</table>"));
    shapes.push(html("small", "<select>", "<option>a", "</select>"));
    shapes.push(html("small", "<ul>", "<li><a href=x>a</a>", "</ul>"));
    shapes.push(html(
        "small",
        "<article>",
        "<p>The pier is open, said the mayor.</p>",
        "</article>",
    ));
}

fn unclosed(shapes: &mut Vec<Shape>) {
    for (head, unit) in [
        ("<!--", "x "),
        ("<!--", "--"),
        ("<!--", "-"),
        ("<!--", "--!"),
        ("", "<!--"),
        ("<!", "x "),
        ("<script>", "x "),
        ("<style>", "x "),
        ("<title>", "x "),
        ("<textarea>", "x "),
        ("<plaintext>", "x "),
        ("<xmp>", "x "),
        ("<iframe>", "x "),
        ("", "<script>"),
        ("", "<title>"),
        ("", "<textarea>"),
        ("", "<plaintext>"),
        ("", "<a '"),
        ("", "<a b=\""),
        ("<p a=\"", "x "),
        ("<p ", "x "),
        ("<p", "x"),
        ("</p ", "x "),
        ("", "</"),
        ("", "<?"),
        ("", "<!"),
        ("", "<p x"),
    ] {
        let mut shape = html("unclosed", head, unit, "");
        shape.ends = false;
        shapes.push(shape);
    }
}

fn plain_texts(shapes: &mut Vec<Shape>) {
    for unit in [
        "x",
        "x ",
        "x\n",
        "x\n\n",
        "\n",
        " \n",
        "\r",
        "The mayor read an address. ",
        "The mayor read an address.\n",
        "More from the islands\nNovember 30, 2025\nA short line\n",
        "November 30, 2025\n",
        "Related\nFerry strike ends today\n",
        "Ferry strike ends today\nNovember 30, 2025\nFerry strike ends today\n",
        "By Ama Boateng\n",
        "a line of about sixty letters that breaks inside of a sentence\nand goes on\n\n",
        "港務委員會。\n",
        "<p>",
        "&amp;",
        "\0",
        "\u{FFFD}",
        "1/1/2025 ",
    ] {
        let mut shape = html("plain", "", unit, "");
        shape.content_type = "text/plain";
        shapes.push(shape);
    }
}

/// Bytes that are no text, or in an encoding that must be guessed.
fn bytes(shapes: &mut Vec<Shape>) {
    for unit in [
        &b"\xFF"[..],
        b"\xC3",
        b"\xED\xA0\x80",
        b"\x80",
        b"\x81",
        b"\x81\x40",
        b"\xE9 ",
        b"\xC4\xE3",
        b"\xCF\xEE\xF0\xF2 ",
        b"\x1B$B",
        b"\x1B(J",
        b"\x0E\x21\x0F",
        b"\xF0\x9F\x9A\xA2",
        b"\xEF\xBB\xBF",
        b"\xFE\xFF",
    ] {
        for content_type in ["text/html", "text/plain"] {
            let mut shape = html("bytes", "", &String::from_utf8_lossy(unit), "");
            shape.name = format!("bytes: {unit:02X?} as {content_type}");
            shape.content_type = content_type;
            shape.unit = Unit::Bytes(unit.to_vec());
            shapes.push(shape);
        }
    }
}
