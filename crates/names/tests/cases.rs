//! Every page of `cases/`: names, titles, references and places drawn below the text. `UPDATE=1` rewrites the pages.
//!
//! Labels: `PER 0 title=Chairman` is a mention with its entity number and title, `ref 0` a pronoun or role phrase, and a
//! place has its country and precision behind it (`LOC 1 KP city`); an organisation the country that the text gives it (`of=RU`). `published:` sets the article's day; with it, a role
//! phrase for somebody whom the text does not name is `held by` whoever the table of offices knows. A place inside a longer
//! name is `within` it (`within GB city`).

use std::path::Path;

use annals_names::{Confidence, Mention, MentionKind, Names, Place, tag_dated};
use annals_text::caret::{Case, Mark, check_page};
use annals_text::{Text, sentences};

#[test]
fn pages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut pages: Vec<_> = std::fs::read_dir(&folder)
        .expect("the folder of cases")
        .map(|page| page.expect("a case page").path())
        .collect();
    pages.sort();
    let mut failures = Vec::new();
    let mut cases = 0;
    for path in pages {
        let page = std::fs::read_to_string(&path).expect("a readable page");
        let checked = check_page(&page, find);
        cases += checked.cases;
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &checked.updated).expect("a writable page");
        } else {
            failures.extend(
                checked
                    .failures
                    .iter()
                    .map(|failure| format!("{} {failure}", path.display())),
            );
        }
    }
    assert!(cases > 0, "no cases found");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn find(case: &Case) -> Vec<Mark> {
    let text = Text::new(case.text.as_str());
    let day = case.setting("published").and_then(|day| day.parse().ok());
    let names = tag_dated(&text, &sentences(&text), day);
    let mentions = names.mentions.iter().enumerate().map(|(i, mention)| Mark {
        span: mention.span,
        label: label(&text, &names, i, mention),
    });
    let references = names.references.iter().map(|reference| Mark {
        span: reference.span,
        label: format!("ref {}", reference.entity),
    });
    let offices = names.offices.iter().map(|office| Mark {
        span: office.span,
        label: format!("held by {}", office.holding.holder),
    });
    let inner = names.inner.iter().map(|inner| Mark {
        span: inner.span,
        label: format!("within {}", where_on_earth(&inner.place)),
    });
    mentions.chain(references).chain(offices).chain(inner).collect()
}

fn label(text: &Text, names: &Names, i: usize, mention: &Mention) -> String {
    let mut label = format!("{} {}", mention.kind.as_str(), mention.entity);
    if mention.confidence == Confidence::Low {
        label += " low";
    }
    if let Some(title) = mention.title {
        label += &format!(" title={}", &text[title]);
    }
    let owner = names
        .countries
        .iter()
        .find(|(entity, _)| *entity == mention.entity);
    if let Some((_, country)) = owner.filter(|_| mention.kind == MentionKind::Organisation) {
        label += &format!(" of={}", String::from_utf8_lossy(country));
    }
    if let Some(place) = names.places.iter().find(|place| place.mention == i) {
        label += &format!(" {}", where_on_earth(place));
    }
    label
}

fn where_on_earth(place: &Place) -> String {
    format!(
        "{} {}",
        String::from_utf8_lossy(&place.country),
        place.precision.as_str()
    )
}
