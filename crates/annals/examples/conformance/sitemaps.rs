//! What a sitemap lists.

use std::path::Path;

use annals_capture::{Origin, Sitemap, SitemapKind};

use crate::{rows, text};

/// Prints `{"file", "kind", "locs"}` for each row of sitemaps.jsonl.
pub fn predict(folder: &Path) {
    for row in rows(folder, "sitemaps.jsonl") {
        let file = text(&row, "file");
        let bytes = std::fs::read(folder.join(file)).expect("a sitemap");
        let sitemap = Sitemap::read(&bytes, Origin::default());
        let kind = sitemap.as_ref().map(|sitemap| match sitemap.kind {
            SitemapKind::Pages => "urlset",
            SitemapKind::Sitemaps => "sitemapindex",
        });
        let places = sitemap.map(|sitemap| sitemap.places).unwrap_or_default();
        let locs: Vec<String> = places.into_iter().map(|place| place.address).collect();
        println!(
            "{}",
            serde_json::json!({ "file": file, "kind": kind, "locs": locs })
        );
    }
}
