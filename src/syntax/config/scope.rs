//! Names and what they stand for.

use std::collections::HashMap;

use oxc_ast::ast::{ArrowFunctionExpression, Function};

use crate::syntax::value::{Place, Value};

/// The name under which scopes hold what CommonJS exports.
pub(super) const COMMON_EXPORTS: &str = "module.exports";

/// How many values constants are put in for at most: one may hold another one twice, and so on.
const MOST_VALUES: usize = 100_000;

/// A function of the file.
#[derive(Clone, Copy)]
pub(super) enum Callable<'a> {
    Arrow(&'a ArrowFunctionExpression<'a>),
    Function(&'a Function<'a>),
}

/// What a name stands for.
enum Named<'a> {
    /// A value, the number of values in it, and where it and the constants stand that it is made of.
    Value(Value, usize, Vec<Place>),
    Function(Callable<'a>),
}

/// Scopes, the innermost last.
pub(super) struct Scopes<'a> {
    all: Vec<HashMap<String, Named<'a>>>,
    copied: usize,
}

impl Default for Scopes<'_> {
    fn default() -> Self {
        Self { all: vec![HashMap::new()], copied: 0 }
    }
}

impl<'a> Scopes<'a> {
    pub fn push(&mut self) {
        self.all.push(HashMap::new());
    }

    pub fn pop(&mut self) {
        self.all.pop();
    }

    pub fn define(&mut self, name: &str, value: Value) {
        self.define_at(name, value, Vec::new());
    }

    /// The same, of what stands somewhere.
    pub fn define_at(&mut self, name: &str, value: Value, places: Vec<Place>) {
        let size = value.walk().len() + places.len();
        self.insert(name, Named::Value(value, size, places));
    }

    pub fn define_function(&mut self, name: &str, function: Callable<'a>) {
        self.insert(name, Named::Function(function));
    }

    fn insert(&mut self, name: &str, named: Named<'a>) {
        if let Some(innermost) = self.all.last_mut() {
            innermost.insert(name.to_owned(), named);
        }
    }

    fn find(&self, name: &str) -> Option<&Named<'a>> {
        self.all.iter().rev().find_map(|scope| scope.get(name))
    }

    /// The function that a name stands for.
    pub fn function(&self, name: &str) -> Option<Callable<'a>> {
        match self.find(name)? {
            Named::Function(function) => Some(*function),
            Named::Value(..) => None,
        }
    }

    /// Whether the name stands for something here.
    pub fn knows(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The value that a name stands for.
    pub fn value(&mut self, name: &str) -> Value {
        self.placed(name).0
    }

    /// The same, and where all of it stands.
    pub fn placed(&mut self, name: &str) -> (Value, Vec<Place>) {
        let Some(Named::Value(value, size, places)) = self.find(name) else { return Default::default() };
        if self.copied + size > MOST_VALUES {
            return Default::default();
        }
        let (found, size) = ((value.clone(), places.clone()), *size);
        self.copied += size;
        found
    }

    /// The value that a name stands for, to be changed.
    pub fn value_mut(&mut self, name: &str) -> Option<&mut Value> {
        match self.all.iter_mut().rev().find_map(|scope| scope.get_mut(name))? {
            Named::Value(value, size, _) => {
                // It is about to grow.
                *size += 1;
                Some(value)
            }
            Named::Function(_) => None,
        }
    }

    /// The values of the outermost scope.
    pub fn into_values(self) -> HashMap<String, Value> {
        let outermost = self.all.into_iter().next().unwrap_or_default();
        let values = outermost.into_iter().filter_map(|(name, named)| match named {
            Named::Value(value, ..) => Some((name, value)),
            Named::Function(_) => None,
        });
        values.collect()
    }
}
