//! (born with its first code in the next commits)
