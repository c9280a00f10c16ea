//! Reads WARC 1.0 and 1.1, plain or packed with gzip (a member a record, or one member for all), from any bytes
//! whatever: what is damaged is reported with its number and offset, and reading goes on at the next record.
//!
//! Format: ISO 28500:2017 (WARC 1.1). A record is a version line, named fields, a blank line, Content-Length bytes and
//! two line ends.

use std::fs::File;
use std::io::{self, BufRead, Cursor, Read, Seek, SeekFrom};
use std::path::Path;

use crate::record::field;
use crate::volume::{Tape, Volume, read_up_to};
use crate::{Damage, DamageKind, Record, digest, http};

/// The most that one record may hold, in bytes. Larger ones are reported and skipped.
pub const RECORD_LIMIT: u64 = 64 << 20;
/// The most that the header of a record may hold.
const HEADER_LIMIT: u64 = 64 << 10;
/// How many bytes may be read a second time in search of a record inside a damaged one, in all. Keeps reading linear.
const REREAD_LIMIT: u64 = 1 << 30;

const GZIP: &[u8] = &[0x1f, 0x8b];

/// The records of a WARC file, in order. A damaged one is an `Err`; what follows it is read all the same.
pub struct WarcReader<R: Read + Seek> {
    state: State<R>,
    number: usize,
    reread: u64,
}

enum State<R> {
    /// Between volumes.
    Tape(Tape<R>),
    Volume(Volume<R>),
    Ended,
}

/// A record's fate before its number and offset are added.
type Found<T> = Result<T, (DamageKind, String)>;

impl<R: Read + Seek> WarcReader<R> {
    /// Reads from the input's present position, which counts as offset 0 only if it is the beginning.
    pub fn new(input: R) -> Self {
        WarcReader {
            state: State::Tape(Tape::new(input)),
            number: 0,
            reread: 0,
        }
    }

    /// Opens the next volume, or ends. `Err` where bytes between gzip members are none.
    fn next_volume(&mut self, mut tape: Tape<R>) -> io::Result<Option<Damage>> {
        if tape.fill_buf()?.is_empty() {
            return Ok(None);
        }
        if tape.starts_with(GZIP)? {
            self.state = State::Volume(Volume::member(tape));
            return Ok(None);
        }
        if tape.position == 0 {
            if tape.starts_with("\u{feff}".as_bytes())? {
                tape.seek(3)?;
            }
            self.state = State::Volume(Volume::plain(tape));
            return Ok(None);
        }
        let offset = tape.position;
        self.find_member(tape, offset)?;
        Ok(Some(self.damage(
            offset,
            DamageKind::NotARecord,
            "bytes that are no gzip member".into(),
        )))
    }

    /// Goes on at the next gzip member at or behind `from` whose content begins like a record.
    fn find_member(&mut self, mut tape: Tape<R>, from: u64) -> io::Result<()> {
        tape.seek(from)?;
        while let Some(at) = next_magic(&mut tape)? {
            tape.seek(at)?;
            let mut head = [0; 5];
            let mut volume = Volume::member(tape);
            let begins_well =
                read_up_to(&mut volume, &mut head).is_ok_and(|count| &head[..count] == b"WARC/");
            tape = volume.into_tape();
            if begins_well {
                tape.seek(at)?;
                self.state = State::Tape(tape);
                return Ok(());
            }
            tape.seek(at + 1)?;
        }
        Ok(())
    }

    fn damage(&mut self, offset: u64, kind: DamageKind, what: String) -> Damage {
        self.number += 1;
        Damage {
            number: self.number - 1,
            offset,
            kind,
            what,
        }
    }

    /// Reads on in `volume`; `None` where it ended.
    fn step(&mut self, mut volume: Volume<R>) -> Option<Result<Record, Damage>> {
        let mut offset = volume.offset();
        match self.read_record(&mut volume, &mut offset) {
            Ok(Some(mut record)) => {
                (record.number, record.offset) = (self.number, offset);
                self.number += 1;
                self.state = State::Volume(volume);
                if let Err(what) = digests_agree(&record) {
                    record.digest_wrong = true;
                    record.faults.push(what);
                }
                Some(Ok(record))
            }
            Ok(None) => {
                self.state = State::Tape(volume.into_tape());
                None
            }
            Err((kind, what)) => {
                let damage = self.damage(offset, kind, what);
                self.go_on_behind(kind, volume);
                Some(Err(damage))
            }
        }
    }

