//! Trains the model that tells article text from the rest of a page, and measures it by leaving sites out.
//!
//! `cargo run --release -p annals-extract --example train_blocks -- SET... [--write MODEL.bin] [--predict FILE.jsonl]`
//!
//! A SET is a folder with `gold.jsonl` (`id`, `url`, `domain`, `text`) and `ID.html.gz`. Everything is deterministic.
//! Trees: gradient boosting of log-loss over histograms (Friedman 2001), Newton leaves.
#![allow(clippy::disallowed_methods)] // a program for developers, not a stage

use std::collections::{BTreeMap, HashMap};
use std::io::Read;
use std::path::{Path, PathBuf};

use annals_extract::Page;
use annals_extract::training::{Ensemble, Exercise, FEATURES, LEAF, Model, Split, View, decode, settle};

const FOLDS: usize = 5;

struct Options {
    sets: Vec<PathBuf>,
    write: Option<PathBuf>,
    predict: Option<PathBuf>,
    trees: usize,
    depth: usize,
    columns: f32,
}

struct Sample {
    set: String,
    id: String,
    domain: String,
    gold: Vec<String>,
    html: String,
    url: Option<String>,
}

/// A page as rows: texts, labels and weights.
struct Rows {
    view: View,
    texts: Vec<String>,
    barred: Vec<bool>,
    apart: Vec<bool>,
    labels: Vec<f32>,
    weights: Vec<f32>,
    fold: usize,
}

fn main() {
    let options = options();
    let mut samples = Vec::new();
    for set in &options.sets {
        read_set(set, &mut samples);
    }
    eprintln!("{} pages", samples.len());
    let exercises: Vec<Exercise> = samples
        .iter()
        .map(|sample| Exercise::new(&sample.html, sample.url.as_deref()))
        .collect();
    let labels: Vec<Vec<f32>> = samples
        .iter()
        .zip(&exercises)
        .map(|(s, e)| label(&e.texts(), &s.gold))
        .collect();
    let votes = Votes::count(&samples, &exercises, &labels);
    eprintln!("{} names and words", votes.names.len());
    let rows = all_rows(&samples, &exercises, labels, &votes);
    ceiling(&samples, &rows);

    let probabilities = cross_validate(&rows, &options);
    report("sites left out", &samples, &rows, &probabilities);
    if let Some(path) = &options.predict {
        predict(path, &samples, &rows, &probabilities);
    }
    if let Some(path) = &options.write {
        let all: Vec<usize> = (0..rows.len()).collect();
        let bytes = Model::write(&fit(&rows, &all, &options), &votes.odds_without(None));
        std::fs::write(path, &bytes).expect("the model can be written");
        eprintln!("{}: {} bytes", path.display(), bytes.len());
    }
}

fn options() -> Options {
    let mut options = Options {
        sets: Vec::new(),
        write: None,
        predict: None,
        trees: 200,
        depth: 5,
        columns: 0.3,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--write" => options.write = arguments.next().map(PathBuf::from),
            "--trees" => options.trees = number(arguments.next()) as usize,
            "--depth" => options.depth = number(arguments.next()) as usize,
            "--columns" => options.columns = number(arguments.next()),
            "--predict" => options.predict = arguments.next().map(PathBuf::from),
            _ => options.sets.push(PathBuf::from(argument)),
        }
    }
    options
}

fn number(argument: Option<String>) -> f32 {
    argument
        .and_then(|value| value.parse().ok())
        .expect("a number follows this option")
}

fn read_set(folder: &Path, samples: &mut Vec<Sample>) {
    let gold = std::fs::read_to_string(folder.join("gold.jsonl")).expect("a set has gold.jsonl");
    for line in gold.lines().filter(|line| !line.trim().is_empty()) {
        let record: serde_json::Value = serde_json::from_str(line).expect("gold is JSON lines");
        let text = |key: &str| record[key].as_str().map(str::to_owned);
        let (Some(id), Some(gold)) = (text("id"), text("text")) else {
            continue;
        };
        let file = std::fs::File::open(folder.join(format!("{id}.html.gz"))).expect("each page has a file");
        let mut bytes = Vec::new();
        flate2::read::MultiGzDecoder::new(file)
            .read_to_end(&mut bytes)
            .expect("pages are gzip");
        let page = Page {
            bytes: &bytes,
            ..Page::default()
        };
        samples.push(Sample {
            set: folder
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            html: decode(&page),
            domain: text("domain").unwrap_or_default(),
            gold: words(&gold),
            url: text("url"),
            id,
        });
    }
}

