//! A stretch of bytes in which records follow each other: a plain file, one member of a gzip file, or one frame of a zstd
//! file. Bytes can be put back, so that the search for the next record after a damaged one can begin inside it.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use flate2::bufread::GzDecoder;

pub(crate) use crate::frame::Dictionary;
use crate::frame::Frame;

/// A buffered file that knows where it is.
pub(crate) struct Tape<R> {
    input: BufReader<R>,
    pub position: u64,
}

impl<R: Read + Seek> Tape<R> {
    pub fn new(input: R) -> Self {
        Tape {
            input: BufReader::with_capacity(1 << 16, input),
            position: 0,
        }
    }

    pub fn seek(&mut self, position: u64) -> io::Result<()> {
        self.input.seek(SeekFrom::Start(position))?;
        self.position = position;
        Ok(())
    }

    /// Whether the next bytes are `expected`.
    pub fn starts_with(&mut self, expected: &[u8]) -> io::Result<bool> {
        let start = self.position;
        let mut found = vec![0; expected.len()];
        let whole = read_up_to(self, &mut found)? == expected.len();
        self.seek(start)?;
        Ok(whole && found == expected)
    }
}

/// Fills `buffer` as far as the input reaches.
pub(crate) fn read_up_to(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match input.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

impl<R: Read> Read for Tape<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        self.position += count as u64;
        Ok(count)
    }
}

impl<R: Read> BufRead for Tape<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.input.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.position += amount as u64;
        self.input.consume(amount);
    }
}

/// How bytes are packed that are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packed {
    /// A gzip member.
    Gzip,
    /// A zstd frame.
    Zstd,
}

impl fmt::Display for Packed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Packed::Gzip => "gzip member",
            Packed::Zstd => "zstd frame",
        })
    }
}

/// How the bytes lie in the file.
enum Packing<R> {
    /// As they are.
    Plain(Tape<R>),
    /// In a gzip member.
    Gzip(Box<BufReader<GzDecoder<Tape<R>>>>),
    /// In a zstd frame.
    Zstd(Box<BufReader<Frame<Tape<R>>>>),
}

/// See the head of this file.
pub(crate) struct Volume<R> {
    packing: Packing<R>,
    /// The offset in the file at which it begins.
    pub start: u64,
    put_back: Vec<u8>,
    taken: usize,
}

impl<R: Read + Seek> Volume<R> {
    pub fn plain(tape: Tape<R>) -> Self {
        Volume {
            start: tape.position,
            packing: Packing::Plain(tape),
            put_back: Vec::new(),
            taken: 0,
        }
    }

    pub fn member(tape: Tape<R>, packed: Packed, dictionary: Option<&Dictionary>) -> Self {
        let start = tape.position;
        const BUFFER: usize = 1 << 16;
        let packing = match packed {
            Packed::Gzip => Packing::Gzip(Box::new(BufReader::with_capacity(BUFFER, GzDecoder::new(tape)))),
            Packed::Zstd => {
                let frame = Frame::new(tape, dictionary);
                Packing::Zstd(Box::new(BufReader::with_capacity(BUFFER, frame)))
            }
        };
        Volume {
            packing,
            start,
            put_back: Vec::new(),
            taken: 0,
        }
    }

    /// How its bytes are packed, if they are.
    pub fn packed(&self) -> Option<Packed> {
        match self.packing {
            Packing::Plain(_) => None,
            Packing::Gzip(_) => Some(Packed::Gzip),
            Packing::Zstd(_) => Some(Packed::Zstd),
        }
    }

    pub fn is_packed(&self) -> bool {
        self.packed().is_some()
    }

    /// The offset in the file to name: of the next byte, or of the member.
    pub fn offset(&self) -> u64 {
        match &self.packing {
            Packing::Plain(tape) => tape.position - (self.put_back.len() - self.taken) as u64,
            Packing::Gzip(_) | Packing::Zstd(_) => self.start,
        }
    }

    /// Puts bytes back in front of the next one.
    pub fn put_back(&mut self, mut bytes: Vec<u8>) {
        bytes.extend_from_slice(&self.put_back[self.taken..]);
        self.put_back = bytes;
        self.taken = 0;
    }

    /// Reads ahead by at least one byte, or to the end.
    pub fn look_ahead(&mut self) -> io::Result<()> {
        match &mut self.packing {
            Packing::Plain(tape) => tape.fill_buf().map(drop),
            Packing::Gzip(unpacked) => unpacked.fill_buf().map(drop),
            Packing::Zstd(unpacked) => unpacked.fill_buf().map(drop),
        }
    }

    pub fn into_tape(self) -> Tape<R> {
        match self.packing {
            Packing::Plain(tape) => tape,
            Packing::Gzip(unpacked) => unpacked.into_inner().into_inner(),
            Packing::Zstd(unpacked) => unpacked.into_inner().into_inner(),
        }
    }
}

impl<R: Read> Read for Volume<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(buffer.len());
        buffer[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Volume<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.taken < self.put_back.len() {
            return Ok(&self.put_back[self.taken..]);
        }
        match &mut self.packing {
            Packing::Plain(tape) => tape.fill_buf(),
            Packing::Gzip(unpacked) => unpacked.fill_buf(),
            Packing::Zstd(unpacked) => unpacked.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        if self.taken < self.put_back.len() {
            self.taken += amount;
            return;
        }
        match &mut self.packing {
            Packing::Plain(tape) => tape.consume(amount),
            Packing::Gzip(unpacked) => unpacked.consume(amount),
            Packing::Zstd(unpacked) => unpacked.consume(amount),
        }
    }
}
