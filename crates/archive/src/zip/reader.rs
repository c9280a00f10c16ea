//! Reading: the list of entries with what is wrong with each, and the bytes of one.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use flate2::Crc;
use flate2::read::DeflateDecoder;

use super::{CENTRAL, END, END_64, EXTRA_64, IN_EXTRA, LOCAL, LOCATOR_64};

/// The most that the list of entries may hold, in bytes.
const DIRECTORY_LIMIT: u64 = 64 << 20;
/// The most that an entry may unpack to, in memory.
const UNPACKED_LIMIT: u64 = 128 << 20;
/// What an entry may unpack to for each of its bytes; small ones are let be.
const RATIO_LIMIT: u64 = 200;
const SMALL: u64 = 1 << 20;

/// An archive.
pub(crate) struct Zip {
    path: PathBuf,
    pub entries: Vec<Entry>,
}

/// One of its files.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub name: String,
    /// Its size, unpacked.
    pub size: u64,
    /// Why it is not read.
    pub refused: Option<String>,
    packed: u64,
    method: u16,
    crc: u32,
    offset: u64,
}

impl Zip {
    pub fn open(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let (count, at, size) = directory_place(&mut file)?;
        if size > DIRECTORY_LIMIT {
            return Err(bad("its list of entries is too large"));
        }
        let directory = bytes_at(&mut file, at, size)?;
        let mut entries = Vec::new();
        let mut rest = &directory[..];
        while entries.len() < count as usize {
            let (mut entry, behind) = entry(rest).ok_or_else(|| bad("its list of entries is damaged"))?;
            entry.refused = refusal(&entry);
            entries.push(entry);
            rest = behind;
        }
        let mut zip = Zip {
            path: path.to_owned(),
            entries: settled(entries),
        };
        zip.refuse_overlaps(at);
        Ok(zip)
    }

    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name == name)
    }

    /// The bytes of an entry. Its checksum is not verified by this: see [`Zip::crc_agrees`].
    pub fn content(&self, entry: &Entry) -> io::Result<Content> {
        if let Some(why) = &entry.refused {
            return Err(bad(format!("{:?} {why}", entry.name)));
        }
        let section = self.section(entry)?;
        if entry.method == 0 {
            return Ok(Content::Stored(section));
        }
        let mut bytes = Vec::new();
        DeflateDecoder::new(section)
            .take(entry.size.min(UNPACKED_LIMIT) + 1)
            .read_to_end(&mut bytes)?;
        match bytes.len() as u64 == entry.size {
            true => Ok(Content::Unpacked(Cursor::new(bytes))),
            false => Err(bad(format!(
                "{:?} does not unpack to the size it gives",
                entry.name
            ))),
        }
    }

    /// Whether the checksum of an entry agrees with its bytes.
    pub fn crc_agrees(&self, entry: &Entry) -> io::Result<bool> {
        let (mut content, mut crc, mut buffer) = (self.content(entry)?, Crc::new(), vec![0; 1 << 16]);
        loop {
            match content.read(&mut buffer)? {
                0 => return Ok(crc.sum() == entry.crc),
                count => crc.update(&buffer[..count]),
            }
        }
    }

    /// Where the packed bytes lie. The head in front of them must name the same entry.
    fn section(&self, entry: &Entry) -> io::Result<Section> {
        let mut file = File::open(&self.path)?;
        let head = bytes_at(&mut file, entry.offset, 30)?;
        let (name, extra) = (number16(&head, 26), number16(&head, 28));
        let named = bytes_at(&mut file, entry.offset + 30, u64::from(name))?;
        if number32(&head, 0) != LOCAL || named != entry.name.as_bytes() {
            return Err(bad(format!(
                "{:?} is not where the list of entries says",
                entry.name
            )));
        }
        let start = entry.offset + 30 + u64::from(name) + u64::from(extra);
        Section::new(file, start, entry.packed)
    }

    /// Entries that share bytes unpack to more than there is.
    fn refuse_overlaps(&mut self, directory: u64) {
        self.entries.sort_by_key(|entry| entry.offset);
        let ends: Vec<u64> = (self.entries.iter().skip(1).map(|next| next.offset))
            .chain([directory])
            .collect();
        for (entry, end) in self.entries.iter_mut().zip(ends) {
            let least = entry.offset.saturating_add(30 + entry.name.len() as u64);
            if least.saturating_add(entry.packed) > end {
                entry.refused = Some("lies over other bytes of the archive".into());
            }
        }
    }
}

/// Names given twice are refused the second time, and all times after.
fn settled(mut entries: Vec<Entry>) -> Vec<Entry> {
    let mut names = BTreeSet::new();
    for entry in &mut entries {
        if !names.insert(entry.name.clone()) {
            entry.refused = Some("is given twice".into());
        }
    }
    entries
}

