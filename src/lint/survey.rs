//! What a module does that lints look at, worked out once for all of them.

use std::cell::OnceCell;

use super::Context;
use super::exchange::{self, Exchange};
use crate::side::ModuleId;

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

    /// The requests that it makes and the headers that it sets, for each way in which it is called.
    pub fn exchanges(&self) -> &[Exchange] {
        self.exchanges.get_or_init(|| exchange::of_module(self.context, self.module))
    }
}
