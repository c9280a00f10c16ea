//! Records that stand beside captures without being one: what was asked, answers that carry no page (redirects, missing,
//! gone), and visits that found a page unchanged. They are evidence of when somebody looked, and of what was there.

use std::borrow::Cow;
use std::net::IpAddr;

use jiff::Timestamp;

use crate::company::Surroundings;
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
        /// The machine that was really connected; `None` where that is not known, or was a proxy.
        machine: Option<IpAddr>,
        /// Request line and headers, with the blank line behind them.
        head: &'a [u8],
    },
    /// An answer that carries no page.
    Answer {
        /// The address asked.
        url: &'a str,
        /// When.
        asked: Timestamp,
        /// The machine that was really connected; `None` where that is not known, or was a proxy.
        machine: Option<IpAddr>,
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
        /// The machine that was really connected; `None` where that is not known, or was a proxy.
        machine: Option<IpAddr>,
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

    /// The address that was asked.
    pub fn url(&self) -> &str {
        match self {
            Aside::Request { url, .. }
            | Aside::Answer { url, .. }
            | Aside::Revisit { url, .. }
            | Aside::Metadata { url, .. } => url,
        }
    }

    /// The id that its record will have.
    pub(crate) fn record_id(&self) -> String {
        let url: Cow<'_, str> = printable(self.url());
        let instant = self.asked().to_string();
        let block = self.block();
        digest::record_id([
            self.kind().as_bytes(),
            url.as_bytes(),
            instant.as_bytes(),
            &block[0],
            &block[1],
        ])
    }

    /// The whole record.
    pub(crate) fn record(&self, surroundings: Surroundings<'_>) -> Vec<u8> {
        let id = self.record_id();
        let mut header = Header::new(self.kind(), &id, self.asked());
        header.field("WARC-Target-URI", &printable(self.url()));
        header.field("Content-Type", self.media());
        surroundings.tell(&mut header, &id, self.machine());
        self.name_the_first(&mut header);
        let block = self.block();
        if let Aside::Answer { .. } = self {
            header.field("WARC-Payload-Digest", &digest::labelled_sha1([&*block[1]]));
        }
        let block = [&*block[0], &*block[1]];
        header.field("WARC-Block-Digest", &digest::labelled_sha1(block));
        header.with_block(block)
    }

    fn kind(&self) -> &'static str {
        match self {
            Aside::Request { .. } => "request",
            Aside::Answer { .. } => "response",
            Aside::Revisit { .. } => "revisit",
            Aside::Metadata { .. } => "metadata",
        }
    }

    fn media(&self) -> &'static str {
        match self {
            Aside::Request { .. } => "application/http; msgtype=request",
            Aside::Answer { .. } | Aside::Revisit { .. } => "application/http; msgtype=response",
            Aside::Metadata { .. } => "application/warc-fields",
        }
    }

    fn machine(&self) -> Option<IpAddr> {
        match self {
            Aside::Request { machine, .. }
            | Aside::Answer { machine, .. }
            | Aside::Revisit { machine, .. } => *machine,
            Aside::Metadata { .. } => None,
        }
    }

    /// Its block, in two parts.
    fn block(&self) -> [Cow<'_, [u8]>; 2] {
        let [head, body]: [Cow<'_, [u8]>; 2] = Default::default();
        match self {
            Aside::Request { head, .. } | Aside::Revisit { head, .. } => [Cow::Borrowed(head), body],
            Aside::Answer { head, body, .. } => [Cow::Borrowed(head), Cow::Borrowed(body)],
            Aside::Metadata { fields, .. } => [Cow::Owned(warc_fields(fields)), head],
        }
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

/// Fields as an application/warc-fields block.
fn warc_fields(fields: &[(&str, &str)]) -> Vec<u8> {
    let mut block = String::new();
    for (name, value) in fields {
        let value = value.replace(['\r', '\n'], " ");
        block.push_str(&format!("{name}: {value}\r\n"));
    }
    block.into_bytes()
}
