//! Names to addresses, with the guard between them: a name resolves only to addresses that may be asked, and the connection is
//! opened to one of exactly these. A name that means one thing when it is checked and another when it is used finds no gap.

use std::fmt;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::FetchSettings;
use crate::{Guard, Refusal};

/// What a name means.
type NameServer = dyn Fn(&str) -> Vec<IpAddr> + Send + Sync;

/// How names become addresses.
#[derive(Clone, Default)]
pub enum Resolver {
    /// As the system does it.
    #[default]
    System,
    /// By a function of one's own.
    Own(Arc<NameServer>),
}

impl fmt::Debug for Resolver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Resolver::System => "System",
            Resolver::Own(_) => "Own",
        })
    }
}

/// A resolver that gives out only what may be asked.
pub(super) struct Guarded {
    resolver: Resolver,
    guard: Guard,
}

impl Guarded {
    pub fn new(settings: &FetchSettings) -> Self {
        Guarded {
            resolver: settings.resolver.clone(),
            guard: settings.guard.clone(),
        }
    }
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let (resolver, guard) = (self.resolver.clone(), self.guard.clone());
        Box::pin(async move {
            let name = name.as_str().to_owned();
            let found = tokio::task::spawn_blocking(move || addresses(&resolver, &name)).await??;
            Ok(allowed(found, &guard)?)
        })
    }
}

fn addresses(resolver: &Resolver, name: &str) -> std::io::Result<Vec<IpAddr>> {
    match resolver {
        Resolver::System => Ok((name, 0).to_socket_addrs()?.map(|address| address.ip()).collect()),
        Resolver::Own(resolve) => Ok(resolve(name)),
    }
}

/// The addresses that may be asked; if all are others, the guard's word on the first.
fn allowed(found: Vec<IpAddr>, guard: &Guard) -> Result<Addrs, Refusal> {
    let (good, bad): (Vec<IpAddr>, Vec<IpAddr>) =
        found.into_iter().partition(|address| guard.allows(*address));
    match bad.first() {
        Some(address) if good.is_empty() => Err(Refusal::NotPublic(*address)),
        _ => Ok(Box::new(
            good.into_iter().map(|address| SocketAddr::new(address, 0)),
        )),
    }
}
