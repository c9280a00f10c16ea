//! What the pages say stands in message files: no template of those that were moved there has English of its own, no key
//! is missing, and a page in a language that is written from the right says so.

use std::collections::BTreeSet;
use std::fs;

use crate::house::House;
use axum::http::Request;

/// Templates whose words all stand in the message files.
const MOVED: [&str; 8] = [
    "layout.html",
    "today.html",
    "timeline.html",
    "entities.html",
    "map.html",
    "review.html",
    "entity.html",
    "pieces.html",
];

fn template(name: &str) -> String {
    fs::read_to_string(format!("{}/templates/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// `text` without what stands between two marks.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut parts = text.split(open);
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |mut kept, part| {
        kept.push(' ');
        kept.push_str(part.split_once(close).map_or("", |(_, rest)| rest));
        kept
    })
}

/// Words between the tags of a template, and in the attributes that are read out.
fn bare_words(name: &str) -> Vec<String> {
    let text = without(&without(&template(name), "{{", "}}"), "{%", "%}");
    let text = without(&text, "<code>", "</code>");
    let spoken = ["aria-label=\"", "placeholder=\"", "title=\""];
    let attributes = spoken.iter().flat_map(|attribute| text.split(attribute).skip(1));
    let attributes = attributes
        .filter_map(|rest| rest.split('"').next())
        .collect::<Vec<_>>();
    let printed = format!("{} {}", without(&text, "<", ">"), attributes.join(" "));
    let words = printed
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.len() > 1);
    words
        .filter(|word| *word != "annals")
        .map(str::to_string)
        .collect()
}

#[test]
fn no_template_has_words_of_its_own() {
    for name in MOVED {
        assert_eq!(bare_words(name), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn every_message_that_a_template_asks_for_is_there_and_none_is_idle() {
    let messages = fs::read_to_string(format!("{}/messages/en.txt", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let known: BTreeSet<&str> = messages
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| Some(line.split_once(" = ")?.0))
        .collect();
    let folders =
        ["templates", "src", "src/page"].map(|folder| format!("{}/{folder}", env!("CARGO_MANIFEST_DIR")));
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap());
    let files = files
        .map(|file| file.unwrap().path())
        .filter(|path| path.is_file());
    let text: String = files.map(|path| fs::read_to_string(path).unwrap()).collect();
    let asked = |call: &str, ending: &str| -> Vec<String> {
        let keys = text.split(call).skip(1).filter_map(|rest| rest.split('"').next());
        keys.map(|key| format!("{key}{ending}")).collect()
    };
    for key in asked("crate::say(\"", "")
        .into_iter()
        .chain(asked("crate::count(\"", ".other"))
    {
        assert!(known.contains(key.as_str()), "{key} is asked for");
    }
    for key in known {
        let stem = key.trim_end_matches(".one").trim_end_matches(".other");
        assert!(
            text.contains(&format!("\"{key}\"")) || text.contains(&format!("\"{stem}\"")),
            "{key} is idle"
        );
    }
}

#[test]
fn a_page_can_be_read_from_the_right() {
    let house = House::full();
    for path in [
        "/?lang=he",
        "/timeline?lang=he",
        "/map?lang=he",
        "/people?lang=he",
    ] {
        let answer = house.get(path);
        let page = answer.page();
        assert!(page.contains("<html lang=\"he\" dir=\"rtl\">"), "{path}");
        assert!(page.contains("ציר הזמן"), "{path}");
        assert!(
            page.contains("lang=en\" rel=\"alternate\" hreflang=\"en\""),
            "{path}: a way back"
        );
        assert!(answer.header("set-cookie").starts_with("lang=he;"), "{path}");
    }
    let kept = house.ask(
        Request::get("/timeline?kind=VISIT")
            .header("host", "localhost")
            .header("cookie", "lang=he"),
    );
    assert!(kept.header("set-cookie").is_empty() && kept.header("vary").contains("Cookie"));
    assert!(kept.page().contains("?kind=VISIT&#38;lang=en"), "{}", kept.body());
}
