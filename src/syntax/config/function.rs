//! Functions of a configuration file: what they return for what they are given.

use oxc_allocator::CloneIn;
use oxc_ast::ast::*;

use super::scope::Callable;
use super::{DEEPEST, Reader};
use crate::syntax::value::Value;

impl<'a> Reader<'a, '_> {
    /// The function that an expression is or names.
    pub(super) fn callable(&mut self, expression: &Expression<'a>) -> Option<Callable<'a>> {
        match expression.get_inner_expression() {
            Expression::ArrowFunctionExpression(arrow) => {
                Some(Callable::Arrow(self.allocator.alloc(arrow.as_ref().clone_in(self.allocator))))
            }
            Expression::FunctionExpression(function) => Some(self.keep(function)),
            Expression::Identifier(name) => self.scopes.function(&name.name),
            _ => None,
        }
    }

    /// A function's tree as long as the program's.
    pub(super) fn keep(&self, function: &Function<'a>) -> Callable<'a> {
        Callable::Function(self.allocator.alloc(function.clone_in(self.allocator)))
    }

    /// What a function returns. Without arguments it is taken for what a tool calls for a production build.
    pub(super) fn apply(&mut self, function: Callable<'a>, arguments: Vec<Value>, depth: usize) -> Value {
        if depth > DEEPEST || !self.may_go_on() {
            return Value::Unknown;
        }
        let arguments = if arguments.is_empty() { self.of_production() } else { arguments };
        self.scopes.push();
        let value = match function {
            Callable::Arrow(arrow) => {
                self.bind_parameters(&arrow.params, arguments, depth);
                match &arrow.body {
                    ArrowFunctionBody::FunctionBody(body) => self.returned(body, depth + 1),
                    body => body.as_expression().map_or(Value::Unknown, |e| self.read(e, depth + 1)),
                }
            }
            Callable::Function(function) => {
                self.bind_parameters(&function.params, arguments, depth);
                function.body.as_ref().map_or(Value::Unknown, |body| self.returned(body, depth + 1))
            }
        };
        self.scopes.pop();
        value
    }

    /// What bundlers tell a configuration that is a function.
    fn of_production(&self) -> Vec<Value> {
        let text = |text: &str| Value::Text(text.to_owned());
        let first = [
            ("mode", text("production")),
            ("command", text("build")),
            ("env", text("production")),
            ("envMode", text("production")),
            ("production", Value::Bool(true)),
            ("development", Value::Bool(false)),
            ("dev", Value::Bool(false)),
            ("watch", Value::Bool(false)),
        ];
        let second = [("mode", text("production"))];
        vec![self.object_of(first), self.object_of(second)]
    }

    fn bind_parameters(&mut self, parameters: &FormalParameters<'a>, arguments: Vec<Value>, depth: usize) {
        let mut arguments = arguments.into_iter();
        for parameter in &parameters.items {
            let given = arguments.next().unwrap_or_default();
            let value = match (&parameter.initializer, given) {
                (Some(default), Value::Unknown) => self.read(default, depth + 1),
                (_, given) => given,
            };
            self.bind(&parameter.pattern, value, depth);
        }
        if let Some(rest) = &parameters.rest {
            self.bind(&rest.rest.argument, Value::List(arguments.collect()), depth);
        }
    }

    /// Defines the names of a pattern.
    pub(super) fn bind(&mut self, pattern: &BindingPattern<'a>, value: Value, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match pattern {
            BindingPattern::BindingIdentifier(name) => self.scopes.define(&name.name, value),
            BindingPattern::ObjectPattern(object) => {
                for property in &object.properties {
                    let key = property.key.static_name();
                    let part = key.map_or(Value::Unknown, |key| super::expression::member(&value, &key));
                    self.bind(&property.value, part, depth + 1);
                }
                if let Some(rest) = &object.rest {
                    self.bind(&rest.argument, value, depth + 1);
                }
            }
            BindingPattern::ArrayPattern(array) => {
                for (at, element) in array.elements.iter().enumerate() {
                    let Some(element) = element else { continue };
                    let part = value.elements().get(at).cloned().unwrap_or_default();
                    self.bind(element, part, depth + 1);
                }
            }
            BindingPattern::AssignmentPattern(assignment) => {
                let value = match value {
                    Value::Unknown => self.read(&assignment.right, depth + 1),
                    known => known,
                };
                self.bind(&assignment.left, value, depth + 1);
            }
        }
    }
}
