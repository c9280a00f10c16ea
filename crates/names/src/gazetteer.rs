//! Towns and regions of the world, from GeoNames (see `data/NOTICE.md`), in one compressed table that is unpacked at
//! first use. It looks names up; which of several towns is meant is decided in `places`.
//!
//! Keys are hashes of folded names, so the table holds one printed name an entry and any number of other spellings.

use std::io::Read;
use std::sync::LazyLock;

use flate2::read::DeflateDecoder;

/// What kind of place an entry is, smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum PlaceKind {
    /// A town or city.
    Town = 0,
    /// The capital of a country.
    Capital = 1,
    /// A county or district.
    District = 2,
    /// A state, province or other first-level region.
    Region = 3,
}

impl PlaceKind {
    fn from_code(code: u8) -> Self {
        match code {
            1 => PlaceKind::Capital,
            2 => PlaceKind::District,
            3 => PlaceKind::Region,
            _ => PlaceKind::Town,
        }
    }
}

/// One place of the gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Kind of place.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-2.
    pub country: [u8; 2],
    /// Index of the first-level region it lies in, 0 where unknown; comparable within one gazetteer.
    pub region: u16,
    /// Population as 16 times its base-2 logarithm; 0 where unknown.
    pub size: u16,
    /// Degrees north.
    pub latitude: f32,
    /// Degrees east.
    pub longitude: f32,
    name: (u32, u32),
}

/// One finding: the entry and whether it was found under its own name or under another spelling.
#[derive(Clone, Copy)]
pub struct Found {
    /// The entry.
    pub entry: &'static Entry,
    /// Whether the name that was looked up is the entry's own.
    pub own_name: bool,
}

/// The table.
pub struct Gazetteer {
    entries: Vec<Entry>,
    names: String,
    /// 40 bits of key hash, one bit "other spelling", 23 bits of entry index; sorted.
    keys: Vec<u64>,
    /// Where in `keys` each value of the topmost 16 bits begins.
    buckets: Vec<u32>,
}

static GAZETTEER: LazyLock<Gazetteer> =
    LazyLock::new(|| Gazetteer::unpack(include_bytes!("../data/gazetteer.bin")));

impl Gazetteer {
    /// The embedded table.
    pub fn embedded() -> &'static Gazetteer {
        &GAZETTEER
    }

    /// Every place of that name; `hash` is [`crate::fold::phrase_hash`] of the folded name.
    pub fn find(&'static self, hash: u64) -> impl Iterator<Item = Found> {
        let key = hash >> 24;
        self.bucket(hash)
            .iter()
            .copied()
            .filter(move |slot| slot >> 24 == key)
            .filter_map(|slot| {
                let entry = self.entries.get((slot & 0x7f_ffff) as usize)?;
                Some(Found {
                    entry,
                    own_name: slot & 0x80_0000 == 0,
                })
            })
    }

    /// The printed name of an entry.
    pub fn name(&self, entry: &Entry) -> &str {
        let (start, end) = entry.name;
        self.names.get(start as usize..end as usize).unwrap_or_default()
    }

    fn bucket(&self, hash: u64) -> &[u64] {
        let top = (hash >> 48) as usize;
        let start = self.buckets[top] as usize;
        let end = self.buckets[top + 1] as usize;
        &self.keys[start..end]
    }

    /// Reads the packed form that `training/names` writes: deflate over columns, each led by its length as u32.
    /// A damaged table is an empty one.
    fn unpack(packed: &[u8]) -> Gazetteer {
        let mut bytes = Vec::new();
        let read = DeflateDecoder::new(packed).read_to_end(&mut bytes);
        let mut columns = Columns { bytes: &bytes };
        read.ok()
            .and_then(|_| columns.gazetteer())
            .unwrap_or_else(|| Gazetteer::new(Vec::new(), String::new(), Vec::new()))
    }

    fn new(entries: Vec<Entry>, names: String, keys: Vec<u64>) -> Gazetteer {
        let mut buckets = vec![0u32; 0x1_0001];
        for key in &keys {
            buckets[(key >> 48) as usize + 1] += 1;
        }
        for i in 1..buckets.len() {
            buckets[i] += buckets[i - 1];
        }
        Gazetteer {
            entries,
            names,
            keys,
            buckets,
        }
    }
}

/// The columns of the packed table, read one after another.
struct Columns<'a> {
    bytes: &'a [u8],
}

impl<'a> Columns<'a> {
    fn next(&mut self) -> Option<&'a [u8]> {
        let (length, rest) = self.bytes.split_at_checked(4)?;
        let length = u32::from_le_bytes(length.try_into().ok()?) as usize;
        let (column, rest) = rest.split_at_checked(length)?;
        self.bytes = rest;
        Some(column)
    }

    fn shorts(&mut self) -> Option<Vec<u16>> {
        let column = self.next()?;
        Some(
            column
                .chunks_exact(2)
                .map(|two| u16::from_le_bytes([two[0], two[1]]))
                .collect(),
        )
    }

    fn gazetteer(&mut self) -> Option<Gazetteer> {
        let lines = std::str::from_utf8(self.next()?).ok()?;
        let (kinds, countries) = (self.next()?, self.next()?);
        let (regions, sizes) = (self.shorts()?, self.shorts()?);
        let (latitudes, longitudes) = (self.shorts()?, self.shorts()?);
        let keys = self.next()?;
        let mut entries = Vec::with_capacity(kinds.len());
        let mut names = String::with_capacity(lines.len());
        for (i, name) in lines.split('\n').enumerate() {
            let start = names.len() as u32;
            names.push_str(name);
            entries.push(Entry {
                kind: PlaceKind::from_code(*kinds.get(i)?),
                country: [*countries.get(2 * i)?, *countries.get(2 * i + 1)?],
                region: *regions.get(i)?,
                size: *sizes.get(i)?,
                latitude: degrees(*latitudes.get(i)?, 90.0),
                longitude: degrees(*longitudes.get(i)?, 180.0),
                name: (start, names.len() as u32),
            });
        }
        let keys = keys.chunks_exact(8).filter_map(|eight| eight.try_into().ok());
        Some(Gazetteer::new(
            entries,
            names,
            keys.map(u64::from_le_bytes).collect(),
        ))
    }
}

/// From 0..=65535 to -most..=most.
fn degrees(packed: u16, most: f32) -> f32 {
    f32::from(packed) / 65535.0 * 2.0 * most - most
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::{fold, phrase_hash};

    fn largest(name: &str) -> (&'static str, [u8; 2]) {
        let table = Gazetteer::embedded();
        let found = table.find(phrase_hash(&fold(name)));
        let most = found
            .filter(|found| found.entry.kind <= PlaceKind::Capital)
            .max_by_key(|found| found.entry.size)
            .expect("in the table");
        (table.name(most.entry), most.entry.country)
    }

    #[test]
    fn towns_are_found_under_any_spelling() {
        assert_eq!(largest("Omsk"), ("Omsk", *b"RU"));
        assert_eq!(largest("Leningrad"), ("Saint Petersburg", *b"RU"));
        assert_eq!(largest("st. petersburg"), ("Saint Petersburg", *b"RU"));
        assert_eq!(
            Gazetteer::embedded().find(phrase_hash("nowhere at all")).count(),
            0
        );
    }

    #[test]
    fn a_damaged_table_is_an_empty_one() {
        assert!(Gazetteer::unpack(b"no deflate stream").entries.is_empty());
        assert!(Gazetteer::unpack(&[]).entries.is_empty());
    }
}
