//! index/files.sums: the digest of every file of the index, so that `check` finds any bit of it that changed by itself. The
//! files of segments never change once they are written; the list is taken away before a commit and written behind it, so
//! that where it stands, it is of the index as it is.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// The list's name in the index's folder.
const FILE: &str = "files.sums";

/// Takes the list away: the index is about to change. Answers what it said, of files that do not change.
pub(crate) fn take(folder: &Path) -> io::Result<BTreeMap<String, String>> {
    let said = read(folder)?.unwrap_or_default();
    match fs::remove_file(folder.join(FILE)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(said),
    }
}

/// Writes the list. `known` are digests of segments' files that need not be taken again.
pub(crate) fn write(folder: &Path, known: &BTreeMap<String, String>) -> io::Result<()> {
    let mut list = String::new();
    for name in names(folder)? {
        let sum = match known.get(&name).filter(|_| super::is_of_segment(&name)) {
            Some(sum) => sum.clone(),
            None => sum(&folder.join(&name))?,
        };
        list.push_str(&format!("{sum}  {name}\n"));
    }
    let digest = annals_archive::hex(&annals_archive::sha256(list.as_bytes()));
    list.push_str(&format!("{digest}  {FILE}\n"));
    let new = folder.join(format!("{FILE}.new"));
    let mut file = File::create(&new)?;
    file.write_all(list.as_bytes())?;
    file.sync_all()?;
    fs::rename(new, folder.join(FILE))
}

/// Writes the list if there is none: what a crash kept from being done.
pub(crate) fn complete(folder: &Path) -> io::Result<()> {
    match folder.join(FILE).exists() {
        true => Ok(()),
        false => write(folder, &BTreeMap::new()),
    }
}

/// What differs from the list, a line each. Without a list, nothing does.
pub(crate) fn differences(folder: &Path) -> io::Result<Vec<String>> {
    let Some(mut said) = read(folder)? else {
        return Ok(Vec::new());
    };
    if said.remove(FILE).is_none() {
        return Ok(vec![format!("{FILE}: is damaged")]);
    }
    let mut found = Vec::new();
    for name in names(folder)? {
        match said.remove(&name) {
            None => found.push(format!("{name}: is not part of the index")),
            Some(expected) if sum(&folder.join(&name))? != expected => {
                found.push(format!("{name}: is not what was written"));
            }
            Some(_) => {}
        }
    }
    found.extend(said.into_keys().map(|name| format!("{name}: is missing")));
    Ok(found)
}

/// The list, with an entry of its own if it is whole.
fn read(folder: &Path) -> io::Result<Option<BTreeMap<String, String>>> {
    let bytes = match fs::read(folder.join(FILE)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        bytes => bytes?,
    };
    let text = String::from_utf8_lossy(&bytes);
    let lines = text.lines().filter_map(|line| line.split_once("  "));
    let mut said: BTreeMap<String, String> = lines
        .map(|(sum, name)| (name.to_owned(), sum.to_owned()))
        .collect();
    let digest = said.remove(FILE);
    let last = text.trim_end().rfind('\n').map_or(0, |end| end + 1);
    let right = annals_archive::hex(&annals_archive::sha256(&bytes[..last.min(bytes.len())]));
    if digest.as_ref() == Some(&right) && text.ends_with(&format!("{right}  {FILE}\n")) {
        said.insert(FILE.into(), right);
    }
    Ok(Some(said))
}

/// The files of the index but its locks and the list.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !name.ends_with(".lock") && !name.starts_with(FILE) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn sum(path: &Path) -> io::Result<String> {
    annals_archive::sha256_of_file(path).map(|sum| annals_archive::hex(&sum))
}
