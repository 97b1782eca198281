//! All selected rules: the built-in ones, which the build script has checked and packed, and the user's.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::check::{self, RuleError, RuleFile};
use super::{Provider, Rule};

/// Rules with unique ids, sorted by id, and the profiles of their providers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RuleSet {
    /// Profiles, sorted by slug.
    pub providers: Vec<Provider>,
    /// Rules, sorted by id.
    pub rules: Vec<Rule>,
    /// Ids of rules that are the user's, so that no page of the documentation tells of them.
    #[serde(skip)]
    pub own: BTreeSet<String>,
}

/// Why rules could not be loaded.
#[derive(Debug, Error)]
pub enum RuleSetError {
    /// A rule file or folder could not be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// Rule files have mistakes; theirs author's to mend.
    #[error("{}", lines(.0))]
    Rules(Vec<RuleError>),
    /// A rule that was asked for does not exist.
    #[error("there is no rule {id}{}", .near.as_ref().map(|n| format!("; did you mean {n}?")).unwrap_or_default())]
    Unknown {
        /// What was asked for.
        id: String,
        /// The nearest id, if one is near.
        near: Option<String>,
    },
}

fn lines(errors: &[RuleError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl RuleSet {
    /// A set of these files' rules.
    pub fn from_files(files: Vec<RuleFile>) -> Self {
        let mut set = Self::default();
        set.merge(files);
        set.own.clear();
        set
    }

    /// Adds files; a file replaces the profile of the same slug and every rule of the same id.
    pub fn merge(&mut self, files: Vec<RuleFile>) {
        let mut providers: BTreeMap<String, Provider> =
            std::mem::take(&mut self.providers).into_iter().map(|p| (p.slug.clone(), p)).collect();
        let slugs: Vec<String> = providers.keys().cloned().collect();
        let mut rules: BTreeMap<String, (String, Rule)> = std::mem::take(&mut self.rules)
            .into_iter()
            .map(|rule| (rule.id.clone(), (slugs[rule.provider].clone(), rule)))
            .collect();
        for file in files {
            for rule in file.rules {
                self.own.insert(rule.id.clone());
                rules.insert(rule.id.clone(), (file.provider.slug.clone(), rule));
            }
            providers.insert(file.provider.slug.clone(), file.provider);
        }
        let place: BTreeMap<&str, usize> =
            providers.keys().enumerate().map(|(i, slug)| (slug.as_str(), i)).collect();
        self.rules =
            rules.into_values().map(|(slug, rule)| Rule { provider: place[slug.as_str()], ..rule }).collect();
        self.providers = providers.into_values().collect();
    }

    /// Reads rule files: each path is a file, or a folder whose `*.toml` files are read.
    ///
    /// # Errors
    /// The first path that cannot be read, or all mistakes of all files.
    pub fn read_files(paths: &[PathBuf]) -> Result<Vec<RuleFile>, RuleSetError> {
        let mut files = Vec::new();
        let mut errors = Vec::new();
        for path in paths {
            for path in Self::files(path)? {
                let text = std::fs::read_to_string(&path)
                    .map_err(|source| RuleSetError::Read { path: path.clone(), source })?;
                let slug = path.file_stem().unwrap_or_default().to_string_lossy();
                match check::read(&path.to_string_lossy(), &slug, &text) {
                    Ok(file) => files.push(file),
                    Err(mistakes) => errors.extend(mistakes),
                }
            }
        }
        if errors.is_empty() { Ok(files) } else { Err(RuleSetError::Rules(errors)) }
    }

    /// The rule files that a path stands for: the file itself, or the `*.toml` of a folder, sorted.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn files(path: &Path) -> Result<Vec<PathBuf>, RuleSetError> {
        let failed = |source| RuleSetError::Read { path: path.to_owned(), source };
        if !path.is_dir() {
            return Ok(vec![path.to_owned()]);
        }
        let entries = std::fs::read_dir(path).map_err(failed)?;
        let mut files = Vec::new();
        for entry in entries {
            let file = entry.map_err(failed)?.path();
            if file.extension().is_some_and(|e| e == "toml") {
                files.push(file);
            }
        }
        files.sort();
        Ok(files)
    }

    /// The rule with this id.
    ///
    /// # Errors
    /// [`RuleSetError::Unknown`], with the nearest id.
    pub fn get(&self, id: &str) -> Result<&Rule, RuleSetError> {
        match self.rules.binary_search_by(|rule| rule.id.as_str().cmp(id)) {
            Ok(at) => Ok(&self.rules[at]),
            Err(_) => {
                let near = self
                    .rules
                    .iter()
                    .map(|rule| (strsim::damerau_levenshtein(id, &rule.id), &rule.id))
                    .min()
                    .filter(|(distance, near)| *distance <= near.len() / 2)
                    .map(|(_, near)| near.clone());
                Err(RuleSetError::Unknown { id: id.to_owned(), near })
            }
        }
    }

    /// The profile of a rule's provider.
    pub fn provider(&self, rule: &Rule) -> &Provider {
        &self.providers[rule.provider]
    }

    /// Keeps the rules that `keep` names.
    pub fn retain(&mut self, keep: impl FnMut(&Rule) -> bool) {
        self.rules.retain(keep);
    }
}
