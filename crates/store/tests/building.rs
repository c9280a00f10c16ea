//! Building: the answer depends on what is kept, not on how often or from which stage it was built.

use std::fs;

use annals_store::{Annals, Stage};

use crate::sample::{Page, add, build, everything, found, page, pages, problems};

fn folder_of(pages: &[Page], group: usize, build_between: bool) -> (tempfile::TempDir, Annals) {
    let folder = tempfile::tempdir().unwrap();
    let mut annals = Annals::init(folder.path()).unwrap();
    for group in pages.chunks(group) {
        add(&mut annals, group);
        if build_between {
            build(&mut annals);
        }
    }
    build(&mut annals);
    (folder, annals)
}

/// Thirty pages, and newer versions of three of them.
fn collection() -> Vec<Page> {
    let mut collection = pages(0..30);
    for number in [3, 4, 17] {
        let mut changed = page(number).captured("2024-06-01T00:00:00Z");
        changed.html = changed.html.replace("on fishing", "on fishing and trade");
        collection.push(changed);
    }
    collection
}

#[test]
fn step_by_step_is_the_same_as_all_at_once() {
    let (_once, at_once) = folder_of(&collection(), 100, false);
    let (_steps, in_steps) = folder_of(&collection(), 4, true);
    let expected = everything(&at_once);
    assert!(
        expected.contains("Harbour Times") && expected.contains("sentence:"),
        "{expected}"
    );
    assert!(expected == everything(&in_steps));
    assert_eq!(
        found(&at_once, "fishing trade"),
        found(&in_steps, "fishing trade")
    );
    assert_eq!(found(&at_once, "fishing trade").len(), 3);
    assert!(problems(&at_once).is_empty() && problems(&in_steps).is_empty());
}

#[test]
fn what_is_derived_can_be_built_again() {
    let (folder, mut annals) = folder_of(&collection(), 7, true);
    let (expected, words) = (everything(&annals), found(&annals, "agreement"));
    fs::remove_dir_all(folder.path().join("index")).unwrap();
    assert!(problems(&annals)[0].contains("is missing"));
    build(&mut annals);
    assert!(expected == everything(&annals) && words == found(&annals, "agreement"));
    for stage in [Stage::Extract, Stage::Chronicle, Stage::Index] {
        annals.build(Some(stage), &mut |_| {}).unwrap();
        assert!(expected == everything(&annals), "{stage:?}");
        assert_eq!(words, found(&annals, "agreement"), "{stage:?}");
        assert_eq!(problems(&annals), [""; 0], "{stage:?}");
    }
}

const APPEAL: &str = "We have no owner but our readers, and no paper without them: whoever gives a coin a month \
                      keeps three reporters on the road.";

/// Pages of one outlet, each with the appeal behind its story.
fn appealing(numbers: std::ops::Range<usize>) -> Vec<Page> {
    let of_one = |number: usize| {
        let mut page = page(3 * number);
        let appeal = format!("<p>{APPEAL}</p></article>");
        page.html = page.html.replace("</article>", &appeal);
        page
    };
    numbers.map(of_one).collect()
}

/// What was left out of each article as printed in others, with the number of these.
fn repeated(annals: &Annals) -> Vec<Option<usize>> {
    let (articles, _) = annals.articles(None, 0, 0).unwrap();
    let readings = articles
        .iter()
        .map(|listed| annals.reading(listed.capture).unwrap().unwrap());
    readings
        .map(|reading| {
            let appeal = reading.omitted.iter().find(|omitted| omitted.text == APPEAL);
            assert!(appeal.is_none() || !reading.document.article.text.contains(APPEAL));
            assert!(appeal.is_none_or(|appeal| appeal.reason == annals_extract::Reason::Repeat));
            appeal.map(|appeal| appeal.others)
        })
        .collect()
}

#[test]
fn what_an_outlet_repeats_is_taken_out_of_old_articles_too() {
    let folder = tempfile::tempdir().unwrap();
    let mut annals = Annals::init(folder.path()).unwrap();
    add(&mut annals, &appealing(0..3));
    build(&mut annals);
    assert_eq!(repeated(&annals), [None; 3]);
    assert_eq!(found(&annals, "whoever gives a coin").len(), 3);
    add(&mut annals, &appealing(3..6));
    let built = build(&mut annals);
    assert_eq!((built.read, built.unchanged), (3, 3));
    assert_eq!(repeated(&annals), [Some(5); 6]);
    assert_eq!(found(&annals, "whoever gives a coin"), [""; 0]);
    assert_eq!(problems(&annals), [""; 0]);
}

