//! Pages as bare files: which files are pages, what they are called, and their bytes, unpacked.

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use flate2::read::MultiGzDecoder;

/// The most that one page may hold, unpacked.
const PAGE_LIMIT: u64 = 64 << 20;

const ENDINGS: [&str; 3] = [".html", ".htm", ".txt"];

/// A page file as it is, the page files below a folder in order of their names, or `-` as it is.
pub fn pages_below(path: &Path) -> Vec<PathBuf> {
    files_below(path, is_page)
}

/// The same, but WARC files are inputs too.
pub fn inputs_below(path: &Path) -> Vec<PathBuf> {
    files_below(path, |path| is_page(path) || is_warc(path))
}

/// Whether the file's name says that it is a WARC file.
pub fn is_warc(path: &Path) -> bool {
    let name = file_name(path).to_ascii_lowercase();
    name.ends_with(".warc") || name.ends_with(".warc.gz")
}

fn files_below(path: &Path, wanted: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let entries = walkdir::WalkDir::new(path)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok);
    entries
        .filter(|entry| entry.file_type().is_file() && wanted(entry.path()))
        .map(|entry| entry.into_path())
        .collect()
}

fn is_page(path: &Path) -> bool {
    let name = file_name(path);
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    ENDINGS
        .iter()
        .any(|ending| name.to_ascii_lowercase().ends_with(ending))
}

/// The file's name without `.html`, `.htm`, `.txt` and `.gz`.
pub fn page_id(path: &Path) -> String {
    let name = file_name(path);
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    ENDINGS
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .unwrap_or(name)
        .to_owned()
}

/// The media type that the file's name claims.
pub fn content_type(path: &Path) -> Option<&'static str> {
    let name = file_name(path).to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    match name.rsplit_once('.')?.1 {
        "html" | "htm" => Some("text/html"),
        "txt" => Some("text/plain"),
        _ => None,
    }
}

/// The bytes of a page; gzip is unpacked. `-` is standard input.
pub fn read_page(path: &Path) -> Result<Vec<u8>> {
    let name = path.display();
    let raw: Box<dyn Read> = match path.to_str() {
        Some("-") => Box::new(std::io::stdin()),
        _ => Box::new(std::fs::File::open(path).with_context(|| name.to_string())?),
    };
    let mut reader = std::io::BufReader::new(raw);
    let packed = std::io::BufRead::fill_buf(&mut reader)
        .with_context(|| name.to_string())?
        .starts_with(&[0x1f, 0x8b]);
    let mut bytes = Vec::new();
    let limited: &mut dyn Read = if packed {
        &mut MultiGzDecoder::new(reader)
    } else {
        &mut reader
    };
    limited
        .take(PAGE_LIMIT + 1)
        .read_to_end(&mut bytes)
        .with_context(|| name.to_string())?;
    if bytes.len() as u64 > PAGE_LIMIT {
        bail!("{name}: larger than {} MiB unpacked", PAGE_LIMIT >> 20);
    }
    if packed && bytes.starts_with(&[0x1f, 0x8b]) {
        bail!("{name}: packed twice");
    }
    Ok(bytes)
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
