//! The numbers by which the trees judge a segment, and their names for people. Their order is part of the trained model:
//! append, and train anew.

/// How many numbers describe a segment.
pub const FEATURES: usize = NAMES.len();

/// What each number says, in order. Lengths are bytes; shares run from 0 to 1; "odds" are log-odds of being article text
/// by the vocabulary of names and words.
pub const NAMES: [&str; 81] = [
    // The text itself.
    "length",
    "letters a word",
    "words",
    "share of links",
    "links",
    "share of bold",
    "ends as a sentence",
    "ends with a colon",
    "ends with an ellipsis",
    "begins in lower case",
    "commas a word",
    "full stops",
    "share of capitals",
    "share of digits",
    "quotation marks",
    "odds of its words, sum",
    "odds of its words, mean",
    "has a vertical bar",
    "has a copyright sign",
    "has an address",
    "kind of block",
    "is the title",
    "begins the summary",
    "times printed on the page",
    "short line with digits",
    "hidden or barred",
    "share in structured data's article body",
    // The elements around it.
    "element",
    "element above",
    "depth",
    "odds of its element's names",
    "odds of the parent's names",
    "odds of the grandparent's names",
    "odds of the nearest names",
    "lowest odds of names above",
    "highest odds of names above",
    "sum of odds of names above",
    "inside article or main",
    "inside aside or nav",
    "inside header or footer",
    "inside form, figure or quotation",
    "inside list, table or section",
    "inside an articleBody property",
    "share of links in the parent",
    "share of links in the grandparent",
    "share of the page's long text in the parent",
    "share of the page's long text in the grandparent",
    "share of the page's long text in the great-grandparent",
    "segments in the parent",
    "long segments in the parent",
    "inside the heaviest container",
    "inside the heaviest container's parent",
    "segments with the same element and class",
    "share of long text with the same element and class",
    "weight of the parent as a container",
    // Where it stands, and beside what.
    "place on the page, by segments",
    "place on the page, by length",
    "place on the page, by long text",
    "length of the one before",
    "share of links in the one before",
    "length of the one after",
    "share of links in the one after",
    "length of the second before",
    "length of the second after",
    "neighbours end as sentences",
    "odds of names around the one before",
    "odds of names around the one after",
    "odds of the words of the last heading",
    "length since the last heading",
    "after the main heading",
    "length since the main heading",
    "share of long text on the page",
    "told a list by its shape",
    // How it continues what stands around it.
    "steps up to where the last long text stands",
    "steps down to where the last long text stands",
    "share of long text near by",
    "share of long text in the neighbourhood",
    "share in the page's summary",
    "inside readers' comments",
    "printed before",
    "long text still to come",
];

/// The numbers of one segment.
#[derive(Clone, Debug)]
pub struct Features {
    /// In the order they were pushed; the rest is zero.
    pub values: [f32; FEATURES],
    filled: usize,
}

impl Features {
    /// None yet.
    pub fn new() -> Self {
        Features {
            values: [0.0; FEATURES],
            filled: 0,
        }
    }

    /// Appends numbers. More than [`FEATURES`] is a mistake of the caller.
    pub fn extend(&mut self, values: &[f32]) {
        self.values[self.filled..self.filled + values.len()].copy_from_slice(values);
        self.filled += values.len();
    }

    /// Whether every number has been given.
    pub fn is_full(&self) -> bool {
        self.filled == FEATURES
    }
}
