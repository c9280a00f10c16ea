//! Invented pages of invented outlets: two that tell one visit, one in Russian, one that tries to break out of its
//! page, and enough short ones to turn pages.

use annals_store::{Addition, Annals};

/// How many short pages the wire has.
pub const WIRE_PAGES: usize = 70;

pub const VISIT: &str = r#"<!doctype html><html lang="en"><head><title>President Kask ends tour of Norland - The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post"><meta property="article:published_time" content="2011-09-20T08:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/politics">Politics</a> <a href="/culture">Culture</a></nav>
<article><h1>President Kask ends tour of Norland</h1><p class="byline">By Mira Lind</p>
<p>President Ilmar Kask visited Norland between August 26 and September 18, 2011 at the invitation of Prime Minister Ana Ruiz, the foreign ministry of the republic said in a long statement.</p>
<p>On his way to the capital, the president stayed in Omsk, one of the major industrial cities of the region, from August 31 to September 1, 2011, and was shown the grain terminal.</p>
<p>President Kask met Prime Minister Ana Ruiz in Moscow on September 5, 2011. They signed a declaration on the railway, which both sides called a good basis for the years to come.</p>
<h2>What was agreed</h2><p>The two governments will build a railway bridge and share the cost of it in equal parts, as the declaration says in its second article.</p></article>
<section class="more"><h2>More from The Harbour Post</h2><ul>
<li><p><a href="/news/breakwater">The new breakwater at Tannport has been completed and was opened by the mayor on Monday morning</a></p><p class="date">September 19, 2011</p></li>
<li><p><a href="/news/herring">Fishermen of the north coast expect the best herring season in the last eleven years of the trade</a></p><p class="date">September 18, 2011</p></li></ul></section>
</body></html>"#;

const OTHER_VISIT: &str = r#"<!doctype html><html lang="en"><head><title>Kask's long journey - Northern Courier</title>
<meta property="og:site_name" content="Northern Courier"><meta property="article:published_time" content="2011-09-21T08:00:00Z"></head>
<body><article><h1>Kask's long journey</h1>
<p>President Ilmar Kask visited Norland between August 27 and September 18, 2011, according to the railway administration, which had put a train at his disposal for the whole journey.</p>
<p>President Kask met Prime Minister Ana Ruiz in Moscow on September 5, 2011, and they talked about the railway bridge for several hours in the presence of their ministers.</p></article></body></html>"#;

const RUSSIAN: &str = r#"<!doctype html><html lang="ru"><head><title>Министры подписали соглашение о железной дороге</title>
<meta property="og:site_name" content="Вестник Севера"><meta property="article:published_time" content="2011-09-22T08:00:00Z"></head>
<body><article><h1>Министры подписали соглашение о железной дороге</h1>
<p>Министры двух стран встретились во вторник в столице и подписали соглашение о строительстве железной дороги, сообщила пресс-служба правительства.</p>
<p>Строительство начнётся весной следующего года и продлится, по словам министра, около четырёх лет.</p></article></body></html>"#;

/// Tries to leave its place: in title, byline, text, address and link.
pub const HOSTILE: &str = r#"<!doctype html><html lang="en"><head><title>&lt;script&gt;alert('title')&lt;/script&gt; "quoted" &amp; onmouseover=alert(1)</title>
<meta property="og:site_name" content="Trap &lt;img src=x onerror=alert(2)&gt;"><link rel="canonical" href="javascript:alert(3)">
<meta property="article:published_time" content="2011-09-23T08:00:00Z"></head>
<body><article><h1>&lt;script&gt;alert('title')&lt;/script&gt; "quoted" &amp; onmouseover=alert(1)</h1>
<p>Trapdoor &lt;script&gt;alert(document.domain)&lt;/script&gt; and &lt;/p&gt;&lt;/main&gt;&lt;img src=x onerror=alert(4)&gt; stand in the text of this page, with &lt;b&gt;bold&lt;/b&gt; and "quotes" in it.</p>
<p>عاصفة قوية تضرب الميناء الشمالي، وقال مسؤول إن السفن بقيت في عرض البحر حتى الصباح. &#8238;gnilnu&#8236; trapdoor again in the last sentence of it.</p></article>
<ul class="teasers"><li><p><a href="javascript:alert(5)">A trapdoor teaser that leads to a script and to nowhere else in the whole wide world of news</a></p><p class="date">September 18, 2011</p></li></ul></body></html>"#;

