//! Rules by name, as options and configurations name them.

use std::collections::BTreeSet;

use globset::Glob;

use super::{RuleSet, RuleSetError};

impl RuleSet {
    /// The ids that a name stands for: a rule's own, a provider's slug for all of its rules, or a pattern in which `*` stands for
    /// any characters.
    ///
    /// # Errors
    /// [`RuleSetError::Unknown`] if it stands for none.
    pub fn named(&self, name: &str) -> Result<BTreeSet<String>, RuleSetError> {
        let ids: BTreeSet<String> = if name.contains('*') {
            let pattern = Glob::new(name).map(|glob| glob.compile_matcher());
            let matches = |id: &str| pattern.as_ref().is_ok_and(|pattern| pattern.is_match(id));
            self.rules.iter().filter(|rule| matches(&rule.id)).map(|rule| rule.id.clone()).collect()
        } else {
            let is_meant = |id: &str, slug: &str| id == name || slug == name;
            let rules = self.rules.iter().filter(|rule| is_meant(&rule.id, &self.provider(rule).slug));
            rules.map(|rule| rule.id.clone()).collect()
        };
        if !ids.is_empty() || self.providers.iter().any(|provider| provider.slug == name) {
            return Ok(ids);
        }
        let known = self.rules.iter().map(|rule| &rule.id).chain(self.providers.iter().map(|p| &p.slug));
        let near = known
            .map(|known| (strsim::damerau_levenshtein(name, known), known))
            .min()
            .filter(|(distance, known)| *distance <= known.len() / 2)
            .map(|(_, known)| known.clone());
        Err(RuleSetError::Unknown { id: name.to_owned(), near })
    }
}
