//! ZIP, as far as WACZ needs it: entries stored or deflated, of any size. Reading trusts nothing: names that could leave a
//! folder, links, entries that lie over each other or unpack to far more than they are, are named and not read. Nothing is
//! ever written to a path that an archive names.
//!
//! Format: APPNOTE.TXT 6.3.10, PKWARE.

mod reader;
mod writer;

pub(crate) use reader::{Content, Section, Zip};
pub(crate) use writer::ZipWriter;

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
const END_64: u32 = 0x0606_4b50;
const LOCATOR_64: u32 = 0x0706_4b50;
/// Stands where a number is to be looked up in the field for larger ones.
const IN_EXTRA: u32 = u32::MAX;
/// The number of that field.
const EXTRA_64: u16 = 1;
