//! The corpora the tagger learns from, each with what its spans need, and the features of their sentences. What is learned
//! is in `learner`.

use std::path::Path;

use annals_names::MentionKind;
use annals_names::training::{Features, Words, labels, look_up, row_of};
use annals_text::Text;
use anyhow::Result;

use crate::gold::{Habit, Sentence, read_marked, read_tokens};
use crate::learner::Example;

/// Corpora of the train folder, what their spans need, and their domain (see [`Example::domain`]).
const CORPORA: &[(&str, Habit, usize)] = &[
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
/// Domains beside the shared one.
pub const DOMAINS: usize = 5;
/// The domain of silver sentences, whose labels a first model gave.
pub const SILVER: usize = 5;

/// A sentence, its domain and its weight.
pub type Lesson = (Sentence, usize, f32);
/// The name of a test set and its sentences.
pub type Test = (String, Vec<Sentence>);

/// The open corpora.
pub fn read_open(folder: &str) -> Result<Vec<Lesson>> {
    let mut lessons = Vec::new();
    for (name, habit, domain) in CORPORA {
        let read = read_tokens(&format!("{folder}/{name}.jsonl"), *habit, true)?;
        lessons.extend(read.into_iter().map(|sentence| (sentence, *domain, 1.0)));
    }
    Ok(lessons)
}

/// Our own sentences: those that are learned from, and every third of each file, which is kept out, by file.
pub fn read_own(folder: &str) -> Result<(Vec<Sentence>, Vec<Test>)> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    paths.sort_by_key(|path| path.path());
    let (mut learned, mut kept_out) = (Vec::new(), Vec::new());
    for path in paths.iter().map(|path| path.path()) {
        if path.extension().is_some_and(|extension| extension == "gold") {
            let (kept, rest): (Vec<_>, Vec<_>) = read_marked(&path.to_string_lossy())?
                .into_iter()
                .enumerate()
                .partition(|(i, _)| i % 3 == 2);
            learned.extend(rest.into_iter().map(|(_, sentence)| sentence));
            kept_out.push((
                stem(&path),
                kept.into_iter().map(|(_, sentence)| sentence).collect(),
            ));
        }
    }
    Ok((learned, kept_out))
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .map_or(String::new(), |stem| stem.to_string_lossy().into_owned())
}

/// Some sentences once more, in capitals or as a headline, so that such text does not break the tagger.
pub fn recased(lessons: &[Lesson]) -> Vec<Lesson> {
    let mut found = Vec::new();
    for (i, (sentence, domain, weight)) in lessons.iter().enumerate() {
        let text = match i % 12 {
            0 => sentence.text.to_ascii_uppercase(),
            6 => title_case(&sentence.text),
            _ => continue,
        };
        let again = Sentence {
            text,
            ..sentence.clone()
        };
        found.push((again, *domain, *weight));
    }
    found
}

fn title_case(text: &str) -> String {
    let mut start = true;
    let capitalised = text.chars().map(|character| {
        let capital = start;
        start = character == ' ';
        if capital {
            character.to_ascii_uppercase()
        } else {
            character
        }
    });
    capitalised.collect()
}

/// The features and labels of a sentence.
pub fn example(sentence: &Sentence, domain: usize, weight: f32) -> Example {
    let text = Text::new(sentence.text.as_str());
    let words = Words::new(&text, &[text.span()]);
    let seen = look_up(&words);
    let mut labels_of = vec![0; words.all.len()];
    for (span, kind) in &sentence.names {
        let covered = (0..words.all.len()).filter(|&i| words.all[i].span.overlaps(*span));
        let covered: Vec<usize> = covered.collect();
        for (word, label) in covered.iter().zip(labels(*kind, covered.len())) {
            labels_of[*word] = label;
        }
    }
    let mut rows = Vec::new();
    if let Some((range, casing)) = words.sentences.first().cloned() {
        let features = Features::new(&words, &seen, range.clone(), casing);
        let mut hashes = Vec::new();
        for i in range {
            features.of(i, &mut hashes);
            rows.push(hashes.iter().map(|hash| row_of(*hash) as u32).collect());
        }
    }
    labels_of.truncate(rows.len());
    Example {
        rows,
        labels: labels_of,
        domain,
        weight,
    }
}

/// Strict counts of one set: names right, found and told, for persons, organisations and places.
#[derive(Clone, Copy, Default)]
pub struct Score(pub [[usize; 3]; 3]);

impl Score {
    /// Adds one sentence.
    pub fn add(
        &mut self,
        wanted: &[annals_names::training::Tagged],
        found: &[annals_names::training::Tagged],
    ) {
        for name in found.iter().filter(|name| name.kind != MentionKind::Other) {
            self.0[name.kind as usize][0] += usize::from(wanted.contains(name));
            self.0[name.kind as usize][1] += 1;
        }
        for name in wanted.iter().filter(|name| name.kind != MentionKind::Other) {
            self.0[name.kind as usize][2] += 1;
        }
    }

    /// F1 of one kind's counts.
    fn f1(counts: [usize; 3]) -> f64 {
        let [right, found, told] = counts.map(|count| count as f64);
        2.0 * right / (found + told).max(1.0)
    }

    /// Precision, recall and F1 over all kinds, and F1 by kind, as a line of the card.
    pub fn line(&self) -> String {
        let all = self.0.iter().fold([0; 3], |sum, kind| {
            [sum[0] + kind[0], sum[1] + kind[1], sum[2] + kind[2]]
        });
        let [right, found, told] = all.map(|count| count as f64);
        let [person, organisation, place] = self.0.map(Score::f1);
        format!(
            "F1 {:.3} (P {:.3} R {:.3}) PER {person:.3} ORG {organisation:.3} LOC {place:.3} of {told}",
            Score::f1(all),
            right / found.max(1.0),
            right / told.max(1.0),
        )
    }
}
