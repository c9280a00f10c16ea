//! `annals completions`: what a shell needs to complete commands and options. It asks no folder.

use anyhow::Result;
use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

use super::{Arguments, Global, Outcome};

/// Print the completions of a shell.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals completions bash -o ~/.local/share/bash-completion/completions/annals\n  \
    annals completions zsh -o ~/.zfunc/_annals\n  annals completions fish | source"
)]
pub struct Completions {
    /// Which shell.
    shell: Shell,
}

impl Completions {
    /// Prints them.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        let mut script = Vec::new();
        generate(self.shell, &mut Arguments::command(), "annals", &mut script);
        let mut out = global.out()?;
        out.write_all(&script)?;
        out.flush()?;
        Ok(Outcome::Done)
    }
}
