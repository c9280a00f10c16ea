//! Measures what pages made to hurt cost: each shape of the hostile tests at five megabytes, each in a process of its own.
//!
//!     cargo run --release -p annals-extract --example hostile_pages            # all, worst first
//!     cargo run --release -p annals-extract --example hostile_pages -- WORD    # those whose name holds WORD
//!
//! A line is seconds of processor time, peak memory of the process in MiB (the page itself is in it), why it is partial, and the shape's
//! name; it fails where a shape takes over a second or 256 MiB, or where text was lost. Peak memory is what Linux says of
//! the process; elsewhere it is 0.
#![allow(clippy::disallowed_methods)] // it measures time and starts processes

#[path = "../tests/all/hostile_shapes.rs"]
mod hostile_shapes;

use std::process::{Command, ExitCode};
use std::time::Instant;

use annals_extract::{Page, extract};
use hostile_shapes::{FIRST, LAST, Shape, shapes};

const SIZE: usize = 5 << 20;
const SECONDS: f64 = 1.0;
const MEBIBYTES: u64 = 256;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [flag, number] if flag == "--one" => one(number.parse().expect("a number")),
        [word] => all(word),
        _ => all(""),
    }
}

/// Measures one shape in this process.
fn one(number: usize) -> ExitCode {
    let shape = &shapes()[number];
    let bytes = shape.page(SIZE);
    let start = busy();
    let (article, omitted) = extract(&Page {
        bytes: &bytes,
        url: Some("https://harbourpost.example/2025/11/30/a"),
        content_type: Some(shape.content_type),
        ..Page::default()
    });
    let seconds = busy() - start;
    let says = |words| article.text.contains(words) || omitted.iter().any(|piece| piece.text.contains(words));
    let lost = !says(FIRST) || shape.ends && !says(LAST);
    let (partial, lost) = (format!("{:?}", article.partial), if lost { " LOST" } else { "" });
    println!("{seconds:.3}\t{}\t{partial}{lost}\t{:.100}", peak(), shape.name);
    ExitCode::SUCCESS
}

/// How long this process was busy or, where the system does not say, how long it ran, in seconds: other programs must not
/// be measured too.
fn busy() -> f64 {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let start = START.get_or_init(Instant::now);
    let schedule = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanoseconds = schedule
        .split(' ')
        .next()
        .and_then(|field| field.parse::<f64>().ok());
    nanoseconds.map_or_else(|| start.elapsed().as_secs_f64(), |busy| busy / 1e9)
}

/// The most memory that this process held, in MiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok());
    kibibytes.unwrap_or(0) >> 10
}

fn all(word: &str) -> ExitCode {
    let chosen = |(_, shape): &(usize, Shape)| shape.name.contains(word);
    let chosen: Vec<(usize, Shape)> = shapes().into_iter().enumerate().filter(chosen).collect();
    let mut lines: Vec<(f64, u64, String)> = chosen
        .iter()
        .map(|(number, shape)| measured(*number, shape))
        .collect();
    lines.sort_by(|a, b| b.0.total_cmp(&a.0));
    lines.iter().for_each(|(_, _, line)| println!("{line}"));
    let failed = |(seconds, peak, line): &&(f64, u64, String)| {
        *seconds > SECONDS || *peak > MEBIBYTES || line.contains("LOST")
    };
    let failures = lines.iter().filter(failed).count();
    let peak = lines.iter().map(|line| line.1).max().unwrap_or(0);
    println!(
        "{} shapes, {failures} beyond {SECONDS} s or {MEBIBYTES} MiB or with lost text, highest peak {peak} MiB",
        lines.len()
    );
    ExitCode::from(u8::from(failures > 0))
}

/// Runs one shape in a child.
fn measured(number: usize, shape: &Shape) -> (f64, u64, String) {
    let program = std::env::current_exe().expect("this program has a path");
    let output = Command::new(program)
        .args(["--one", &number.to_string()])
        .output();
    let output = output.expect("a child can be started");
    let line = String::from_utf8_lossy(&output.stdout).trim_end().to_owned();
    let mut fields = line.split('\t');
    let seconds = fields.next().and_then(|field| field.parse().ok());
    let peak = fields.next().and_then(|field| field.parse().ok());
    match (seconds, peak) {
        (Some(seconds), Some(peak)) => (seconds, peak, line),
        _ => (f64::INFINITY, 0, format!("inf\t0\tDIED\t{}", shape.name)),
    }
}
