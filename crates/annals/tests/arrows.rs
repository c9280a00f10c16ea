//! The shape of the workspace, read from its own files: who may know whom, which crates face the outside world, and that
//! every file says what it is. ARCHITECTURE.md says the same in prose.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The crates in pipeline order, each with those it may know directly; what these know, it may know too.
const ARROWS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("archive", &[]),
    ("capture", &["archive"]),
    ("extract", &["text"]),
    ("dedup", &["text"]),
    ("time", &["text"]),
    ("names", &["text"]),
    ("syntax", &["text", "names"]),
    ("annotate", &["text", "extract", "time", "names", "syntax"]),
    ("chronicle", &["annotate", "archive", "dedup"]),
    ("store", &["chronicle", "archive"]),
    ("export", &["chronicle"]),
    ("web", &["store", "export"]),
    ("annals", &["web", "capture"]),
];

/// Crates that do no input or output and know no clock, environment or global.
const CORE: [&str; 8] = [
    "text",
    "extract",
    "dedup",
    "time",
    "names",
    "syntax",
    "annotate",
    "chronicle",
];

/// What reaches outside, and the crates that may hold it.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("tantivy", &["store"]),
    ("axum", &["web", "capture"]),
    ("tokio", &["web", "annals", "capture"]),
    ("reqwest", &["capture"]),
    ("ureq", &["capture"]),
    ("hyper", &["capture"]),
    ("curl", &["capture"]),
    ("isahc", &["capture"]),
    ("attohttpc", &["capture"]),
    ("minreq", &["capture"]),
];

#[test]
fn members_stand_in_pipeline_order() {
    let manifest = manifest(&root().join("Cargo.toml"));
    let members = manifest["workspace"]["members"].as_array().expect("members");
    let members: Vec<&str> = members
        .iter()
        .filter_map(|member| member.as_str()?.strip_prefix("crates/"))
        .collect();
    let order: Vec<&str> = ARROWS.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        members, order,
        "Cargo.toml and this table list the same crates in the same order"
    );
}

#[test]
fn nothing_points_up() {
    for (name, _) in ARROWS {
        let below = below(name);
        for (kind, dependency) in dependencies(name) {
            if let Some(other) = dependency.strip_prefix("annals-") {
                assert!(below.contains(other), "{name} may not know {other} ({kind})");
            }
        }
    }
}

#[test]
fn the_outside_world_has_few_doors() {
    for (name, _) in ARROWS {
        for (kind, dependency) in dependencies(name) {
            let door = OUTSIDE.iter().find(|(outside, _)| *outside == dependency);
            if let Some((outside, allowed)) = door {
                assert!(
                    allowed.contains(name),
                    "{name} may not use {outside} ({kind}): only {allowed:?} may"
                );
            }
        }
    }
}

#[test]
fn every_crate_takes_the_workspace_lints() {
    for (name, _) in ARROWS {
        let manifest = manifest(&folder(name).join("Cargo.toml"));
        let inherited = manifest
            .get("lints")
            .and_then(|lints| lints.get("workspace")?.as_bool());
        assert_eq!(
            inherited,
            Some(true),
            "{name}: [lints] workspace = true is missing"
        );
    }
}

#[test]
fn the_core_asks_for_no_exception() {
    for name in CORE {
        for path in rust_files(&folder(name).join("src")) {
            let text = std::fs::read_to_string(&path).expect("a source file");
            assert!(
                !text.contains("clippy::disallowed"),
                "{}: the core does no I/O and knows no clock",
                path.display()
            );
        }
    }
}

#[test]
fn every_file_says_what_it_is() {
    let files = rust_files(&root().join("crates"));
    assert!(files.len() > 40, "only {} files found", files.len());
    for path in files {
        let text = std::fs::read_to_string(&path).expect("a source file");
        assert!(
            text.starts_with("//! "),
            "{} opens without saying what it is",
            path.display()
        );
        assert!(
            !path.ends_with("mod.rs"),
            "{}: a module is thing.rs beside thing/",
            path.display()
        );
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn folder(name: &str) -> PathBuf {
    root().join("crates").join(name)
}

fn manifest(path: &Path) -> toml::Table {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.parse()
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All that `name` may know: along the arrows, to the end.
fn below(name: &str) -> BTreeSet<&'static str> {
    let table: BTreeMap<&str, &[&'static str]> = ARROWS.iter().copied().collect();
    let (mut known, mut open) = (BTreeSet::new(), table[name].to_vec());
    while let Some(next) = open.pop() {
        if known.insert(next) {
            open.extend(table[next]);
        }
    }
    known
}

/// What a crate depends on, for its code, its tests and its building, with the kind of dependency.
fn dependencies(name: &str) -> Vec<(&'static str, String)> {
    let manifest = manifest(&folder(name).join("Cargo.toml"));
    let kinds = ["dependencies", "dev-dependencies", "build-dependencies"];
    let of_kind = |kind: &'static str| {
        let table = manifest
            .get(kind)
            .and_then(toml::Value::as_table)
            .cloned()
            .unwrap_or_default();
        table
            .into_iter()
            .map(move |(dependency, _)| (kind, dependency))
            .collect::<Vec<_>>()
    };
    kinds.into_iter().flat_map(of_kind).collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok);
    let paths = entries.map(walkdir::DirEntry::into_path);
    paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}
