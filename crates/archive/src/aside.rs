//! Records that stand beside captures without being one: what was asked, answers that carry no page (redirects, missing,
//! gone), and visits that found a page unchanged. They are evidence of when somebody looked, and of what was there.

use std::borrow::Cow;

use jiff::Timestamp;

use crate::digest;
use crate::writer::{Header, printable};

/// Such a record.
#[derive(Clone, Copy, Debug)]
pub enum Aside<'a> {
    /// What was asked: request line and headers.
    Request {
        /// The address asked.
        url: &'a str,
        /// When.
        asked: Timestamp,
        /// Request line and headers, with the blank line behind them.
        head: &'a [u8],
    },
    /// An answer that carries no page.
    Answer {
        /// The address asked.
        url: &'a str,
        /// When.
        asked: Timestamp,
        /// Status line and headers, with the blank line behind them.
        head: &'a [u8],
        /// The body as it came.
        body: &'a [u8],
    },
    /// A visit that found what is kept already.
    Revisit {
        /// The address asked.
        url: &'a str,
        /// When.
        asked: Timestamp,
        /// Status line and headers, with the blank line behind them.
        head: &'a [u8],
        /// Whether the server said so; else the payload was fetched, and is the same.
        said_by_server: bool,
        /// When the capture was made that holds the payload.
        first: Option<Timestamp>,
    },
}

/// Profiles of revisits (WARC 1.1, section 6.7).
const NOT_MODIFIED: &str = "http://netpreserve.org/warc/1.1/revisit/server-not-modified";
const IDENTICAL: &str = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";

impl Aside<'_> {
    /// When it was made.
    pub fn asked(&self) -> Timestamp {
        match self {
            Aside::Request { asked, .. } | Aside::Answer { asked, .. } | Aside::Revisit { asked, .. } => {
                *asked
            }
        }
    }

    /// The whole record.
    pub(crate) fn record(&self) -> Vec<u8> {
        let (kind, media, url, head, body): (_, _, _, &[u8], &[u8]) = match *self {
            Aside::Request { url, head, .. } => {
                ("request", "application/http; msgtype=request", url, head, &[])
            }
            Aside::Answer { url, head, body, .. } => {
                ("response", "application/http; msgtype=response", url, head, body)
            }
            Aside::Revisit { url, head, .. } => {
                ("revisit", "application/http; msgtype=response", url, head, &[])
            }
        };
        let url: Cow<'_, str> = printable(url);
        let instant = self.asked().to_string();
        let id = digest::record_id([kind.as_bytes(), url.as_bytes(), instant.as_bytes(), head, body]);
        let mut header = Header::new(kind, &id, self.asked());
        header.field("WARC-Target-URI", &url);
        header.field("Content-Type", media);
        if let Aside::Revisit {
            said_by_server,
            first,
            ..
        } = *self
        {
            header.field(
                "WARC-Profile",
                if said_by_server { NOT_MODIFIED } else { IDENTICAL },
            );
            header.field("WARC-Refers-To-Target-URI", &url);
            header.optional(
                "WARC-Refers-To-Date",
                first.map(|first| first.to_string()).as_deref(),
            );
        }
        header.field("WARC-Block-Digest", &digest::labelled_sha1([head, body]));
        header.with_block([head, body])
    }
}
