//! Pages over an annals folder: today, search, timeline, events with their claims, articles with their evidence.
//!
//! Nouns: [`ReadingRoom`] (a folder opened for several readers at once), [`Hosts`] (the names under which a browser may
//! ask), [`router`] (all pages), [`serve`] (the router on a socket, until Ctrl-C).
//!
//! Every page is made on the server and works without JavaScript; styles are in the binary. Nothing a captured page
//! says is ever run or rendered as HTML: it is escaped text, and its bytes are handed out only as plain text.
//! This crate writes nothing into the folder but what its reader decides by a form of these pages, opens no outgoing connection, and keeps no state of its readers.

#![deny(missing_docs)]

mod api;
mod assets;
mod defused;
mod door;
mod gate;
mod globe;
mod health;
mod line;
mod link;
mod marked_text;
mod messages;
mod page;
mod paging;
mod parameters;
mod reading_room;
mod refusal;
mod server;
mod strip;
mod when;

pub use door::Hosts;
use messages::{count, say, spoken, translations, word};
pub use reading_room::ReadingRoom;
pub use server::{Error, router, serve};
