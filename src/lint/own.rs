//! What a project says of its own variables and headers.

/// Names that a project has decided about.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Variables that may reach the client.
    pub public: Vec<Variables>,
    /// Variables that must not.
    pub secret: Vec<Variables>,
    /// Headers that carry keys, in lower case.
    pub headers: Vec<String>,
}

/// Some variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Variables {
    /// The one of this name.
    Named(String),
    /// All whose names begin so.
    Beginning(String),
}

impl Variables {
    /// Whether a variable is among them, and how much of its name says so.
    fn fit(&self, name: &str) -> Option<(bool, usize)> {
        match self {
            Self::Named(own) => (own == name).then_some((true, own.len())),
            Self::Beginning(start) => name.starts_with(start.as_str()).then_some((false, start.len())),
        }
    }
}

impl Names {
    /// Whether a variable is said to be public or secret; none if nothing is said of it. What says more of the name decides, and of
    /// equals the one that calls it a secret.
    pub fn is_public(&self, name: &str) -> Option<bool> {
        let best = |list: &[Variables]| list.iter().filter_map(|variables| variables.fit(name)).max();
        match (best(&self.public), best(&self.secret)) {
            (None, None) => None,
            (public, secret) => Some(public > secret),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_more_of_a_name_decides() {
        let start = |text: &str| Variables::Beginning(text.to_owned());
        let names = Names {
            public: vec![start("PUBLIC_"), Variables::Named("SECRET_SANTA".to_owned())],
            secret: vec![Variables::Named("PUBLIC_KEY".to_owned()), start("SECRET_"), start("PUBLIC_")],
            headers: Vec::new(),
        };
        assert_eq!(names.is_public("OTHER"), None);
        assert_eq!(names.is_public("PUBLIC_KEY"), Some(false));
        assert_eq!(names.is_public("SECRET_SANTA"), Some(true));
        assert_eq!(names.is_public("SECRET_KEY"), Some(false));
        assert_eq!(names.is_public("PUBLIC_TITLE"), Some(false), "both say as much");
    }
}
