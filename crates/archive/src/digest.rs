//! Digests as WARC writes and checks them, and the record ids that follow from them.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use data_encoding::{BASE32, BASE32_NOPAD, BASE64_NOPAD, HEXLOWER, HEXLOWER_PERMISSIVE};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use crate::md5::md5;

/// The SHA-256 of `bytes`.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// The SHA-256 of a whole file.
pub fn sha256_of_file(path: &Path) -> io::Result<[u8; 32]> {
    Ok(sha256_of_first(path, u64::MAX)?.1)
}

/// How many of the first `length` bytes of a file there are, and their SHA-256.
pub fn sha256_of_first(path: &Path, length: u64) -> io::Result<(u64, [u8; 32])> {
    let mut hasher = Sha256::new();
    let (mut file, mut buffer, mut found) = (File::open(path)?.take(length), vec![0; 1 << 16], 0);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok((found, hasher.finalize().into())),
            count => {
                hasher.update(&buffer[..count]);
                found += count as u64;
            }
        }
    }
}

/// Bytes in lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(bytes)
}

/// The customary form of a WARC digest: "sha1:" and the SHA-1 in base32.
pub(crate) fn labelled_sha1<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha1::new();
    parts.into_iter().for_each(|part| hasher.update(part));
    format!("sha1:{}", BASE32.encode(&hasher.finalize()))
}

/// A record id made of what the record holds, so that the same input gives the same file: a version 8 UUID (RFC 9562)
/// of the first bytes of the SHA-256 of `parts`.
pub(crate) fn record_id<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    let mut id: [u8; 16] = hasher.finalize()[..16].try_into().expect("32 bytes hold 16");
    id[6] = 0x80 | (id[6] & 0x0f);
    id[8] = 0x80 | (id[8] & 0x3f);
    let id = hex(&id);
    format!(
        "<urn:uuid:{}-{}-{}-{}-{}>",
        &id[..8],
        &id[8..12],
        &id[12..16],
        &id[16..20],
        &id[20..]
    )
}

/// Whether `bytes` have the digest that a WARC header claims ("sha1:BASE32", "sha256:HEX"). `None` where the header is
/// not understood or names another algorithm.
pub(crate) fn matches(claimed: &str, bytes: &[u8]) -> Option<bool> {
    let (algorithm, value) = claimed.trim().split_once(':')?;
    let found = match algorithm.to_ascii_lowercase().as_str() {
        "sha1" | "sha-1" => Sha1::digest(bytes).to_vec(),
        "sha256" | "sha-256" => Sha256::digest(bytes).to_vec(),
        "sha384" | "sha-384" => Sha384::digest(bytes).to_vec(),
        "sha512" | "sha-512" => Sha512::digest(bytes).to_vec(),
        "md5" => md5(bytes).to_vec(),
        _ => return None,
    };
    Some(decode(value.trim(), found.len())? == found)
}

/// Whether a claimed digest can be one: "algorithm:value", of the right length where the algorithm is known here.
pub(crate) fn is_one(claimed: &str) -> bool {
    let Some((algorithm, value)) = claimed.trim().split_once(':') else {
        return false;
    };
    let value = value.trim();
    match algorithm.to_ascii_lowercase().as_str() {
        "md5" => decode(value, 16).is_some(),
        "sha1" | "sha-1" => decode(value, 20).is_some(),
        "sha256" | "sha-256" => decode(value, 32).is_some(),
        "sha384" | "sha-384" => decode(value, 48).is_some(),
        "sha512" | "sha-512" => decode(value, 64).is_some(),
        _ => !value.is_empty(),
    }
}

/// A digest of `length` bytes, in hexadecimal, in base32 with or without padding, or in either base64: archivers differ.
fn decode(value: &str, length: usize) -> Option<Vec<u8>> {
    let bytes = value.trim_end_matches('=');
    let decoded = match bytes.len() {
        digits if digits == 2 * length => HEXLOWER_PERMISSIVE.decode(bytes.as_bytes()),
        digits if digits == (8 * length).div_ceil(5) => {
            BASE32_NOPAD.decode(bytes.to_ascii_uppercase().as_bytes())
        }
        _ => BASE64_NOPAD.decode(bytes.replace('-', "+").replace('_', "/").as_bytes()),
    };
    decoded.ok().filter(|bytes| bytes.len() == length)
}
