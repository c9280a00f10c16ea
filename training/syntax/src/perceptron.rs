//! The averaged perceptron with a margin (Freund and Schapire 1999, Collins 2002) over hashed features: what is kept is the
//! mean of the weights over all decisions, which is reckoned lazily.

use annals_syntax::training::{Table, Weights, best, row};

/// Weights while they are learned.
pub struct Learner {
    bits: u32,
    classes: usize,
    cells: Vec<f32>,
    /// The sum of each cell over all decisions up to its stamp.
    sums: Vec<f64>,
    stamps: Vec<u32>,
    now: u32,
}

impl Learner {
    pub fn new(bits: u32, classes: usize) -> Self {
        let size = classes << bits;
        Learner {
            bits,
            classes,
            cells: vec![0.0; size],
            sums: vec![0.0; size],
            stamps: vec![0; size],
            now: 0,
        }
    }

    /// Each decision counts once in the mean, also where nothing was wrong.
    pub fn pass(&mut self) {
        self.now += 1;
    }

    /// One decision among all classes: says which was found, and corrects where `gold` is not ahead by the margin.
    pub fn learn(&mut self, features: &[u64], gold: usize, margin: f32) -> usize {
        let mut scores = vec![0.0; self.classes];
        features
            .iter()
            .for_each(|&feature| self.add(feature, &mut scores));
        let others = (0..self.classes).filter(|&class| class != gold);
        let other = others
            .max_by(|&a, &b| scores[a].total_cmp(&scores[b]))
            .unwrap_or(gold);
        self.pass();
        if scores[gold] - scores[other] <= margin {
            self.correct(features, gold, other);
        }
        best(&scores)
    }

    /// Moves the weights of these features towards one class and away from another.
    pub fn correct(&mut self, features: &[u64], right: usize, wrong: usize) {
        for &feature in features {
            let start = row(feature, self.bits) * self.classes;
            self.move_by(start + right, 1.0);
            self.move_by(start + wrong, -1.0);
        }
    }

    fn move_by(&mut self, cell: usize, by: f32) {
        let since = self.now - std::mem::replace(&mut self.stamps[cell], self.now);
        self.sums[cell] += f64::from(self.cells[cell]) * f64::from(since);
        self.cells[cell] += by;
    }

    /// The means as bytes. The largest decides the scale: where it is cut, accuracy falls by points.
    pub fn table(&self) -> Table {
        let mean = |cell: usize| {
            let since = f64::from(self.now - self.stamps[cell]);
            ((self.sums[cell] + f64::from(self.cells[cell]) * since) / f64::from(self.now.max(1))) as f32
        };
        let means: Vec<f32> = (0..self.cells.len()).map(mean).collect();
        let largest = means
            .iter()
            .fold(f32::MIN_POSITIVE, |largest, mean| largest.max(mean.abs()));
        Table {
            bits: self.bits,
            classes: self.classes,
            cells: means
                .iter()
                .map(|mean| (mean / largest * 127.0).round() as i8)
                .collect(),
        }
    }
}

impl Weights for Learner {
    fn add(&self, feature: u64, scores: &mut [f32]) {
        let start = row(feature, self.bits) * self.classes;
        for (score, cell) in scores.iter_mut().zip(&self.cells[start..start + self.classes]) {
            *score += cell;
        }
    }
}
