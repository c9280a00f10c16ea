//! Writing: entries stored as they are, one behind the other, to any output. The same entries give the same bytes: no time
//! and no user of this machine is written.

use std::io::{self, Read, Write};

use flate2::Crc;

use super::{CENTRAL, END, END_64, EXTRA_64, IN_EXTRA, LOCAL, LOCATOR_64};

/// 1980-01-01, the first day that the format knows.
const DATE: u16 = 0x0021;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
/// The version of the format that knows sizes above 4 GiB.
const VERSION: u16 = 45;
/// A regular file that everybody may read, by a Unix.
const ATTRIBUTES: u32 = 0o100_644 << 16;

/// An archive as it grows.
pub(crate) struct ZipWriter<W> {
    out: W,
    position: u64,
    list: Vec<u8>,
    count: u64,
}

impl<W: Write> ZipWriter<W> {
    pub fn new(out: W) -> Self {
        ZipWriter {
            out,
            position: 0,
            list: Vec::new(),
            count: 0,
        }
    }

    /// Adds an entry of `size` bytes with that checksum: `content` must hold them.
    pub fn add(&mut self, name: &str, size: u64, crc: u32, content: &mut impl Read) -> io::Result<()> {
        let offset = self.position;
        let common = common(name, crc);
        let extra = [EXTRA_64.to_le_bytes(), 16u16.to_le_bytes()].concat();
        let sizes = [size.to_le_bytes(), size.to_le_bytes()].concat();
        self.write(&LOCAL.to_le_bytes())?;
        self.write(&common)?;
        self.write(&[extra.len() as u8 + 16, 0])?;
        self.write(name.as_bytes())?;
        self.write(&extra)?;
        self.write(&sizes)?;
        let copied = io::copy(&mut content.take(size), &mut self.out)?;
        if copied < size {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                format!("{name}: became shorter"),
            ));
        }
        self.position += size;
        self.list(name, &common, &sizes, offset);
        Ok(())
    }

    /// Adds an entry whose bytes are at hand.
    pub fn add_bytes(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut crc = Crc::new();
        crc.update(bytes);
        self.add(name, bytes.len() as u64, crc.sum(), &mut &bytes[..])
    }

    fn list(&mut self, name: &str, common: &[u8], sizes: &[u8], offset: u64) {
        let mut entry = CENTRAL.to_le_bytes().to_vec();
        // Made by a Unix.
        entry.extend([VERSION as u8, 3]);
        entry.extend(common);
        entry.extend(28u16.to_le_bytes());
        entry.extend([0; 6]);
        entry.extend(ATTRIBUTES.to_le_bytes());
        entry.extend(IN_EXTRA.to_le_bytes());
        entry.extend(name.as_bytes());
        entry.extend(EXTRA_64.to_le_bytes());
        entry.extend(24u16.to_le_bytes());
        entry.extend(sizes);
        entry.extend(offset.to_le_bytes());
        self.list.extend(entry);
        self.count += 1;
    }

    /// Writes the list of entries. Returns the output.
    pub fn finish(mut self) -> io::Result<W> {
        let (at, list) = (self.position, std::mem::take(&mut self.list));
        self.write(&list)?;
        let large_end = self.position;
        let mut end = END_64.to_le_bytes().to_vec();
        end.extend(44u64.to_le_bytes());
        end.extend([VERSION as u8, 3, VERSION as u8, 0]);
        end.extend([0; 8]);
        for number in [self.count, self.count, list.len() as u64, at] {
            end.extend(number.to_le_bytes());
        }
        end.extend(LOCATOR_64.to_le_bytes());
        end.extend([0; 4]);
        end.extend(large_end.to_le_bytes());
        end.extend(1u32.to_le_bytes());
        end.extend(END.to_le_bytes());
        end.extend([0; 4]);
        let count = u16::try_from(self.count).unwrap_or(u16::MAX);
        end.extend(count.to_le_bytes());
        end.extend(count.to_le_bytes());
        end.extend(u32::try_from(list.len()).unwrap_or(IN_EXTRA).to_le_bytes());
        end.extend(u32::try_from(at).unwrap_or(IN_EXTRA).to_le_bytes());
        end.extend([0; 2]);
        self.write(&end)?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.position += bytes.len() as u64;
        self.out.write_all(bytes)
    }
}

/// What the head of an entry and its line in the list have in common: version to length of the name. The sizes stand in
/// the field for large ones.
fn common(name: &str, crc: u32) -> Vec<u8> {
    let mut common = VERSION.to_le_bytes().to_vec();
    common.extend(FLAGS.to_le_bytes());
    // Stored, at midnight.
    common.extend([0; 4]);
    common.extend(DATE.to_le_bytes());
    common.extend(crc.to_le_bytes());
    common.extend(IN_EXTRA.to_le_bytes());
    common.extend(IN_EXTRA.to_le_bytes());
    common.extend((name.len() as u16).to_le_bytes());
    common
}
