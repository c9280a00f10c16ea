//! The command line: one file per command below this one. Data goes to stdout, progress and messages to stderr.

mod add;
mod annotate;
mod backup;
mod build;
mod changes;
mod check;
mod completions;
mod config;
mod dedup;
mod demo;
mod diff;
mod entity;
mod event;
mod export;
mod extract;
mod fetch;
mod init;
mod man;
mod mcp;
mod propose;
mod restore;
mod search;
mod serve;
mod show;
mod source;
mod stats;
mod timeline;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use annals_store::{Annals, ErrorKind};
use anyhow::{Context, Result};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};

/// A searchable, sourced chronicle from captured news pages: who met whom, where and when.
#[derive(Parser)]
#[command(name = "annals", version, max_term_width = 110)]
#[command(after_help = "\
First steps:
  annals demo                      a small example: builds it, prints its chronicle, serves it
  annals init my-annals            make a folder
  annals -C my-annals add pages/   keep pages in it (HTML, text, WARC)
  annals -C my-annals build        read them
  annals -C my-annals timeline     print the chronicle, every line with its source")]
struct Arguments {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options that every command takes.
#[derive(Args)]
pub struct Global {
    /// The annals folder; by default this folder or the nearest one above it that is one.
    #[arg(
        short = 'C',
        long = "directory",
        value_name = "DIR",
        global = true,
        env = "ANNALS_DIRECTORY"
    )]
    directory: Option<PathBuf>,
    /// Answer in JSON lines, for other programs.
    #[arg(long, global = true)]
    json: bool,
    /// Write the answer to a file instead of standard output.
    #[arg(short = 'o', long = "output", value_name = "FILE", global = true)]
    output: Option<PathBuf>,
    /// Say nothing but errors.
    #[arg(short = 'q', long, global = true)]
    quiet: bool,
    /// Show no progress bar, not even on a terminal.
    #[arg(long, global = true)]
    no_progress: bool,
}

#[derive(Subcommand)]
enum Command {
    Demo(demo::Demo),
    Init(init::Init),
    Add(add::Add),
    Fetch(fetch::Fetch),
    Build(build::Build),
    Search(search::Search),
    Timeline(timeline::Timeline),
    Show(show::Show),
    Diff(diff::Diff),
    Changes(changes::Changes),
    Source(source::Source),
    Entity(entity::Entity),
    Event(event::Event),
    Serve(serve::Serve),
    Export(export::Export),
    Check(check::Check),
    Stats(stats::Stats),
    Backup(backup::Backup),
    Restore(restore::Restore),
    Propose(propose::Propose),
    Extract(extract::Extract),
    Annotate(annotate::Annotate),
    Dedup(dedup::Dedup),
    Config(config::Config),
    Mcp(mcp::Mcp),
    Completions(completions::Completions),
    Man(man::Man),
}

/// How a command ended, when it was not an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything went well.
    Done,
    /// It went to the end, but some inputs failed; each was reported.
    SomeFailed,
    /// `check` found something wrong.
    ProblemsFound,
    /// It was stopped from outside, and has put its things in order.
    Stopped,
    /// `check --exit-code` or `changes --exit-code` found something.
    Found,
}

/// Runs the program: parses the arguments, runs the command, prints what went wrong.
pub fn main() -> ExitCode {
    let matches = Arguments::command().get_matches();
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    stop_at_interrupt();
    match run(&arguments) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::ProblemsFound) => ExitCode::FAILURE,
        Ok(Outcome::SomeFailed) => ExitCode::from(5),
        Ok(Outcome::Found) => ExitCode::from(10),
        Ok(Outcome::Stopped) => ExitCode::from(6),
        Err(error) if io_kind(&error) == Some(std::io::ErrorKind::BrokenPipe) => ExitCode::SUCCESS,
        Err(error) => {
            match &arguments.global.output {
                Some(path) if is_bare_io(&error) => eprintln!("annals: {}: {error:#}", path.display()),
                _ => eprintln!("annals: {error:#}"),
            }
            ExitCode::from(code_of(&error))
        }
    }
}