/// Number of entries, and place and length of their list.
fn directory_place(file: &mut File) -> io::Result<(u64, u64, u64)> {
    let length = file.metadata()?.len();
    let tail_length = length.min(22 + 0xffff);
    let tail = bytes_at(file, length - tail_length, tail_length)?;
    let end = (0..=tail.len().saturating_sub(22))
        .rev()
        .find(|&at| {
            tail.len() >= 22
                && number32(&tail, at) == END
                && at + 22 + usize::from(number16(&tail, at + 20)) == tail.len()
        })
        .ok_or_else(|| bad("no ZIP archive, or it is cut"))?;
    let small = (
        u64::from(number16(&tail, end + 10)),
        u64::from(number32(&tail, end + 16)),
        u64::from(number32(&tail, end + 12)),
    );
    if small.0 < 0xffff && small.1 < u64::from(IN_EXTRA) && small.2 < u64::from(IN_EXTRA) {
        return Ok(small);
    }
    let locator = end
        .checked_sub(20)
        .filter(|&at| number32(&tail, at) == LOCATOR_64);
    let at = locator.map(|at| number64(&tail, at + 8));
    let large = bytes_at(file, at.ok_or_else(|| bad("its end is damaged"))?, 56)?;
    match number32(&large, 0) {
        END_64 => Ok((number64(&large, 32), number64(&large, 48), number64(&large, 40))),
        _ => Err(bad("its end is damaged")),
    }
}

/// The first entry of a list, and the rest of it.
fn entry(list: &[u8]) -> Option<(Entry, &[u8])> {
    let head = list.get(..46).filter(|head| number32(head, 0) == CENTRAL)?;
    let lengths = [28, 30, 32].map(|at| usize::from(number16(head, at)));
    let name_end = 46 + lengths[0];
    let extra_end = name_end + lengths[1];
    let behind = list.get(extra_end + lengths[2]..)?;
    let mut sizes = [24, 20, 42].map(|at| u64::from(number32(head, at)));
    large_sizes(&mut sizes, &list[name_end..extra_end])?;
    let name = &list[46..name_end];
    let mut entry = Entry {
        name: String::from_utf8_lossy(name).into_owned(),
        size: sizes[0],
        packed: sizes[1],
        offset: sizes[2],
        method: number16(head, 10),
        crc: number32(head, 16),
        refused: None,
    };
    // Type of file in the upper half of the attributes, where a Unix wrote them.
    let kind = (number32(head, 38) >> 28) as u8;
    if number16(head, 8) & 1 == 1 {
        entry.method = u16::MAX;
    }
    if !matches!(kind, 0 | 4 | 8) {
        entry.method = LINK;
    }
    Some((entry, behind))
}

/// Stands for the method of an entry that is no file and no folder.
const LINK: u16 = u16::MAX - 1;

/// Puts in the numbers that were too large for their places, in their order.
fn large_sizes(sizes: &mut [u64; 3], mut extra: &[u8]) -> Option<()> {
    while extra.len() >= 4 {
        let (kind, length) = (number16(extra, 0), usize::from(number16(extra, 2)));
        let mut field = extra.get(4..4 + length)?;
        if kind == EXTRA_64 {
            for size in sizes.iter_mut().filter(|size| **size == u64::from(IN_EXTRA)) {
                *size = number64(field.get(..8)?, 0);
                field = &field[8..];
            }
        }
        extra = &extra[4 + length..];
    }
    Some(())
}

/// Why an entry is not read, if it is not.
fn refusal(entry: &Entry) -> Option<String> {
    let name = &entry.name;
    let leaves = name.starts_with('/')
        || name.contains(['\\', '\0', ':', '\u{fffd}'])
        || name.chars().any(char::is_control)
        || name.split('/').any(|part| matches!(part, "." | ".."));
    let why = match entry.method {
        _ if name.is_empty() || leaves => "has a name that could lead out of a folder",
        LINK => "is a link or a device",
        u16::MAX => "is encrypted",
        0 if entry.size != entry.packed => "gives two sizes",
        0 => return None,
        8 if entry.size > UNPACKED_LIMIT => "is too large to be read packed; unpack and pack it without",
        8 if entry.size > SMALL.max(entry.packed.saturating_mul(RATIO_LIMIT)) => {
            "would unpack to more than 200 times its size"
        }
        8 => return None,
        _ => "is packed in a way that is not known here",
    };
    Some(why.into())
}

/// The bytes of an entry.
pub(crate) enum Content {
    Stored(Section),
    Unpacked(Cursor<Vec<u8>>),
}

impl Read for Content {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Content::Stored(section) => section.read(buffer),
            Content::Unpacked(bytes) => bytes.read(buffer),
        }
    }
}

impl Seek for Content {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Content::Stored(section) => section.seek(to),
            Content::Unpacked(bytes) => bytes.seek(to),
        }
    }
}

/// A part of a file that reads as if it were one.
pub(crate) struct Section {
    file: File,
    start: u64,
    length: u64,
    position: u64,
}

impl Section {
    pub fn new(mut file: File, start: u64, length: u64) -> io::Result<Self> {
        file.seek(SeekFrom::Start(start))?;
        Ok(Section {
            file,
            start,
            length,
            position: 0,
        })
    }
}

impl Read for Section {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.length.saturating_sub(self.position);
        let most = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let count = self.file.read(&mut buffer[..most])?;
        self.position += count as u64;
        Ok(count)
    }
}

impl Seek for Section {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.position.checked_add_signed(by),
        };
        self.position = position.ok_or_else(|| bad("a place before the beginning"))?;
        self.file.seek(SeekFrom::Start(self.start + self.position))?;
        Ok(self.position)
    }
}

fn bytes_at(file: &mut File, at: u64, length: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(at))?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    match bytes.len() as u64 == length {
        true => Ok(bytes),
        false => Err(bad("it is cut")),
    }
}

fn bad(what: impl Into<String>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.into())
}

fn number16(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn number32(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes"))
}

fn number64(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(bytes[at..at + 8].try_into().expect("eight bytes"))
}
