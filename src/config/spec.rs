//! A configuration as its author wrote it. Unknown keys are errors: a misspelt `skip` that is silently ignored would be a
//! decision that does not hold.
//!
//! The comments of this file are the descriptions in `docs/schema/keyside.schema.json`.

use serde::{Deserialize, Serialize};

use super::value::{FailOn, List, Size};
use crate::finding::{Confidence, KeyClass, Level, Side};

/// Configuration of keyside.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Spec {
    /// Local files to build upon, relative to this one. Lists add to theirs; single values replace them.
    pub extends: List<String>,
    /// The least confidence of a finding: low, medium (the default) or high.
    pub confidence: Option<Confidence>,
    /// The least level that makes the exit code 1: note, warning, error (the default) or never.
    pub fail_on: Option<FailOn>,
    /// Whether the exit code is 3 if anything could not be read.
    pub strict: Option<bool>,
    /// Files larger than this are not scanned: a number of bytes, or text such as "10M".
    pub max_file_size: Option<Size>,
    /// Whether to scan what .gitignore and other ignore files leave out.
    pub no_ignore: Option<bool>,
    /// Globs of files to leave out, even if they are named. They are counted.
    pub exclude: List<String>,
    /// Your own rule files, or folders of them, relative to this file.
    pub rules: List<String>,
    /// Report these rules only: ids, providers, or patterns such as "stripe-*".
    pub only: List<String>,
    /// Report nothing of these rules: ids, providers, or patterns such as "stripe-*".
    pub skip: List<String>,
    /// The baseline file, relative to this file: findings that were accepted all at once.
    pub baseline: Option<String>,
    /// Whether a mark that accepts a finding must give a reason; it must, unless this says false.
    pub require_reason: Option<bool>,
    /// Changes of levels; the last entry that holds for a finding decides.
    pub level: Vec<LevelEntry>,
    /// Decisions for some files.
    #[serde(rename = "override")]
    pub overrides: Vec<OverrideEntry>,
    /// Findings that were looked at and accepted.
    pub allow: Vec<AllowEntry>,
    /// Which environment variables may reach the client.
    pub environment: EnvironmentSpec,
    /// Which side of the application files are on, where that cannot be told otherwise.
    pub side: Vec<SideEntry>,
    /// Headers of your own that carry keys.
    pub headers: HeadersSpec,
}

/// A change of levels. It holds for a finding if all of its conditions do.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LevelEntry {
    /// Ids of rules, providers, or patterns such as "stripe-*".
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub rule: List<String>,
    /// Classes of keys.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub class: List<KeyClass>,
    /// Sides at which the value becomes visible.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub side: List<Side>,
    /// Globs of files.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub paths: List<String>,
    /// The level of these findings; none mutes them, and they are counted.
    pub level: Level,
}

/// Decisions for some files. Later entries win.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OverrideEntry {
    /// Globs of files.
    pub paths: List<String>,
    /// The least confidence of a finding in these files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// Report nothing of these rules in these files.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub skip: List<String>,
    /// Changes of levels in these files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub level: Vec<OverrideLevelEntry>,
}

/// A change of levels within an override.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OverrideLevelEntry {
    /// Ids of rules, providers, or patterns such as "stripe-*".
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub rule: List<String>,
    /// Classes of keys.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub class: List<KeyClass>,
    /// Sides at which the value becomes visible.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub side: List<Side>,
    /// The level of these findings; none mutes them, and they are counted.
    pub level: Level,
}

/// Findings that were looked at and accepted. It needs `paths` or `fingerprints`, and always a reason.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AllowEntry {
    /// Globs of files.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub paths: List<String>,
    /// Ids of rules, providers, or patterns such as "stripe-*".
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub rules: List<String>,
    /// Fingerprints of values, as reports in JSON show them.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub fingerprints: List<String>,
    /// Why the findings are accepted.
    pub reason: String,
}

/// Which environment variables may reach the client: names, or beginnings of names such as "PUBLIC_*".
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(super) struct EnvironmentSpec {
    /// Variables that may reach the client.
    pub public: List<String>,
    /// Variables that must not.
    pub secret: List<String>,
}

/// Which side of the application some files are on.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SideEntry {
    /// Globs of files.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub files: List<String>,
    /// Names of packages.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub packages: List<String>,
    /// Files that are entries: what they import is on this side as well.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub entries: List<String>,
    /// The side.
    pub side: Side,
}

/// Headers of your own.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(super) struct HeadersSpec {
    /// Names of headers that carry keys.
    pub names: List<String>,
}