fn run(arguments: &Arguments) -> Result<Outcome> {
    let global = &arguments.global;
    match &arguments.command {
        Command::Demo(command) => command.run(global),
        Command::Init(command) => command.run(global),
        Command::Add(command) => command.run(global),
        Command::Fetch(command) => command.run(global),
        Command::Build(command) => command.run(global),
        Command::Search(command) => command.run(global),
        Command::Timeline(command) => command.run(global),
        Command::Show(command) => command.run(global),
        Command::Diff(command) => command.run(global),
        Command::Changes(command) => command.run(global),
        Command::Source(command) => command.run(global),
        Command::Entity(command) => command.run(global),
        Command::Event(command) => command.run(global),
        Command::Serve(command) => command.run(global),
        Command::Export(command) => command.run(global),
        Command::Check(command) => command.run(global),
        Command::Stats(command) => command.run(global),
        Command::Backup(command) => command.run(global),
        Command::Restore(command) => command.run(global),
        Command::Propose(command) => command.run(global),
        Command::Extract(command) => command.run(global),
        Command::Annotate(command) => command.run(global),
        Command::Dedup(command) => command.run(global),
        Command::Config(command) => command.run(global),
        Command::Mcp(command) => command.run(global),
        Command::Completions(command) => command.run(global),
        Command::Man(command) => command.run(global),
    }
}

/// Whether a command is running that ends by itself when it is asked to stop.
static ENDS_BY_ITSELF: AtomicBool = AtomicBool::new(false);
/// Whether it was asked to.
static STOPPING: AtomicBool = AtomicBool::new(false);

/// Ctrl-C ends the program at once with exit code 6: whatever was acknowledged is safe, and the same command goes on
/// where it stopped. A command that ends by itself is asked to, and only ended if it is asked again.
fn stop_at_interrupt() {
    let _ = ctrlc::set_handler(|| {
        if ENDS_BY_ITSELF.load(Ordering::SeqCst) && !STOPPING.swap(true, Ordering::SeqCst) {
            eprintln!("\nannals: stopping after what is under way; Ctrl-C again stops at once");
            return;
        }
        eprintln!("\nannals: stopped; nothing acknowledged is lost, and the same command goes on from here");
        std::process::exit(6);
    });
}

/// Says that the command looks at [`is_stopping`] and ends by itself.
fn end_by_myself() {
    ENDS_BY_ITSELF.store(true, Ordering::SeqCst);
}

/// Whether the program was asked to stop.
pub fn is_stopping() -> bool {
    STOPPING.load(Ordering::SeqCst)
}

/// 3: disk full. 4: invalid configuration. 1: anything else.
fn code_of(error: &anyhow::Error) -> u8 {
    let stored = error
        .chain()
        .find_map(|cause| cause.downcast_ref::<annals_store::Error>());
    match (stored.map(annals_store::Error::kind), io_kind(error)) {
        (Some(ErrorKind::DiskFull), _) | (_, Some(std::io::ErrorKind::StorageFull)) => 3,
        (Some(ErrorKind::Config), _) => 4,
        _ => 1,
    }
}

/// An error of reading or writing that names no file: it came from the answer's own file.
fn is_bare_io(error: &anyhow::Error) -> bool {
    error.downcast_ref::<std::io::Error>().is_some() && error.chain().count() == 1
}

fn io_kind(error: &anyhow::Error) -> Option<std::io::ErrorKind> {
    error
        .chain()
        .find_map(|cause| Some(cause.downcast_ref::<std::io::Error>()?.kind()))
}

impl Global {
    /// Opens the annals folder that was named, or the nearest one from here upwards.
    fn open(&self) -> Result<Annals> {
        Ok(Annals::open(&self.folder()?)?)
    }

    fn folder(&self) -> Result<PathBuf> {
        if let Some(directory) = &self.directory {
            return Ok(directory.clone());
        }
        let here = std::env::current_dir().context("the current folder cannot be read")?;
        let nearest = here
            .ancestors()
            .find(|folder| folder.join("annals.toml").is_file());
        Ok(nearest.unwrap_or(&here).to_owned())
    }

    /// Where the answer goes: the file of `-o`, or standard output.
    fn out(&self) -> Result<Box<dyn std::io::Write>> {
        Ok(match &self.output {
            Some(path) => Box::new(std::io::BufWriter::new(create(path)?)),
            None => Box::new(std::io::BufWriter::new(std::io::stdout().lock())),
        })
    }

    /// A message for the person at the terminal.
    fn say(&self, message: impl std::fmt::Display) {
        if !self.quiet {
            eprintln!("{message}");
        }
    }

    /// A progress bar on a terminal, nothing in a pipe.
    fn bar(&self) -> crate::progress::Bar {
        crate::progress::Bar::new(!self.quiet && !self.no_progress)
    }
}

fn create(path: &Path) -> Result<std::fs::File> {
    std::fs::File::create(path).with_context(|| format!("{}: cannot be written", path.display()))
}
