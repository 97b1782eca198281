//! What evaluating a statement does: whether a bundler may drop it when nobody uses its names.

use oxc_ast::ast::{Class, Expression, IdentifierReference, VariableDeclarator};
use oxc_ecmascript::GlobalContext;
use oxc_ecmascript::side_effects::{MayHaveSideEffects, MayHaveSideEffectsContext, PropertyReadSideEffects};
use oxc_semantic::Scoping;

/// The assumptions that bundlers make: reading a property or an unknown global does nothing, annotations tell the truth.
pub(super) struct Bundler<'s> {
    pub scoping: &'s Scoping,
}

impl<'a> GlobalContext<'a> for Bundler<'_> {
    fn is_global_reference(&self, reference: &IdentifierReference<'a>) -> bool {
        let id = reference.reference_id.get();
        id.is_some_and(|id| self.scoping.get_reference(id).symbol_id().is_none())
    }
}

impl<'a> MayHaveSideEffectsContext<'a> for Bundler<'_> {
    fn annotations(&self) -> bool {
        true
    }

    fn manual_pure_functions(&self, _callee: &Expression<'_>) -> bool {
        false
    }

    fn property_read_side_effects(&self) -> PropertyReadSideEffects {
        PropertyReadSideEffects::None
    }

    fn unknown_global_side_effects(&self) -> bool {
        false
    }
}

impl Bundler<'_> {
    pub fn declarator(&self, declarator: &VariableDeclarator<'_>) -> bool {
        declarator.id.may_have_side_effects(self)
            || declarator.init.as_ref().is_some_and(|init| self.expression(init))
    }

    pub fn class(&self, class: &Class<'_>) -> bool {
        class.may_have_side_effects(self)
    }

    pub fn expression(&self, expression: &Expression<'_>) -> bool {
        match expression.get_inner_expression() {
            // Compiled to calls that are annotated as pure.
            Expression::JSXElement(_) | Expression::JSXFragment(_) => false,
            other => other.may_have_side_effects(self),
        }
    }
}
