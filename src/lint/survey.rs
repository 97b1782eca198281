//! What a module does that lints look at, worked out once for all of them.

use std::cell::OnceCell;

use super::Context;
use super::exchange::{self, Exchange};
use super::sdk::{self, Handed};
use crate::side::ModuleId;
use crate::syntax::program::{Definition, Entry, Expr, Key, Variable};

/// A module, and what it does.
pub struct Survey<'s> {
    /// What every lint has at hand.
    pub context: &'s Context<'s>,
    /// The module.
    pub module: ModuleId,
    exchanges: OnceCell<Vec<Exchange>>,
    handed: OnceCell<Vec<Handed<'s>>>,
}

impl<'s> Survey<'s> {
    pub(super) fn new(context: &'s Context<'s>, module: ModuleId) -> Self {
        Self { context, module, exchanges: OnceCell::new(), handed: OnceCell::new() }
    }

    /// Whether some build gives something of it to clients.
    pub fn reaches_clients(&self) -> bool {
        self.context.builds().reaches_clients(self.module)
    }

    /// Whether some name in it is as asked for.
    pub fn has_name(&self, is_asked: impl Fn(&str) -> bool) -> bool {
        let Some(program) = self.context.flow.program(self.module) else { return false };
        let in_expr = |expr: &Expr| match expr {
            Expr::Member(_, name) | Expr::Text(name) => is_asked(name),
            Expr::Object(entries) => {
                entries.iter().any(|entry| matches!(entry, Entry::Known(name, ..) if is_asked(name)))
            }
            _ => false,
        };
        let in_variable = |variable: &Variable| {
            let taken = variable.definitions.iter().flat_map(|definition| match definition {
                Definition::Value(_, keys) | Definition::Parameter(_, _, keys) => keys.as_slice(),
                Definition::Import(..) => &[],
            });
            let mut names = taken.filter_map(|key| match key {
                Key::Name(name) => Some(name),
                _ => None,
            });
            is_asked(&variable.name) || names.any(|name| is_asked(name))
        };
        program.exprs.iter().any(in_expr) || program.variables.iter().any(in_variable)
    }

    /// The requests that it makes and the headers that it sets, for each way in which it is called.
    pub fn exchanges(&self) -> &[Exchange] {
        self.exchanges.get_or_init(|| exchange::of_module(self.context, self.module))
    }

    /// The keys that it gives to libraries.
    pub fn handed(&self) -> &[Handed<'s>] {
        self.handed.get_or_init(|| sdk::of_module(self.context, self.module))
    }
}
