//! What users have accepted beside the marks in files: the baselines that speak of the scanned paths.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use keyside::config::Config;
use keyside::finding::{Level, NoticeKind, Outcome};
use keyside::scan::Scanner;
use keyside::suppress::{self, Allows, Baseline, Scope};

use crate::cli::AcceptArgs;

/// What is held against findings once all are known.
pub struct Accepted {
    allows: Allows,
    baselines: Vec<Baseline>,
    options: suppress::Options,
    /// What was given to be scanned.
    roots: Vec<PathBuf>,
    current: PathBuf,
}

impl Accepted {
    /// Reads what the arguments and the configuration speak of, before a long scan.
    pub fn load(
        args: &AcceptArgs,
        config: &Config,
        options: suppress::Options,
        roots: Vec<PathBuf>,
    ) -> Result<Self> {
        let current = current_folder()?;
        let baselines = baselines(args, config, &roots, &current)?;
        let allows = Allows::new(config.allows(), &current, options).map_err(|(_, error)| error)?;
        Ok(Self { allows, baselines, options, roots, current })
    }

    /// Whether nothing is decided after the scan.
    pub fn is_empty(&self) -> bool {
        self.allows.is_empty() && self.baselines.is_empty()
    }

    /// Marks what was accepted, and tells of what accepts nothing.
    pub fn apply(&mut self, outcome: &mut Outcome, scanner: &Scanner) {
        let rules = scanner.rule_names();
        self.allows.apply(&mut outcome.findings, &rules);
        if !outcome.coverage.is_incomplete() {
            let scope = Scope::new(&self.roots, &self.current, &outcome.scanned);
            outcome.notices.extend(self.allows.unused(&scope, &rules, self.options));
        }
        self.apply_baselines(outcome, &rules);
        outcome.sort();
    }

    /// The same for a scan that has not looked at the project as a whole: it cannot tell that something accepts nothing.
    pub fn apply_to_change(&mut self, outcome: &mut Outcome, scanner: &Scanner) {
        let rules = scanner.rule_names();
        self.allows.apply(&mut outcome.findings, &rules);
        self.apply_baselines(outcome, &rules);
        outcome.notices.retain(|notice| notice.kind != NoticeKind::StaleBaseline);
        outcome.leave_out_old();
        outcome.sort();
    }

    fn apply_baselines(&self, outcome: &mut Outcome, rules: &suppress::Rules<'_>) {
        for baseline in &self.baselines {
            baseline.apply(outcome, &self.roots, &self.current, rules);
        }
    }
}

/// How bad it is that something accepts nothing.
pub fn level_of_unused(args: &AcceptArgs) -> Level {
    if args.deny_unused_allow { Level::Error } else { Level::Note }
}

/// The folder that relative paths start from.
pub fn current_folder() -> Result<PathBuf> {
    std::env::current_dir().context("there is no current folder")
}

fn baselines(args: &AcceptArgs, config: &Config, roots: &[PathBuf], current: &Path) -> Result<Vec<Baseline>> {
    let configured = config.baseline.value.as_ref().map(|file| shown(file, current));
    if args.no_baseline {
        return Ok(Vec::new());
    }
    if let Some(file) = args.baseline.as_ref().or(configured.as_ref()) {
        return Ok(vec![Baseline::read(file, current)?]);
    }
    let found: BTreeSet<PathBuf> = roots.iter().filter_map(|root| suppress::find(root, current)).collect();
    found.iter().map(|file| Ok(Baseline::read(file, current)?.local())).collect()
}

/// A file as people name it who are in the current folder.
pub fn shown(file: &Path, current: &Path) -> PathBuf {
    file.strip_prefix(current).unwrap_or(file).to_owned()
}