/// Words as the scorer takes them: runs of letters, digits and underscores.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// For each segment the share of it that the gold text holds, along the heaviest chain of matches that runs forward in both.
fn label(texts: &[&str], gold: &[String]) -> Vec<f32> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, word) in gold.iter().enumerate() {
        places.entry(word).or_default().push(at);
    }
    let matches: Vec<Match> = texts
        .iter()
        .enumerate()
        .flat_map(|(segment, text)| matches_of(segment, &words(text), gold, &places))
        .collect();
    let mut shares = vec![0.0; texts.len()];
    for found in heaviest_chain(&matches) {
        shares[found.segment] = found.share;
    }
    shares
}

#[derive(Clone, Copy)]
struct Match {
    segment: usize,
    start: usize,
    end: usize,
    share: f32,
    weight: f32,
}

/// Where a segment's words stand in the gold: exact places for short ones; for long ones the diagonal with most words.
fn matches_of(
    segment: usize,
    words: &[String],
    gold: &[String],
    places: &HashMap<&str, Vec<usize>>,
) -> Vec<Match> {
    const SHORT: usize = 6;
    const MOST: usize = 8;
    if words.is_empty() {
        return Vec::new();
    }
    let mut diagonals: BTreeMap<isize, usize> = BTreeMap::new();
    for (at, word) in words.iter().enumerate() {
        for &place in places.get(word.as_str()).into_iter().flatten().take(400) {
            *diagonals.entry(place as isize - at as isize).or_default() += 1;
        }
    }
    let mut best: Vec<(isize, usize)> = diagonals.into_iter().collect();
    best.sort_by_key(|&(diagonal, count)| (usize::MAX - count, diagonal));
    let need = if words.len() <= SHORT {
        words.len()
    } else {
        words.len().div_ceil(3)
    };
    let enough = best.into_iter().take(MOST).filter(|&(_, count)| count >= need);
    enough
        .map(|(diagonal, count)| {
            let shifted = |at: usize| (at as isize + diagonal).clamp(0, gold.len() as isize) as usize;
            Match {
                segment,
                start: shifted(0),
                end: shifted(words.len()),
                share: count as f32 / words.len() as f32,
                weight: count as f32,
            }
        })
        .collect()
}

fn heaviest_chain(matches: &[Match]) -> Vec<Match> {
    let mut best: Vec<(f32, usize)> = Vec::with_capacity(matches.len());
    for (at, current) in matches.iter().enumerate() {
        let mut own = (0.0, usize::MAX);
        for (earlier, before) in matches[..at].iter().enumerate() {
            let follows = before.segment < current.segment && before.end <= current.start + 2;
            if follows && best[earlier].0 > own.0 {
                own = (best[earlier].0, earlier);
            }
        }
        // A gap in the gold costs a little: a short line belongs where its neighbours are.
        best.push((own.0 + current.weight, own.1));
    }
    let end = (0..best.len()).max_by(|&a, &b| best[a].0.total_cmp(&best[b].0));
    let mut chain = Vec::new();
    let mut at = end.unwrap_or(usize::MAX);
    while at != usize::MAX {
        chain.push(matches[at]);
        at = best[at].1;
    }
    chain.reverse();
    chain
}

/// For each name: the sum over sites of the share of article text, and how many sites.
struct Votes {
    names: BTreeMap<u32, (f32, f32)>,
    by_domain: HashMap<String, HashMap<u32, f32>>,
}

impl Votes {
    fn count(samples: &[Sample], exercises: &[Exercise], labels: &[Vec<f32>]) -> Self {
        let mut counted: HashMap<String, HashMap<u32, (f32, f32)>> = HashMap::new();
        for ((sample, exercise), labels) in samples.iter().zip(exercises).zip(labels) {
            let domain = counted.entry(sample.domain.clone()).or_default();
            let sizes: Vec<f32> = exercise
                .texts()
                .iter()
                .map(|text| (text.len() as f32).min(600.0))
                .collect();
            exercise.names(|at, hash| {
                let entry = domain.entry(hash).or_default();
                entry.0 += labels[at] * sizes[at];
                entry.1 += sizes[at];
            });
        }
        let mut votes = Votes {
            names: BTreeMap::new(),
            by_domain: HashMap::new(),
        };
        for (domain, names) in counted {
            let shares: HashMap<u32, f32> = names
                .into_iter()
                .map(|(hash, (kept, all))| (hash, kept / all))
                .collect();
            for (&hash, share) in &shares {
                let entry = votes.names.entry(hash).or_default();
                *entry = (entry.0 + share, entry.1 + 1.0);
            }
            votes.by_domain.insert(domain, shares);
        }
        votes.names.retain(|_, (_, sites)| *sites >= 3.0);
        votes
    }

