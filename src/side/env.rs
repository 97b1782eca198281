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
    /// The file of variables that it is about, relative to the package; none for all of them.
    file: Option<String>,
    mechanism: String,
}

/// What client code must do to get the value.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Read {
    /// Read the variable.
    Itself,
    /// Read something else.
    As(String),
    /// Read it as a member of an object.
    Under(String),
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
    pub fn prefix(self, prefix: impl Into<String>, mechanism: impl Into<String>) -> Self {
        let prefix = prefix.into();
        let names = if prefix.is_empty() { Names::All } else { Names::Prefix(prefix) };
        self.add(names, Read::Itself, mechanism)
    }

    fn add(mut self, names: Names, read: Read, mechanism: impl Into<String>) -> Self {
        self.rules.push(Exposed { names, read, file: None, mechanism: mechanism.into() });
        self
    }

    /// Variables that begin so, in any case.
    pub fn prefix_of_any_case(self, prefix: impl Into<String>, mechanism: impl Into<String>) -> Self {
        self.add(Names::PrefixOfAnyCase(prefix.into()), Read::Itself, mechanism)
    }

    /// One variable.
    pub fn name(self, name: impl Into<String>, mechanism: impl Into<String>) -> Self {
        self.add(Names::Exact(name.into()), Read::Itself, mechanism)
    }

    /// One variable, whose value takes the place of another name: `define: { __DSN__: JSON.stringify(process.env.DSN) }`.
    pub fn constant(self, name: impl Into<String>, read_as: &str, mechanism: impl Into<String>) -> Self {
        self.add(Names::Exact(name.into()), Read::As(own_name(read_as).to_owned()), mechanism)
    }

    /// All variables of a file, or of the environment, that begin in one of some ways, as members of an object: `process.env`.
    pub fn whole(mut self, object: &str, file: Option<&str>, prefixes: &[String], mechanism: &str) -> Self {
        let read = match object {
            "" | "..." | "process.env" | "import.meta.env" => Read::Itself,
            object => Read::Under(own_name(object).to_owned()),
        };
        let all = [String::new()];
        for prefix in if prefixes.is_empty() { &all } else { prefixes } {
            let names = if prefix.is_empty() { Names::All } else { Names::Prefix(prefix.clone()) };
            let (read, file) = (read.clone(), file.map(str::to_owned));
            self.rules.push(Exposed { names, read, file, mechanism: mechanism.to_owned() });
        }
        self
    }

    /// One variable, which is sent to every client.
    pub fn always(self, name: impl Into<String>, mechanism: impl Into<String>) -> Self {
        self.add(Names::Exact(name.into()), Read::Never, mechanism)
    }

    /// Every variable that client code reads.
    pub fn all(self, mechanism: impl Into<String>) -> Self {
        self.add(Names::All, Read::Itself, mechanism)
    }

    /// Every variable, which is sent to every client.
    pub fn everything(self, mechanism: impl Into<String>) -> Self {
        self.add(Names::All, Read::Never, mechanism)
    }

    /// What inlines a variable, each with the name that client code must read for it, if any. The file that sets the variable, if one
    /// is meant, is given relative to the package.
    pub fn of<'s>(
        &'s self,
        name: &'s str,
        file: Option<&'s str>,
    ) -> impl Iterator<Item = (&'s str, Option<String>)> {
        let fits = move |names: &Names| match names {
            Names::Prefix(prefix) => name.starts_with(prefix.as_str()),
            Names::PrefixOfAnyCase(prefix) => {
                name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
            }
            Names::Exact(exact) => name == exact,
            Names::All => true,
        };
        let is_of =
            move |of: &Option<String>| of.as_deref().is_none_or(|of| file.is_none_or(|file| of == file));
        let rules = self.rules.iter().filter(move |rule| fits(&rule.names) && is_of(&rule.file));
        rules.map(move |rule| {
            let read = match &rule.read {
                Read::Itself => Some(name.to_owned()),
                Read::As(other) => Some(other.clone()),
                Read::Under(object) => Some(format!("{object}.{name}")),
                Read::Never => None,
            };
            (rule.mechanism.as_str(), read)
        })
    }
}

/// A variable's name, whatever object it is read from.
pub fn own_name(read: &str) -> &str {
    read.strip_prefix("process.env.").or_else(|| read.strip_prefix("import.meta.env.")).unwrap_or(read)
}
