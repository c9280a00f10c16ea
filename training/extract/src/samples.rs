//! The pages to learn from: folders with `gold.jsonl` and one gzipped page a line.

use std::io::Read;
use std::path::Path;

use annals_extract::Page;
use annals_extract::training::decode;

/// A page whose article is known.
pub struct Sample {
    pub set: String,
    pub id: String,
    pub domain: String,
    pub gold: Vec<String>,
    pub html: String,
    pub url: Option<String>,
}

/// Appends the pages of a folder.
pub fn read_set(folder: &Path, samples: &mut Vec<Sample>) {
    let gold = std::fs::read_to_string(folder.join("gold.jsonl")).expect("a set has gold.jsonl");
    for line in gold.lines().filter(|line| !line.trim().is_empty()) {
        let record: serde_json::Value = serde_json::from_str(line).expect("gold is JSON lines");
        let text = |key: &str| record[key].as_str().map(str::to_owned);
        let (Some(id), Some(gold)) = (text("id"), text("text")) else {
            continue;
        };
        let file = std::fs::File::open(folder.join(format!("{id}.html.gz"))).expect("each page has a file");
        let mut bytes = Vec::new();
        flate2::read::MultiGzDecoder::new(file)
            .read_to_end(&mut bytes)
            .expect("pages are gzip");
        let page = Page {
            bytes: &bytes,
            ..Page::default()
        };
        samples.push(Sample {
            set: folder
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            html: decode(&page),
            domain: text("domain").unwrap_or_default(),
            gold: words(&gold),
            url: text("url"),
            id,
        });
    }
}

/// Words as the scorer takes them: runs of letters, digits and underscores.
pub fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}
