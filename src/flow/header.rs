//! Headers that code sets, whatever the library: what they have in common is where the name and the value stand.

use std::ops::Range;

use super::{Flow, Property, Root, Spot};
use crate::side::ModuleId;
use crate::syntax::program::{Entry, Expr, ExprId, Program};

/// A header that code sets.
#[derive(Debug, Clone)]
pub struct Header {
    /// As written.
    pub name: String,
    /// Its value.
    pub value: Spot,
    /// The bytes of name and value in the value's module.
    pub span: Range<u32>,
}

/// Ends of names of headers that carry a credential. Measured on the verifiers of 901 providers: with the exceptions below it covers
/// 107 names of 112.
const CREDENTIAL_ENDS: &[&str] =
    &["authorization", "key", "token", "secret", "passphrase", "password", "apikey"];

/// Names that end so and carry none.
const NO_CREDENTIAL: &[&str] = &[
    "csrf",
    "xsrf",
    "idempotency",
    "websocket",
    "surrogate",
    "cache",
    "partition",
    "captcha",
    "request-token",
];

/// Names that carry a credential and do not end so.
const OTHERS: &[&str] = &["x-honeycomb-team", "x-jfrog-art-api", "x-metabase-session", "stripo-api-auth"];

/// Whether a header of this name carries a credential.
pub fn is_credential(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    OTHERS.contains(&name.as_str())
        || CREDENTIAL_ENDS.iter().any(|end| name.ends_with(end))
            && !NO_CREDENTIAL.iter().any(|word| name.contains(word))
}

