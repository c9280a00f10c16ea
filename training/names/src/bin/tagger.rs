//! Trains the tagger and writes `crates/names/data/tagger.bin`.
//!
//!     cargo run --release -p annals-training-names --bin tagger -- TRAIN_FOLDER OWN_FOLDER OUT [DEV.jsonl...]
//!
//! A structured perceptron with a margin, its weights averaged over all steps (Collins 2002), one thread, the same result
//! every time. The train folder holds the open corpora of CARD.md; of our own sentences every third is kept out and
//! measured, as are the development files, which train nothing. Not part of the default build.
#![allow(
    clippy::disallowed_methods,
    reason = "a program that reads data files and writes one"
)]

use std::io::Write;

use annals_names::MentionKind;
use annals_names::training::{
    Features, LABELS, ROW_BITS, Tagged, USED_LABELS, Words, best_path, forbid, labels, look_up, names, row_of,
};
use annals_text::Text;
use annals_training_names::gold::{Habit, Sentence, read_marked, read_tokens};
use anyhow::{Context, Result};
use flate2::{Compression, write::DeflateEncoder};

/// Corpora of the train folder, what their spans need, and their domain.
const CORPORA: &[(&str, Habit, Domain)] = &[
    ("wikigold", Habit::AsOurs, 0),
    ("wnut17.train", Habit::AsOurs, 1),
    ("wnut17.dev", Habit::AsOurs, 1),
    ("uner_ewt.dev", Habit::AsOurs, 0),
    ("re3d_open", Habit::WideSpans, 2),
    ("gum_news", Habit::WideSpans, 3),
    ("gum_interview", Habit::WideSpans, 3),
    ("gum_bio", Habit::WideSpans, 3),
    ("gum_voyage", Habit::WideSpans, 3),
    ("gum_academic", Habit::WideSpans, 4),
    ("gum_court", Habit::WideSpans, 4),
];
const DOMAINS: usize = 5;
const ROUNDS: usize = 7;
/// A wrong label must lose by this much, where one correction moves a word's score by twice its features, about 150.
const MARGIN: i32 = 600;

/// A sentence ready for training: the rows of each word's features, and its labels.
struct Example {
    rows: Vec<Vec<u32>>,
    labels: Vec<usize>,
}

/// Number of a corpus whose habits differ: its sentences have, beside the weights that are shipped, a second set of their own
/// that takes up what holds there only (Daumé 2007). 0 for corpora that agree with us.
type Domain = usize;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [train, own, out, dev @ ..] = arguments.as_slice() else {
        anyhow::bail!("usage: tagger TRAIN_FOLDER OWN_FOLDER OUT [DEV.jsonl...]");
    };
    let mut sentences = Vec::new();
    for (name, habit, domain) in CORPORA {
        let read = read_tokens(&format!("{train}/{name}.jsonl"), *habit, true)?;
        sentences.extend(read.into_iter().map(|sentence| (sentence, *domain)));
    }
    let (learned, kept_out) = read_own(own)?;
    sentences.extend(recased(&sentences));
    for _ in 0..3 {
        sentences.extend(learned.iter().map(|sentence| (sentence.clone(), 0)));
    }
    let examples: Vec<Example> = sentences
        .iter()
        .map(|(sentence, domain)| example(sentence, *domain))
        .collect();
    let words: usize = examples.iter().map(|example| example.labels.len()).sum();
    println!("{} sentences, {words} words", examples.len());
    let mut tests = vec![("own, kept out".to_owned(), kept_out)];
    for path in dev {
        tests.push((path.clone(), read_tokens(path, Habit::AsOurs, false)?));
    }
    let tests: Vec<_> = tests
        .into_iter()
        .map(|(name, sentences)| {
            (
                name,
                sentences
                    .iter()
                    .map(|sentence| example(sentence, 0))
                    .collect::<Vec<_>>(),
            )
        })
        .collect();
    let weights = learn(&examples, &tests);
    std::fs::write(out, weights.pack()?).with_context(|| out.clone())
}

