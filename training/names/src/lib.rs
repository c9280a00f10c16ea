//! Reading of gold data for the training programs: names in tokens (JSON lines) and names marked in running text.

pub mod gold;
