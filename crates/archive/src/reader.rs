//! Reads WARC 1.0 and 1.1 and ARC, plain or packed with gzip or zstd (a member a record, or one member for all), from any
//! bytes whatever: what is damaged is reported with its number and offset, and reading goes on at the next record.
//!
//! Format: ISO 28500:2017 (WARC 1.1). A record is a version line, named fields, a blank line, Content-Length bytes and
//! two line ends. "Member" means a gzip member or a zstd frame below.

use std::fs::File;
use std::io::{self, BufRead, Cursor, Read, Seek, SeekFrom};
use std::path::Path;

use crate::header::{self, Found, content_length, read_header};
use crate::volume::{Dictionary, Packed, Tape, Volume, read_up_to};
use crate::{Damage, DamageKind, Record, arc, digest, http};

/// The most that one record may hold, in bytes. Larger ones are reported and skipped.
pub const RECORD_LIMIT: u64 = 64 << 20;
/// How many bytes may be read a second time in search of a record inside a damaged one, in all. Keeps reading linear.
const REREAD_LIMIT: u64 = 1 << 30;

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
/// What the skippable frame begins with that may hold a dictionary at the beginning of a file ("Zstandard Compression of
/// WARC Files", IIPC).
const DICTIONARY: &[u8] = &[0x5d, 0x2a, 0x4d, 0x18];
const LZ4: &[u8] = &[0x04, 0x22, 0x4d, 0x18];

/// The records of a WARC file, in order. A damaged one is an `Err`; what follows it is read all the same.
pub struct WarcReader<R: Read + Seek> {
    state: State<R>,
    number: usize,
    reread: u64,
    /// What could be read of the record that is found damaged at present.
    partial: Option<Box<Record>>,
    /// Whether the file began as an ARC does.
    arc: bool,
    dictionary: Option<Dictionary>,
}

enum State<R> {
    /// Between volumes.
    Tape(Tape<R>),
    Volume(Volume<R>),
    Ended,
}

impl<R: Read + Seek> WarcReader<R> {
    /// Reads from the input's present position, which counts as offset 0 only if it is the beginning.
    pub fn new(input: R) -> Self {
        WarcReader {
            state: State::Tape(Tape::new(input)),
            number: 0,
            reread: 0,
            partial: None,
            arc: false,
            dictionary: None,
        }
    }

    /// Opens the next volume, or ends. `Err` where bytes between members are none.
    fn next_volume(&mut self, mut tape: Tape<R>) -> io::Result<Option<Damage>> {
        if tape.fill_buf()?.is_empty() {
            return Ok(None);
        }
        let offset = tape.position;
        if offset == 0 && tape.starts_with(DICTIONARY)? {
            return match Dictionary::read(&mut tape) {
                Ok(dictionary) => {
                    self.dictionary = Some(dictionary);
                    self.state = State::Tape(tape);
                    Ok(None)
                }
                Err(what) => self.not_a_member(tape, what),
            };
        }
        if let Some(packed) = packing(&mut tape)? {
            self.state = State::Volume(Volume::member(tape, packed, self.dictionary.as_ref()));
            return Ok(None);
        }
        if offset == 0 && !tape.starts_with(LZ4)? {
            if tape.starts_with("\u{feff}".as_bytes())? {
                tape.seek(3)?;
            }
            self.state = State::Volume(Volume::plain(tape));
            return Ok(None);
        }
        let what = match offset {
            0 => "packed with lz4, which is not read",
            _ => "bytes that are no gzip member and no zstd frame",
        };
        self.not_a_member(tape, what.into())
    }

    fn not_a_member(&mut self, tape: Tape<R>, what: String) -> io::Result<Option<Damage>> {
        let offset = tape.position;
        self.find_member(tape, offset)?;
        Ok(Some(self.damage(offset, DamageKind::NotARecord, what)))
    }

    /// Goes on at the next member at or behind `from` whose content begins like a record.
    fn find_member(&mut self, mut tape: Tape<R>, from: u64) -> io::Result<()> {
        tape.seek(from)?;
        while let Some((at, packed)) = next_magic(&mut tape)? {
            tape.seek(at)?;
            let mut head = [0; 5];
            let mut volume = Volume::member(tape, packed, self.dictionary.as_ref());
            let begins_well = read_up_to(&mut volume, &mut head)
                .is_ok_and(|count| &head[..count] == b"WARC/" || (self.arc && arc::begins_like_one(&head)));
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
            partial: self.partial.take(),
        }
    }

