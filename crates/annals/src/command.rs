//! The command line: one file per command below this one. Data goes to stdout, progress and messages to stderr.

mod annotate;
mod dedup;
mod extract;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// A searchable, sourced chronicle from captured news pages: who met whom, where and when.
#[derive(Parser)]
#[command(name = "annals", version, max_term_width = 110)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Extract(extract::Extract),
    Annotate(annotate::Annotate),
    Dedup(dedup::Dedup),
}

/// How a command ended, when it was not an error.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Everything went well.
    Done,
    /// It went to the end, but some inputs failed; each was reported.
    SomeFailed,
}

/// Runs the program: parses the arguments, runs the command, prints what went wrong.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match &arguments.command {
        Command::Extract(command) => command.run(),
        Command::Annotate(command) => command.run(),
        Command::Dedup(command) => command.run(),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::from(5),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("annals: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whoever read our output has seen enough (`annals ... | head`): no error.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let kinds = error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>());
    kinds
        .into_iter()
        .any(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