    /// Log-odds of all names that at least three sites have, one of them left out.
    fn odds_without(&self, domain: Option<&str>) -> Vec<(u32, f32)> {
        let own = domain.and_then(|domain| self.by_domain.get(domain));
        let odds = self.names.iter().map(|(&hash, &(sum, sites))| {
            let (sum, sites) = match own.and_then(|own| own.get(&hash)) {
                Some(share) => (sum - share, sites - 1.0),
                None => (sum, sites),
            };
            let share = (sum + 0.8) / (sites + 2.0);
            (hash, (share / (1.0 - share)).ln())
        });
        odds.collect()
    }
}

fn all_rows(samples: &[Sample], exercises: &[Exercise], labels: Vec<Vec<f32>>, votes: &Votes) -> Vec<Rows> {
    let mut rows = Vec::new();
    for ((sample, exercise), shares) in samples.iter().zip(exercises).zip(labels) {
        let texts: Vec<String> = exercise.texts().into_iter().map(str::to_owned).collect();
        let size = sample.gold.len().max(50) as f32;
        let noise = if shares
            .iter()
            .zip(&texts)
            .map(|(s, t)| s * words(t).len() as f32)
            .sum::<f32>()
            < size * 0.5
        {
            0.2
        } else {
            1.0
        };
        let weights = texts
            .iter()
            .map(|text| noise * (words(text).len() as f32 + 2.0) / size)
            .map(|w| w.min(1.0))
            .collect();
        rows.push(Rows {
            view: exercise.view(votes.odds_without(Some(&sample.domain))),
            barred: exercise.barred(),
            apart: exercise.set_apart(),
            labels: shares
                .iter()
                .map(|&share| f32::from(u8::from(share >= 0.5)))
                .collect(),
            fold: fold_of(&sample.domain),
            texts,
            weights,
        });
    }
    rows
}

fn fold_of(domain: &str) -> usize {
    let hash = domain.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    ((hash >> 20) % FOLDS as u64) as usize
}

/// For each page the probabilities from a model that has seen no page of its site.
fn cross_validate(rows: &[Rows], options: &Options) -> Vec<Vec<f32>> {
    let mut out = vec![Vec::new(); rows.len()];
    for fold in 0..FOLDS {
        let train: Vec<usize> = (0..rows.len()).filter(|&page| rows[page].fold != fold).collect();
        let model = fit(rows, &train, options);
        for page in (0..rows.len()).filter(|&page| rows[page].fold == fold) {
            out[page] = rows[page]
                .view
                .rows()
                .iter()
                .map(|row| model.probability(row))
                .collect();
        }
        eprintln!("fold {fold} done");
    }
    out
}

fn fit(rows: &[Rows], pages: &[usize], options: &Options) -> Ensemble {
    let mut table = Vec::new();
    let (mut labels, mut weights) = (Vec::new(), Vec::new());
    for &page in pages {
        table.extend(rows[page].view.rows());
        labels.extend(&rows[page].labels);
        weights.extend(&rows[page].weights);
    }
    Booster::new(&table, labels, weights).fit(options)
}

const BINS: usize = 64;
const RATE: f32 = 0.1;
const RIDGE: f32 = 0.5;
const LEAST: f32 = 0.2;

struct Booster {
    /// Column by column, the bin of each row.
    bins: Vec<Vec<u8>>,
    edges: Vec<Vec<f32>>,
    labels: Vec<f32>,
    weights: Vec<f32>,
    odds: Vec<f32>,
    random: u64,
}

impl Booster {
    fn new(table: &[[f32; FEATURES]], labels: Vec<f32>, weights: Vec<f32>) -> Self {
        let mut booster = Booster {
            bins: Vec::new(),
            edges: Vec::new(),
            odds: vec![0.0; labels.len()],
            labels,
            weights,
            random: 7,
        };
        for feature in 0..FEATURES {
            let column: Vec<f32> = table.iter().map(|row| row[feature]).collect();
            let edges = edges(&column);
            let bin = |value: &f32| edges.partition_point(|edge| edge < value) as u8;
            booster.bins.push(column.iter().map(bin).collect());
            booster.edges.push(edges);
        }
        booster
    }

