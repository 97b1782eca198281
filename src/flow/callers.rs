//! Who calls a function.

use std::rc::Rc;

use super::spot::Instance;
use super::{Caller, Flow, Root, Spot};
use crate::side::ModuleId;
use crate::syntax::program::{ClassId, Expr, ExprId, FunctionId};

/// A call of a function of the workspace, in some module.
#[derive(Debug, Clone)]
pub struct Known {
    module: ModuleId,
    function: FunctionId,
    call: ExprId,
    /// The object whose method is called.
    this: Option<Receiver>,
}

/// An object of a class of the workspace, and where it was made.
#[derive(Debug, Clone, Copy)]
struct Receiver {
    module: ModuleId,
    class: ClassId,
    made: Option<(ModuleId, ExprId)>,
}

/// How many modules are looked at for calls of one function.
const MOST_IMPORTERS: usize = 256;

impl Flow<'_> {
    /// The calls of a function, and the elements of a component, in its module and those that may know it.
    pub(super) fn callers(&self, module: ModuleId, function: FunctionId) -> Vec<Caller> {
        let mut found = Vec::new();
        for candidate in self.who_may_know(module) {
            let calls = self.programs.known_calls(candidate, || self.calls_in(candidate));
            let of_function =
                calls.iter().filter(|known| (known.module, known.function) == (module, function));
            found.extend(of_function.map(|known| Caller {
                module,
                function,
                call: self.spot(candidate, known.call),
                this: known.this.map(|Receiver { module, class, made }| {
                    let made = made.map(|(module, expr)| self.spot(module, expr));
                    Rc::new(Instance { module, class, made })
                }),
            }));
        }
        found
    }

    /// A module and those that import it, whatever lies between.
    fn who_may_know(&self, module: ModuleId) -> Vec<ModuleId> {
        let mut found = vec![module];
        let mut at = 0;
        while at < found.len() && found.len() < MOST_IMPORTERS {
            for importer in self.builds.importers(found[at]) {
                if !found.contains(importer) {
                    found.push(*importer);
                }
            }
            at += 1;
        }
        found
    }

    /// Every call in a module of a function that is known.
    fn calls_in(&self, module: ModuleId) -> Vec<Known> {
        let Some(program) = self.program(module) else { return Vec::new() };
        let mut found = Vec::new();
        // Questions within a question: neither their work nor what they miss is its.
        let (work, missing) = (self.work.get(), self.missing.take());
        for action in &program.actions {
            let callee = match &program.exprs[*action] {
                Expr::Call { callee, .. } => *callee,
                Expr::Element { name, .. } => *name,
                _ => continue,
            };
            self.work.set(500);
            for root in self.roots(&self.spot(module, callee)) {
                let Some((module, function)) = self.function_of(&root) else { continue };
                let this = match &root {
                    Root::Value(Spot { receiver: Some(object), .. }) => {
                        let made = object.made.as_ref().map(|made| (made.module, made.expr));
                        Some(Receiver { module: object.module, class: object.class, made })
                    }
                    _ => None,
                };
                found.push(Known { module, function, call: *action, this });
            }
        }
        self.work.set(work);
        self.missing.replace(missing);
        found
    }

    /// The function that is called when something is: itself, or a class's constructor.
    fn function_of(&self, root: &Root) -> Option<(ModuleId, FunctionId)> {
        let spot = match root {
            Root::Value(spot) => spot.clone(),
            // `memo(Component)`, `forwardRef(Component)`
            Root::Api(api) => self.component(api)?,
            _ => return None,
        };
        let program = self.program(spot.module)?;
        match program.exprs.get(spot.expr)? {
            Expr::Function(function) => Some((spot.module, *function)),
            Expr::Class(class) => {
                program.classes[*class].constructor.map(|constructor| (spot.module, constructor))
            }
            _ => None,
        }
    }

    fn component(&self, api: &super::Api) -> Option<Spot> {
        let path = api.path();
        let name = path.iter().rev().find(|name| **name != "()")?;
        if !matches!(*name, "memo" | "forwardRef" | "observer" | "connect" | "withRouter" | "defineComponent")
        {
            return None;
        }
        let call = api.calls().last()?;
        let Some(Expr::Call { arguments, .. }) = self.expr(call) else { return None };
        let first = arguments.first()?;
        self.roots(&call.at(first.value)).into_iter().find_map(|root| match root {
            Root::Value(spot) => Some(spot),
            _ => None,
        })
    }
}
