//! Rules as data: TOML files to checked rules and provider profiles.
//!
//! This module knows what a rule says and whether it says it well. Matching is [`crate::detect`]'s job, judging
//! a match [`crate::filter`]'s. The build script shares the files that check and pack rules.

mod assignment;
mod builtin;
pub mod check;
mod checksum;
pub mod example;
mod kind;
mod pattern;
mod provider;
mod request;
mod sdk;
mod select;
mod set;
mod spec;

pub use check::{RuleError, RuleFile};
pub use pattern::{LONGEST_KEYWORD, MAX_LENGTH};
pub use provider::{
    Assignment, Checksum, Endpoint, Example, Expect, Gate, Host, HostRole, Near, Opening, PackedProse,
    Pattern, Prose, Provider, Rule, Sdk, SdkKey, SdkSide, Structure,
};
pub use set::{RuleSet, RuleSetError};
