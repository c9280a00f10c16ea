//! Reading of gold data for the training programs: names in tokens (JSON lines) and names marked in running text.
#![allow(clippy::disallowed_methods, reason = "training programs read data files")]

pub mod gold;