    fn fit(mut self, options: &Options) -> Ensemble {
        let positive: f32 = self.labels.iter().zip(&self.weights).map(|(y, w)| y * w).sum();
        let all: f32 = self.weights.iter().sum();
        let base = (positive / (all - positive)).ln();
        self.odds.fill(base);
        let mut ensemble = Ensemble {
            base,
            ..Ensemble::default()
        };
        for _ in 0..options.trees {
            ensemble.roots.push(ensemble.splits.len() as u32);
            let rows: Vec<u32> = (0..self.labels.len() as u32)
                .filter(|_| self.chance(0.5))
                .collect();
            let features: Vec<usize> = (0..FEATURES)
                .filter(|&f| !self.edges[f].is_empty() && self.chance(options.columns))
                .collect();
            let (gradients, hessians) = self.gradients();
            let mut tree = Vec::new();
            self.grow(rows, &features, &gradients, &hessians, options.depth, &mut tree);
            self.apply(&tree);
            ensemble.splits.extend(tree);
        }
        ensemble
    }

    fn chance(&mut self, share: f32) -> bool {
        self.random = self
            .random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.random >> 40) as f32) < share * (1_u64 << 24) as f32
    }

    fn gradients(&self) -> (Vec<f32>, Vec<f32>) {
        let each = self.odds.iter().zip(&self.labels).zip(&self.weights);
        each.map(|((odds, label), weight)| {
            let p = 1.0 / (1.0 + (-odds).exp());
            (weight * (label - p), weight * p * (1.0 - p))
        })
        .unzip()
    }

    fn grow(
        &self,
        rows: Vec<u32>,
        features: &[usize],
        gradients: &[f32],
        hessians: &[f32],
        depth: usize,
        tree: &mut Vec<Split>,
    ) {
        let sum = |values: &[f32]| rows.iter().map(|&row| values[row as usize]).sum::<f32>();
        let (gradient, hessian) = (sum(gradients), sum(hessians));
        let split = (depth > 0)
            .then(|| self.best_split(&rows, features, gradients, hessians, gradient, hessian))
            .flatten();
        let Some((feature, bin)) = split else {
            tree.push(Split {
                feature: LEAF,
                right: 0,
                threshold: RATE * gradient / (hessian + RIDGE),
            });
            return;
        };
        let at = tree.len();
        tree.push(Split {
            feature: feature as u16,
            right: 0,
            threshold: self.edges[feature][bin],
        });
        let (left, right): (Vec<u32>, Vec<u32>) = rows
            .into_iter()
            .partition(|&row| usize::from(self.bins[feature][row as usize]) <= bin);
        self.grow(left, features, gradients, hessians, depth - 1, tree);
        tree[at].right = tree.len() as u16;
        self.grow(right, features, gradients, hessians, depth - 1, tree);
    }

    fn best_split(
        &self,
        rows: &[u32],
        features: &[usize],
        gradients: &[f32],
        hessians: &[f32],
        gradient: f32,
        hessian: f32,
    ) -> Option<(usize, usize)> {
        let gain = |g: f32, h: f32| g * g / (h + RIDGE);
        let mut best = (1e-4, None);
        for &feature in features {
            let mut histogram = [(0.0_f32, 0.0_f32); BINS];
            let column = &self.bins[feature];
            for &row in rows {
                let entry = &mut histogram[usize::from(column[row as usize])];
                entry.0 += gradients[row as usize];
                entry.1 += hessians[row as usize];
            }
            let (mut g, mut h) = (0.0, 0.0);
            for (bin, entry) in histogram.iter().enumerate().take(self.edges[feature].len()) {
                (g, h) = (g + entry.0, h + entry.1);
                if h < LEAST || hessian - h < LEAST {
                    continue;
                }
                let score = gain(g, h) + gain(gradient - g, hessian - h) - gain(gradient, hessian);
                if score > best.0 {
                    best = (score, Some((feature, bin)));
                }
            }
        }
        best.1
    }

    fn apply(&mut self, tree: &[Split]) {
        for row in 0..self.odds.len() {
            let mut at = 0;
            while tree[at].feature != LEAF {
                let feature = usize::from(tree[at].feature);
                let bin = usize::from(self.bins[feature][row]);
                let above = self.edges[feature]
                    .get(bin.wrapping_sub(1))
                    .is_some_and(|edge| *edge >= tree[at].threshold);
                at = if above {
                    usize::from(tree[at].right)
                } else {
                    at + 1
                };
            }
            self.odds[row] += tree[at].threshold;
        }
    }
}

