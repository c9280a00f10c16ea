//! The demo: what its pages are written to show is what the program says about them.

use serde_json::Value;

use crate::trial::Trial;

/// The demo's events, one row each.
fn events(trial: &Trial) -> Vec<Value> {
    trial.annals("demo --no-serve").ends(0);
    trial.annals("-C annals-demo export jsonl").ends(0).rows()
}

#[test]
fn it_prints_a_chronicle_and_stands_up_to_a_check() {
    let trial = Trial::new();
    let ended = trial.annals("demo --no-serve").ends(0);
    ended
        .prints("Szeged")
        .prints("#s")
        .prints("Tisza Valley Post")
        .prints("The Steppe Herald")
        .prints("Meridian Wire");
    trial.annals("-C annals-demo check").ends(0);
    trial
        .annals("-C annals-demo search declaration")
        .ends(0)
        .prints("Budapest");
    let again = trial.annals("demo --no-serve").ends(0);
    assert_eq!(again.out, ended.out, "a second run finds the same");
}
