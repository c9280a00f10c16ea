//! Pages of five megabytes made to hurt: what each shape takes. None may take a second, whatever it is.

use annals_extract::extract;

use super::html;
use super::meter::timed;

/// Bytes of each page.
const SIZE: usize = 5_000_000;

const SHAPES: [(&str, &str); 16] = [
    ("deep blocks", "<div>"),
    ("deep lists", "<ul><li>"),
    ("deep formatting", "<b><i>"),
    ("deep tables", "<table><tr><td>"),
    ("formatting across", "<b><p>x</b>y</p>"),
    ("links across", "<a href=/x><div>x"),
    ("attributes", " a=1 b=2 class=c"),
    ("classes", "c1 ad-2 "),
    ("references", "&amp;&lt;&notin"),
    ("brackets", "<"),
    ("comments", "<!--"),
    ("short words", "a "),
    ("lines", "<p>a line</p>"),
    ("dated lines", "<p>May 3, 2026</p><p>A line of news</p>"),
    ("rows", "<tr><td>a<td>b"),
    ("stray ends", "</p></b></div>"),
];

/// Prints a line for each shape.
pub fn measure() {
    println!("\n== hostile shapes of {} MB", SIZE / 1_000_000);
    for (name, piece) in SHAPES {
        let page = page_of(name, piece);
        let (_, spent) = timed(|| extract(&html(page.as_bytes())));
        let seconds = spent.as_secs_f64();
        println!(
            "{name:<24} {:>9.1} ms {:>9.1} ms/MB",
            seconds * 1e3,
            seconds * 1e9 / SIZE as f64
        );
    }
}

fn page_of(name: &str, piece: &str) -> String {
    let body = piece.repeat(SIZE / piece.len());
    match name {
        "attributes" => format!("<p{body}>x"),
        "classes" => format!("<p class='{body}'>x"),
        _ => body,
    }
}
