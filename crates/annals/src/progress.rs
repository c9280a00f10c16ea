//! A progress bar on standard error: drawn on a terminal only, silent in a pipe.

use std::io::IsTerminal;

use annals_store::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar that follows the stages of long work.
pub struct Bar(ProgressBar, bool);

impl Bar {
    /// A bar, drawn if `wanted` and standard error is a terminal.
    pub fn new(wanted: bool) -> Self {
        let bar = ProgressBar::new(0);
        if !wanted || !std::io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        let style = ProgressStyle::with_template("{msg:12} {wide_bar} {pos}/{len} {per_sec} {eta}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Bar(bar, wanted)
    }

    /// Shows where the work stands.
    pub fn show(&self, progress: Progress) {
        if self.0.message() != progress.stage {
            self.0.set_message(progress.stage);
        }
        self.0.set_length(progress.total as u64);
        self.0.set_position(progress.done as u64);
    }

    /// A message for the person at the terminal, above the bar; kept back where no bar was wanted.
    pub fn say(&self, message: &str) {
        if self.1 {
            self.warn(message);
        }
    }

    /// A message that is always printed, above the bar.
    pub fn warn(&self, message: &str) {
        self.0.suspend(|| eprintln!("{message}"));
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
