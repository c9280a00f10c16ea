//! The pages that are measured: those of the demo, or those of folders, packed or not.

use std::io::Read;
use std::path::{Path, PathBuf};

use annals_extract::Page;

/// Pages of one folder.
pub struct Set {
    pub name: String,
    pub pages: Vec<PageFile>,
}

/// A page as its file has it.
pub struct PageFile {
    pub name: String,
    file: Vec<u8>,
}

/// The pages of the demo.
pub fn demo() -> Set {
    of_folder(concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/pages"))
}

/// The pages of a folder, in the order of their names.
pub fn of_folder(folder: &str) -> Set {
    let entries = std::fs::read_dir(folder).expect("a folder of pages");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| is_html(path));
    paths.sort();
    Set {
        name: folder.to_owned(),
        pages: paths.iter().map(|path| PageFile::read(path)).collect(),
    }
}

fn is_html(path: &Path) -> bool {
    let name = path.to_string_lossy();
    name.ends_with(".html") || name.ends_with(".html.gz")
}

impl PageFile {
    fn read(path: &Path) -> Self {
        PageFile {
            name: path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            file: std::fs::read(path).expect("a page"),
        }
    }

    /// Its bytes, unpacked.
    pub fn unpack(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        if self.name.ends_with(".gz") {
            let mut reader = flate2::bufread::MultiGzDecoder::new(&self.file[..]);
            reader.read_to_end(&mut bytes).expect("a whole gzip file");
        } else {
            bytes.extend_from_slice(&self.file);
        }
        bytes
    }

    /// It as extraction takes it.
    pub fn as_page<'a>(&self, bytes: &'a [u8]) -> Page<'a> {
        super::html(bytes)
    }
}