#[test]
fn what_is_repeated_does_not_depend_on_batches_nor_on_order() {
    let mut collection = appealing(0..8);
    collection.extend((0..30).filter(|number| number % 3 != 0).map(page));
    let (_once, at_once) = folder_of(&collection, 100, false);
    let (_steps, in_steps) = folder_of(&collection, 3, true);
    assert!(everything(&at_once) == everything(&in_steps));
    assert_eq!(repeated(&at_once), repeated(&in_steps));
    assert_eq!(problems(&in_steps), [""; 0]);
    collection.reverse();
    let (_turned, turned) = folder_of(&collection, 5, true);
    let sorted = |annals: &Annals| {
        let mut repeated = repeated(annals);
        repeated.sort_unstable();
        repeated
    };
    assert_eq!(sorted(&at_once), sorted(&turned));
    let counts = sorted(&at_once);
    assert!(counts.contains(&Some(7)), "{counts:?}");
}

#[test]
fn nothing_new_is_nothing_to_do() {
    let (_folder, mut annals) = folder_of(&collection(), 100, false);
    let steps = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let inner = steps.clone();
    annals.watch_steps(Box::new(move |step| {
        inner.lock().unwrap().push(step);
        Ok(())
    }));
    let built = build(&mut annals);
    assert_eq!((built.read, built.unchanged, built.articles), (0, 33, 30));
    assert!(steps.lock().unwrap().is_empty());
}

#[test]
fn an_older_version_is_not_counted_twice() {
    let (_folder, annals) = folder_of(&collection(), 100, false);
    let (articles, total) = annals.articles(None, 0, 0).unwrap();
    assert_eq!((articles.len(), total), (30, 30));
    let changed: Vec<_> = articles.iter().filter(|article| article.versions > 0).collect();
    assert_eq!(changed.len(), 3);
    let reading = annals.reading(changed[0].capture).unwrap().unwrap();
    assert!(reading.document.article.text.contains("fishing and trade"));
    assert_eq!(reading.versions.len(), 1);
    let older = annals.reading(reading.versions[0].capture).unwrap().unwrap();
    assert_eq!(older.versions[0].capture, changed[0].capture);
    assert!(!reading.events.is_empty() && older.events.is_empty());
}

#[test]
fn an_index_that_fell_behind_is_completed_on_opening() {
    let (folder, mut annals) = folder_of(&pages(0..6), 100, false);
    add(&mut annals, &pages(6..9));
    annals.watch_steps(Box::new(|step| match step {
        "index commit" => Err(std::io::Error::other("stopped")),
        _ => Ok(()),
    }));
    annals.build(None, &mut |_| {}).unwrap_err();
    drop(annals);
    let annals = Annals::open(folder.path()).unwrap();
    assert_eq!(found(&annals, "report").len(), 9);
    assert_eq!(problems(&annals), [""; 0]);
}

#[test]
fn a_citation_that_no_longer_stands_is_found() {
    let (folder, annals) = folder_of(&pages(0..3), 100, false);
    drop(annals);
    let catalogue = rusqlite::Connection::open(folder.path().join("annals.sqlite")).unwrap();
    let changed = catalogue
        .execute("UPDATE events SET body = replace(body, 'visited', 'avoided')", [])
        .unwrap();
    assert!(changed > 0);
    drop(catalogue);
    let annals = Annals::open(folder.path()).unwrap();
    let found = problems(&annals);
    assert!(
        found
            .iter()
            .any(|problem| problem.contains("is not the one that event")),
        "{found:?}"
    );
}

/// The rows of the chronicle as they lie in the catalogue, to the last byte.
fn rows(folder: &tempfile::TempDir) -> String {
    let catalogue = rusqlite::Connection::open(folder.path().join("annals.sqlite")).unwrap();
    let tables = [
        "events",
        "event_entities",
        "event_captures",
        "entities",
        "entity_forms",
        "hidden_events",
        "unplaced",
    ];
    let mut all = String::new();
    for table in tables {
        let mut statement = catalogue
            .prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2"))
            .unwrap();
        let width = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<_> = (0..width)
                .map(|at| format!("{:?}", row.get::<_, rusqlite::types::Value>(at).unwrap()))
                .collect();
            all += &format!("{table}: {}\n", cells.join(", "));
        }
    }
    all
}

