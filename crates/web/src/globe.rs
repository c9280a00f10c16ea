//! The world as a drawing: where a spot lies on it, and the outlines of its countries. Natural Earth (public domain) in the
//! Equal Earth projection, made by `map/make.mjs`; all land stands in `assets/world.svg`, which browsers keep.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Width of the drawing; its height is 440.
const WIDTH: f64 = 1000.0;
/// Where the equator lies.
const EQUATOR: f64 = 243.0;

static OUTLINES: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    include_str!("../map/countries.txt")
        .lines()
        .filter_map(|line| line.split_once(' '))
        .collect()
});

/// The outline of a country (ISO 3166-1 alpha-2, upper case), as the `d` of a path; `None` for one too small to draw.
pub fn outline(country: &str) -> Option<&'static str> {
    OUTLINES.get(country).copied()
}

/// A spot's place on the drawing (Savric, Patterson, Jenny: The Equal Earth map projection, 2018).
pub fn spot(latitude: f32, longitude: f32) -> (f64, f64) {
    const A: [f64; 4] = [1.340264, -0.081106, 0.000893, 0.003796];
    const HALF_WIDTH: f64 = 2.7066297;
    let root = 3f64.sqrt() / 2.0;
    let theta = (root * f64::from(latitude).to_radians().sin()).asin();
    let square = theta * theta;
    let six = square * square * square;
    let slope = A[0] + 3.0 * A[1] * square + six * (7.0 * A[2] + 9.0 * A[3] * square);
    let x = f64::from(longitude).to_radians() * theta.cos() / (root * slope);
    let y = theta * (A[0] + A[1] * square + six * (A[2] + A[3] * square));
    let scale = WIDTH / (2.0 * HALF_WIDTH);
    (WIDTH / 2.0 + scale * x, EQUATOR - scale * y)
}

#[cfg(test)]
mod tests {
    use super::{outline, spot};

    /// The corners of an outline: smallest and largest x and y.
    fn frame(path: &str) -> [f64; 4] {
        let numbers = path
            .split(['M', 'L', 'Z', ' '])
            .filter_map(|n| n.parse::<f64>().ok());
        let numbers: Vec<f64> = numbers.collect();
        let pick = |from: usize, choose: fn(f64, f64) -> f64, first| {
            numbers.iter().skip(from).step_by(2).copied().fold(first, choose)
        };
        [
            pick(0, f64::min, 1e9),
            pick(1, f64::min, 1e9),
            pick(0, f64::max, 0.0),
            pick(1, f64::max, 0.0),
        ]
    }

    #[test]
    fn capitals_lie_within_their_countries_outlines() {
        for (country, latitude, longitude) in [
            ("KZ", 51.2, 71.4),
            ("BR", -15.8, -47.9),
            ("JP", 35.7, 139.7),
            ("AU", -35.3, 149.1),
            ("CA", 45.4, -75.7),
        ] {
            let [left, top, right, bottom] = frame(outline(country).unwrap());
            let (x, y) = spot(latitude, longitude);
            assert!(
                (left..=right).contains(&x) && (top..=bottom).contains(&y),
                "{country}: {x} {y}"
            );
        }
        assert_eq!(outline("SG"), None, "too small for this scale");
    }
}