/// Up to [`BINS`] - 1 borders between bins, at even shares of the rows.
fn edges(column: &[f32]) -> Vec<f32> {
    let mut sorted: Vec<f32> = column
        .iter()
        .step_by((column.len() / 40_000).max(1))
        .copied()
        .collect();
    sorted.sort_by(f32::total_cmp);
    let mut edges: Vec<f32> = (1..BINS)
        .map(|bin| sorted[bin * (sorted.len() - 1) / BINS])
        .collect();
    edges.dedup();
    let last = sorted[sorted.len() - 1];
    edges.retain(|edge| *edge < last);
    edges
}

/// The score when every segment is sorted by its label: what segmentation and labels allow.
fn ceiling(samples: &[Sample], rows: &[Rows]) {
    let labels: Vec<Vec<f32>> = rows.iter().map(|row| row.labels.clone()).collect();
    report("labels", samples, rows, &labels);
}

fn kept_text(rows: &Rows, probabilities: &[f32]) -> String {
    let open: Vec<usize> = (0..rows.texts.len()).filter(|&at| !rows.barred[at]).collect();
    let open_probabilities: Vec<f32> = open.iter().map(|&at| probabilities[at]).collect();
    let apart: Vec<bool> = open.iter().map(|&at| rows.apart[at]).collect();
    let open_texts: Vec<&str> = open.iter().map(|&at| rows.texts[at].as_str()).collect();
    let kept = settle(&open_texts, &open_probabilities, &apart);
    let texts = open
        .iter()
        .zip(kept)
        .filter(|(_, kept)| *kept)
        .map(|(&at, _)| rows.texts[at].as_str());
    texts.collect::<Vec<_>>().join("\n\n")
}

fn report(name: &str, samples: &[Sample], rows: &[Rows], probabilities: &[Vec<f32>]) {
    let mut sets: BTreeMap<&str, Vec<(f64, f64, bool)>> = BTreeMap::new();
    for (page, sample) in samples.iter().enumerate() {
        let text = kept_text(&rows[page], &probabilities[page]);
        sets.entry(&sample.set)
            .or_default()
            .push(precision_and_recall(&words(&text), &sample.gold));
    }
    let line: Vec<String> = sets
        .iter()
        .map(|(set, scores)| format!("{set} {}", harmonic(scores)))
        .collect();
    println!("{name:7}: {}", line.join("  "));
}

fn harmonic(scores: &[(f64, f64, bool)]) -> String {
    let answered: Vec<f64> = scores
        .iter()
        .filter(|score| score.2)
        .map(|score| score.0)
        .collect();
    let p = answered.iter().sum::<f64>() / answered.len().max(1) as f64;
    let r = scores.iter().map(|score| score.1).sum::<f64>() / scores.len() as f64;
    format!("{:.4} (P {p:.4} R {r:.4})", 2.0 * p * r / (p + r))
}

/// Precision and recall of bags of four words in a row, and whether anything was found.
fn precision_and_recall(found: &[String], gold: &[String]) -> (f64, f64, bool) {
    let bag = |words: &[String]| {
        let mut bag: HashMap<Vec<String>, i32> = HashMap::new();
        if words.len() < 4 && !words.is_empty() {
            bag.insert(words.to_vec(), 1);
        }
        words
            .windows(4)
            .for_each(|window| *bag.entry(window.to_vec()).or_default() += 1);
        bag
    };
    let (a, b) = (bag(found), bag(gold));
    let hit: i32 = a
        .iter()
        .map(|(window, count)| *count.min(b.get(window).unwrap_or(&0)))
        .sum();
    let (na, nb) = (a.values().sum::<i32>(), b.values().sum::<i32>());
    (
        f64::from(hit) / f64::from(na.max(1)),
        f64::from(hit) / f64::from(nb.max(1)),
        na > 0,
    )
}

fn predict(path: &Path, samples: &[Sample], rows: &[Rows], probabilities: &[Vec<f32>]) {
    let lines: Vec<String> = samples
        .iter()
        .enumerate()
        .map(|(page, sample)| {
            let text = kept_text(&rows[page], &probabilities[page]);
            serde_json::json!({"id": sample.id, "set": sample.set, "text": text}).to_string()
        })
        .collect();
    std::fs::write(path, lines.join("\n")).expect("predictions can be written");
}
