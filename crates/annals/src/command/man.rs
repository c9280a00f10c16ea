//! `annals man`: the manual pages, made from the same words as the help texts. It asks no folder.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, CommandFactory};

use super::{Arguments, Global, Outcome};

/// Print the manual, or write a page for each command.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals man | man -l -\n  annals man --into ~/.local/share/man/man1     a page for each command"
)]
pub struct Man {
    /// Write a page for each command into this folder, which is made if it does not exist.
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
}

impl Man {
    /// Prints the page of the program, or writes all pages.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        let command = Arguments::command();
        if let Some(folder) = &self.into {
            std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
            clap_mangen::generate_to(command, folder).with_context(|| folder.display().to_string())?;
            global.say(format_args!("Wrote the manual into {}.", folder.display()));
            return Ok(Outcome::Done);
        }
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page)?;
        let mut out = global.out()?;
        out.write_all(&page)?;
        out.flush()?;
        Ok(Outcome::Done)
    }
}
