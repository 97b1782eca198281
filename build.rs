//! Checks every file of `rules/` and packs them all into one file that the program embeds, so that neither TOML nor
//! patterns are parsed at start-up. A mistake in a rule stops the build with the rule's file and line.
#![allow(dead_code, reason = "the program uses more of these modules than this script does")]

#[path = "src/finding"]
mod finding {
    mod class;
    pub use class::{Confidence, Environment, KeyClass};
}

#[path = "src/rule"]
mod rule {
    mod assignment;
    pub mod check;
    mod kind;
    mod pattern;
    mod provider;
    mod sdk;
    pub mod set;
    mod spec;
    pub use provider::{
        Assignment, Checksum, Gate, HostRole, Opening, PackedProse, Pattern, Prose, Provider, Rule, Sdk,
        SdkKey, SdkSide,
    };
}

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=src/rule");
    println!("cargo::rerun-if-changed=src/finding/class.rs");
    match pack() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            error.to_string().lines().for_each(|line| println!("cargo::error={line}"));
            ExitCode::FAILURE
        }
    }
}

fn pack() -> Result<(), Box<dyn Error>> {
    let rules = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("rules");
    let files = rule::set::RuleSet::read_files(&[rules])?;
    let set = rule::set::RuleSet::from_files(files);
    let out: PathBuf = [std::env::var("OUT_DIR")?, "rules.postcard".into()].iter().collect();
    Ok(std::fs::write(out, postcard::to_stdvec(&set)?)?)
}