    /// Reads on in `volume`; `None` where it ended.
    fn step(&mut self, mut volume: Volume<R>) -> Option<Result<Record, Damage>> {
        let mut offset = volume.offset();
        match self.read_record(&mut volume, &mut offset) {
            Ok(Some(mut record)) => {
                self.number += 1;
                self.state = State::Volume(volume);
                record.digest_agrees = digests_agree(&record).unwrap_or_else(|what| {
                    record.faults.push(what);
                    Some(false)
                });
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
        if kind == DamageKind::Packing {
            let start = volume.start;
            let _ = self.find_member(volume.into_tape(), start + 1);
            return;
        }
        match self.find_record(&mut volume) {
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
        let packed = volume.packed();
        let io = |error: io::Error| header::unreadable(packed, &error);
        skip_line_ends(volume).map_err(io)?;
        *offset = volume.offset();
        if volume.fill_buf().map_err(io)?.is_empty() {
            return Ok(None);
        }
        let header = match self.is_arc(volume).map_err(io)? {
            true => arc::read_header(volume, packed)?,
            false => read_header(volume, packed)?,
        };
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
        let mut record = Record {
            number: self.number,
            offset: *offset,
            version: header.version,
            fields: header.fields,
            block,
            faults: header.faults,
            digest_agrees: None,
        };
        if (record.block.len() as u64) < length {
            let what = format!("ends after {} of {length} bytes", record.block.len());
            self.put_back(volume, record);
            return Err((DamageKind::Truncated, what));
        }
        match line_ends_behind(volume, self.arc).map_err(io)? {
            Behind::TwoLineEnds => {}
            Behind::RecordOrEnd if self.arc => {}
            Behind::RecordOrEnd => record.faults.push("no two line ends behind the record".into()),
            Behind::Else => {
                self.put_back(volume, record);
                return Err((
                    DamageKind::Length,
                    format!("what follows {length} bytes is no record: Content-Length is wrong"),
                ));
            }
        }
        // At the end of a gzip member this sees its checksum: only then is the record sure.
        volume.look_ahead().map_err(io)?;
        Ok(Some(record))
    }

    /// Whether an ARC record is next. Only a file that begins as an ARC holds any.
    fn is_arc(&mut self, volume: &mut Volume<R>) -> io::Result<bool> {
        if self.number == 0 && !self.arc {
            let mut start = [0; arc::START.len()];
            let count = read_up_to(volume, &mut start)?;
            volume.put_back(start[..count].to_vec());
            self.arc = start == arc::START;
        }
        Ok(self.arc)
    }

    /// Moves to the next line that begins like a record, or to the end.
    fn find_record(&self, volume: &mut Volume<R>) -> io::Result<()> {
        match self.arc {
            true => arc::find_record(volume),
            false => find_record(volume),
        }
    }

    /// Has the block read again, in search of the record that may begin within it.
    fn put_back(&mut self, volume: &mut Volume<R>, record: Record) {
        self.reread += record.block.len() as u64;
        volume.put_back(record.block.clone());
        self.partial = Some(Box::new(record));
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
        partial: None,
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
        Some(Ok(record)) if record.digest_agrees == Some(false) => {
            Err(damage(DamageKind::Digest, record.faults.join("; ")))
        }
        Some(Ok(record)) => Ok(Record { offset, ..record }),
        Some(Err(found)) => Err(Damage { offset, ..found }),
        None => Err(damage(DamageKind::Truncated, "no record".into())),
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

fn line_ends_behind<R: Read + Seek>(volume: &mut Volume<R>, arc: bool) -> io::Result<Behind> {
    let mut next = [0; 9];
    let count = read_up_to(volume, &mut next)?;
    let next = &next[..count];
    let line_ends = next
        .iter()
        .take_while(|byte| matches!(byte, b'\r' | b'\n'))
        .count();
    let rest = &next[line_ends..];
    let begins_record = match arc {
        true => arc::begins_like_one(rest),
        false => (rest.iter().zip(b"WARC/")).all(|(found, known)| found.eq_ignore_ascii_case(known)),
    };
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

/// How the next bytes are packed, if they are.
fn packing<R: Read + Seek>(tape: &mut Tape<R>) -> io::Result<Option<Packed>> {
    Ok(match () {
        () if tape.starts_with(GZIP)? => Some(Packed::Gzip),
        () if tape.starts_with(ZSTD)? => Some(Packed::Zstd),
        () => None,
    })
}

/// The offset of the next bytes that could begin a gzip member (RFC 1952: magic and method 8) or a zstd frame (RFC 8878).
fn next_magic<R: Read + Seek>(tape: &mut Tape<R>) -> io::Result<Option<(u64, Packed)>> {
    let mut last = [0u8; 4];
    loop {
        let start = tape.position;
        let buffer = tape.fill_buf()?;
        if buffer.is_empty() {
            return Ok(None);
        }
        let length = buffer.len();
        for (at, byte) in buffer.iter().enumerate() {
            last = [last[1], last[2], last[3], *byte];
            let end = start + at as u64 + 1;
            if last[1..] == [0x1f, 0x8b, 8] {
                return Ok(Some((end - 3, Packed::Gzip)));
            }
            if last == ZSTD {
                return Ok(Some((end - 4, Packed::Zstd)));
            }
        }
        tape.consume(length);
    }
}

/// Checks the block's and the payload's digests, where the record gives them. `Ok(None)`: there is none that is known here.
fn digests_agree(record: &Record) -> Result<Option<bool>, String> {
    let block = match record.field("WARC-Block-Digest") {
        Some(claimed) => match digest::matches(claimed, &record.block) {
            Some(false) => return Err(format!("the block does not have the digest {claimed}")),
            agrees => agrees,
        },
        None => None,
    };
    let payload = match record.field("WARC-Payload-Digest") {
        Some(claimed) if record.kind() != "revisit" && record.field("WARC-Segment-Number").is_none() => {
            payload_agrees(record, claimed)?
        }
        _ => None,
    };
    Ok(block.or(payload))
}

/// Archivers differ in whether the payload is digested as it came or decoded: either will do.
fn payload_agrees(record: &Record, claimed: &str) -> Result<Option<bool>, String> {
    let (head, body) = record.http();
    match digest::matches(claimed, body) {
        Some(false) => {}
        agrees => return Ok(agrees),
    }
    let decoded = head.and_then(|head| http::decoded(head, body).ok());
    match decoded.is_some_and(|payload| digest::matches(claimed, &payload) == Some(true)) {
        true => Ok(Some(true)),
        false => Err(format!("the payload does not have the digest {claimed}")),
    }
}