    /// After damage: looks for the next record in the volume, or for the next gzip member.
    fn go_on_behind(&mut self, kind: DamageKind, mut volume: Volume<R>) {
        if matches!(kind, DamageKind::Io) || self.reread > REREAD_LIMIT {
            return;
        }
        if kind == DamageKind::Gzip {
            let start = volume.start;
            let _ = self.find_member(volume.into_tape(), start + 1);
            return;
        }
        match find_record(&mut volume) {
            Ok(_) => self.state = State::Volume(volume),
            Err(_) if volume.is_packed() => {
                let start = volume.start;
                let _ = self.find_member(volume.into_tape(), start + 1);
            }
            Err(_) => {}
        }
    }

    /// One record, or `None` at the volume's end. Sets `offset` to where it begins.
    fn read_record(&mut self, volume: &mut Volume<R>, offset: &mut u64) -> Found<Option<Record>> {
        let packed = volume.is_packed();
        let io = |error: io::Error| unreadable(packed, &error);
        skip_line_ends(volume).map_err(io)?;
        *offset = volume.offset();
        if volume.fill_buf().map_err(io)?.is_empty() {
            return Ok(None);
        }
        let header = read_header(volume, packed)?;
        let length = content_length(&header.fields)?;
        if length > RECORD_LIMIT {
            return Err((
                DamageKind::TooLarge,
                format!("Content-Length {length} is above the limit of {RECORD_LIMIT}"),
            ));
        }
        let mut block = Vec::new();
        let read = volume.by_ref().take(length).read_to_end(&mut block);
        read.map_err(io)?;
        if (block.len() as u64) < length {
            let what = format!("ends after {} of {length} bytes", block.len());
            self.put_back(volume, block);
            return Err((DamageKind::Truncated, what));
        }
        let mut faults = header.faults;
        match line_ends_behind(volume).map_err(io)? {
            Behind::TwoLineEnds => {}
            Behind::RecordOrEnd => faults.push("no two line ends behind the record".into()),
            Behind::Else => {
                self.put_back(volume, block);
                return Err((
                    DamageKind::Length,
                    format!("what follows {length} bytes is no record: Content-Length is wrong"),
                ));
            }
        }
        // At the end of a gzip member this sees its checksum: only then is the record sure.
        volume.look_ahead().map_err(io)?;
        Ok(Some(Record {
            number: 0,
            offset: 0,
            version: header.version,
            fields: header.fields,
            block,
            faults,
            digest_wrong: false,
        }))
    }

    fn put_back(&mut self, volume: &mut Volume<R>, bytes: Vec<u8>) {
        self.reread += bytes.len() as u64;
        volume.put_back(bytes);
    }
}

impl<R: Read + Seek> Iterator for WarcReader<R> {
    type Item = Result<Record, Damage>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Ended => return None,
                State::Tape(tape) => {
                    let offset = tape.position;
                    match self.next_volume(tape) {
                        Ok(None) => {}
                        Ok(Some(damage)) => return Some(Err(damage)),
                        Err(error) => {
                            return Some(Err(self.damage(offset, DamageKind::Io, error.to_string())));
                        }
                    }
                }
                State::Volume(volume) => {
                    if let Some(found) = self.step(volume) {
                        return Some(found);
                    }
                }
            }
        }
    }
}

