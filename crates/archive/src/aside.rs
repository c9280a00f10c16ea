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
        /// The body that was fetched and is kept already, as it came; `None` where the server sent none.
        body: Option<&'a [u8]>,
        /// When the capture was made that holds the payload.
        first: Option<Timestamp>,
    },
    /// What is known of a visit and is in no exchange: why there was no answer.
    Metadata {
        /// The address asked.
        url: &'a str,
        /// When.
        asked: Timestamp,
        /// Name and value of each field; line breaks in values become spaces.
        fields: &'a [(&'a str, &'a str)],
    },
}

/// Profiles of revisits (WARC 1.1, section 6.7).
const NOT_MODIFIED: &str = "http://netpreserve.org/warc/1.1/revisit/server-not-modified";
const IDENTICAL: &str = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";

impl Aside<'_> {
    /// When it was made.
    pub fn asked(&self) -> Timestamp {
        match self {
            Aside::Request { asked, .. }
            | Aside::Answer { asked, .. }
            | Aside::Revisit { asked, .. }
            | Aside::Metadata { asked, .. } => *asked,
        }
    }

    /// The whole record.
    pub(crate) fn record(&self) -> Vec<u8> {
        const REQUEST: &str = "application/http; msgtype=request";
        const RESPONSE: &str = "application/http; msgtype=response";
        match *self {
            Aside::Request { url, head, .. } => self.plain("request", REQUEST, url, [head, &[]]),
            Aside::Answer { url, head, body, .. } => self.plain("response", RESPONSE, url, [head, body]),
            Aside::Metadata { url, fields, .. } => {
                let block = warc_fields(fields);
                self.plain("metadata", "application/warc-fields", url, [&block, &[]])
            }
            Aside::Revisit { url, head, .. } => {
                let mut header = self.header("revisit", RESPONSE, url, [head, &[]]);
                self.name_the_first(&mut header);
                with_digest(header, [head, &[]])
            }
        }
    }

    fn plain(&self, kind: &str, media: &str, url: &str, block: [&[u8]; 2]) -> Vec<u8> {
        let mut header = self.header(kind, media, url, block);
        if kind == "response" {
            header.field("WARC-Payload-Digest", &digest::labelled_sha1([block[1]]));
        }
        with_digest(header, block)
    }

    fn header(&self, kind: &str, media: &str, url: &str, block: [&[u8]; 2]) -> Header {
        let url: Cow<'_, str> = printable(url);
        let instant = self.asked().to_string();
        let id = digest::record_id([
            kind.as_bytes(),
            url.as_bytes(),
            instant.as_bytes(),
            block[0],
            block[1],
        ]);
        let mut header = Header::new(kind, &id, self.asked());
        header.field("WARC-Target-URI", &url);
        header.field("Content-Type", media);
        header
    }

    /// Where the payload of a revisit is kept, in WARC's fields.
    fn name_the_first(&self, header: &mut Header) {
        let Aside::Revisit {
            url,
            said_by_server,
            body,
            first,
            ..
        } = *self
        else {
            return;
        };
        header.field(
            "WARC-Profile",
            if said_by_server { NOT_MODIFIED } else { IDENTICAL },
        );
        header.field("WARC-Refers-To-Target-URI", &printable(url));
        let first = first.map(|first| first.to_string());
        header.optional("WARC-Refers-To-Date", first.as_deref());
        let digest = body.map(|body| digest::labelled_sha1([body]));
        header.optional("WARC-Payload-Digest", digest.as_deref());
    }
}

fn with_digest(mut header: Header, block: [&[u8]; 2]) -> Vec<u8> {
    header.field("WARC-Block-Digest", &digest::labelled_sha1(block));
    header.with_block(block)
}

/// Fields as an application/warc-fields block.
fn warc_fields(fields: &[(&str, &str)]) -> Vec<u8> {
    let mut block = String::new();
    for (name, value) in fields {
        let value = value.replace(['\r', '\n'], " ");
        block.push_str(&format!("{name}: {value}\r\n"));
    }
    block.into_bytes()
}
