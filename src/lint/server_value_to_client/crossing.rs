//! The places at which a module's values leave the server.

use std::ops::Range;

use super::{answer, element, function};
use crate::flow::Spot;
use crate::lint::Context;
use crate::side::ModuleId;

/// A value that leaves the server.
pub struct Crossing {
    /// The value.
    pub value: Spot,
    /// The bytes that put it there, in the value's module.
    pub span: Range<u32>,
    /// The name that it goes by on the way.
    pub name: String,
    /// What gets it, as the subject of a sentence.
    pub what: String,
    /// The browser runs the code as well, and so has whatever is written out in it.
    pub is_shared: bool,
}

impl Crossing {
    /// A value at its own place.
    pub fn of_value(context: &Context<'_>, value: Spot, what: impl Into<String>) -> Self {
        Self {
            span: context.flow.span(&value),
            value,
            name: String::new(),
            what: what.into(),
            is_shared: false,
        }
    }
}

/// Every crossing in a module.
pub fn of_module(context: &Context<'_>, module: ModuleId) -> Vec<Crossing> {
    let mut found = Vec::new();
    function::crossings(context, module, &mut found);
    element::crossings(context, module, &mut found);
    answer::crossings(context, module, &mut found);
    found
}