/// The one record that lies at `offset` of the file and is `length` bytes long there.
pub fn read_at(path: &Path, offset: u64, length: u64) -> Result<Record, Damage> {
    let damage = |kind, what: String| Damage {
        number: 0,
        offset,
        kind,
        what,
    };
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|mut file| {
        file.seek(SeekFrom::Start(offset))?;
        file.take(length).read_to_end(&mut bytes)
    });
    read.map_err(|error| damage(DamageKind::Io, error.to_string()))?;
    if (bytes.len() as u64) < length {
        return Err(damage(
            DamageKind::Truncated,
            format!("ends after {} of {length} bytes", bytes.len()),
        ));
    }
    match WarcReader::new(Cursor::new(bytes)).next() {
        Some(Ok(record)) if record.digest_wrong => Err(damage(DamageKind::Digest, record.faults.join("; "))),
        Some(Ok(record)) => Ok(Record { offset, ..record }),
        Some(Err(found)) => Err(Damage { offset, ..found }),
        None => Err(damage(DamageKind::Truncated, "no record".into())),
    }
}

struct Header {
    version: String,
    fields: Vec<(String, String)>,
    faults: Vec<String>,
}

/// The version line and the named fields, up to and with the blank line.
fn read_header(volume: &mut impl BufRead, packed: bool) -> Found<Header> {
    let mut left = HEADER_LIMIT;
    let begins_well = volume
        .fill_buf()
        .is_ok_and(|bytes| bytes.first().is_some_and(|byte| byte.eq_ignore_ascii_case(&b'W')));
    let version = header_line(volume, &mut left, packed).map_err(|(kind, what)| match kind {
        DamageKind::Truncated if !begins_well => {
            (DamageKind::NotARecord, "bytes that are no record".to_owned())
        }
        _ => (kind, what),
    })?;
    if !matches!(
        version.to_ascii_uppercase().as_str(),
        "WARC/1.0" | "WARC/1.1" | "WARC/0.17" | "WARC/0.18"
    ) {
        let start: String = version.chars().take(32).collect();
        return Err((
            DamageKind::NotARecord,
            format!("begins with {start:?}, not with WARC/1.0 or WARC/1.1"),
        ));
    }
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
    faults.extend(field_faults(&fields));
    Ok(Header {
        version,
        fields,
        faults,
    })
}

/// A line without its end, of which at most `left` bytes may still be read.
fn header_line(volume: &mut impl BufRead, left: &mut u64, packed: bool) -> Found<String> {
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

const MANDATORY: [&str; 4] = ["WARC-Type", "WARC-Record-ID", "WARC-Date", "Content-Length"];

/// Mandatory fields that are missing or unusable, and fields given twice.
fn field_faults(fields: &[(String, String)]) -> Vec<String> {
    let missing = MANDATORY
        .iter()
        .filter(|name| field(fields, name).is_none_or(|value| value.trim().is_empty()));
    let mut faults: Vec<String> = missing.map(|name| format!("no {name}")).collect();
    if field(fields, "WARC-Date").is_some_and(|date| date.trim().parse::<jiff::Timestamp>().is_err()) {
        faults.push("WARC-Date is no date".into());
    }
    let mut names: Vec<String> = fields.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
    names.sort();
    let twice = names
        .windows(2)
        .filter(|pair| pair[0] == pair[1] && pair[0] != "warc-concurrent-to");
    faults.extend(twice.map(|pair| format!("{} is given twice", pair[0])));
    let digests = ["WARC-Block-Digest", "WARC-Payload-Digest"].map(|name| (name, field(fields, name)));
    let unusable = digests
        .iter()
        .filter(|(_, value)| value.is_some_and(|value| !digest::is_one(value)));
    faults.extend(unusable.map(|(name, _)| format!("{name} is no digest")));
    faults
}

fn content_length(fields: &[(String, String)]) -> Found<u64> {
    let value =
        field(fields, "Content-Length").ok_or((DamageKind::Header, "no Content-Length".to_owned()))?;
    let shown: String = value.chars().take(32).collect();
    value
        .trim()
        .parse()
        .map_err(|_| (DamageKind::Header, format!("Content-Length is {shown:?}")))
}

fn unreadable(packed: bool, error: &io::Error) -> (DamageKind, String) {
    match (packed, error.kind()) {
        (true, io::ErrorKind::UnexpectedEof) => (DamageKind::Gzip, "the gzip member is cut".into()),
        (true, _) => (DamageKind::Gzip, format!("damaged gzip member: {error}")),
        (false, _) => (DamageKind::Io, error.to_string()),
    }
}

fn skip_line_ends(volume: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = volume.fill_buf()?;
        let count = buffer
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count();
        let all = count == buffer.len();
        volume.consume(count);
        if !all || count == 0 {
            return Ok(());
        }
    }
}

