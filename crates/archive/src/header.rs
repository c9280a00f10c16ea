//! The header of a WARC record: version line and named fields, within a limit, from any bytes. What the fields ought to say
//! is another matter (`rules`).

use std::io::{self, BufRead, Read};

use crate::record::field;
use crate::volume::Packed;
use crate::{DamageKind, rules};

/// The most that the header of a record may hold.
pub(crate) const HEADER_LIMIT: u64 = 64 << 10;

/// A record's fate before its number and offset are added.
pub(crate) type Found<T> = Result<T, (DamageKind, String)>;

pub(crate) struct Header {
    pub version: String,
    pub fields: Vec<(String, String)>,
    pub faults: Vec<String>,
}

/// The version line and the named fields, up to and with the blank line.
pub(crate) fn read_header(volume: &mut impl BufRead, packed: Option<Packed>) -> Found<Header> {
    let mut left = HEADER_LIMIT;
    let version = version_line(volume, &mut left, packed)?;
    let (mut fields, mut faults) = (Vec::<(String, String)>::new(), Vec::new());
    loop {
        let line = header_line(volume, &mut left, packed)?;
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) && !fields.is_empty() {
            let (_, value) = fields.last_mut().expect("not empty");
            value.push(' ');
            value.push_str(line.trim());
            continue;
        }
        match line.split_once(':') {
            Some((name, value)) => fields.push((name.trim_end().to_owned(), value.trim().to_owned())),
            None => faults.push("a header line without colon".into()),
        }
    }
    faults.extend(rules::faults(&fields));
    Ok(Header {
        version,
        fields,
        faults,
    })
}

fn version_line(volume: &mut impl BufRead, left: &mut u64, packed: Option<Packed>) -> Found<String> {
    let begins_well = volume
        .fill_buf()
        .is_ok_and(|bytes| bytes.first().is_some_and(|byte| byte.eq_ignore_ascii_case(&b'W')));
    let version = header_line(volume, left, packed).map_err(|(kind, what)| match kind {
        DamageKind::Truncated if !begins_well => {
            (DamageKind::NotARecord, "bytes that are no record".to_owned())
        }
        _ => (kind, what),
    })?;
    let known = ["WARC/1.0", "WARC/1.1", "WARC/0.17", "WARC/0.18"];
    if !known.contains(&version.to_ascii_uppercase().as_str()) {
        let start: String = version.chars().take(32).collect();
        return Err((
            DamageKind::NotARecord,
            format!("begins with {start:?}, not with WARC/1.0 or WARC/1.1"),
        ));
    }
    Ok(version)
}

/// A line without its end, of which at most `left` bytes may still be read.
pub(crate) fn header_line(
    volume: &mut impl BufRead,
    left: &mut u64,
    packed: Option<Packed>,
) -> Found<String> {
    let mut line = Vec::new();
    let read = volume.by_ref().take(*left).read_until(b'\n', &mut line);
    *left -= read.map_err(|error| unreadable(packed, &error))? as u64;
    if line.pop() != Some(b'\n') {
        return match *left {
            0 => Err((
                DamageKind::Header,
                format!("the header is larger than {HEADER_LIMIT} bytes"),
            )),
            _ => Err((DamageKind::Truncated, "ends within the header".into())),
        };
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(String::from_utf8_lossy(&line).into_owned())
}

pub(crate) fn content_length(fields: &[(String, String)]) -> Found<u64> {
    let value =
        field(fields, "Content-Length").ok_or((DamageKind::Header, "no Content-Length".to_owned()))?;
    let shown: String = value.chars().take(32).collect();
    value
        .trim()
        .parse()
        .map_err(|_| (DamageKind::Header, format!("Content-Length is {shown:?}")))
}

/// What an error of reading means: in packed bytes, that they are damaged.
pub(crate) fn unreadable(packed: Option<Packed>, error: &io::Error) -> (DamageKind, String) {
    let Some(packed) = packed else {
        return (DamageKind::Io, error.to_string());
    };
    let what = match error.kind() {
        io::ErrorKind::UnexpectedEof => format!("the {packed} is cut"),
        _ => format!("damaged {packed}: {error}"),
    };
    (DamageKind::Packing, what)
}
