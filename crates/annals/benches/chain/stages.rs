//! The pure stages, one after the other, on batches of pages: what each costs by itself, without disk.

use annals::annotate::{self, Document};
use annals::archive::CaptureId;
use annals::chronicle::{self, Compiler, Provenance};
use annals::dedup::{Families, Fingerprint};
use annals::extract::{self, Article, Page};
use annals::{names, text, time};

use super::meter::{self, Spent, timed};
use super::replicas::{Replica, Replicas};

/// Pages that are held at once: the rest of the collection is not in memory.
const BATCH: usize = 256;

#[derive(Default)]
struct Stages {
    bytes: usize,
    text_bytes: usize,
    extract: Spent,
    sentences: Spent,
    times: Spent,
    names: Spent,
    annotate: Spent,
    report: Spent,
    events: usize,
    dedup: Spent,
    families: Families,
    compile: Spent,
    compiler: Compiler,
}

/// Runs the stages on `count` pages and prints a line for each.
pub fn run(seed: u64, count: usize) {
    let (mut replicas, mut stages) = (Replicas::new(seed), Stages::default());
    for start in (0..count).step_by(BATCH) {
        let pages: Vec<Replica> = (start..count.min(start + BATCH))
            .map(|number| replicas.page(number))
            .collect();
        stages.batch(start, &pages);
    }
    stages.print(count);
}

impl Stages {
    fn batch(&mut self, start: usize, pages: &[Replica]) {
        self.bytes += pages.iter().map(|page| page.bytes.len()).sum::<usize>();
        let articles: Vec<Article> = timed(&mut self.extract, || pages.iter().map(extracted).collect());
        self.text_bytes += articles.iter().map(|article| article.text.len()).sum::<usize>();
        timed(&mut self.dedup, || {
            for article in &articles {
                self.families.push(&Fingerprint::of(&article.text));
            }
        });
        self.layers(&articles);
        let documents: Vec<Document> = timed(&mut self.annotate, || {
            articles.into_iter().map(annotate::annotate).collect()
        });
        self.events += documents
            .iter()
            .map(|document| document.events.len())
            .sum::<usize>();
        let reports = timed(&mut self.report, || {
            let numbered = documents.iter().zip(start..);
            numbered
                .map(|(document, number)| chronicle::report(document, provenance(document, number)))
                .collect::<Vec<_>>()
        });
        timed(&mut self.compile, || {
            reports.iter().for_each(|report| self.compiler.add(report))
        });
    }

    /// The layers below statements and events, each by itself.
    fn layers(&mut self, articles: &[Article]) {
        let sentences: Vec<Vec<text::Span>> = timed(&mut self.sentences, || {
            articles
                .iter()
                .map(|article| text::sentences(&article.text))
                .collect()
        });
        timed(&mut self.times, || {
            for (article, sentences) in articles.iter().zip(&sentences) {
                std::hint::black_box(time::tag(&article.text, sentences, &reference(article)));
            }
        });
        timed(&mut self.names, || {
            for (article, sentences) in articles.iter().zip(&sentences) {
                std::hint::black_box(names::tag(&article.text, sentences));
            }
        });
    }

    fn print(mut self, count: usize) {
        let families = timed(&mut self.dedup, || self.families.first_members());
        let compiler = std::mem::take(&mut self.compiler);
        let chronicle = timed(&mut self.compile, || compiler.finish());
        meter::line("extract", count, self.bytes, self.extract);
        meter::line("  sentences", count, self.text_bytes, self.sentences);
        meter::line("  times", count, self.text_bytes, self.times);
        meter::line("  names", count, self.text_bytes, self.names);
        meter::line("  statements, events", count, self.text_bytes, self.above_names());
        meter::line("annotate, all layers", count, self.text_bytes, self.annotate);
        meter::line("dedup", count, self.text_bytes, self.dedup);
        meter::line("report", count, self.text_bytes, self.report);
        meter::line("compile", count, self.text_bytes, self.compile);
        println!(
            "peak memory {} MiB; {count} pages of {:.1} kB with {:.1} kB of text; {} families; {} event mentions -> {} events, {} entities",
            meter::peak_memory(),
            self.bytes as f64 / 1e3 / count as f64,
            self.text_bytes as f64 / 1e3 / count as f64,
            distinct(families),
            self.events,
            chronicle.len(),
            chronicle.entities.len()
        );
    }

    /// Statements and events have no door of their own: they are what `annotate` takes beyond the layers below.
    fn above_names(&self) -> Spent {
        let below = [self.sentences, self.times, self.names];
        below.iter().fold(self.annotate, |rest, layer| Spent {
            computed: rest.computed.saturating_sub(layer.computed),
            passed: rest.passed.saturating_sub(layer.passed),
        })
    }
}

fn extracted(page: &Replica) -> Article {
    let page = Page {
        bytes: &page.bytes,
        url: Some(&page.url),
        content_type: Some(page.content_type),
        ..Page::default()
    };
    extract::extract(&page).0
}

fn reference(article: &Article) -> time::Reference {
    time::Reference {
        published: article.published.map(|date| date.day),
        language: article.language,
    }
}

fn provenance(document: &Document, number: usize) -> Provenance {
    let mut digest = [0; 10];
    digest[..8].copy_from_slice(&(number as u64).to_be_bytes());
    let source = document
        .article
        .site_name
        .clone()
        .unwrap_or_else(|| "unnamed".to_owned());
    Provenance {
        capture: CaptureId(digest),
        source,
    }
}

fn distinct(mut numbers: Vec<usize>) -> usize {
    numbers.sort_unstable();
    numbers.dedup();
    numbers.len()
}
