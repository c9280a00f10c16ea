//! Given names that are one in two languages (Vladimir, Volodymyr), short forms (Bill for William), and a few that
//! transliteration alone tells apart. Facts about names, by hand; read from `data/given.txt`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

static ROWS: LazyLock<FxHashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut rows: FxHashMap<&'static str, Vec<usize>> = FxHashMap::default();
    let lines = include_str!("../../data/given.txt").lines();
    for (row, line) in lines.filter(|line| !line.starts_with('#')).enumerate() {
        line.split_whitespace()
            .for_each(|name| rows.entry(name).or_default().push(row));
    }
    rows
});

/// Whether two folded given names stand in one row.
pub fn same(a: &str, b: &str) -> bool {
    let rows = |name| ROWS.get(name).map_or(&[][..], Vec::as_slice);
    rows(a).iter().any(|row| rows(b).contains(row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read() {
        assert!(same("vladimir", "volodymyr") && same("bill", "william"));
        assert!(!same("bill", "robert") && !same("xyz", "xyz"));
    }
}
