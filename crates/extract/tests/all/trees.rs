//! Our tree beside html5ever's: the same text in the same order, with the same borders of blocks.

use std::io::Read;
use std::path::{Path, PathBuf};

use annals_extract::Page;
use annals_extract::workbench::{self, Lines};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// The lines of html5ever's tree, as [`workbench::Parsed::lines`] has them.
fn standard_lines(html: &str) -> Vec<String> {
    let options = html5ever::ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..html5ever::ParseOpts::default()
    };
    let dom = html5ever::parse_document(RcDom::default(), options).one(html);
    let mut lines = Lines::default();
    let mut waiting = vec![Visit::Enter(dom.document.clone(), false, false)];
    while let Some(visit) = waiting.pop() {
        match visit {
            Visit::Enter(node, linked, bold) => enter(&node, linked, bold, &mut waiting, &mut lines),
            Visit::Leave => lines.border(),
        }
    }
    lines.finish()
}

enum Visit {
    /// A node, and whether it stands in a link and in bold.
    Enter(Handle, bool, bool),
    Leave,
}

fn enter(node: &Handle, mut linked: bool, mut bold: bool, waiting: &mut Vec<Visit>, lines: &mut Lines) {
    match &node.data {
        NodeData::Text { contents } => return lines.text(&contents.borrow(), linked, bold),
        NodeData::Element { name, .. } if workbench::is_silent_name(&name.local) => return,
        NodeData::Element { name, .. } if workbench::breaks_line(&name.local) => {
            lines.border();
            waiting.push(Visit::Leave);
        }
        NodeData::Element { name, attrs, .. } => {
            let href = attrs
                .borrow()
                .iter()
                .any(|attribute| &*attribute.name.local == "href");
            linked |= href && &*name.local == "a";
            bold |= matches!(&*name.local, "b" | "strong");
        }
        _ => {}
    }
    let children = node.children.borrow();
    let visits = children
        .iter()
        .rev()
        .map(|child| Visit::Enter(child.clone(), linked, bold));
    waiting.extend(visits);
}

/// Where the two differ first, if they do.
fn difference(html: &str) -> Option<String> {
    let (ours, standard) = (workbench::Parsed::new(html).lines(), standard_lines(html));
    if ours == standard {
        return None;
    }
    let at = ours.iter().zip(&standard).take_while(|(a, b)| a == b).count();
    let around = |lines: &[String]| format!("{:?}", &lines[at.min(lines.len())..lines.len().min(at + 4)]);
    let bare = |lines: &[String]| lines.concat().replace(['[', ']', '*', ' '], "");
    let unmarked = |lines: &[String]| lines.join("|").replace(['[', ']', '*', ' '], "");
    let kind = match (
        bare(&ours) == bare(&standard),
        unmarked(&ours) == unmarked(&standard),
    ) {
        (false, _) => "text",
        (true, false) => "borders",
        (true, true) => "marks",
    };
    Some(format!(
        "{kind} differ at line {at}\n  ours      {}\n  html5ever {}",
        around(&ours),
        around(&standard)
    ))
}

/// Cases as Markdown: HTML, the lines that html5ever's tree has, and ours where they are meant to differ. `UPDATE=1` writes
/// html5ever's lines anew, never ours.
#[test]
fn cases_are_as_html5ever_has_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/trees");
    let (mut cases, mut failures) = (0, Vec::new());
    for entry in std::fs::read_dir(folder).expect("the case pages are there") {
        let path = entry.expect("a readable folder").path();
        let page = std::fs::read_to_string(&path).expect("a readable case page");
        let mut updated = String::new();
        let mut blocks = page.split_inclusive("```\n").peekable();
        while let Some(block) = blocks.next() {
            updated.push_str(block);
            let Some(html) = fenced(block, "html") else {
                continue;
            };
            cases += 1;
            let standard = standard_lines(html).join("\n");
            let written = blocks.next().and_then(|block| fenced(block, "lines"));
            updated.push_str(&format!("\n```lines\n{}```\n", with_end(&standard)));
            let ours = blocks.next_if(|block| fenced(block, "ours").is_some());
            updated.push_str(ours.unwrap_or_default());
            let expected = ours.and_then(|block| fenced(block, "ours")).unwrap_or(&standard);
            let found = workbench::Parsed::new(html).lines().join("\n");
            if written != Some(&standard) || found != expected {
                failures.push(format!(
                    "{}: {html}\n  ours      {found:?}\n  expected  {expected:?}\n  html5ever {standard:?}\n  written   {written:?}",
                    path.display()
                ));
            }
        }
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, updated).expect("a writable case page");
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(cases >= 90, "only {cases} cases");
}

/// What stands between the fence of `kind` and the next, without the last line break.
fn fenced<'t>(block: &'t str, kind: &str) -> Option<&'t str> {
    let (_, inside) = block.split_once(&format!("```{kind}\n"))?;
    let inside = inside.strip_suffix("```\n")?;
    Some(inside.strip_suffix('\n').unwrap_or(inside))
}

fn with_end(lines: &str) -> String {
    match lines {
        "" => String::new(),
        lines => format!("{lines}\n"),
    }
}

#[test]
fn pages_of_the_repository_have_the_same_text() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [root.join("tests/pages"), root.join("../../demo/pages")];
    let mut pages: Vec<PathBuf> = folders.iter().flat_map(|folder| html_files(folder)).collect();
    pages.sort();
    assert!(pages.len() >= 20, "the pages are missing");
    for path in pages {
        let html = read(&path);
        assert_eq!(difference(&html), None, "{}", path.display());
    }
}

fn html_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .filter(|path| {
            let name = path.to_string_lossy();
            name.ends_with(".html") || name.ends_with(".html.gz")
        })
        .collect()
}

fn read(path: &Path) -> String {
    let mut bytes = std::fs::read(path).expect("a page");
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut unpacked = Vec::new();
        flate2::bufread::MultiGzDecoder::new(&bytes[..])
            .read_to_end(&mut unpacked)
            .expect("a whole gzip file");
        bytes = unpacked;
    }
    let page = Page {
        bytes: &bytes,
        url: None,
        content_type: Some("text/html"),
        ..Page::default()
    };
    workbench::decode(&page).into_owned()
}

#[test]
fn development_pages_have_the_same_text() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/bench/extract");
    if !root.exists() {
        eprintln!("skipped: {} is absent", root.display());
        return;
    }
    let (mut pages, mut text, mut marks) = (0, Vec::new(), 0);
    for set in std::fs::read_dir(root).expect("the sets") {
        for path in html_files(&set.expect("a set").path()) {
            pages += 1;
            match difference(&read(&path)) {
                Some(difference) if difference.starts_with("marks") => marks += 1,
                Some(difference) => text.push(format!("{}: {difference}", path.display())),
                None => {}
            }
        }
    }
    assert!(text.is_empty(), "{}", text.join("\n"));
    // Links and bold words that nobody ended: see "Why our own HTML tree?" in DESIGN.md.
    assert!(
        marks * 100 <= pages,
        "{marks} of {pages} pages differ in their marks"
    );
}
