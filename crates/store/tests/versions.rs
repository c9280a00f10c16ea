//! Chains of versions and what changed in them: thirty pairs of pages of invented outlets. Half are edits that nobody
//! announced, of every kind; half are the same article seen again with other surroundings, which are no edits.

use annals_store::{Annals, ChangesQuery};

use crate::sample::{Page, add, build};

/// Where an article stands on its page, and what stands around it.
struct Around {
    above: &'static str,
    below: &'static str,
}

const PLAIN: Around = Around {
    above: "<p class=meta>Published 2 hours ago</p>",
    below: "<aside class=related><h3>Related</h3><ul><li><a href=/a>Harbour wall mended after storm</a></li>\
        <li><a href=/b>Ferry fares to rise in autumn</a></li><li><a href=/c>New head for the city museum</a></li></ul></aside>",
};

const TITLE: &str = "Minister opens railway talks in Graz";
const TEXT: [&str; 5] = [
    "Transport Minister Petra Lindqvist opened talks on a new railway in Graz on March 10, officials said.",
    "Some 240 guests attended the ceremony, among them Mayor Anton Leitgeb and the heads of three unions.",
    "The line will cost two billion crowns and will not touch the old town, the ministry said in a statement.",
    "\"We will build every station on time,\" Lindqvist told reporters after the meeting at the town hall.",
    "Trains are to run every twenty minutes, and tickets will cost no more than those for the bus do today.",
];

fn html(title: &str, paragraphs: &[String], around: &Around) -> String {
    let body: String = paragraphs.iter().map(|text| format!("<p>{text}</p>")).collect();
    format!(
        "<!doctype html><html lang=en><head><title>{title} | Morning Ledger</title>\
         <meta property=og:site_name content=\"Morning Ledger\"><meta property=og:title content=\"{title}\">\
         <meta property=article:published_time content=\"2026-03-10T09:00:00Z\"></head><body>\
         <nav><a href=/>Home</a> <a href=/world>World</a></nav>{}<article><h1>{title}</h1>{body}</article>{}\
         <footer>Morning Ledger. All rights reserved.</footer></body></html>",
        around.above, around.below
    )
}

fn paragraphs() -> Vec<String> {
    TEXT.iter().map(|text| (*text).to_owned()).collect()
}

/// The article with one phrase in place of another.
fn edited(old: &str, new: &str) -> String {
    let text = paragraphs();
    assert!(text.iter().any(|text| text.contains(old)), "{old}");
    let text: Vec<String> = text.iter().map(|text| text.replace(old, new)).collect();
    html(TITLE, &text, &PLAIN)
}

/// The gravest kind of change that is found between two pages, if any.
fn found(older: &str, newer: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let mut annals = Annals::init(folder.path()).unwrap();
    let url = "https://ledger.example/news/railway";
    add(
        &mut annals,
        &[Page::new(url, older).captured("2026-03-10T12:00:00Z")],
    );
    add(
        &mut annals,
        &[Page::new(url, newer).captured("2026-03-11T12:00:00Z")],
    );
    build(&mut annals);
    let query = ChangesQuery {
        severity: Some(annals_dedup::versions::Kind::Formatting),
        ..ChangesQuery::default()
    };
    let (changes, total) = annals.changes(&query).unwrap();
    assert_eq!(changes.len(), total);
    changes.first().map(|changed| changed.gravest.to_string())
}

