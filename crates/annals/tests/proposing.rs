//! The optional helper: a small server of our own speaks its protocol on this machine. What it proposes counts only if every
//! word stands in the sentence, and is marked as its; its failures are counted and change nothing.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;

use crate::trial::Trial;

/// Answers every question with what `answer` says to its body: a status and the body of the answer.
fn server(answer: impl Fn(&str) -> (u16, String) + Send + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let mut reader = BufReader::new(&stream);
            let (mut line, mut length) = (String::new(), 0);
            while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
                if let Some(number) = line.to_lowercase().strip_prefix("content-length:") {
                    length = number.trim().parse().unwrap_or(0);
                }
                line.clear();
            }
            let mut body = vec![0; length];
            let _ = reader.read_exact(&mut body);
            let (status, body) = answer(&String::from_utf8_lossy(&body));
            let head = format!(
                "HTTP/1.1 {status} x\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            let _ = stream
                .write_all(head.as_bytes())
                .and_then(|()| stream.write_all(body.as_bytes()));
        }
    });
    port
}

/// What a server answers to a question.
type Answer = fn(&str) -> (u16, String);

/// An answer of the protocol with these words.
fn says(words: &str) -> (u16, String) {
    let answer = serde_json::json!({"choices": [{"message": {"role": "assistant", "content": words}}]});
    (200, answer.to_string())
}

/// A folder with a sentence that no reader understands, and the helper at a port.
fn folder(port: u16) -> Trial {
    let trial = Trial::new();
    let page = "<html><head><title>A guest in Bergen</title>\
        <meta property=\"article:published_time\" content=\"2026-03-05\"></head><body><article><h1>A guest in Bergen</h1>\
        <p>On March 4, 2026 Minister Ama Boateng graced the harbour of Bergen with her presence.</p>\
        <p>The weather was fine, and many people had come to see it, as the local paper of the town reports.</p>\
        </article></body></html>";
    trial.file("a.html", page);
    trial.annals("init").ends(0);
    trial.annals("add a.html --url https://north.example/a").ends(0);
    trial.annals("build").ends(0);
    let settings = std::fs::read_to_string(trial.path("annals.toml")).expect("annals.toml");
    let helper = format!("{settings}\n[helper]\nurl = \"http://localhost:{port}/v1\"\nmodel = \"small\"\n");
    trial.file("annals.toml", helper);
    trial
}

const GOOD: &str = r#"```json
{"events": [
 {"type": "VISIT", "trigger": "graced", "actors": ["Ama Boateng"], "place": "Bergen", "time": "March 4, 2026", "status": "happened"},
 {"type": "MEET", "trigger": "met", "actors": ["Ama Boateng"], "recipients": ["the mayor"], "status": "happened"},
 {"type": "PARTY", "trigger": "graced", "actors": ["Ama Boateng"], "status": "happened"}
]}
```"#;

#[test]
fn what_stands_in_the_sentence_counts_and_is_marked() {
    let port = server(|question| {
        assert!(
            question.contains("\"model\":\"small\"") && question.contains("graced"),
            "{question}"
        );
        says(GOOD)
    });
    let trial = folder(port);
    let before = trial.annals("export jsonl").ends(0).out;
    trial
        .annals("propose")
        .ends(0)
        .says("1 events proposed, 2 refused")
        .says("0 questions failed");
    assert_eq!(
        trial.annals("export jsonl").ends(0).out,
        before,
        "nothing changes until the next build"
    );
    trial.annals("build").ends(0);
    trial
        .annals("timeline")
        .ends(0)
        .prints("2026-03-04              VISIT    Minister Ama Boateng — Bergen [proposed by the helper]")
        .prints("as the helper reads it");
    let rows = trial.annals("export jsonl").ends(0).rows();
    let row = rows.iter().find(|row| row["type"] == "VISIT").expect("the visit");
    assert_eq!(
        (&row["confidence"], &row["claims"][0]["proposed"]),
        (&"medium".into(), &true.into())
    );
    trial.annals("check").ends(0);
    let after = trial.annals("export jsonl").ends(0).out;
    trial.annals("build --from extract").ends(0);
    assert_eq!(
        trial.annals("export jsonl").ends(0).out,
        after,
        "a build does not ask again"
    );
    trial.annals("propose").ends(0).says("Asked about 0 sentences");
}

#[test]
fn failures_are_counted_and_change_nothing() {
    let failures: [(Answer, &str); 4] = [
        (|_| (500, String::new()), "answered 500"),
        (
            |_| says("I would say that it was a visit."),
            "not the JSON that was asked for",
        ),
        (|_| (200, "<html>".into()), "no message in the helper's answer"),
        (|_| says(&"x".repeat(1 << 19)), "larger than"),
    ];
    for (answer, why) in failures {
        let trial = folder(server(answer));
        let before = trial.annals("export jsonl").ends(0).out;
        trial
            .annals("propose")
            .ends(5)
            .says(why)
            .says("1 questions failed");
        trial.annals("build").ends(0);
        assert_eq!(trial.annals("export jsonl").ends(0).out, before);
    }
}

#[test]
fn a_slow_helper_is_not_waited_for() {
    let trial = folder(server(|_| {
        std::thread::sleep(std::time::Duration::from_secs(20));
        says(GOOD)
    }));
    trial
        .annals("propose --seconds 1")
        .ends(5)
        .says("no whole answer within");
}

#[test]
fn it_is_off_by_default_and_never_elsewhere() {
    let trial = Trial::new();
    trial.annals("init").ends(0);
    trial.annals("propose").ends(1).says("no [helper]");
    let settings = std::fs::read_to_string(trial.path("annals.toml")).expect("annals.toml");
    for url in [
        "http://model.example/v1",
        "http://192.168.0.7/v1",
        "https://127.0.0.1/v1",
    ] {
        trial.file(
            "annals.toml",
            format!("{settings}\n[helper]\nurl = \"{url}\"\nmodel = \"m\"\n"),
        );
        trial
            .annals("propose")
            .ends(1)
            .says("the helper must be at http://127.0.0.1");
    }
}