/// Adds and builds all of them.
pub fn add_all(annals: &mut Annals) {
    let pages = [
        (VISIT.to_string(), "https://harbour-post.example/2011/kask-tour"),
        (OTHER_VISIT.to_string(), "https://courier.example/kask"),
        (RUSSIAN.to_string(), "https://vestnik.example/doroga"),
        (
            HOSTILE.to_string(),
            "https://trap.example/%22%3E%3Cscript%3Ealert(6)%3C/script%3E",
        ),
    ];
    let wire = (0..WIRE_PAGES).map(|number| (wire(number), format!("https://wire.example/{number}")));
    let pages: Vec<(String, String)> = pages
        .map(|(page, url)| (page, url.to_string()))
        .into_iter()
        .chain(wire)
        .collect();
    let additions: Vec<Addition> = pages.iter().map(|(page, url)| addition(page, url)).collect();
    annals.add(&additions).unwrap();
    annals.build(None, &mut |_| {}).unwrap();
}

/// An article that was edited twice and copied once.
pub fn add_edited(annals: &mut Annals) {
    let url = "https://harbour-post.example/2011/kask-tour";
    let second = VISIT.replace("President Kask ends tour", "President Kask cuts short tour");
    let second = second.replace("a long statement", "a short statement");
    let third = second
        .replace("They signed a declaration", "They did not sign a declaration")
        .replace("Prime Minister Ana Ruiz, the", "Prime Minister Bo Hale, the");
    for (day, page) in [(1, VISIT), (2, &second), (3, &third)] {
        let captured = format!("2011-10-0{day}T12:00:00Z").parse().unwrap();
        let addition = Addition {
            captured,
            ..addition(page, url)
        };
        annals.add(&[addition]).unwrap();
    }
    let copy = third.replace("The Harbour Post", "Northern Courier");
    annals
        .add(&[addition(&copy, "https://courier.example/kask")])
        .unwrap();
    annals.build(None, &mut |_| {}).unwrap();
}

/// Where one page was captured three times.
pub const QUAY: &str = "https://quay.example/news?id=7&part=\u{e9}";

/// Adds three captures of one page, which tries to run, load and leave.
pub fn add_quay(annals: &mut Annals) {
    for day in ["2024-05-01", "2024-05-03", "2024-05-09"] {
        let page = format!(
            "<!doctype html><html><head><title>Quay</title><meta http-equiv=refresh content='0;url=https://elsewhere.example'>\
             <script>alert(1)</script></head><body onload=alert(2)><p>The quay as of {day}.</p>\
             <img src=https://elsewhere.example/p.png></body></html>"
        );
        let captured = format!("{day}T10:00:00Z").parse().unwrap();
        annals
            .add(&[Addition {
                captured,
                ..addition(&page, QUAY)
            }])
            .unwrap();
    }
}

/// Adds and builds only the first.
pub fn add_one(annals: &mut Annals) {
    annals
        .add(&[addition(VISIT, "https://harbour-post.example/2011/kask-tour")])
        .unwrap();
    annals.build(None, &mut |_| {}).unwrap();
}

fn addition<'a>(page: &'a str, url: &'a str) -> Addition<'a> {
    Addition {
        bytes: page.as_bytes(),
        url: Some(url),
        file_name: None,
        content_type: Some("text/html; charset=utf-8"),
        captured: "2011-10-01T12:00:00Z".parse().unwrap(),
        date: None,
        source: None,
        http_head: None,
        machine: None,
    }
}

/// Short pages that are not copies of each other.
fn wire(number: usize) -> String {
    const GOODS: [&str; 7] = ["herring", "barley", "timber", "copper", "wool", "paper", "salt"];
    const TOWNS: [&str; 10] = [
        "Tannport", "Ostby", "Kivik", "Lunden", "Skarholm", "Merrow", "Vardal", "Elling", "Brask", "Norrvik",
    ];
    let (good, town) = (GOODS[number % 7], TOWNS[number / 7]);
    let day = number % 28 + 1;
    format!(
        "<!doctype html><html lang=\"en\"><head><title>Price of {good} in {town}</title>\
         <meta property=\"og:site_name\" content=\"Wire\">\
         <meta property=\"article:published_time\" content=\"2011-{:02}-{day:02}T08:00:00Z\"></head><body><article>\
         <h1>Price of {good} in {town}</h1><p>Merchants in {town} paid {number} crowns more for {good} than in the week before, \
         the harbour office said. Quotation number {number} of the year was read out at noon to the sellers of {good}.</p>\
         </article></body></html>",
        number % 8 + 1,
    )
}
