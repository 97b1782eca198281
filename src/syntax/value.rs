//! What stands in a configuration file, as a value: what is written out is known, what is computed is not.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// A value of a configuration file.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Value {
    /// A string.
    Text(String),
    /// A number.
    Number(f64),
    /// A truth value.
    Bool(bool),
    /// An array.
    List(Vec<Value>),
    /// An object, in the order of the text.
    Object(Vec<Property>),
    /// An environment variable; the whole environment, if it has no name.
    Env(Option<String>),
    /// Variables of a file, or of the environment, that were picked out.
    Variables(Variables),
    /// A regular expression's source.
    Pattern(String),
    /// A call or construction: the names along the callee's chain, and the arguments.
    Call(Vec<String>, Vec<Value>),
    /// What is computed.
    #[default]
    Unknown,
}

/// A property of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Property {
    /// Its name; `...` for a spread whose names are not known.
    pub name: String,
    /// Its value.
    pub value: Value,
    /// The bytes of the value in the file.
    pub span: Range<u32>,
    /// The file that it is written in: configuration files take parts of others.
    pub file: Arc<Path>,
    /// Where the constants stand that it is made of.
    pub sources: Vec<Place>,
}

/// A file and bytes of it.
pub type Place = (Arc<Path>, Range<u32>);

/// Some environment variables.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variables {
    /// The file that they are loaded from, as it is written; none for the environment.
    pub file: Option<String>,
    /// What their names begin with; nothing for all of them.
    pub prefixes: Vec<String>,
    /// The one that is meant; none for all of them.
    pub name: Option<String>,
}

impl Value {
    /// The value under a chain of keys.
    pub fn get(&self, keys: &[&str]) -> Option<&Value> {
        match keys {
            [] => Some(self),
            _ => self.property(keys).map(|property| &property.value),
        }
    }

    /// The property under a chain of keys; the last one, if there are several of a name.
    pub fn property(&self, keys: &[&str]) -> Option<&Property> {
        let (first, rest) = keys.split_first()?;
        let property = self.entries().iter().rev().find(|property| property.name == *first)?;
        if rest.is_empty() { Some(property) } else { property.value.property(rest) }
    }

    /// An object's properties; none of anything else.
    pub fn entries(&self) -> &[Property] {
        match self {
            Self::Object(entries) => entries,
            _ => &[],
        }
    }

    /// An array's elements; none of anything else.
    pub fn elements(&self) -> &[Value] {
        match self {
            Self::List(elements) => elements,
            _ => &[],
        }
    }

    /// The string.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The strings of a string, an array or the values of an object, however deep.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Text(text) => vec![text],
            Self::List(elements) => elements.iter().flat_map(Self::texts).collect(),
            Self::Object(entries) => entries.iter().flat_map(|property| property.value.texts()).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether it is this truth value.
    pub fn is(&self, value: bool) -> bool {
        *self == Self::Bool(value)
    }

    /// Every value in it, itself first.
    pub fn walk(&self) -> Vec<&Value> {
        let mut all = vec![self];
        let mut at = 0;
        while at < all.len() {
            match all[at] {
                Self::List(elements) | Self::Call(_, elements) => all.extend(elements),
                Self::Object(entries) => all.extend(entries.iter().map(|property| &property.value)),
                _ => {}
            }
            at += 1;
        }
        all
    }

    /// The object within calls such as `defineConfig({…})` and `withPlugin(options)(config)`.
    pub(super) fn unwrapped(self) -> Self {
        match self {
            Self::Call(names, arguments) if names.first().is_some_and(|name| name != "JSON") => {
                let last = arguments.into_iter().map(Self::unwrapped).rfind(|value| {
                    matches!(value, Self::Object(_)) || matches!(value, Self::List(list) if !list.is_empty())
                });
                last.unwrap_or(Self::Unknown)
            }
            other => other,
        }
    }

    /// Two objects as one, as `merge` functions have it: the second's values win, lists are joined.
    pub(super) fn merged(self, other: Self) -> Self {
        match (self, other) {
            (Self::Object(mut entries), Self::Object(more)) => {
                for property in more {
                    match entries.iter_mut().find(|known| known.name == property.name) {
                        Some(known) => {
                            let before = std::mem::replace(&mut known.value, Self::Unknown);
                            *known = Property { value: before.merged(property.value), ..property };
                        }
                        None => entries.push(property),
                    }
                }
                Self::Object(entries)
            }
            (Self::List(mut elements), Self::List(more)) => {
                elements.extend(more);
                Self::List(elements)
            }
            (known, Self::Unknown) => known,
            (_, other) => other,
        }
    }
}