/// What stands behind a block.
enum Behind {
    TwoLineEnds,
    RecordOrEnd,
    Else,
}

fn line_ends_behind<R: Read + Seek>(volume: &mut Volume<R>) -> io::Result<Behind> {
    let mut next = [0; 9];
    let count = read_up_to(volume, &mut next)?;
    let next = &next[..count];
    let line_ends = next
        .iter()
        .take_while(|byte| matches!(byte, b'\r' | b'\n'))
        .count();
    let rest = &next[line_ends..];
    let begins_record = rest
        .iter()
        .zip(b"WARC/")
        .all(|(found, known)| found.eq_ignore_ascii_case(known));
    let two = next.starts_with(b"\r\n\r\n");
    let behind = match rest.is_empty() || (line_ends > 0 && begins_record) {
        true if two => Behind::TwoLineEnds,
        true => Behind::RecordOrEnd,
        // In a plain file, what is no record is named for itself; in a gzip member it shows that the member is damaged.
        false if two && !volume.is_packed() => Behind::TwoLineEnds,
        false => Behind::Else,
    };
    volume.put_back(next.to_vec());
    Ok(behind)
}

/// Moves to the next line that begins like a record, or to the end.
fn find_record<R: Read + Seek>(volume: &mut Volume<R>) -> io::Result<()> {
    const START: &[u8] = b"WARC/";
    // How much of START the present line shows; `None` once it differs.
    let mut shown = Some(0);
    loop {
        let buffer = volume.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let mut used = 0;
        for byte in buffer {
            used += 1;
            shown = match shown {
                _ if *byte == b'\n' => Some(0),
                Some(count) if byte.eq_ignore_ascii_case(&START[count]) => Some(count + 1),
                _ => None,
            };
            if shown == Some(START.len()) {
                break;
            }
        }
        volume.consume(used);
        if shown == Some(START.len()) {
            volume.put_back(START.to_vec());
            return Ok(());
        }
    }
}

/// The offset of the next bytes that could begin a gzip member (RFC 1952: magic and method 8).
fn next_magic<R: Read + Seek>(tape: &mut Tape<R>) -> io::Result<Option<u64>> {
    let mut last = [0u8; 2];
    loop {
        let start = tape.position;
        let buffer = tape.fill_buf()?;
        if buffer.is_empty() {
            return Ok(None);
        }
        let length = buffer.len();
        for (at, byte) in buffer.iter().enumerate() {
            if last == [0x1f, 0x8b] && *byte == 8 {
                return Ok(Some(start + at as u64 - 2));
            }
            last = [last[1], *byte];
        }
        tape.consume(length);
    }
}

/// Checks the block's and the payload's digests, where the record gives them.
fn digests_agree(record: &Record) -> Result<(), String> {
    if let Some(claimed) = record.field("WARC-Block-Digest")
        && digest::matches(claimed, &record.block) == Some(false)
    {
        return Err(format!("the block does not have the digest {claimed}"));
    }
    match record.field("WARC-Payload-Digest") {
        Some(claimed) if record.kind() != "revisit" && record.field("WARC-Segment-Number").is_none() => {
            payload_agrees(record, claimed)
        }
        _ => Ok(()),
    }
}

/// Archivers differ in whether the payload is digested as it came or decoded: either will do.
fn payload_agrees(record: &Record, claimed: &str) -> Result<(), String> {
    let (head, body) = record.http();
    if digest::matches(claimed, body) != Some(false) {
        return Ok(());
    }
    let decoded = head.and_then(|head| http::decoded(head, body).ok());
    match decoded.is_some_and(|payload| digest::matches(claimed, &payload) == Some(true)) {
        true => Ok(()),
        false => Err(format!("the payload does not have the digest {claimed}")),
    }
}
