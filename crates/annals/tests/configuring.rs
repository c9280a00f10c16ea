//! Settings from the command line: the file keeps its comments, wrong values and keys change nothing, and every change says
//! how to take it back.

use crate::trial::Trial;

const FILE: &str = "# The archive of the reading room.\nname = \"room\" # short\n\n# Be gentle.\n[fetch]\npause = 2.5 # seconds\n\n\
    [sources.\"harbour.example\"]\n# asked on Monday\nfeeds = [\"https://harbour.example/feed\"]\n\n[theirs]\nkey = 1\n";

fn folder() -> Trial {
    let trial = Trial::new();
    trial.annals("init").ends(0);
    trial.file("annals.toml", FILE);
    trial
}

fn file(trial: &Trial) -> String {
    std::fs::read_to_string(trial.path("annals.toml")).unwrap()
}

#[test]
fn a_setting_is_changed_and_the_rest_of_the_file_stays() {
    let trial = folder();
    trial.annals("config get fetch.pause").ends(0).prints("2.5\n");
    trial
        .annals("config set fetch.pause 4")
        .ends(0)
        .says("it was 2.5")
        .says("annals config set fetch.pause '2.5'");
    assert_eq!(file(&trial), FILE.replace("pause = 2.5 #", "pause = 4 #"));
    trial.annals("config set fetch.pause 2.5").ends(0);
    assert_eq!(file(&trial), FILE);
    trial
        .annals("config set fetch.revisit_hours 1,6.5")
        .ends(0)
        .says("annals config unset fetch.revisit_hours");
    trial
        .annals("config get fetch.revisit_hours")
        .ends(0)
        .prints("1,6.5\n");
    trial
        .annals("config unset fetch.revisit_hours")
        .ends(0)
        .says("it was 1,6.5");
    assert_eq!(file(&trial), FILE);
    trial
        .annals("config unset fetch.revisit_hours")
        .ends(0)
        .says("was not set");
    trial
        .annals("config set sources.quay.example.paused true")
        .ends(0);
    trial
        .annals("config get sources.quay.example.paused")
        .ends(0)
        .prints("true\n");
    assert!(
        file(&trial).starts_with(&FILE[..FILE.find("[theirs]").unwrap()]),
        "{}",
        file(&trial)
    );
}

#[test]
fn commands_that_write_settings_keep_the_comments() {
    let trial = folder();
    trial.file("visit.html", crate::hostile::GOOD);
    trial
        .annals("add visit.html --url https://harbour.example/1")
        .ends(0);
    trial.annals("build").ends(0);
    trial
        .shell("\"$ANNALS\" source rename harbour.example 'The Harbour'")
        .ends(0);
    trial.annals("source pause harbour.example").ends(0);
    let now = file(&trial);
    for kept in [
        "# The archive of the reading room.",
        "# short",
        "# Be gentle.",
        "# seconds",
        "# asked on Monday",
        "key = 1",
    ] {
        assert!(now.contains(kept), "{kept}: {now}");
    }
    assert!(
        now.contains("name = \"The Harbour\"") && now.contains("paused = true"),
        "{now}"
    );
}

#[test]
fn what_cannot_be_is_refused_and_nothing_changed() {
    let trial = folder();
    for (arguments, said) in [
        ("set fetch.pauze 4", "nearest is fetch.pause"),
        ("get nme", "nearest is name"),
        ("set fetch.pause soon", "a number"),
        ("set fetch.leads perhaps", "true or false"),
        ("set fetch.allow here", "fetch.allow"),
        ("set helper.url http://127.0.0.1:1", "belong together"),
        ("unset theirs.key", "no setting"),
    ] {
        trial.annals(&format!("config {arguments}")).ends(1).says(said);
        assert_eq!(file(&trial), FILE, "{arguments}");
    }
}

#[test]
fn the_list_has_every_setting_with_its_meaning() {
    let trial = folder();
    let list = trial.annals("config list").ends(0);
    for line in [
        "pause = 2.5",
        "fetch.proxy is not set",
        "sources.harbour.example.feeds = https://harbour.example/feed",
        "Not known to annals",
        "helper.model",
    ] {
        list.prints(line);
    }
    let rows = trial.annals("config list --json").ends(0).rows();
    assert!(
        rows.len() >= 14
            && rows
                .iter()
                .any(|row| row["key"] == "fetch.pause" && row["value"] == "2.5")
    );
}
