//! The description of a WACZ file (datapackage.json), which lists every file with its digest; its index and its list of
//! pages.

use std::io::{self, Read, Write};

use flate2::{Compression, GzBuilder};
use serde_json::{Value, json};

use super::{WaczPage, sha256_of};
use crate::cdxj::fourteen_digits;
use crate::zip::Zip;

const NAME: &str = "datapackage.json";
const DIGEST: &str = "datapackage-digest.json";
/// The most that a description may hold.
const LIMIT: u64 = 16 << 20;

/// What the description lists.
pub(crate) struct Package {
    resources: Vec<Resource>,
    /// Who signed it, if anybody did.
    pub signature: Option<Signature>,
}

/// Who says that a WACZ file is as it was made (WACZ Signing and Verification 0.1.0), by what stands in the file. Whether it
/// was they who signed is not verified: that takes certificates, and trust in who gave them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The domain whose certificate is in the file, or the beginning of the public key where the signer is anonymous.
    pub by: String,
    /// When, as the file says it.
    pub created: Option<String>,
}

impl std::fmt::Display for Signature {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "signed by {}", self.by)?;
        if let Some(created) = &self.created {
            write!(f, " on {created}")?;
        }
        f.write_str("; the signature was not verified")
    }
}

impl Signature {
    /// Of the object `signedData`. Error: it signs another description than this one.
    fn of(signed: &Value, hash: &str) -> Result<Option<Self>, String> {
        if signed.is_null() {
            return Ok(None);
        }
        let text = |name: &str| {
            signed[name]
                .as_str()
                .map(printable)
                .filter(|text| !text.is_empty())
        };
        if text("hash").is_none_or(|said| !said.eq_ignore_ascii_case(hash)) {
            return Err(format!("{NAME} is not what was signed in {DIGEST}"));
        }
        if text("signature").is_none() {
            return Err(format!("{DIGEST} says who signed, and holds no signature"));
        }
        let key = || {
            text("publicKey").map(|key| format!("the key {}...", key.chars().take(16).collect::<String>()))
        };
        Ok(Some(Signature {
            by: text("domain")
                .or_else(key)
                .unwrap_or_else(|| "nobody who is named".into()),
            created: text("created"),
        }))
    }
}

/// A foreign word for messages: without control characters, and not for ever.
fn printable(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_control())
        .take(200)
        .collect()
}

struct Resource {
    path: String,
    /// In hexadecimal, of SHA-256.
    sha256: Option<String>,
    bytes: Option<u64>,
}

impl Package {
    /// Reads the description, and compares it with the digest that stands beside it.
    pub fn read(zip: &Zip) -> Result<Self, String> {
        let text = bytes(zip, NAME)?.ok_or(format!("holds no {NAME}"))?;
        let value: Value = serde_json::from_slice(&text).map_err(|error| format!("{NAME}: {error}"))?;
        let mut signature = None;
        if let Some(digest) = bytes(zip, DIGEST)? {
            let digest: Value =
                serde_json::from_slice(&digest).map_err(|error| format!("{DIGEST}: {error}"))?;
            let found = format!("sha256:{}", crate::hex(&crate::sha256(&text)));
            if digest["hash"]
                .as_str()
                .is_none_or(|said| !said.eq_ignore_ascii_case(&found))
            {
                return Err(format!("{NAME} does not have the digest that {DIGEST} gives"));
            }
            signature = Signature::of(&digest["signedData"], &found)?;
        }
        let resources = value["resources"]
            .as_array()
            .ok_or(format!("{NAME} lists no files"))?;
        let resources = resources.iter().map(Resource::of);
        let resources = resources.collect::<Option<_>>();
        Ok(Package {
            signature,
            resources: resources.ok_or(format!("{NAME} lists a file without path"))?,
        })
    }

    /// Files that are missing, not listed, or not what the list says.
    pub fn problems(&self, zip: &Zip) -> Vec<String> {
        let mut problems: Vec<String> = self
            .resources
            .iter()
            .filter_map(|resource| resource.problem(zip))
            .collect();
        for entry in &zip.entries {
            let own = [NAME, DIGEST].contains(&entry.name.as_str()) || entry.name.ends_with('/');
            if !own && !self.resources.iter().any(|resource| resource.path == entry.name) {
                problems.push(format!("{:?} is not listed in {NAME}", entry.name));
            }
        }
        problems
    }
}

