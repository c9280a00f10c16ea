//! The store's tests: what is kept survives, what is built is the same however it was built, what is damaged is said.

// Tests make folders, damage files and read the environment of a child process.
#![allow(clippy::disallowed_methods)]

mod backing_up;
mod building;
mod collecting;
mod crash;
mod damage;
mod deciding;
mod keeping;
mod listing;
mod migrating;
mod presence;
mod sample;
mod versions;
