//! `annals serve`: the pages, on this machine; beyond it for those who have the token.

use std::net::SocketAddr;
use std::path::Path;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::{Global, Outcome};

/// Serve the pages and the API, until Ctrl-C: on this machine, or beyond it to those who have the token.
///
/// On any address but a loopback one every request needs the token: programs send `Authorization: Bearer TOKEN`, people type
/// it once on the page that asks for it. One that is not given is made, and printed once. Over a network that others may
/// read along, put a proxy with TLS before it.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals serve\n  annals serve --listen 127.0.0.1:9000\n  \
    annals serve --listen 0.0.0.0:8800                          makes a token and prints it\n  \
    ANNALS_TOKEN=\"$(cat token)\" annals serve --listen 0.0.0.0:8800\n  \
    curl -H \"Authorization: Bearer $TOKEN\" http://archive.example:8800/api/v1/events"
)]
pub struct Serve {
    /// Address and port.
    #[arg(long, default_value = "127.0.0.1:8800", value_name = "ADDRESS:PORT")]
    listen: String,
    /// Ask for this token, on a loopback address too: 16 characters or more. Others on this machine see options; the
    /// variable ANNALS_TOKEN they do not.
    #[arg(long, env = "ANNALS_TOKEN", hide_env_values = true, value_name = "TOKEN")]
    token: Option<String>,
}

impl Serve {
    /// Serves until interrupted.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        let folder = global.open()?.root().to_owned();
        serve(&folder, &self.listen, self.token.as_deref(), global)
    }
}

/// The fewest characters of a token.
const SHORTEST: usize = 16;

/// Serves the pages of `folder` until interrupted.
pub fn serve(folder: &Path, listen: &str, token: Option<&str>, global: &Global) -> Result<Outcome> {
    let address: SocketAddr = listen
        .parse()
        .with_context(|| format!("{listen}: not an address with a port, such as 127.0.0.1:8800"))?;
    let made = needs_new(address, token).then(made).transpose()?;
    let token = token.or(made.as_deref());
    if token.is_some_and(|token| {
        token.trim().len() < SHORTEST || !token.trim().bytes().all(|b| b.is_ascii_graphic())
    }) {
        bail!("the token must have {SHORTEST} or more letters, digits and marks of ASCII, without spaces");
    }
    let ready = |address| {
        global.say(format_args!("Serving on http://{address}/ (Ctrl-C stops it)"));
        if let Some(token) = &made {
            // Said even where nothing else is: nobody could read without it.
            eprintln!("Token, printed this once: {token}");
        }
    };
    annals_web::serve(folder, address, token.map(str::trim), ready).with_context(|| {
        format!(
            "{address}: cannot be served; if the port is taken, try another, such as --listen 127.0.0.1:8801"
        )
    })?;
    Ok(Outcome::Done)
}

/// Whether a token has to be made: beyond loopback everybody is asked for one.
fn needs_new(address: SocketAddr, token: Option<&str>) -> bool {
    token.is_none() && !address.ip().is_loopback()
}

/// A token of 160 random bits.
fn made() -> Result<String> {
    let mut bits = [0; 20];
    getrandom::fill(&mut bits)
        .map_err(|error| anyhow::anyhow!("the system gives no random numbers: {error}"))?;
    Ok(annals_archive::hex(&bits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_made_where_others_may_ask() {
        for (address, wanted) in [
            ("127.0.0.1:8800", false),
            ("[::1]:8800", false),
            ("0.0.0.0:8800", true),
            ("[::]:8800", true),
            ("192.0.2.7:80", true),
        ] {
            let address: SocketAddr = address.parse().unwrap();
            assert_eq!(needs_new(address, None), wanted, "{address}");
            assert!(!needs_new(address, Some("given")));
        }
        let (one, other) = (made().unwrap(), made().unwrap());
        assert!(one.len() == 40 && one != other);
    }
}