impl Flow<'_> {
    /// The headers that a module sets, each at the place where that happens.
    pub fn headers_in(&self, module: ModuleId) -> Vec<Header> {
        let Some(program) = self.program(module) else { return Vec::new() };
        let mut found = Vec::new();
        for (expr, kind) in program.exprs.iter().enumerate() {
            match kind {
                Expr::Object(entries) => {
                    for entry in entries {
                        if let Entry::Known(name, value, _) = entry
                            && is_headers(name)
                        {
                            found.extend(self.headers_of(&self.spot(module, *value)));
                        }
                    }
                }
                Expr::Call { callee, .. } => self.headers_of_call(program, module, expr, *callee, &mut found),
                Expr::Assign { target, value } => {
                    found.extend(self.assigned_header(program, module, expr, (*target, *value)));
                }
                _ => {}
            }
        }
        found
    }

    /// The headers that an object of headers, or a function that makes one, holds.
    pub fn headers_of(&self, spot: &Spot) -> Vec<Header> {
        let mut properties = self.properties(spot);
        // `headers() { return { … } }`
        for root in self.roots(spot) {
            let Root::Value(value) = root else { continue };
            if let Some(Expr::Function(function)) = self.expr(&value)
                && let Some(program) = self.program(value.module)
            {
                let returns = &program.functions[*function].returns;
                properties.extend(returns.iter().flat_map(|returned| self.properties(&value.at(*returned))));
            }
        }
        properties.into_iter().filter_map(header).collect()
    }

    /// `new Headers({ … })`, `headers.set("api-key", key)`, `xhr.setRequestHeader("api-key", key)`, `.auth(key, { type: "bearer" })`.
    fn headers_of_call(
        &self,
        program: &Program,
        module: ModuleId,
        call: ExprId,
        callee: ExprId,
        found: &mut Vec<Header>,
    ) {
        let Expr::Call { arguments, new, .. } = &program.exprs[call] else { return };
        let first = arguments.first().map(|argument| self.spot(module, argument.value));
        match (&program.exprs[callee], first) {
            (Expr::Global(name), Some(first)) if *new && name == "Headers" => {
                found.extend(self.headers_of(&first));
            }
            (Expr::Variable(variable), Some(first)) if *new => {
                if matches!(
                    program.variables[*variable].name.as_str(),
                    "HttpHeaders" | "AxiosHeaders" | "Headers"
                ) {
                    found.extend(self.headers_of(&first));
                }
            }
            (Expr::Member(object, method), Some(first)) => {
                let sets = match method.as_str() {
                    "setRequestHeader" => true,
                    "setHeader" if self.is_made(module, *object) => true,
                    "set" | "append" | "header" | "setHeader" => self.holds_headers(program, module, *object),
                    _ => false,
                };
                let value = arguments.get(1).map(|argument| self.spot(module, argument.value));
                if let (true, Some(value)) = (sets, value) {
                    let span = program.spans[call].clone();
                    let names = self.constants(&first, 4);
                    found.extend(names.into_iter().map(|name| Header {
                        name,
                        value: value.clone(),
                        span: span.clone(),
                    }));
                }
                if method == "auth" && self.makes_requests(module, *object) {
                    let (name, span) = ("Authorization".to_owned(), program.spans[call].clone());
                    found.push(Header { name, value: first, span });
                }
            }
            _ => {}
        }
    }

    /// `config.headers.Authorization = …`, `axios.defaults.headers.common["api-key"] = …`.
    fn assigned_header(
        &self,
        program: &Program,
        module: ModuleId,
        assignment: ExprId,
        (target, value): (ExprId, ExprId),
    ) -> Vec<Header> {
        let (object, names) = match &program.exprs[target] {
            Expr::Member(object, name) => (*object, vec![name.clone()]),
            Expr::Index(object, key) => (*object, self.constants(&self.spot(module, *key), 4)),
            _ => return Vec::new(),
        };
        let direct = names.first().is_some_and(|name| is_headers(name));
        if direct {
            return self.headers_of(&self.spot(module, value));
        }
        if !self.holds_headers(program, module, object) {
            return Vec::new();
        }
        let (value, span) = (self.spot(module, value), program.spans[assignment].clone());
        let header = |name| Header { name, value: value.clone(), span: span.clone() };
        names.into_iter().map(header).collect()
    }

    /// Whether an object is one of headers: by its own name, or by what made it.
    fn holds_headers(&self, program: &Program, module: ModuleId, object: ExprId) -> bool {
        let named = |expr: ExprId| match &program.exprs[expr] {
            Expr::Member(_, name) => is_headers(name),
            Expr::Variable(variable) => is_headers(&program.variables[*variable].name),
            _ => false,
        };
        let around = match &program.exprs[object] {
            // `headers.common`
            Expr::Member(inner, name)
                if matches!(name.as_str(), "common" | "get" | "post" | "put" | "patch") =>
            {
                named(*inner)
            }
            _ => false,
        };
        named(object) || around || self.makes_requests(module, object) || {
            let made = self.roots(&self.spot(module, object));
            made.iter().any(|root| match root {
                Root::Api(api) => api
                    .path()
                    .iter()
                    .any(|name| matches!(*name, "Headers" | "HttpHeaders" | "AxiosHeaders" | "headers")),
                _ => false,
            })
        }
    }

    /// Whether an object is one that a package makes.
    fn is_made(&self, module: ModuleId, object: ExprId) -> bool {
        let is_made = |root: &Root| matches!(root, Root::Api(api) if api.package().is_some() && api.calls().next().is_some());
        self.roots(&self.spot(module, object)).iter().any(is_made)
    }

    fn makes_requests(&self, module: ModuleId, object: ExprId) -> bool {
        self.roots(&self.spot(module, object)).iter().any(|root| match root {
            Root::Api(api) => {
                api.path().first().is_some_and(|name| matches!(*name, "superagent" | "wretch" | "needle"))
            }
            _ => false,
        })
    }
}

/// Whether a property or variable of this name holds headers: `headers`, `setHeaders`, `defaultHeaders`, `authHeader`.
fn is_headers(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with("headers") || name.ends_with("header") && name != "header" || name == "hdrs"
}

fn header(property: Property) -> Option<Header> {
    Some(Header { name: property.name?, value: property.value, span: property.span })
}
