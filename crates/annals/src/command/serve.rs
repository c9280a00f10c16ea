//! `annals serve`: the pages, on this machine.

use std::net::SocketAddr;
use std::path::Path;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::{Global, Outcome};

/// Serve the pages on this machine, until Ctrl-C.
#[derive(Args)]
#[command(after_help = "Examples:\n  annals serve\n  annals serve --listen 127.0.0.1:9000")]
pub struct Serve {
    /// Address and port. Only loopback addresses are served for now.
    #[arg(long, default_value = "127.0.0.1:8800", value_name = "ADDRESS:PORT")]
    listen: String,
}

impl Serve {
    /// Serves until interrupted.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        let folder = global.open()?.root().to_owned();
        serve(&folder, &self.listen, global)
    }
}

/// Serves the pages of `folder` on a loopback address until interrupted.
pub fn serve(folder: &Path, listen: &str, global: &Global) -> Result<Outcome> {
    let address: SocketAddr = listen
        .parse()
        .with_context(|| format!("{listen}: not an address with a port, such as 127.0.0.1:8800"))?;
    if !address.ip().is_loopback() {
        bail!(
            "{address}: only loopback addresses (127.0.0.1, [::1]) are served, since there is no access control yet"
        );
    }
    let ready = |address| global.say(format_args!("Serving on http://{address}/ (Ctrl-C stops it)"));
    annals_web::serve(folder, address, ready).with_context(|| {
        format!("{address}: cannot be served; if the port is taken, try --listen 127.0.0.1:8801")
    })?;
    Ok(Outcome::Done)
}