/// Our own sentences: those that are learned from, and every third, which is kept out.
fn read_own(folder: &str) -> Result<(Vec<Sentence>, Vec<Sentence>)> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    paths.sort_by_key(|path| path.path());
    let (mut learned, mut kept_out) = (Vec::new(), Vec::new());
    for path in paths {
        let path = path.path();
        if path.extension().is_none_or(|extension| extension != "gold") {
            continue;
        }
        for (i, sentence) in read_marked(&path.to_string_lossy())?.into_iter().enumerate() {
            if i % 3 == 2 {
                kept_out.push(sentence)
            } else {
                learned.push(sentence)
            }
        }
    }
    Ok((learned, kept_out))
}

/// Some sentences once more, in capitals or as a headline, so that such text does not break the tagger.
fn recased(sentences: &[(Sentence, Domain)]) -> Vec<(Sentence, Domain)> {
    let mut found = Vec::new();
    for (i, (sentence, domain)) in sentences.iter().enumerate() {
        let text = match i % 12 {
            0 => sentence.text.to_ascii_uppercase(),
            6 => title_case(&sentence.text),
            _ => continue,
        };
        let names = sentence.names.clone();
        found.push((Sentence { text, names }, *domain));
    }
    found
}

fn title_case(text: &str) -> String {
    let mut start = true;
    text.chars()
        .map(|character| {
            let capital = start;
            start = character == ' ';
            if capital {
                character.to_ascii_uppercase()
            } else {
                character
            }
        })
        .collect()
}

fn example(sentence: &Sentence, domain: Domain) -> Example {
    let text = Text::new(sentence.text.as_str());
    let words = Words::new(&text, &[text.span()]);
    let seen = look_up(&words);
    let mut labels_of = vec![0; words.all.len()];
    for (span, kind) in &sentence.names {
        let covered: Vec<usize> = (0..words.all.len())
            .filter(|&i| words.all[i].span.overlaps(*span))
            .collect();
        for (word, label) in covered.iter().zip(labels(*kind, covered.len())) {
            labels_of[*word] = label;
        }
    }
    let Some((range, casing)) = words.sentences.first().cloned() else {
        return Example {
            rows: Vec::new(),
            labels: Vec::new(),
        };
    };
    let features = Features::new(&words, &seen, range.clone(), casing);
    let mut hashes = Vec::new();
    let rows = range.map(|i| {
        features.of(i, &mut hashes);
        let shared = hashes.iter().map(|hash| row_of(*hash) as u32);
        let own = hashes
            .iter()
            .map(|hash| (row_of(*hash) + (domain << ROW_BITS)) as u32);
        if domain == 0 {
            shared.collect()
        } else {
            shared.chain(own).collect()
        }
    });
    Example {
        rows: rows.collect(),
        labels: labels_of,
    }
}

/// Weights, and the sum over steps that their average is taken from.
struct Weights {
    rows: Vec<[i32; LABELS]>,
    row_sums: Vec<[i64; LABELS]>,
    transitions: [[i32; LABELS]; LABELS],
    transition_sums: [[i64; LABELS]; LABELS],
    step: i64,
}

fn learn(examples: &[Example], tests: &[(String, Vec<Example>)]) -> Averaged {
    let mut weights = Weights {
        rows: vec![[0; LABELS]; DOMAINS << ROW_BITS],
        row_sums: vec![[0; LABELS]; DOMAINS << ROW_BITS],
        transitions: [[0; LABELS]; LABELS],
        transition_sums: [[0; LABELS]; LABELS],
        step: 1,
    };
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    for round in 1..=ROUNDS {
        shuffle(&mut order, &mut random);
        let wrong = order.iter().filter(|&&i| weights.learn(&examples[i])).count();
        println!("round {round}: {wrong} sentences corrected");
        if round == ROUNDS {
            let averaged = weights.averaged();
            tests.iter().for_each(|(name, test)| averaged.report(name, test));
        }
    }
    weights.averaged()
}

fn shuffle(order: &mut [usize], random: &mut u64) {
    for i in (1..order.len()).rev() {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        order.swap(i, (*random % (i as u64 + 1)) as usize);
    }
}

