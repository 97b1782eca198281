//! How bad a finding is.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Confidence, KeyClass, Side};
use crate::location::PathGlobs;

/// How bad a finding is; SARIF's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Not reported: the key may be public, or nothing is at stake here.
    None,
    /// Worth knowing.
    Note,
    /// Should be looked at.
    Warning,
    /// Must be mended.
    Error,
}

impl Level {
    /// The word used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    fn lowered(self) -> Self {
        match self {
            Self::Error => Self::Warning,
            Self::Warning => Self::Note,
            Self::Note | Self::None => Self::None,
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The level of a key of this class at this side. Guesses count one level less.
pub fn default_level(class: KeyClass, side: Side, confidence: Confidence) -> Level {
    let level = match (class, side) {
        (KeyClass::Publishable | KeyClass::Identifier, _) => Level::None,
        (KeyClass::Secret | KeyClass::Webhook, Side::Docs | Side::Test) => Level::Warning,
        (KeyClass::Secret | KeyClass::Webhook, _) => Level::Error,
        (KeyClass::Scoped, Side::Docs | Side::Test) => Level::Note,
        (KeyClass::Scoped, _) => Level::Warning,
        (KeyClass::Ephemeral, Side::Test) => Level::None,
        (KeyClass::Ephemeral, _) => Level::Note,
    };
    if confidence == Confidence::Low { level.lowered() } else { level }
}

/// What a project has decided about levels: the table of [`default_level`], with some of its cells changed.
#[derive(Debug, Clone, Default)]
pub struct LevelPolicy {
    changes: Vec<LevelChange>,
}

/// A change of every cell that all of its conditions hold for; a condition that is `None` holds for all.
#[derive(Debug, Clone)]
pub struct LevelChange {
    /// Ids of rules.
    pub rules: Option<BTreeSet<String>>,
    /// What the key is for.
    pub classes: Option<Vec<KeyClass>>,
    /// Where the value becomes visible.
    pub sides: Option<Vec<Side>>,
    /// Where the finding stands.
    pub paths: Option<PathGlobs>,
    /// The level that it has then, whatever the confidence.
    pub level: Level,
}

impl LevelPolicy {
    /// Of the changes that hold, the last one decides.
    pub fn new(changes: Vec<LevelChange>) -> Self {
        Self { changes }
    }

    /// Whether it may give keys of this class a level above `none`.
    pub fn may_report(&self, class: KeyClass) -> bool {
        let covers =
            |change: &LevelChange| change.classes.as_ref().is_none_or(|classes| classes.contains(&class));
        self.changes.iter().any(|change| change.level != Level::None && covers(change))
    }

    /// The policy for one file.
    pub fn at(&self, path: &Path) -> LevelsAt<'_> {
        let here = |change: &&LevelChange| change.paths.as_ref().is_none_or(|paths| paths.contains(path));
        LevelsAt(self.changes.iter().filter(here).collect())
    }
}

/// A [`LevelPolicy`], for one file.
#[derive(Debug, Clone, Default)]
pub struct LevelsAt<'p>(Vec<&'p LevelChange>);

impl LevelsAt<'_> {
    /// The level of a finding, which is `default` where nothing was decided.
    pub fn level(&self, rule: &str, class: KeyClass, side: Side, default: Level) -> Level {
        let holds = |change: &&&LevelChange| {
            change.rules.as_ref().is_none_or(|rules| rules.contains(rule))
                && change.classes.as_ref().is_none_or(|classes| classes.contains(&class))
                && change.sides.as_ref().is_none_or(|sides| sides.contains(&side))
        };
        self.0.iter().rev().find(holds).map_or(default, |change| change.level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::Base;

    #[test]
    fn last_change_that_holds_decides() {
        let base = Base::new(Path::new("/repo"), Path::new("/repo"));
        let change = |level| LevelChange { rules: None, classes: None, sides: None, paths: None, level };
        let policy = LevelPolicy::new(vec![
            LevelChange { classes: Some(vec![KeyClass::Scoped]), ..change(Level::Error) },
            LevelChange { rules: Some(["a-key".to_owned()].into()), ..change(Level::Note) },
            LevelChange { sides: Some(vec![Side::Test]), ..change(Level::None) },
            LevelChange { paths: PathGlobs::new(&base, ["legacy"]).ok(), ..change(Level::Warning) },
        ]);
        let level = |path, rule, class, side| {
            policy.at(Path::new(path)).level(rule, class, side, default_level(class, side, Confidence::High))
        };
        assert_eq!(level("a.ts", "b-key", KeyClass::Secret, Side::Unknown), Level::Error);
        assert_eq!(level("a.ts", "b-key", KeyClass::Scoped, Side::Unknown), Level::Error);
        assert_eq!(level("a.ts", "a-key", KeyClass::Scoped, Side::Unknown), Level::Note);
        assert_eq!(level("a.ts", "a-key", KeyClass::Scoped, Side::Test), Level::None);
        assert_eq!(level("legacy/a.ts", "a-key", KeyClass::Scoped, Side::Test), Level::Warning);
        assert_eq!(level("a.ts", "b-key", KeyClass::Publishable, Side::Unknown), Level::None);
    }
}
