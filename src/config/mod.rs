//! The user's configuration: found, read, checked, and turned into each stage's own options.
//!
//! Every value knows where it came from. A configuration that was found in a scanned tree is not trusted: it can leave findings
//! out, which is counted, and add rules; it cannot read outside its repository, reach a network or run anything.

mod check;
mod document;
mod find;
mod load;
mod mistake;
mod policy;
mod show;
mod spec;
mod value;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use mistake::{ConfigError, Mistake, Place};
pub use show::{json, toml};
pub use spec::{AllowEntry, LevelEntry, OverrideEntry, OverrideLevelEntry, SideEntry};
pub use value::{FailOn, List, Size, parse_size};

use crate::finding::Confidence;
use crate::location::Base;

/// A configuration, complete: what no file says has its default.
#[derive(Debug, Clone)]
pub struct Config {
    /// The least confidence of a finding.
    pub confidence: Setting<Confidence>,
    /// The least level that makes a run fail.
    pub fail_on: Setting<FailOn>,
    /// Whether a run fails if anything could not be read.
    pub strict: Setting<bool>,
    /// Larger files are not scanned.
    pub max_file_size: Setting<Option<Size>>,
    /// Whether ignore files count for nothing.
    pub no_ignore: Setting<bool>,
    /// Whether a mark that accepts a finding must give a reason.
    pub require_reason: Setting<bool>,
    /// The baseline file.
    pub baseline: Setting<Option<PathBuf>>,
    /// Globs of files that are not opened.
    pub exclude: Vec<Setting<String>>,
    /// Rule files, and folders of them; later ones win.
    pub rules: Vec<Setting<PathBuf>>,
    /// If it is not empty, no other rules report.
    pub only: Vec<Setting<String>>,
    /// Rules that report nothing.
    pub skip: Vec<Setting<String>>,
    /// Changes of levels; the last that holds wins.
    pub levels: Vec<Setting<LevelEntry>>,
    /// Decisions for some files; later ones win.
    pub overrides: Vec<Setting<OverrideEntry>>,
    /// Findings that were accepted.
    pub allow: Vec<Setting<AllowEntry>>,
    /// Variables that may reach the client.
    pub public_variables: Vec<Setting<Variables>>,
    /// Variables that must not reach the client.
    pub secret_variables: Vec<Setting<Variables>>,
    /// Which side some files are on, where nothing else tells.
    pub sides: Vec<Setting<SideEntry>>,
    /// Lower-case names of headers that carry keys.
    pub headers: Vec<Setting<String>>,
    /// The configuration file, if there is one.
    pub file: Option<ConfigFile>,
    /// What globs are relative to.
    pub base: Base,
}

/// The file that a configuration was read from, not counting those that it extends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigFile {
    /// As the user would name it.
    pub name: Arc<str>,
    /// Whether it was found rather than named, and so is as trusted as the tree that it was found in.
    pub found: bool,
}

/// A value and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// Where it came from.
    pub from: Provenance,
}

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Provenance {
    /// Nobody said anything.
    Default,
    /// A line of a configuration.
    File(Place),
    /// An option of the command line.
    Option(&'static str),
}

impl<T> Setting<T> {
    fn default_of(value: T) -> Self {
        Self { value, from: Provenance::Default }
    }

    /// A value that the command line gives.
    pub fn option(value: T, name: &'static str) -> Self {
        Self { value, from: Provenance::Option(name) }
    }

    /// Whether a configuration says it.
    pub fn is_configured(&self) -> bool {
        matches!(self.from, Provenance::File(_))
    }
}

impl fmt::Display for Provenance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(place) => place.fmt(f),
            Self::Option(name) => f.write_str(name),
        }
    }
}

/// Environment variables by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Variables {
    /// The one of this name.
    Named(String),
    /// Those whose names begin so.
    Beginning(String),
}

impl fmt::Display for Variables {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) => f.write_str(name),
            Self::Beginning(prefix) => write!(f, "{prefix}*"),
        }
    }
}

impl Config {
    /// What holds without a configuration. Globs of the command line are relative to `current`.
    pub fn defaults(current: &Path) -> Self {
        Self {
            confidence: Setting::default_of(Confidence::Medium),
            fail_on: Setting::default_of(FailOn::Error),
            strict: Setting::default_of(false),
            max_file_size: Setting::default_of(None),
            no_ignore: Setting::default_of(false),
            require_reason: Setting::default_of(true),
            baseline: Setting::default_of(None),
            exclude: Vec::new(),
            rules: Vec::new(),
            only: Vec::new(),
            skip: Vec::new(),
            levels: Vec::new(),
            overrides: Vec::new(),
            allow: Vec::new(),
            public_variables: Vec::new(),
            secret_variables: Vec::new(),
            sides: Vec::new(),
            headers: Vec::new(),
            file: None,
            base: Base::new(current, current),
        }
    }

    /// The configuration that holds for a path: the nearest one upward from it, within its repository.
    ///
    /// # Errors
    /// Everything that is wrong with it. That there is none is no error.
    pub fn find(start: &Path, current: &Path) -> Result<Self, ConfigError> {
        load::found(start, current)
    }

    /// The configuration in a file that the user has named. Globs are relative to its folder if `start` is in there, and to the
    /// current folder if not.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(file: &Path, start: &Path, current: &Path) -> Result<Self, ConfigError> {
        load::named(file, start, current)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::Value;

    /// What is optional is left out; nothing is `null`.
    fn remove_null(schema: &mut Value) {
        match schema {
            Value::Object(object) => {
                object.retain(|key, value| !(key == "default" && value.is_null()));
                if let Some(Value::Array(types)) = object.get_mut("type") {
                    types.retain(|name| name != "null");
                    if let [one] = &types[..] {
                        object["type"] = one.clone();
                    }
                }
                if let Some(Value::Array(choices)) = object.get_mut("anyOf") {
                    choices.retain(|choice| choice["type"] != "null");
                    if choices.len() == 1 {
                        let only = object.remove("anyOf").unwrap_or_default();
                        object.insert("allOf".into(), only);
                    }
                }
                object.values_mut().for_each(remove_null);
            }
            Value::Array(items) => items.iter_mut().for_each(remove_null),
            _ => {}
        }
    }

    /// Writes the schema with `UPDATE=1`.
    #[test]
    fn schema_is_current() {
        let settings = schemars::generate::SchemaSettings::draft07();
        let mut schema = settings.into_generator().into_root_schema_for::<super::spec::Spec>();
        schema.insert("title".into(), "keyside.toml".into());
        let mut schema = schema.to_value();
        remove_null(&mut schema);
        let text = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/keyside.schema.json");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &text).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == text, "{} is not current; run UPDATE=1 cargo test", path.display());
    }
}
