//! Every command explains itself, with an example.

use crate::trial::Trial;

/// The names of the commands, as the program itself lists them.
fn commands(trial: &Trial) -> Vec<String> {
    let help = trial.annals("--help").ends(0).out;
    let listed = help.split("Commands:\n").nth(1).expect("a list of commands");
    let lines = listed.lines().take_while(|line| !line.is_empty());
    let entries = lines
        .filter_map(|line| line.strip_prefix("  "))
        .filter(|line| !line.starts_with(' '));
    entries
        .filter_map(|line| line.split(' ').next())
        .map(str::to_owned)
        .filter(|name| name != "help")
        .collect()
}

#[test]
fn every_command_has_an_example() {
    let trial = Trial::new();
    let commands = commands(&trial);
    assert!(commands.len() >= 14, "{commands:?}");
    for command in commands {
        let help = trial.annals(&format!("help {command}")).ends(0);
        help.prints("Example")
            .prints(&format!("annals {command}"))
            .says_nothing();
    }
}

#[test]
fn every_option_is_explained() {
    let trial = Trial::new();
    for command in commands(&trial) {
        let help = trial.annals(&format!("{command} -h")).ends(0).out;
        for line in help.lines().filter(|line| line.trim_start().starts_with("--")) {
            let explained = line
                .trim()
                .split_once("  ")
                .is_some_and(|(_, words)| !words.trim().is_empty());
            assert!(explained, "{command}: {line}");
        }
    }
}

#[test]
fn shells_complete_every_command() {
    let trial = Trial::new();
    let commands = commands(&trial);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = trial.annals(&format!("completions {shell}")).ends(0).out;
        for command in &commands {
            assert!(script.contains(command.as_str()), "{shell}: {command}");
        }
    }
    trial.annals("completions cobol").ends(2);
}

#[test]
fn the_manual_has_a_page_for_every_command() {
    let trial = Trial::new();
    let page = trial.annals("man").ends(0).out;
    assert!(page.contains(".TH annals 1"), "{page}");
    trial.annals("man --into pages").ends(0);
    for command in commands(&trial) {
        let page = trial.path(&format!("pages/annals-{command}.1"));
        assert!(page.is_file(), "{command}");
    }
}
