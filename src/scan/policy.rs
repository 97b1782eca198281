//! What a project has decided about its findings. Whatever is left out because of it is counted.

use std::collections::BTreeSet;
use std::path::Path;

use crate::finding::{Confidence, DropReason, Level, LevelPolicy, LevelsAt, MuteReason, Side, default_level};
use crate::location::PathGlobs;
use crate::rule::Rule;

/// A project's decisions.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// The least confidence of a finding, in place of the one that holds otherwise.
    pub confidence: Option<Confidence>,
    /// Rules that report nothing.
    pub skip: BTreeSet<String>,
    /// How bad findings are.
    pub levels: LevelPolicy,
    /// Decisions for some files; later ones win.
    pub paths: Vec<PathPolicy>,
}

/// Decisions for some files.
#[derive(Debug, Clone)]
pub struct PathPolicy {
    /// The files.
    pub paths: PathGlobs,
    /// The least confidence of a finding in them.
    pub confidence: Option<Confidence>,
    /// Rules that report nothing in them, besides those that report nothing anywhere.
    pub skip: BTreeSet<String>,
}

impl Policy {
    /// Whether some finding of a rule may be left out, somewhere. `least` is the confidence that holds without a policy.
    pub(super) fn may_leave_out(&self, rule: &Rule, least: Confidence) -> bool {
        let wanted = self.confidence.unwrap_or(least);
        let somewhere = self.paths.iter().any(|policy| {
            policy.skip.contains(&rule.id) || policy.confidence.is_some_and(|wanted| rule.confidence < wanted)
        });
        rule.confidence < wanted || somewhere
    }

    /// The decisions for one file.
    pub(super) fn at(&self, path: &Path) -> PolicyAt<'_> {
        let here: Vec<&PathPolicy> = self.paths.iter().filter(|policy| policy.paths.contains(path)).collect();
        let confidence = here.iter().rev().find_map(|policy| policy.confidence).or(self.confidence);
        let skip = here.into_iter().map(|policy| &policy.skip).chain([&self.skip]).collect();
        PolicyAt { confidence, skip, levels: self.levels.at(path) }
    }
}

/// A [`Policy`], for one file.
pub(super) struct PolicyAt<'p> {
    confidence: Option<Confidence>,
    skip: Vec<&'p BTreeSet<String>>,
    levels: LevelsAt<'p>,
}

impl PolicyAt<'_> {
    /// The level of a finding, or why it is left out. `least` is the confidence that holds without a policy.
    pub fn judge(
        &self,
        rule: &Rule,
        side: Side,
        confidence: Confidence,
        least: Confidence,
    ) -> Result<Level, DropReason> {
        let default = default_level(rule.class, side, confidence);
        self.judge_from(default, rule, side, confidence, least)
    }

    /// The same of a finding that has a level of its own.
    pub fn judge_from(
        &self,
        default: Level,
        rule: &Rule,
        side: Side,
        confidence: Confidence,
        least: Confidence,
    ) -> Result<Level, DropReason> {
        let wanted = self.confidence.unwrap_or(least);
        if confidence < wanted.min(least) {
            return Err(DropReason::LowConfidence);
        }
        let level = self.levels.level(&rule.id, rule.class, side, default);
        // What may be public is not reported anyway, so nothing of it is left out.
        if level == Level::None && default == Level::None {
            return Ok(level);
        }
        if self.skip.iter().any(|skip| skip.contains(&rule.id)) {
            Err(DropReason::Muted(MuteReason::Skip))
        } else if confidence < wanted {
            Err(DropReason::Muted(MuteReason::Confidence))
        } else if level == Level::None {
            Err(DropReason::Muted(MuteReason::Level))
        } else {
            Ok(level)
        }
    }
}
