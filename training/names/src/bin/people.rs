//! Packs given and family names into `crates/names/data/people.bin`.
//!
//!     cargo run --release -p annals-training-names --bin people -- FAKER_PERSON_FOLDER training/names/gold/people.txt OUT
//!
//! The folder is `faker/providers/person` of Faker (PyPI, MIT): its Python files are read as text, for the quoted names in
//! `first_names*` and `last_names*`. Only names in Latin letters are taken. Not part of the default build.
#![allow(
    clippy::disallowed_methods,
    reason = "a program that reads data files and writes one"
)]

use std::collections::BTreeMap;
use std::path::Path;

use annals_names::training::{FAMILY, FEMALE, GIVEN, MALE, fold, phrase_hash};
use anyhow::{Context, Result};

type Flags = BTreeMap<String, u64>;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, own, out] = arguments.as_slice() else {
        anyhow::bail!("usage: people FAKER_PERSON_FOLDER OWN.txt OUT");
    };
    let mut names = Flags::new();
    let mut locales: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    locales.sort_by_key(|locale| locale.path());
    for locale in locales {
        read_locale(&locale.path().join("__init__.py"), &mut names);
    }
    let own_text = std::fs::read_to_string(own).with_context(|| own.clone())?;
    own_text.lines().for_each(|line| read_own(line, &mut names));
    let packed = pack(&names);
    println!("{} names, {} bytes", names.len(), packed.len());
    Ok(std::fs::write(out, packed)?)
}

fn read_locale(path: &Path, names: &mut Flags) {
    let Ok(source) = std::fs::read_to_string(path) else {
        return;
    };
    let mut flags = 0;
    for line in source.lines() {
        if line.starts_with("    ") && !line[4..].starts_with([' ', ')', ']', '}']) {
            flags = variable_flags(line.trim());
        }
        if flags != 0 {
            let quoted = line.split('"').skip(1).step_by(2);
            quoted.for_each(|name| add(name, flags, names));
        }
    }
}

fn variable_flags(line: &str) -> u64 {
    let variable = line.split([':', '=', ' ']).next().unwrap_or_default();
    let given = variable.starts_with("first_") && variable.contains("name");
    let family = variable.starts_with("last_") && variable.contains("name");
    match () {
        () if family => FAMILY,
        () if given && variable.contains("female") => GIVEN | FEMALE,
        () if given && variable.contains("male") => GIVEN | MALE,
        () if given => GIVEN,
        () => 0,
    }
}

fn read_own(line: &str, names: &mut Flags) {
    let mut words = line.split_whitespace();
    let flags = match words.next() {
        Some("m") => GIVEN | MALE,
        Some("f") => GIVEN | FEMALE,
        Some("g") => GIVEN,
        Some("s") => FAMILY,
        _ => return,
    };
    words.for_each(|name| add(name, flags, names));
}

fn add(name: &str, flags: u64, names: &mut Flags) {
    let capital = name.starts_with(char::is_uppercase);
    for word in fold(name).split(' ').filter(|word| capital && word.len() > 1) {
        if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            *names.entry(word.to_owned()).or_default() |= flags;
        }
    }
}

/// Sorted keys (40 bits of hash, 24 of flags), each as the distance from the one before, in groups of seven bits.
fn pack(names: &Flags) -> Vec<u8> {
    let mut keys: Vec<u64> = names
        .iter()
        .map(|(name, flags)| phrase_hash(name) >> 24 << 4 | flags)
        .collect();
    keys.sort_unstable();
    let mut packed = Vec::new();
    let mut before = 0;
    for key in keys {
        let mut distance = key - before;
        while distance >= 0x80 {
            packed.push(distance as u8 | 0x80);
            distance >>= 7;
        }
        packed.push(distance as u8);
        before = key;
    }
    packed
}
