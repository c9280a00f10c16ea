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
