//! The tests of what reads foreign bytes, and of what may be asked.

// Tests read files of cases.
#![allow(clippy::disallowed_methods)]

mod address;
mod corpus;
mod dates;
mod fetching;
mod hostile;
mod invariants;
mod laws;
mod opml;
mod robots;
mod samples;
mod shared;
mod site;
