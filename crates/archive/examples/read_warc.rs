//! Prints what a WARC file holds, one JSON line a record, and its damages: the smallest use of the reader.

#![allow(clippy::disallowed_methods)] // an example reads the file it is given

use annals_archive::{WarcReader, hex, sha256};

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        for found in WarcReader::new(std::fs::File::open(&path)?) {
            match found {
                Ok(record) => {
                    let payload = record.payload().unwrap_or(record.http().1.into());
                    let digest = hex(&sha256(&payload));
                    println!(
                        "{path}\t{}\t{}\t{digest}\t{:?}",
                        record.kind(),
                        record.url().unwrap_or("-"),
                        record.faults
                    );
                }
                Err(damage) => println!("{path}\tdamage\t{damage}"),
            }
        }
    }
    Ok(())
}
