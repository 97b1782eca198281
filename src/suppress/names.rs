//! How marks and entries name rules: by id, by provider, by glob.

use crate::finding::Finding;

/// The ending of a name that speaks of keys that clients see, and of those only.
pub const EXPOSED: &str = "/client";

/// Which rules there are, sorted by id.
#[derive(Debug, Clone, Default)]
pub struct Rules<'r>(Vec<Row<'r>>);

#[derive(Debug, Clone)]
struct Row<'r> {
    id: &'r str,
    provider: &'r str,
    silence: Silence,
}

/// Why a rule reports nothing in this run, if it does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// It does.
    Speaks,
    /// The user asked for others only.
    Muted,
    /// It is less sure than the user asked for, as a few rules usually are.
    Unsure,
}

impl<'r> Rules<'r> {
    /// Takes each rule's id, its provider's slug, and whether it speaks.
    pub fn new(rules: impl IntoIterator<Item = (&'r str, &'r str, Silence)>) -> Self {
        let mut rows: Vec<Row<'r>> =
            rules.into_iter().map(|(id, provider, silence)| Row { id, provider, silence }).collect();
        rows.sort_by_key(|row| row.id);
        Self(rows)
    }

    /// The slug of the provider whose rule this is; empty if there is no such rule.
    pub fn provider(&self, id: &str) -> &'r str {
        self.0.binary_search_by_key(&id, |row| row.id).map_or("", |at| self.0[at].provider)
    }

    /// Whether a rule reports nothing in this run.
    pub(super) fn is_silent(&self, id: &str) -> bool {
        let row = self.0.binary_search_by_key(&id, |row| row.id);
        row.is_ok_and(|at| self.0[at].silence != Silence::Speaks)
    }

    /// Whether the user asked for some rules only.
    pub(super) fn any_muted(&self) -> bool {
        self.0.iter().any(|row| row.silence == Silence::Muted)
    }

    /// The id or slug that is spelled most like a name.
    fn nearest(&self, name: &str) -> Option<&'r str> {
        self.0
            .iter()
            .flat_map(|row| [row.id, row.provider])
            .map(|known| (strsim::damerau_levenshtein(name, known), known))
            .min()
            .filter(|(distance, known)| *distance <= known.len() / 2)
            .map(|(_, known)| known)
    }
}

/// What a name is held against.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'s> {
    /// The rule that found it.
    pub rule: &'s str,
    /// Other rules that match the same bytes: an update may make one of them the one that reports.
    pub also: &'s [String],
    /// The slug of the rule's provider.
    pub provider: &'s str,
    /// Whether clients see the value.
    pub exposed: bool,
}

impl<'s> Subject<'s> {
    /// What names say of a finding.
    pub fn of(finding: &'s Finding, rules: &Rules<'s>) -> Self {
        Self {
            rule: &finding.rule,
            also: &finding.also,
            provider: rules.provider(&finding.rule),
            exposed: finding.side.is_exposed(),
        }
    }
}

/// The name of one rule or several: an id, a provider's slug, or either with `*` for any characters; with `/client` it speaks
/// of keys that clients see only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleName(String);

impl RuleName {
    /// Takes it as it is written.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it names what found this.
    pub fn matches(&self, subject: &Subject<'_>) -> bool {
        let (glob, exposed_only) = self.parts();
        (subject.exposed || !exposed_only)
            && (glob_matches(glob, subject.rule)
                || glob == subject.provider
                || subject.also.iter().any(|id| glob_matches(glob, id)))
    }

    /// Whether it names a rule that reports nothing in this run, so that nobody can tell whether it is of use.
    pub fn is_silent(&self, rules: &Rules<'_>) -> bool {
        rules.0.iter().any(|row| row.silence != Silence::Speaks && self.names(row))
    }

    /// Why it names nothing, if it does not: `there is no rule x; did you mean y?`
    pub fn unknown(&self, rules: &Rules<'_>) -> Option<String> {
        if rules.0.iter().any(|row| self.names(row)) {
            return None;
        }
        let near = rules.nearest(self.parts().0).map(|near| format!("; did you mean {near}?"));
        Some(format!("there is no rule {}{}", self.0, near.unwrap_or_default()))
    }

    fn names(&self, row: &Row<'_>) -> bool {
        let glob = self.parts().0;
        glob_matches(glob, row.id) || glob == row.provider
    }

    fn parts(&self) -> (&str, bool) {
        self.0.strip_suffix(EXPOSED).map_or((self.0.as_str(), false), |glob| (glob, true))
    }
}

/// Whether a text is what a glob says in which `*` stands for any characters. Goes back to the last `*` only, which is enough,
/// so that the time is bounded by the product of the lengths.
fn glob_matches(glob: &str, text: &str) -> bool {
    let (glob, text) = (glob.as_bytes(), text.as_bytes());
    let (mut g, mut t) = (0, 0);
    let mut last_star = None;
    while t < text.len() {
        if glob.get(g) == Some(&b'*') {
            last_star = Some((g + 1, t));
            g += 1;
        } else if glob.get(g) == Some(&text[t]) {
            g += 1;
            t += 1;
        } else if let Some((after, from)) = last_star {
            last_star = Some((after, from + 1));
            (g, t) = (after, from + 1);
        } else {
            return false;
        }
    }
    glob[g..].iter().all(|b| *b == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_match_whole_ids() {
        let table = [
            ("acme-secret-key", "acme-secret-key", true),
            ("acme-secret", "acme-secret-key", false),
            ("acme-*", "acme-secret-key", true),
            ("*-key", "acme-secret-key", true),
            ("*", "acme", true),
            ("a*e-*k*y", "acme-secret-key", true),
            ("a*x", "acme", false),
            ("", "acme", false),
            ("acme*", "acme", true),
        ];
        for (glob, text, expected) in table {
            assert_eq!(glob_matches(glob, text), expected, "{glob} {text}");
        }
    }

    #[test]
    fn names_tell_exposed_from_hardcoded() {
        let also = ["acme-token".to_owned()];
        let subject = |exposed| Subject { rule: "acme-secret-key", also: &also, provider: "acme", exposed };
        for (name, hardcoded, exposed) in [
            ("acme-secret-key", true, true),
            ("acme-secret-key/client", false, true),
            ("acme", true, true),
            ("acme/client", false, true),
            ("acme-*/client", false, true),
            ("acme-token", true, true),
            ("other", false, false),
        ] {
            let name = RuleName::new(name);
            assert_eq!(name.matches(&subject(false)), hardcoded, "{name:?}");
            assert_eq!(name.matches(&subject(true)), exposed, "{name:?}");
        }
    }
}
