//! The little of HTTP that a captured response needs: where its head ends, and how its body was encoded for the way.

use std::borrow::Cow;
use std::io::Read;

use brotli_decompressor::Decompressor;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use ruzstd::decoding::StreamingDecoder;

use crate::reader::RECORD_LIMIT;

/// First line and headers (with the blank line behind them), and the body. `None` where it does not look like HTTP.
/// Takes `kind`, the record's.
pub(crate) fn split<'a>(block: &'a [u8], kind: &str) -> Option<(&'a [u8], &'a [u8])> {
    let line = block.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let looks_like_http = match kind {
        // A method in capitals: some archivers leave out the version behind the address, or write a status line.
        "request" => {
            line.starts_with(b"HTTP/")
                || line
                    .iter()
                    .position(|byte| *byte == b' ')
                    .is_some_and(|end| end > 0 && line[..end].iter().all(u8::is_ascii_uppercase))
        }
        // The lines that say what an ARC's own header lines hold stand where HTTP headers do elsewhere.
        "arc_header" => true,
        _ => line.starts_with(b"HTTP/"),
    };
    if !looks_like_http {
        return None;
    }
    let end = head_end(block).unwrap_or(block.len());
    Some(block.split_at(end))
}

/// The offset behind the first blank line.
fn head_end(block: &[u8]) -> Option<usize> {
    let mut line_start = 0;
    for (at, _) in block.iter().enumerate().filter(|(_, byte)| **byte == b'\n') {
        if matches!(&block[line_start..at], b"" | b"\r") {
            return Some(at + 1);
        }
        line_start = at + 1;
    }
    None
}

/// The status code of a head.
pub(crate) fn status(head: &[u8]) -> Option<u16> {
    let line = head.split(|byte| *byte == b'\n').next()?;
    std::str::from_utf8(line)
        .ok()?
        .split_ascii_whitespace()
        .nth(1)?
        .parse()
        .ok()
}

/// The value of a header of the head.
pub(crate) fn header(head: &[u8], name: &str) -> Option<String> {
    head.split(|byte| *byte == b'\n').skip(1).find_map(|line| {
        let line = String::from_utf8_lossy(line);
        let (found, value) = line.split_once(':')?;
        found
            .trim()
            .eq_ignore_ascii_case(name)
            .then(|| value.trim().to_owned())
    })
}

/// The payload: `body` with the transfer and content encodings undone that `head` names. Where the body is not encoded
/// as the head says (some archivers decode it and leave the head), it is the payload as it is.
///
/// Errors: an encoding that is not known here, a cut or damaged stream, a payload above the limit of records.
pub fn decoded<'a>(head: &[u8], body: &'a [u8]) -> Result<Cow<'a, [u8]>, String> {
    decoded_within(head, body, RECORD_LIMIT)
}

/// The same with a limit of its own, in bytes: nothing beyond it is unpacked.
pub fn decoded_within<'a>(head: &[u8], body: &'a [u8], limit: u64) -> Result<Cow<'a, [u8]>, String> {
    let chunked =
        header(head, "transfer-encoding").is_some_and(|value| value.to_ascii_lowercase().contains("chunked"));
    let body = match chunked.then(|| dechunked(body)).flatten() {
        Some(joined) => Cow::Owned(joined),
        None => Cow::Borrowed(body),
    };
    let encodings = header(head, "content-encoding")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let encodings: Vec<&str> = encodings
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    encodings
        .iter()
        .rev()
        .take(ENCODINGS_LIMIT)
        .try_fold(body, |body, encoding| undo(encoding, body, limit))
}

/// So often may a body be packed.
const ENCODINGS_LIMIT: usize = 3;

