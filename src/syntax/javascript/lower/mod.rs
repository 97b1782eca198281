//! From a syntax tree to [`Program`]: what values a module's expressions are made of.

mod expression;
mod function;
mod pattern;
mod statement;

use std::collections::HashMap;
use std::ops::Range;

use oxc_ast::ast::{IdentifierReference, Program as Tree};
use oxc_semantic::{Scoping, SymbolId};
use oxc_span::Span;

use crate::syntax::program::{Argument, ClassId, Definition, Expr, ExprId, FunctionId, Program, VariableId};

/// Reads trees into a program; a page has several.
pub(super) struct Lower<'l> {
    program: &'l mut Program,
    scoping: &'l Scoping,
    /// Where the text begins in the file.
    offset: u32,
    symbols: HashMap<SymbolId, VariableId>,
    function: Option<FunctionId>,
    class: Option<ClassId>,
}

impl<'l> Lower<'l> {
    pub fn new(program: &'l mut Program, scoping: &'l Scoping, offset: u32) -> Self {
        Self { program, scoping, offset, symbols: HashMap::new(), function: None, class: None }
    }

    /// Reads a whole tree.
    pub fn tree(mut self, tree: &Tree<'_>) {
        self.statements(&tree.body);
        self.note_top();
        note_touches(self.program);
    }

    /// Reads one expression of markup, whose names are those of the scripts.
    pub fn markup(mut self, expression: &oxc_ast::ast::Expression<'_>) -> ExprId {
        let lowered = self.expression(expression);
        note_touches(self.program);
        lowered
    }

    fn range(&self, span: Span) -> Range<u32> {
        span.start + self.offset..span.end + self.offset
    }

    fn push(&mut self, expr: Expr, span: Span) -> ExprId {
        let is_action = matches!(expr, Expr::Call { .. } | Expr::Element { .. } | Expr::Assign { .. });
        let id = self.program.exprs.len();
        self.program.exprs.push(expr);
        let span = self.range(span);
        self.program.spans.push(span);
        self.program.owners.push(self.function);
        if is_action {
            self.program.actions.push(id);
        }
        id
    }

    fn variable(&mut self, symbol: SymbolId) -> VariableId {
        if let Some(known) = self.symbols.get(&symbol) {
            return *known;
        }
        let id = self.new_variable(self.scoping.symbol_name(symbol));
        self.symbols.insert(symbol, id);
        id
    }

    fn new_variable(&mut self, name: &str) -> VariableId {
        let variable = crate::syntax::program::Variable { name: name.to_owned(), ..Default::default() };
        self.program.variables.push(variable);
        self.program.variables.len() - 1
    }

    fn define(&mut self, variable: VariableId, definition: Definition) {
        self.program.variables[variable].definitions.push(definition);
    }

    fn reference(&mut self, name: &IdentifierReference<'_>) -> Expr {
        let symbol = name.reference_id.get().and_then(|id| self.scoping.get_reference(id).symbol_id());
        match (symbol, name.name.as_str()) {
            (Some(symbol), _) => Expr::Variable(self.variable(symbol)),
            (None, "undefined" | "NaN" | "Infinity") => Expr::Nothing,
            (None, name) => match self.program.top.get(name) {
                Some(variable) => Expr::Variable(*variable),
                None => Expr::Global(name.to_owned()),
            },
        }
    }

    /// Makes the names of the top level known to other scripts of the same page.
    fn note_top(&mut self) {
        for (name, symbol) in self.scoping.get_bindings(self.scoping.root_scope_id()) {
            if let Some(variable) = self.symbols.get(symbol) {
                self.program.top.insert(name.to_string(), *variable);
            }
        }
    }
}

/// Tells variables of what is done to their members.
fn note_touches(program: &mut Program) {
    for variable in &mut program.variables {
        variable.touched.clear();
    }
    for at in 0..program.actions.len() {
        let action = program.actions[at];
        let target = match &program.exprs[action] {
            Expr::Assign { target, .. } => *target,
            Expr::Call { callee, .. } if matches!(program.exprs[*callee], Expr::Member(..)) => *callee,
            _ => continue,
        };
        if let Some(variable) = program.root(target) {
            program.variables[variable].touched.push(action);
        }
        if let Expr::Call { callee, arguments, .. } = &program.exprs[action] {
            // `Object.assign(headers, { … })`
            let assigned = is_object_assign(program, *callee).then(|| arguments.first()).flatten();
            if let Some(variable) = assigned.and_then(|Argument { value, .. }| program.root(*value)) {
                program.variables[variable].touched.push(action);
            }
        }
    }
}

fn is_object_assign(program: &Program, callee: ExprId) -> bool {
    match &program.exprs[callee] {
        Expr::Member(object, name) if name == "assign" => {
            matches!(&program.exprs[*object], Expr::Global(global) if global == "Object")
        }
        _ => false,
    }
}
