//! Packs spaCy's word classes into `crates/names/data/clusters.bin`.
//!
//!     cargo run --release -p annals-training-names --bin clusters -- EN_LEXEME_CLUSTER.json.gz EN_LEXEME_PROB.json.gz OUT
//!
//! Both files come with spacy-lookups-data (PyPI, MIT). Not part of the default build.
#![allow(
    clippy::disallowed_methods,
    reason = "a program that reads data files and writes one"
)]

use std::fs::File;

use annals_names::training::{PATH_BITS, word_hash};
use anyhow::Result;
use flate2::read::GzDecoder;
use serde_json::{Map, Value};

/// Words rarer than this (natural logarithm of their share of all words) are left out.
const RAREST: f64 = -17.5;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [paths, shares, out] = arguments.as_slice() else {
        anyhow::bail!("usage: clusters EN_LEXEME_CLUSTER.json.gz EN_LEXEME_PROB.json.gz OUT");
    };
    let (paths, shares) = (read(paths)?, read(shares)?);
    let mut keys: Vec<u64> = paths
        .iter()
        .filter(|(word, _)| is_word(word) && shares.get(*word).and_then(Value::as_f64) > Some(RAREST))
        .filter_map(|(word, path)| Some((word, path.as_u64().filter(|path| *path > 0)?)))
        .map(|(word, path)| word_hash(word) >> PATH_BITS << PATH_BITS | path)
        .collect();
    keys.sort_unstable();
    let packed = pack(&keys);
    println!("{} words, {} bytes", keys.len(), packed.len());
    Ok(std::fs::write(out, packed)?)
}

fn read(path: &str) -> Result<Map<String, Value>> {
    Ok(serde_json::from_reader(std::io::BufReader::new(GzDecoder::new(
        File::open(path)?,
    )))?)
}

fn is_word(word: &str) -> bool {
    word.chars()
        .all(|character| character.is_alphabetic() || "'.-&,$%0123456789".contains(character))
}

fn pack(keys: &[u64]) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut before = 0;
    for key in keys {
        let mut distance = key - before;
        while distance >= 0x80 {
            packed.push(distance as u8 | 0x80);
            distance >>= 7;
        }
        packed.push(distance as u8);
        before = *key;
    }
    packed
}
