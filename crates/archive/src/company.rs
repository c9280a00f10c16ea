//! What a record says of those beside it: the records of the same exchange (WARC-Concurrent-To, ISO 28500:2017, section 5.7),
//! the machine that was really connected (WARC-IP-Address, 5.10), and its file's own description (WARC-Warcinfo-ID, 5.16).
//! Ids are made of what records hold, so each can name the others before any of them is written.

use std::net::IpAddr;

use jiff::Timestamp;

use crate::writer::{Header, printable};
use crate::{Aside, Deposit};

/// The records of one visit, of which those of one exchange name one another.
#[derive(Clone, Debug, Default)]
pub struct Company(Vec<Member>);

#[derive(Clone, Debug)]
struct Member {
    id: String,
    part: Part,
    url: String,
    asked: Timestamp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// A request, or its answer: they belong together by address and instant.
    Exchange,
    /// What is noted of the whole visit.
    Note,
}

impl Company {
    /// The company of what stands beside a page, and of the page itself where it becomes a record.
    pub fn of(asides: &[Aside<'_>], page: Option<&Deposit<'_>>) -> Self {
        let page = page.map(|page| Member {
            id: page.record_id(),
            part: Part::Exchange,
            url: page.address().into_owned(),
            asked: page.captured,
        });
        Company(page.into_iter().chain(asides.iter().map(Member::of)).collect())
    }

    /// The ids of those that the record with this id names.
    fn beside(&self, id: &str) -> impl Iterator<Item = &str> {
        let own = self.0.iter().find(|member| member.id == id);
        let others = self.0.iter().filter(move |member| member.id != id);
        others
            .filter(move |member| own.is_some_and(|own| own.is_beside(member)))
            .map(|member| member.id.as_str())
    }
}

impl Member {
    fn of(aside: &Aside<'_>) -> Self {
        Member {
            id: aside.record_id(),
            part: match aside {
                Aside::Metadata { .. } => Part::Note,
                _ => Part::Exchange,
            },
            url: printable(aside.url()).into_owned(),
            asked: aside.asked(),
        }
    }

    /// A note is about all exchanges of its visit; they need not know of it.
    fn is_beside(&self, other: &Member) -> bool {
        match (self.part, other.part) {
            (Part::Note, Part::Exchange) => true,
            (Part::Exchange, Part::Exchange) => self.url == other.url && self.asked == other.asked,
            (_, Part::Note) => false,
        }
    }
}

/// What is written of all that into the header of one record.
#[derive(Clone, Copy)]
pub(crate) struct Surroundings<'a> {
    /// The id of the record that describes the file.
    pub warcinfo: Option<&'a str>,
    pub company: &'a Company,
}

impl Surroundings<'_> {
    pub fn tell(&self, header: &mut Header, id: &str, machine: Option<IpAddr>) {
        header.optional("WARC-Warcinfo-ID", self.warcinfo);
        for other in self.company.beside(id) {
            header.field("WARC-Concurrent-To", other);
        }
        // An IPv4 address that a socket shows within IPv6 is written as what it is.
        let machine = machine.map(|machine| machine.to_canonical().to_string());
        header.optional("WARC-IP-Address", machine.as_deref());
    }
}