impl Weights {
    /// One step: predicts with every wrong label favoured by the margin, and corrects. Whether anything was wrong.
    fn learn(&mut self, example: &Example) -> bool {
        self.step += 1;
        let mut scores = score(&self.rows, example);
        for (scores, &gold) in scores.iter_mut().zip(&example.labels) {
            (0..USED_LABELS)
                .filter(|&label| label != gold)
                .for_each(|label| scores[label] += MARGIN);
        }
        let mut transitions = self.transitions;
        forbid(&mut transitions);
        let found = best_path(&scores, &transitions);
        if found == example.labels {
            return false;
        }
        let (mut before_gold, mut before_found) = (0, 0);
        for (i, (&gold, &found)) in example.labels.iter().zip(&found).enumerate() {
            if gold != found {
                for &row in &example.rows[i] {
                    self.correct(row as usize, gold, 1);
                    self.correct(row as usize, found, -1);
                }
            }
            self.correct_transition(before_gold, gold, 4);
            self.correct_transition(before_found, found, -4);
            (before_gold, before_found) = (gold, found);
        }
        true
    }

    fn correct(&mut self, row: usize, label: usize, by: i32) {
        self.rows[row][label] += by;
        self.row_sums[row][label] += i64::from(by) * self.step;
    }

    fn correct_transition(&mut self, from: usize, to: usize, by: i32) {
        self.transitions[from][to] += by;
        self.transition_sums[from][to] += i64::from(by) * self.step;
    }

    fn averaged(&self) -> Averaged {
        let mean = |now: i32, sum: i64| f64::from(now) - sum as f64 / self.step as f64;
        let rows: Vec<[f64; LABELS]> = (self.rows.iter().zip(&self.row_sums).take(1 << ROW_BITS))
            .map(|(now, sum)| std::array::from_fn(|k| mean(now[k], sum[k])))
            .collect();
        let mut sizes: Vec<f64> = rows
            .iter()
            .flatten()
            .map(|weight| weight.abs())
            .filter(|w| *w > 0.0)
            .collect();
        sizes.sort_by(f64::total_cmp);
        let largest = sizes.get(sizes.len() * 9995 / 10000).copied().unwrap_or(1.0);
        let scale = 127.0 / largest;
        let quantise = |weight: f64| (weight * scale).round().clamp(-127.0, 127.0) as i32;
        let transition = |from: usize, to: usize| {
            (mean(self.transitions[from][to], self.transition_sums[from][to]) * scale).round() as i32
        };
        Averaged {
            rows: rows.iter().map(|row| row.map(quantise)).collect(),
            transitions: std::array::from_fn(|from| std::array::from_fn(|to| transition(from, to))),
        }
    }
}

fn score(rows: &[[i32; LABELS]], example: &Example) -> Vec<[i32; LABELS]> {
    let of_word = |features: &Vec<u32>| {
        let mut sum = [0; LABELS];
        for &row in features {
            sum.iter_mut()
                .zip(&rows[row as usize])
                .for_each(|(sum, weight)| *sum += weight);
        }
        sum
    };
    example.rows.iter().map(of_word).collect()
}

/// Averaged weights as they are shipped: whole numbers that fit a byte.
struct Averaged {
    rows: Vec<[i32; LABELS]>,
    transitions: [[i32; LABELS]; LABELS],
}

impl Averaged {
    fn tag(&self, example: &Example) -> Vec<Tagged> {
        let mut transitions = self.transitions;
        forbid(&mut transitions);
        names(&best_path(&score(&self.rows, example), &transitions), 0)
    }

    /// Strict F1 over persons, organisations and places.
    fn report(&self, name: &str, test: &[Example]) {
        let (mut right, mut found, mut gold) = (0, 0, 0);
        let named = |tagged: &Tagged| tagged.kind != MentionKind::Other;
        for example in test {
            let wanted: Vec<Tagged> = names(&example.labels, 0).into_iter().filter(named).collect();
            let tagged: Vec<Tagged> = self.tag(example).into_iter().filter(named).collect();
            right += tagged.iter().filter(|tagged| wanted.contains(tagged)).count();
            found += tagged.len();
            gold += wanted.len();
        }
        let (precision, recall) = (right as f64 / found as f64, right as f64 / gold as f64);
        let f1 = 2.0 * precision * recall / (precision + recall);
        let file = name.rsplit('/').next().unwrap_or(name);
        println!("  {file}: P {precision:.3} R {recall:.3} F1 {f1:.3} of {gold}");
    }

    fn pack(&self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        for weight in self.transitions.iter().flatten() {
            bytes.extend((*weight as i16).to_le_bytes());
        }
        bytes.extend(self.rows.iter().flatten().map(|weight| *weight as i8 as u8));
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&bytes)?;
        let packed = encoder.finish()?;
        println!("{} bytes", packed.len());
        Ok(packed)
    }
}
