//! Tests of the whole: the command line as its users meet it, and the arrows between the crates.

// Tests read the crates' own files, and write pages into folders of their own.
#![allow(clippy::disallowed_methods)]

mod accepted;
mod annals_folder;
mod arrows;
mod bad_input;
mod collecting;
mod configuring;
mod demo;
mod entities;
mod events;
mod exporting;
mod help;
mod hostile;
mod mcp;
mod noticing;
mod packed;
mod proposing;
mod seed;
mod streams;
mod trial;
mod watching;
