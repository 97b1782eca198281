//! Which environment variables a client build writes into its output.

/// What inlines variables, and which.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exposure {
    rules: Vec<Exposed>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Exposed {
    names: Names,
    read: Read,
    mechanism: String,
}

/// What client code must do to get the value.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Read {
    /// Read the variable.
    Itself,
    /// Read something else.
    As(String),
    /// Nothing: it is there anyway.
    Never,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Names {
    Prefix(String),
    /// The same whatever the case of letters.
    PrefixOfAnyCase(String),
    Exact(String),
    All,
}

impl Exposure {
    /// Variables that begin so. An empty prefix is all of them.
    pub fn prefix(mut self, prefix: impl Into<String>, mechanism: impl Into<String>) -> Self {
        let prefix = prefix.into();
        let names = if prefix.is_empty() { Names::All } else { Names::Prefix(prefix) };
        self.rules.push(Exposed { names, read: Read::Itself, mechanism: mechanism.into() });
        self
    }

    /// Variables that begin so, in any case.
    pub fn prefix_of_any_case(mut self, prefix: impl Into<String>, mechanism: impl Into<String>) -> Self {
        self.rules.push(Exposed {
            names: Names::PrefixOfAnyCase(prefix.into()),
            read: Read::Itself,
            mechanism: mechanism.into(),
        });
        self
    }

    /// One variable.
    pub fn name(mut self, name: impl Into<String>, mechanism: impl Into<String>) -> Self {
        let name = name.into();
        self.rules.push(Exposed {
            names: Names::Exact(name),
            read: Read::Itself,
            mechanism: mechanism.into(),
        });
        self
    }

    /// One variable, whose value takes the place of another name: `define: { __DSN__: JSON.stringify(process.env.DSN) }`.
    pub fn constant(mut self, name: impl Into<String>, read_as: &str, mechanism: impl Into<String>) -> Self {
        let read_as = read_as.trim_start_matches("process.env.").trim_start_matches("import.meta.env.");
        let (names, read) = (Names::Exact(name.into()), Read::As(read_as.to_owned()));
        self.rules.push(Exposed { names, read, mechanism: mechanism.into() });
        self
    }

    /// One variable, which is sent to every client.
    pub fn always(mut self, name: impl Into<String>, mechanism: impl Into<String>) -> Self {
        let names = Names::Exact(name.into());
        self.rules.push(Exposed { names, read: Read::Never, mechanism: mechanism.into() });
        self
    }

    /// Every variable that client code reads.
    pub fn all(mut self, mechanism: impl Into<String>) -> Self {
        self.rules.push(Exposed { names: Names::All, read: Read::Itself, mechanism: mechanism.into() });
        self
    }

    /// What inlines a variable, each with the name that client code must read for it, if any.
    pub fn of<'s>(&'s self, name: &'s str) -> impl Iterator<Item = (&'s str, Option<&'s str>)> {
        let fits = move |names: &Names| match names {
            Names::Prefix(prefix) => name.starts_with(prefix.as_str()),
            Names::PrefixOfAnyCase(prefix) => {
                name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
            }
            Names::Exact(exact) => name == exact,
            Names::All => true,
        };
        let rules = self.rules.iter().filter(move |rule| fits(&rule.names));
        rules.map(move |rule| {
            let read = match &rule.read {
                Read::Itself => Some(name),
                Read::As(other) => Some(other.as_str()),
                Read::Never => None,
            };
            (rule.mechanism.as_str(), read)
        })
    }
}