/// Says of all cases which went wrong, not only of the first.
fn check(cases: &[(&str, String, String, Option<&str>)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(name, older, newer, expected)| {
            let found = found(older, newer);
            (found.as_deref() != *expected).then(|| format!("{name}: {found:?} instead of {expected:?}"))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

#[test]
fn silent_edits_are_found_and_weighed() {
    let original = html(TITLE, &paragraphs(), &PLAIN);
    let without = |number: usize| {
        let mut text = paragraphs();
        text.remove(number);
        html(TITLE, &text, &PLAIN)
    };
    let mut longer = paragraphs();
    longer.insert(
        2,
        "Residents of the eastern quarter had asked for a hearing before any decision was taken.".into(),
    );
    let case = |name, newer: String, kind| (name, original.clone(), newer, Some(kind));
    check(&[
        case("another mayor", edited("Anton Leitgeb", "Viktor Haas"), "name"),
        case(
            "a guest more",
            edited(
                "Mayor Anton Leitgeb and",
                "Mayor Anton Leitgeb, Bishop Karl Moser and",
            ),
            "name",
        ),
        case("another city", edited("in Graz on", "in Linz on"), "name"),
        case(
            "fewer guests",
            edited("Some 240 guests", "Some 140 guests"),
            "number",
        ),
        case("a dearer line", edited("two billion", "three billion"), "number"),
        case("another day", edited("March 10", "March 9"), "date"),
        case(
            "a denial withdrawn",
            edited("will not touch", "will touch"),
            "negation",
        ),
        case(
            "a promise denied",
            edited("Trains are to run", "Trains are not to run"),
            "negation",
        ),
        case(
            "said becomes claimed",
            edited("the ministry said in", "the ministry claimed in"),
            "attribution",
        ),
        case(
            "other words in a quotation",
            edited("on time,", "in time,"),
            "attribution",
        ),
        case(
            "other words",
            edited("opened talks on", "began talks about"),
            "wording",
        ),
        // It said when: with it that is gone.
        case("a sentence gone", without(4), "date"),
        case("a sentence more", html(TITLE, &longer, &PLAIN), "wording"),
        case(
            "another headline",
            html("Minister opens railway talks amid protest", &paragraphs(), &PLAIN),
            "name",
        ),
        case(
            "quotation marks of another style",
            edited(
                "\"We will build every station on time,\"",
                "“We will build every station on time,”",
            ),
            "formatting",
        ),
        case(
            "case",
            edited("Transport Minister Petra", "transport minister Petra"),
            "formatting",
        ),
    ]);
}

#[test]
fn the_same_article_seen_again_claims_no_change() {
    let original = html(TITLE, &paragraphs(), &PLAIN);
    let around =
        |above: &'static str, below: &'static str| html(TITLE, &paragraphs(), &Around { above, below });
    let case = |name, newer: String| (name, original.clone(), newer, None);
    let with = |at: usize, line: &str| {
        let mut text = paragraphs();
        text.insert(at, line.into());
        html(TITLE, &text, &PLAIN)
    };
    let in_text = |name, older: String, newer: String| (name, older, newer, None);
    check(&[
        case(
            "later on the same day",
            around("<p class=meta>Published 9 hours ago</p>", PLAIN.below),
        ),
        case(
            "teasers in another order",
            around(
                PLAIN.above,
                "<aside class=related><h3>Related</h3><ul>\
            <li><a href=/c>New head for the city museum</a></li><li><a href=/a>Harbour wall mended after storm</a></li>\
            <li><a href=/b>Ferry fares to rise in autumn</a></li></ul></aside>",
            ),
        ),
        case(
            "other teasers",
            around(
                PLAIN.above,
                "<aside class=related><h3>Related</h3><ul>\
            <li><a href=/x>Snow expected in the hills on Friday</a></li><li><a href=/y>Orchestra plays to an empty hall</a></li>\
            </ul></aside>",
            ),
        ),
        case(
            "teasers with texts",
            around(
                PLAIN.above,
                "<section class=more><h2>More news</h2><div><a href=/x>Snow expected in the \
            hills on Friday</a><p>Forecasters warn of up to thirty centimetres above the tree line.</p></div></section>",
            ),
        ),
        case(
            "a cookie box",
            around(
                "<div class=cookie-consent><p>We use cookies to improve your experience. By continuing you \
            agree to our use of cookies.</p><button>Accept all</button></div>",
                PLAIN.below,
            ),
        ),
        case(
            "an appeal to subscribe",
            around(
                PLAIN.above,
                "<div class=newsletter><p>Sign up for our newsletter and get the morning's \
            news in your inbox.</p><form><input><button>Sign up</button></form></div>",
            ),
        ),
        case(
            "a count of views",
            around("<span class=views>1,204 views</span>", PLAIN.below),
        ),
        case(
            "comments",
            around(
                PLAIN.above,
                "<section id=comments><h2>2 comments</h2><div class=comment><b>walker</b><p>High time \
            that somebody built this line, I say.</p></div><div class=comment><b>ned</b><p>It will be late as always.</p></div></section>",
            ),
        ),
        case(
            "a banner",
            around(
                "<div class=ad>Advertisement: summer tyres at half the price</div>",
                PLAIN.below,
            ),
        ),
        case(
            "a breaking news bar",
            around(
                "<div class=ticker><b>Breaking</b> <a href=/z>Power is back in the north</a></div>",
                PLAIN.below,
            ),
        ),
        in_text(
            "ages in the text",
            with(0, "Updated 2 hours ago"),
            with(0, "Updated 11 hours ago"),
        ),
        in_text(
            "counters in the text",
            with(1, "312 shares"),
            with(1, "1,048 shares"),
        ),
        in_text("a time to read", with(0, "3 min read"), with(0, "4 min read")),
        case(
            "other white space and mark-up",
            original
                .replace("<p>", "<p class=\"body-text\">\n   ")
                .replace("</p>", "\n</p>\n"),
        ),
        case(
            "scripts and styles",
            original.replace(
                "</head>",
                "<style>p{margin:0}</style><script>var seen = 17;</script></head>",
            ),
        ),
        case("emphasis", edited("new railway", "<b>new railway</b>")),
    ]);
}

#[test]
fn a_chain_says_which_capture_changed_what() {
    let folder = tempfile::tempdir().unwrap();
    let mut annals = Annals::init(folder.path()).unwrap();
    let url = "https://ledger.example/news/railway";
    let pages = [
        html(TITLE, &paragraphs(), &PLAIN),
        html(TITLE, &paragraphs(), &PLAIN).replace("2 hours", "3 hours"),
        edited("Some 240", "Some 140"),
        // What was edited back is a change too, and a capture of its own.
        html(TITLE, &paragraphs(), &PLAIN),
    ];
    for (hour, page) in pages.iter().enumerate() {
        let captured = format!("2026-03-1{hour}T12:00:00Z");
        add(&mut annals, &[Page::new(url, page).captured(&captured)]);
        build(&mut annals);
    }
    let (articles, _) = annals.articles(None, 0, 0).unwrap();
    assert_eq!((articles.len(), articles[0].versions), (1, 3));
    let chain = annals.chain(articles[0].capture).unwrap();
    let changed: Vec<Option<String>> = chain
        .iter()
        .map(|(_, changed)| changed.as_ref().map(|changed| changed.gravest.to_string()))
        .collect();
    assert_eq!(
        changed,
        [None, None, Some("number".into()), Some("number".into())]
    );
    let excerpt = &chain[2].1.as_ref().unwrap().excerpts[0];
    assert_eq!((excerpt.older.as_str(), excerpt.newer.as_str()), ("240", "140"));
    assert!(excerpt.after.starts_with(" guests attended"), "{excerpt:?}");
    // Built at once it is the same.
    let at_once = tempfile::tempdir().unwrap();
    let mut other = Annals::init(at_once.path()).unwrap();
    for (hour, page) in pages.iter().enumerate() {
        let captured = format!("2026-03-1{hour}T12:00:00Z");
        add(&mut other, &[Page::new(url, page).captured(&captured)]);
    }
    build(&mut other);
    assert_eq!(
        annals.changes(&ChangesQuery::default()).unwrap(),
        other.changes(&ChangesQuery::default()).unwrap()
    );
}

#[test]
fn an_article_at_a_new_address_stays_one_article() {
    let folder = tempfile::tempdir().unwrap();
    let mut annals = Annals::init(folder.path()).unwrap();
    let page = html(TITLE, &paragraphs(), &PLAIN);
    let moved = "https://ledger.example/archive/2026/railway";
    add(
        &mut annals,
        &[Page::new("https://ledger.example/news/railway", &page).captured("2026-03-10T12:00:00Z")],
    );
    add(
        &mut annals,
        &[Page::new(moved, &page).captured("2026-03-12T12:00:00Z")],
    );
    add(
        &mut annals,
        &[Page::new("https://other.example/railway", &page).captured("2026-03-12T13:00:00Z")],
    );
    build(&mut annals);
    let (articles, _) = annals.articles(None, 0, 0).unwrap();
    let mut seen: Vec<(&str, usize, usize)> = articles
        .iter()
        .map(|article| (article.url.as_str(), article.versions, article.copies))
        .collect();
    seen.sort_unstable();
    // The other outlet's page is a copy and no version.
    assert_eq!(seen, [(moved, 1, 1), ("https://other.example/railway", 0, 1)]);
    assert_eq!(annals.changes(&ChangesQuery::default()).unwrap().1, 0);
}
