//! Which addresses may be asked. A program that fetches what pages name can be sent to the machine it runs on, to its
//! neighbours, or to the metadata service of its cloud; this says what is out of bounds. It is a pure function over
//! addresses: the fetcher asks it of each URL, and again of each address that a name resolves to and a socket reaches.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// What may be asked: public addresses, and those that whoever runs the program lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guard {
    /// Addresses that may be asked although they are not public.
    pub except: Vec<IpAddr>,
}

/// Why an address is not asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is no address by the URL standard.
    NotAnAddress,
    /// Neither http nor https.
    Scheme(String),
    /// It names no host.
    NoHost,
    /// The host is a name that only means something on this machine or in its network.
    LocalName(String),
    /// The host is an address that is not public.
    NotPublic(IpAddr),
}

impl Guard {
    /// The address that `text` means by the URL standard (which reads 0x7f.1, 0177.1 and 2130706433 as 127.0.0.1), if it may
    /// be asked. Names still have to be resolved: ask [`Guard::allows`] of what they resolve to.
    pub fn url(&self, text: &str) -> Result<Url, Refusal> {
        let url = Url::parse(text).map_err(|_| Refusal::NotAnAddress)?;
        self.check(&url)?;
        Ok(url)
    }

    /// The same of an address that is parsed already.
    pub fn check(&self, url: &Url) -> Result<(), Refusal> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Refusal::Scheme(url.scheme().to_owned()));
        }
        match url.host().ok_or(Refusal::NoHost)? {
            Host::Ipv4(address) => self.address(address.into()),
            Host::Ipv6(address) => self.address(address.into()),
            Host::Domain(name) if is_local_name(name) && self.except.is_empty() => {
                Err(Refusal::LocalName(name.to_owned()))
            }
            Host::Domain(_) => Ok(()),
        }
    }

    /// Whether a socket may be opened to this address.
    pub fn allows(&self, address: IpAddr) -> bool {
        is_public(address) || self.except.contains(&address)
    }

    fn address(&self, address: IpAddr) -> Result<(), Refusal> {
        match self.allows(address) {
            true => Ok(()),
            false => Err(Refusal::NotPublic(address)),
        }
    }
}

/// Whether an address is one of the open internet, by the special-purpose registries of IANA; the address within the
/// address counts where one carries another (mapped, NAT64, 6to4).
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// Blocks that are not the open internet: first address and the length of the prefix.
const BLOCKS_V4: &[(Ipv4Addr, u32)] = &[
    (Ipv4Addr::new(0, 0, 0, 0), 8),       // this network
    (Ipv4Addr::new(10, 0, 0, 0), 8),      // private
    (Ipv4Addr::new(100, 64, 0, 0), 10),   // shared by carriers, and some clouds' metadata
    (Ipv4Addr::new(127, 0, 0, 0), 8),     // loopback
    (Ipv4Addr::new(169, 254, 0, 0), 16),  // link-local, and most clouds' metadata
    (Ipv4Addr::new(172, 16, 0, 0), 12),   // private
    (Ipv4Addr::new(192, 0, 0, 0), 24),    // protocol assignments
    (Ipv4Addr::new(192, 0, 2, 0), 24),    // documentation
    (Ipv4Addr::new(192, 88, 99, 0), 24),  // relays of 6to4, deprecated
    (Ipv4Addr::new(192, 168, 0, 0), 16),  // private
    (Ipv4Addr::new(198, 18, 0, 0), 15),   // benchmarks
    (Ipv4Addr::new(198, 51, 100, 0), 24), // documentation
    (Ipv4Addr::new(203, 0, 113, 0), 24),  // documentation
    (Ipv4Addr::new(224, 0, 0, 0), 4),     // multicast
    (Ipv4Addr::new(240, 0, 0, 0), 4),     // reserved, broadcast
];

const BLOCKS_V6: &[(Ipv6Addr, u32)] = &[
    (Ipv6Addr::UNSPECIFIED, 96), // unspecified, loopback, and IPv4 the oldest way
    (Ipv6Addr::new(0x64, 0xff9b, 1, 0, 0, 0, 0, 0), 48), // NAT64 of one's own network
    (Ipv6Addr::new(0x100, 0, 0, 0, 0, 0, 0, 0), 32), // discarded; dummy prefix
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23), // protocol assignments, Teredo
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32), // documentation
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20), // documentation
    (Ipv6Addr::new(0x5f00, 0, 0, 0, 0, 0, 0, 0), 16), // segment routing
    (Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7), // unique local, and some clouds' metadata
    (Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10), // link-local
    (Ipv6Addr::new(0xfec0, 0, 0, 0, 0, 0, 0, 0), 10), // site-local, deprecated
    (Ipv6Addr::new(0xff00, 0, 0, 0, 0, 0, 0, 0), 8), // multicast
];

fn is_public_v4(address: Ipv4Addr) -> bool {
    let within =
        |(first, length): &(Ipv4Addr, u32)| (address.to_bits() ^ first.to_bits()) >> (32 - length) == 0;
    !BLOCKS_V4.iter().any(within)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let within =
        |(first, length): &(Ipv6Addr, u32)| (address.to_bits() ^ first.to_bits()) >> (128 - length) == 0;
    match carried(address) {
        Some(inner) => is_public_v4(inner),
        None => !BLOCKS_V6.iter().any(within),
    }
}

/// The IPv4 address that an IPv6 address carries: mapped and translated (RFC 4291, RFC 2765), NAT64 (RFC 6052), 6to4
/// (RFC 3056).
fn carried(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let halves = |high: u16, low: u16| Some(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)));
    match address.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0, 0, 0, 0, 0xffff, 0, high, low] => halves(high, low),
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => halves(high, low),
        [0x2002, high, low, ..] => halves(high, low),
        _ => None,
    }
}

/// Names that resolve to the machine itself, or that no public name server may know: single words and the endings set
/// aside for local use.
fn is_local_name(name: &str) -> bool {
    const ENDINGS: [&str; 7] = [
        "localhost",
        "local",
        "internal",
        "localdomain",
        "lan",
        "home",
        "arpa",
    ];
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let ending = name.rsplit('.').next().unwrap_or_default();
    !name.contains('.') || ENDINGS.contains(&ending)
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::NotAnAddress => f.write_str("not an address"),
            Refusal::Scheme(scheme) => write!(f, "only http and https are fetched, not {scheme}"),
            Refusal::NoHost => f.write_str("it names no host"),
            Refusal::LocalName(name) => write!(f, "{name} is a name of a local network"),
            Refusal::NotPublic(address) => write!(f, "{address} is not a public address"),
        }
    }
}

impl std::error::Error for Refusal {}
