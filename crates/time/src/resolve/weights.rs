//! What `training/times` found to fit the histories best. Written by that program: change it there.

use super::story::StoryWeights;

/// The weights of dates in stories.
pub(crate) const STORY: StoryWeights = StoryWeights {
    before: [6, 2, 1],
    ahead: 6,
    far: 28,
    back: 0,
    leave: 0,
    over: 0,
    apart: 3,
};
