//! What a module does that lints look at, worked out once for all of them.

use std::cell::OnceCell;

use super::Context;
use super::exchange::{self, Exchange};
use crate::side::ModuleId;
use crate::syntax::program::{Entry, Expr};

/// A module, and what it does.
pub struct Survey<'s> {
    /// What every lint has at hand.
    pub context: &'s Context<'s>,
    /// The module.
    pub module: ModuleId,
    exchanges: OnceCell<Vec<Exchange>>,
}

impl<'s> Survey<'s> {
    pub(super) fn new(context: &'s Context<'s>, module: ModuleId) -> Self {
        Self { context, module, exchanges: OnceCell::new() }
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
        program.exprs.iter().any(in_expr) || program.variables.iter().any(|variable| is_asked(&variable.name))
    }

    /// The requests that it makes and the headers that it sets, for each way in which it is called.
    pub fn exchanges(&self) -> &[Exchange] {
        self.exchanges.get_or_init(|| exchange::of_module(self.context, self.module))
    }
}
