//! What a module's expressions are made of, as plain data: what [`crate::flow`] follows values through.
//!
//! Types, assertions and `await` are left out, since the value is the same with and without them; a choice between values is
//! [`Expr::OneOf`] whatever decides it.

use std::collections::BTreeMap;
use std::ops::Range;

/// An expression's place in [`Program::exprs`].
pub type ExprId = usize;
/// A variable's place in [`Program::variables`].
pub type VariableId = usize;
/// A function's place in [`Program::functions`].
pub type FunctionId = usize;
/// A class's place in [`Program::classes`].
pub type ClassId = usize;

/// A module's expressions and what they refer to.
#[derive(Debug, Default)]
pub struct Program {
    /// Every expression; those in another come before it.
    pub exprs: Vec<Expr>,
    /// The bytes of each.
    pub spans: Vec<Range<u32>>,
    /// The innermost function around each.
    pub owners: Vec<Option<FunctionId>>,
    /// Variables of every scope.
    pub variables: Vec<Variable>,
    /// Functions and methods.
    pub functions: Vec<Function>,
    /// Classes.
    pub classes: Vec<Class>,
    /// Calls, constructions, elements and assignments to members, in the order of evaluation.
    pub actions: Vec<ExprId>,
    /// What others may import.
    pub exports: BTreeMap<String, Exported>,
    /// Modules all of whose names are passed on.
    pub passed_on: Vec<String>,
    /// The names of the top level.
    pub top: BTreeMap<String, VariableId>,
}

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// A string.
    Text(String),
    /// A number.
    Number(f64),
    /// A truth value.
    Bool(bool),
    /// `null`, `undefined`, a regular expression and the like: nothing that text is made of.
    Nothing,
    /// A template, or a sum.
    Concat(Vec<ExprId>),
    /// An object literal.
    Object(Vec<Entry>),
    /// An array literal.
    Array(Vec<Argument>),
    /// A variable.
    Variable(VariableId),
    /// A name that nothing here declares.
    Global(String),
    /// `import.meta`.
    Meta,
    /// `object.name`, `object["name"]`.
    Member(ExprId, String),
    /// `object[key]`.
    Index(ExprId, ExprId),
    /// A call, or a construction with `new`.
    Call {
        /// What is called.
        callee: ExprId,
        /// With what.
        arguments: Vec<Argument>,
        /// Whether with `new`.
        new: bool,
    },
    /// A function.
    Function(FunctionId),
    /// A class.
    Class(ClassId),
    /// One of several values.
    OneOf(Vec<ExprId>),
    /// `this` within a class.
    This(Option<ClassId>),
    /// `super` within a class.
    Super(Option<ClassId>),
    /// A module as such: `import("…")`, `require("…")`.
    Module(String),
    /// An element of JSX.
    Element {
        /// A component, or [`Expr::Text`] for an element of HTML.
        name: ExprId,
        /// Its attributes.
        properties: Vec<Entry>,
        /// What stands in it.
        children: Vec<ExprId>,
    },
    /// `target = value`, where the target is a member.
    Assign {
        /// [`Expr::Member`] or [`Expr::Index`].
        target: ExprId,
        /// What it gets.
        value: ExprId,
    },
    /// Something that is made of these by other means.
    Mixed(Vec<ExprId>),
}

/// An argument or element of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Argument {
    /// Its value.
    pub value: ExprId,
    /// `...value`.
    pub spread: bool,
}

/// A property of an object or an attribute of an element.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// `name: value`.
    Known(String, ExprId, Range<u32>),
    /// `[name]: value`.
    Computed(ExprId, ExprId),
    /// `...value`.
    Spread(ExprId),
}

/// A variable of any scope.
#[derive(Debug, Default)]
pub struct Variable {
    /// As declared.
    pub name: String,
    /// What it may hold.
    pub definitions: Vec<Definition>,
    /// Assignments to its members and calls of its methods, however deep.
    pub touched: Vec<ExprId>,
}

/// What a variable may hold.
#[derive(Debug, Clone, PartialEq)]
pub enum Definition {
    /// A value, or what a pattern takes out of it.
    Value(ExprId, Vec<Key>),
    /// A parameter of a function, or what a pattern takes out of it.
    Parameter(FunctionId, usize, Vec<Key>),
    /// A name of another module; `*` for the whole.
    Import(String, String),
}

/// A step of a pattern.
#[derive(Debug, Clone, PartialEq)]
pub enum Key {
    /// A property.
    Name(String),
    /// An element.
    Element(usize),
    /// What is left after some properties, or from some element on.
    Rest,
    /// What stands there if the value lacks it.
    Default(ExprId),
}

/// A function or method.
#[derive(Debug, Default)]
pub struct Function {
    /// Its bytes.
    pub span: Range<u32>,
    /// The variable of each parameter, if it is no pattern.
    pub parameters: Vec<Option<VariableId>>,
    /// What it returns.
    pub returns: Vec<ExprId>,
    /// The class whose method it is.
    pub class: Option<ClassId>,
    /// The object literal whose method it is.
    pub object: Option<ExprId>,
    /// Whether it has no `this` of its own.
    pub arrow: bool,
    /// The function around it.
    pub parent: Option<FunctionId>,
    /// The call that it is an argument of, and which one.
    pub passed_to: Option<(ExprId, usize)>,
    /// Directives at its beginning.
    pub directives: Vec<String>,
}

/// A class.
#[derive(Debug, Default)]
pub struct Class {
    /// Its fields and what they hold at first or later.
    pub fields: Vec<(String, ExprId)>,
    /// Its methods.
    pub methods: Vec<Method>,
    /// Its constructor.
    pub constructor: Option<FunctionId>,
    /// What it extends.
    pub parent: Option<ExprId>,
}

/// A method of a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Method {
    /// Its name.
    pub name: String,
    /// The function.
    pub function: FunctionId,
    /// The function as a value.
    pub value: ExprId,
    /// Reading the name calls it.
    pub getter: bool,
}

/// What an exported name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exported {
    /// A variable.
    Variable(VariableId),
    /// A value without a name.
    Value(ExprId),
    /// A name of another module; `*` for the whole.
    From(String, String),
}

impl Program {
    /// Adds an expression of markup, which stands in no function.
    pub(super) fn push(&mut self, expr: Expr, span: Range<u32>) -> ExprId {
        let id = self.exprs.len();
        if matches!(expr, Expr::Element { .. }) {
            self.actions.push(id);
        }
        self.exprs.push(expr);
        self.spans.push(span);
        self.owners.push(None);
        id
    }

    /// The functions around an expression, from the inside out.
    pub fn around(&self, expr: ExprId) -> impl Iterator<Item = FunctionId> {
        std::iter::successors(self.owners[expr], |function| self.functions[*function].parent)
    }

    /// The variable that a chain of members and calls begins with.
    pub fn root(&self, expr: ExprId) -> Option<VariableId> {
        match &self.exprs[expr] {
            Expr::Variable(variable) => Some(*variable),
            Expr::Member(object, _) | Expr::Index(object, _) => self.root(*object),
            Expr::Call { callee, .. } => self.root(*callee),
            _ => None,
        }
    }
}
