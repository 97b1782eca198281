//! Patterns and assignments.

use oxc_ast::ast::*;
use oxc_span::GetSpan;

use super::Lower;
use crate::syntax::program::{Definition, Exported, Expr, ExprId, Key, VariableId};

impl Lower<'_> {
    /// Defines the names of a pattern. Returns the variable, if it is no more than one.
    pub(super) fn bind(&mut self, pattern: &BindingPattern<'_>, of: &Definition) -> Option<VariableId> {
        match pattern {
            BindingPattern::BindingIdentifier(name) => {
                let variable = self.variable(name.symbol_id.get()?);
                self.define(variable, of.clone());
                Some(variable)
            }
            BindingPattern::ObjectPattern(object) => {
                for property in &object.properties {
                    let name = property.key.static_name();
                    let key = name.map_or(Key::Rest, |name| Key::Name(name.into_owned()));
                    self.bind(&property.value, &then(of, key));
                }
                if let Some(rest) = &object.rest {
                    self.bind(&rest.argument, &then(of, Key::Rest));
                }
                None
            }
            BindingPattern::ArrayPattern(array) => {
                for (at, element) in array.elements.iter().enumerate() {
                    if let Some(element) = element {
                        self.bind(element, &then(of, Key::Element(at)));
                    }
                }
                if let Some(rest) = &array.rest {
                    self.bind(&rest.argument, &then(of, Key::Rest));
                }
                None
            }
            BindingPattern::AssignmentPattern(assignment) => {
                let default = self.expression(&assignment.right);
                self.bind(&assignment.left, &then(of, Key::Default(default)))
            }
        }
    }

    pub(super) fn assignment(&mut self, assignment: &AssignmentExpression<'_>) -> ExprId {
        let value = self.expression(&assignment.right);
        let is_sum = assignment.operator == AssignmentOperator::Addition;
        match &assignment.left {
            AssignmentTarget::AssignmentTargetIdentifier(name) => {
                if let Expr::Variable(variable) = self.reference(name) {
                    let value = if is_sum {
                        let before = self.push(Expr::Nothing, name.span);
                        self.push(Expr::Mixed(vec![before, value]), assignment.span)
                    } else {
                        value
                    };
                    self.define(variable, Definition::Value(value, Vec::new()));
                }
            }
            AssignmentTarget::ObjectAssignmentTarget(pattern) => self.object_target(pattern, value),
            other => {
                if let Some(member) = other.as_member_expression() {
                    let target = self.member(member);
                    self.note_assignment(target, value);
                    return self.push(Expr::Assign { target, value }, assignment.span);
                }
            }
        }
        value
    }

    /// `({ key } = config)`
    fn object_target(&mut self, pattern: &ObjectAssignmentTarget<'_>, value: ExprId) {
        for property in &pattern.properties {
            if let AssignmentTargetProperty::AssignmentTargetPropertyIdentifier(property) = property
                && let Expr::Variable(variable) = self.reference(&property.binding)
            {
                let key = Key::Name(property.binding.name.to_string());
                self.define(variable, Definition::Value(value, vec![key]));
            }
        }
    }

    /// `this.key = …` is a field, `module.exports = …` an export.
    fn note_assignment(&mut self, target: ExprId, value: ExprId) {
        let Expr::Member(object, name) = self.program.exprs[target].clone() else { return };
        match &self.program.exprs[object] {
            Expr::This(Some(class)) => self.program.classes[*class].fields.push((name, value)),
            Expr::Global(global) if global == "exports" => {
                self.program.exports.insert(name, Exported::Value(value));
            }
            Expr::Global(global) if global == "module" && name == "exports" => self.export_all_of(value),
            Expr::Member(module, exports) if exports == "exports" => {
                if matches!(&self.program.exprs[*module], Expr::Global(global) if global == "module") {
                    self.program.exports.insert(name, Exported::Value(value));
                }
            }
            _ => {}
        }
    }

    fn export_all_of(&mut self, value: ExprId) {
        if let Expr::Object(entries) = self.program.exprs[value].clone() {
            for entry in entries {
                if let crate::syntax::program::Entry::Known(name, value, _) = entry {
                    self.program.exports.insert(name, Exported::Value(value));
                }
            }
        }
        self.program.exports.insert("default".to_owned(), Exported::Value(value));
    }

    pub(super) fn declarations(&mut self, variables: &VariableDeclaration<'_>) {
        if variables.declare {
            return;
        }
        for declarator in &variables.declarations {
            if let Some(init) = &declarator.init {
                let value = self.expression(init);
                self.bind(&declarator.id, &Definition::Value(value, Vec::new()));
            }
        }
    }

    /// What a loop goes through.
    pub(super) fn loop_variable(&mut self, left: &ForStatementLeft<'_>, right: &Expression<'_>) {
        let list = self.expression(right);
        if let ForStatementLeft::VariableDeclaration(variables) = left {
            let element = self.push(Expr::Mixed(vec![list]), right.span());
            for declarator in &variables.declarations {
                self.bind(&declarator.id, &Definition::Value(element, Vec::new()));
            }
        }
    }
}

fn then(of: &Definition, key: Key) -> Definition {
    let mut of = of.clone();
    match &mut of {
        Definition::Value(_, keys) | Definition::Parameter(_, _, keys) => keys.push(key),
        Definition::Import(..) => {}
    }
    of
}
