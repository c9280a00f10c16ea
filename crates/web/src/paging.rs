//! Turning pages: which page is shown, and links to its neighbours that keep the reader's filters.

use crate::link::percent_encoded;

/// Where a reader stands in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paging {
    /// The page shown, counted from 1.
    pub page: usize,
    /// How many there are, where that is known.
    pub pages: Option<usize>,
    /// The address of the page before, if there is one.
    pub previous: Option<String>,
    /// The address of the page behind.
    pub next: Option<String>,
    /// What is turned ("Results", "Leads"), for readers who hear the page.
    pub label: &'static str,
}

/// A list that is read in pages.
pub struct List<'a> {
    /// What it lists.
    pub label: &'static str,
    /// The path of its page.
    pub path: &'a str,
    /// The parameters to keep, as name and value.
    pub keep: &'a [(&'static str, Option<String>)],
    /// The name of the parameter with the page's number.
    pub name: &'static str,
    /// Where on the page the list begins ("#leads"), or nothing.
    pub anchor: &'static str,
}

impl List<'_> {
    /// Page `page` of `total` entries, `size` a page.
    pub fn of_total(&self, page: usize, total: usize, size: usize) -> Paging {
        let pages = total.div_ceil(size).max(1);
        Paging {
            pages: Some(pages),
            ..self.of_open(page, page < pages)
        }
    }

    /// Page `page` of a list whose length is not known, only whether there is `more`.
    pub fn of_open(&self, page: usize, more: bool) -> Paging {
        Paging {
            page,
            pages: None,
            previous: (page > 1).then(|| self.address(page - 1)),
            next: more.then(|| self.address(page + 1)),
            label: self.label,
        }
    }

    fn address(&self, page: usize) -> String {
        let number = Some(page.to_string());
        let own = [(self.name, number)];
        format!(
            "{}{}",
            address(self.path, self.keep.iter().chain(&own)),
            self.anchor
        )
    }
}

/// A path with the parameters that have a value.
pub fn address<'a>(
    path: &str,
    parameters: impl IntoIterator<Item = &'a (&'static str, Option<String>)>,
) -> String {
    let pairs: Vec<String> = parameters
        .into_iter()
        .filter_map(|(name, value)| Some(format!("{name}={}", percent_encoded(value.as_ref()?))))
        .collect();
    if pairs.is_empty() {
        path.to_string()
    } else {
        format!("{path}?{}", pairs.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_keep_the_filters() {
        let keep = [("q", Some("a&b".to_string())), ("source", None)];
        let list = List {
            label: "Results",
            path: "/search",
            keep: &keep,
            name: "page",
            anchor: "",
        };
        let paging = list.of_total(2, 41, 20);
        assert_eq!(paging.pages, Some(3));
        assert_eq!(paging.previous.as_deref(), Some("/search?q=a%26b&page=1"));
        assert_eq!(paging.next.as_deref(), Some("/search?q=a%26b&page=3"));
        assert_eq!(list.of_total(3, 41, 20).next, None);
        assert_eq!(list.of_total(1, 0, 20).pages, Some(1));
    }
}
