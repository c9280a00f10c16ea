//! A folder of its own in which the built program is tried, and what a run of it must print and answer.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The built program.
pub const ANNALS: &str = env!("CARGO_BIN_EXE_annals");

/// A folder of its own, removed at the end.
pub struct Trial(TempDir);

impl Trial {
    pub fn new() -> Self {
        Trial(tempfile::tempdir().expect("a temporary folder"))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Puts a file into the folder.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        std::fs::write(path, bytes).expect("a file can be written");
        self
    }

    /// `annals` with these arguments, separated by spaces, in the folder.
    pub fn annals(&self, arguments: &str) -> Run {
        let mut command = Command::new(ANNALS);
        command.args(arguments.split(' ').filter(|argument| !argument.is_empty()));
        Run::new(command, self.0.path())
    }

    /// A line of shell in the folder, in which `$ANNALS` is the program.
    pub fn shell(&self, line: &str) -> Run {
        let mut command = Command::new("sh");
        command.arg("-c").arg(line).env("ANNALS", ANNALS);
        Run::new(command, self.0.path())
    }
}

/// A run that is about to start.
pub struct Run {
    command: Command,
    input: Vec<u8>,
}

impl Run {
    fn new(mut command: Command, folder: &Path) -> Self {
        command
            .current_dir(folder)
            .env("XDG_CONFIG_HOME", folder)
            .env("HOME", folder);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        Run {
            command,
            input: Vec::new(),
        }
    }

    /// What it reads on standard input.
    pub fn reads(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.input = input.into();
        self
    }

    /// Runs it to its end, which must come with this exit code.
    pub fn ends(mut self, code: i32) -> Ended {
        let mut child = self.command.spawn().expect("the program starts");
        let (mut stdin, input) = (child.stdin.take().expect("a pipe"), self.input);
        // A program that does not read to the end closes the pipe: that is its right.
        let writer = std::thread::spawn(move || stdin.write_all(&input).ok());
        let output = child.wait_with_output().expect("the program ends");
        writer.join().expect("the writer ends");
        let ended = Ended {
            call: format!("{:?}", self.command),
            out: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            err: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
        };
        assert_eq!(output.status.code(), Some(code), "exit code of {ended}");
        assert!(!ended.err.contains("panicked"), "{ended}");
        ended
    }
}

/// A run that has ended.
pub struct Ended {
    call: String,
    pub out: String,
    pub err: String,
}

impl std::fmt::Display for Ended {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Ended { call, out, err } = self;
        write!(
            f,
            "{call}\n-- standard output\n{:.4000}\n-- standard error\n{:.4000}",
            out, err
        )
    }
}

impl Ended {
    /// Standard error must hold this.
    pub fn says(&self, text: &str) -> &Self {
        assert!(self.err.contains(text), "not said: {text:?}\n{self}");
        self
    }

    /// Standard output must hold this.
    pub fn prints(&self, text: &str) -> &Self {
        assert!(self.out.contains(text), "not printed: {text:?}\n{self}");
        self
    }

    /// Nothing must have gone wrong that is worth a word.
    pub fn says_nothing(&self) -> &Self {
        assert!(self.err.is_empty(), "something was said\n{self}");
        self
    }

    /// Standard output, line by line, each of which must be JSON.
    pub fn rows(&self) -> Vec<serde_json::Value> {
        let row = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}\n{self}"));
        self.out.lines().map(row).collect()
    }

    /// The value of `field` in each row.
    pub fn column(&self, field: &str) -> Vec<String> {
        let rows = self.rows();
        rows.iter()
            .map(|row| {
                row[field]
                    .as_str()
                    .unwrap_or_else(|| panic!("no {field}: {row}"))
                    .to_owned()
            })
            .collect()
    }
}