fn undo<'a>(encoding: &str, body: Cow<'a, [u8]>, limit: u64) -> Result<Cow<'a, [u8]>, String> {
    /// What a Zstandard frame begins with (RFC 8878).
    const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
    match encoding {
        "identity" | "none" | "utf-8" => Ok(body),
        "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => {
            unpack(MultiGzDecoder::new(&body[..]), encoding, limit)
        }
        "gzip" | "x-gzip" => Ok(body),
        "deflate" if body.first().is_some_and(|byte| byte & 0x0f == 8) => {
            unpack(ZlibDecoder::new(&body[..]), encoding, limit)
        }
        "deflate" => unpack(DeflateDecoder::new(&body[..]), encoding, limit).or(Ok(body)),
        "br" if body.is_empty() => Ok(body),
        // Brotli has no mark to know it by: what is no Brotli and looks like a page is one.
        "br" => unpack(Decompressor::new(&body[..], 4096), encoding, limit).or_else(|error| {
            let page = body.trim_ascii_start().starts_with(b"<") && std::str::from_utf8(&body).is_ok();
            if page { Ok(body) } else { Err(error) }
        }),
        "zstd" if body.starts_with(&ZSTD) => {
            let frames = StreamingDecoder::new(&body[..])
                .map_err(|error| format!("damaged zstd content encoding: {error}"))?;
            unpack(frames, encoding, limit)
        }
        "zstd" => Ok(body),
        other => Err(format!("content encoding {other:?} is not known here")),
    }
}

fn unpack<'a>(packed: impl Read, encoding: &str, limit: u64) -> Result<Cow<'a, [u8]>, String> {
    let mut bytes = Vec::new();
    let read = packed.take(limit + 1).read_to_end(&mut bytes);
    read.map_err(|error| format!("damaged {encoding} content encoding: {error}"))?;
    match bytes.len() as u64 > limit {
        true => Err(format!("more than {} KiB unpacked", limit >> 10)),
        false => Ok(Cow::Owned(bytes)),
    }
}

/// The chunks joined (RFC 9112, section 7.1), or `None` where the body is not chunked. A cut last chunk is kept as it is.
fn dechunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(body.len());
    loop {
        let line_end = body.iter().take(64).position(|byte| *byte == b'\n')?;
        let line = std::str::from_utf8(&body[..line_end]).ok()?;
        let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        body = &body[line_end + 1..];
        if size == 0 {
            return Some(joined);
        }
        joined.extend_from_slice(&body[..size.min(body.len())]);
        body = body.get(size..).unwrap_or_default();
        body = body.strip_prefix(b"\r").unwrap_or(body);
        body = body.strip_prefix(b"\n").unwrap_or(body);
        if body.is_empty() {
            return Some(joined);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHUNKED: &[u8] = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    #[test]
    fn chunks_are_joined() {
        assert_eq!(
            *decoded(CHUNKED, b"5\r\nharbo\r\n2;x=y\r\nur\r\n0\r\n\r\n").unwrap(),
            *b"harbour"
        );
    }

    #[test]
    fn a_body_that_is_not_chunked_stays_as_it_is() {
        assert_eq!(*decoded(CHUNKED, b"<p>harbour").unwrap(), *b"<p>harbour");
        assert_eq!(
            *decoded(CHUNKED, b"FFFFFFFFFFFFFFFFFFFF\r\nx").unwrap(),
            *b"FFFFFFFFFFFFFFFFFFFF\r\nx"
        );
    }

    #[test]
    fn an_unknown_encoding_is_said() {
        let head = b"HTTP/1.1 200 OK\r\nContent-Encoding: compress\r\n\r\n";
        assert!(decoded(head, b"x").unwrap_err().contains("\"compress\""));
    }

    /// "harbour" ten times over, packed by the reference programs of each format.
    const BROTLI: &[u8] =
        b"\x1b\x45\x00\xf8\x8d\x94\x6e\xde\xb4\x0e\x13\x43\x7b\x53\x72\x75\x71\x4f\x24\x30\x83\x07";
    const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd\x04\x58\x6d\x00\x00\x38\x68\x61\x72\x62\x6f\x75\x72\x01\x00\x94\x54\x8c\xaa\xef\x76\x1f";

    #[test]
    fn brotli_and_zstandard_are_unpacked() {
        for (name, packed) in [("br", BROTLI), ("zstd", ZSTD)] {
            let head = format!("HTTP/1.1 200 OK\r\nContent-Encoding: {name}\r\n\r\n");
            assert_eq!(
                *decoded(head.as_bytes(), packed).unwrap(),
                *"harbour".repeat(10).as_bytes()
            );
            assert!(
                decoded(head.as_bytes(), &packed[..packed.len() - 3]).is_err(),
                "cut {name}"
            );
            assert_eq!(*decoded(head.as_bytes(), b"<p>plain").unwrap(), *b"<p>plain");
            let small = decoded_within(head.as_bytes(), packed, 69);
            assert!(small.unwrap_err().contains("unpacked"));
        }
    }
}