/// Numbers that look thrown (a linear congruential generator after Knuth).
fn thrown(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |below| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    }
}

/// The law of building in steps: whatever the order in which pages come, and however they are split between builds, the
/// rows are those of one build of everything, though each step writes only what it changes.
#[test]
fn any_order_and_any_split_gives_the_same_rows() {
    let (whole, _annals) = folder_of(&collection(), 100, false);
    let expected = rows(&whole);
    assert!(
        expected.contains("Harbour") || expected.contains("harbour"),
        "{expected}"
    );
    for seed in 0..5 {
        let mut dice = thrown(seed);
        let mut pages = collection();
        for last in (1..pages.len()).rev() {
            pages.swap(last, dice(last + 1));
        }
        let folder = tempfile::tempdir().unwrap();
        let mut annals = Annals::init(folder.path()).unwrap();
        let mut rest = pages.as_slice();
        while !rest.is_empty() {
            let (now, later) = rest.split_at(rest.len().min(1 + dice(9)));
            add(&mut annals, now);
            build(&mut annals);
            rest = later;
        }
        let stepwise = rows(&folder);
        annals.build(Some(Stage::Chronicle), &mut |_| {}).unwrap();
        assert!(
            stepwise == rows(&folder),
            "seed {seed}: a build from the reports differs"
        );
        annals.build(Some(Stage::Extract), &mut |_| {}).unwrap();
        assert!(
            stepwise == rows(&folder),
            "seed {seed}: a build from the captures differs"
        );
        assert!(stepwise == expected, "seed {seed}: another order differs");
    }
}

/// What analysts decide changes rows that no page has changed; they too are those of a build of everything.
#[test]
fn decisions_between_builds_leave_the_rows_of_a_build_from_the_reports() {
    let (folder, mut annals) = folder_of(&collection(), 100, false);
    let at = "2024-06-02T10:00:00Z".parse().unwrap();
    let mut before = rows(&folder);
    let mut law = |annals: &mut Annals, what: &str| {
        let stepwise = rows(&folder);
        assert!(stepwise != before, "{what}: nothing changed");
        annals.build(Some(Stage::Chronicle), &mut |_| {}).unwrap();
        assert!(
            stepwise == rows(&folder),
            "{what}: a build from the reports differs"
        );
        before = stepwise;
    };
    let (events, _) = annals.timeline(&annals_store::TimelineQuery::default()).unwrap();
    let ids: Vec<&str> = events.iter().map(|event| event.id.as_str()).collect();
    annals
        .rename_entity("Adaeze Lind", "A. Lind of Ostrand", at)
        .unwrap();
    law(&mut annals, "a name");
    annals.confirm_event(ids[0], at).unwrap();
    law(&mut annals, "a confirmed event");
    annals.hide_event(ids[1], at).unwrap();
    law(&mut annals, "a hidden event");
    add(&mut annals, &pages(30..33));
    build(&mut annals);
    law(&mut annals, "three pages");
    annals
        .merge_entities("Adaeze Lind", &["Mirela Osei".into()], at)
        .unwrap();
    law(&mut annals, "two who are one");
    annals.undo_event_decision(None, at).unwrap();
    law(&mut annals, "an event shown again");
}

/// Of the rows that lie there, one page more changes the few that it tells of.
#[test]
fn one_page_more_leaves_other_rows_alone() {
    let (folder, mut annals) = folder_of(&pages(0..60), 100, false);
    let before = rows(&folder);
    let old: std::collections::HashSet<&str> = before.lines().collect();
    add(&mut annals, &pages(60..61));
    build(&mut annals);
    let after = rows(&folder);
    let events = |line: &&str| line.starts_with("events:");
    let changed = after
        .lines()
        .filter(events)
        .filter(|line| !old.contains(line))
        .count();
    assert!(
        (1..=20).contains(&changed),
        "{changed} of {} events",
        after.lines().filter(events).count()
    );
}
