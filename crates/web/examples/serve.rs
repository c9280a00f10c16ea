//! Serves an annals folder on 127.0.0.1: `cargo run -p annals-web --example serve -- FOLDER [PORT]`.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("usage: serve FOLDER [PORT]")?);
    let port = arguments.next().map_or(Ok(8800), |port| port.parse())?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    annals_web::serve(&folder, address, None, |bound| {
        println!("http://{bound}/ (Ctrl-C ends it)")
    })?;
    Ok(())
}