impl Resource {
    /// Of either form: `hash` and `bytes`, or, in the first versions, `stats` with both and the algorithm in `hashing`.
    fn of(value: &Value) -> Option<Self> {
        let stats = &value["stats"];
        let algorithm = value["hashing"].as_str();
        let hash = value["hash"].as_str().or(stats["hash"].as_str());
        let sha256 = hash.and_then(|hash| match hash.split_once(':') {
            Some(("sha256", hex)) => Some(hex),
            None if algorithm == Some("sha256") => Some(hash),
            _ => None,
        });
        Some(Resource {
            path: value["path"].as_str()?.to_owned(),
            sha256: sha256.map(str::to_ascii_lowercase),
            bytes: value["bytes"].as_u64().or(stats["bytes"].as_u64()),
        })
    }

    fn problem(&self, zip: &Zip) -> Option<String> {
        let path = &self.path;
        let Some(entry) = zip.entry(path) else {
            return Some(format!("{path:?} is listed in {NAME}, and missing"));
        };
        let Some(expected) = &self.sha256 else {
            return Some(format!("{path:?} has no SHA-256 in {NAME}"));
        };
        if self.bytes.is_some_and(|bytes| bytes != entry.size) {
            return Some(format!("{path:?} does not have the size that {NAME} gives"));
        }
        let found = zip.content(entry).and_then(|mut content| sha256_of(&mut content));
        match (found, zip.crc_agrees(entry)) {
            (Ok(found), Ok(true)) if found == *expected => None,
            (Ok(_), Ok(true)) => Some(format!("{path:?} does not have the digest that {NAME} gives")),
            (Ok(_), Ok(false)) => Some(format!(
                "{path:?} does not have the checksum that the archive gives"
            )),
            (Err(error), _) | (_, Err(error)) => Some(format!("{path:?}: {error}")),
        }
    }
}

fn bytes(zip: &Zip, name: &str) -> Result<Option<Vec<u8>>, String> {
    let Some(entry) = zip.entry(name) else {
        return Ok(None);
    };
    if entry.size > LIMIT {
        return Err(format!("{name:?} is too large"));
    }
    let mut bytes = Vec::new();
    let read = zip
        .content(entry)
        .and_then(|mut content| content.read_to_end(&mut bytes));
    read.map_err(|error| format!("{name:?}: {error}"))?;
    Ok(Some(bytes))
}

/// So many lines of the index are packed together: what a reader unpacks to find one.
const BLOCK: usize = 3000;

/// The index in packed blocks, and the index of these: the beginning of each block's first line, and where it lies.
pub(crate) fn packed_index(lines: &[String]) -> io::Result<(Vec<u8>, String)> {
    let meta = json!({"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"});
    let (mut packed, mut blocks) = (Vec::new(), format!("!meta 0 {meta}\n"));
    for block in lines.chunks(BLOCK) {
        let mut encoder = GzBuilder::new()
            .mtime(0)
            .write(Vec::new(), Compression::default());
        for line in block {
            writeln!(encoder, "{line}")?;
        }
        let member = encoder.finish()?;
        let key: Vec<&str> = block[0].splitn(3, ' ').take(2).collect();
        let digest = format!("sha256:{}", crate::hex(&crate::sha256(&member)));
        let place = json!({"offset": packed.len(), "length": member.len(), "digest": digest});
        blocks.push_str(&format!("{} {place}\n", key.join(" ")));
        packed.extend(member);
    }
    Ok((packed, blocks))
}

/// The list of pages: a line that says so, and one each.
pub(crate) fn page_list<'a>(pages: impl Iterator<Item = WaczPage<'a>>) -> String {
    let head = json!({"format": "json-pages-1.0", "id": "pages", "title": "All Pages"});
    let mut list = format!("{head}\n");
    for page in pages {
        let id = crate::hex(&crate::sha256(page.url.as_bytes())[..8]);
        let id = format!("{id}{}", fourteen_digits(page.captured));
        let title = page.title.unwrap_or(page.url);
        let line = json!({"id": id, "url": page.url, "ts": page.captured.to_string(), "title": title});
        list.push_str(&format!("{line}\n"));
    }
    list
}
