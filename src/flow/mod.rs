//! Where a value comes from: constants folded, names followed through modules, calls and classes.
//!
//! [`Flow`] answers for one place at a time and reads modules when a value leads into them. What a value comes to is a list of
//! [`Root`]s, since nothing here knows which way a program takes. Work and depth are bounded; an answer that was cut short says so.

mod call;
mod callers;
mod fold;
mod header;
mod held;
mod literal;
mod member;
mod programs;
mod reduce;
mod request;
mod source;
mod spot;
mod text;

use std::cell::{Cell, RefCell};
use std::ops::Range;

pub use header::{Header, is_credential};
pub use held::Held;
pub use literal::{Literal, Literals};
pub use member::Property;
pub use programs::Programs;
pub use request::{Request, Target};
pub use source::{EnvRead, Source};
pub use spot::{Api, Base, Caller, Frame, Hop, Root, Spot, Step};
pub use text::{Piece, Text};

use crate::side::{Builds, ModuleId};
use crate::syntax::program::{ExprId, FunctionId, Program};

/// How many expressions are looked at for one question at most.
const MOST_WORK: u32 = 50_000;

/// How many for all questions about one module.
const MOST_WORK_OF_MODULE: u32 = 500_000;

/// How deeply expressions, names and calls are followed.
const DEEPEST: u32 = 64;

/// In how many ways a function is thought to be called at most.
const MOST_CONTEXTS: usize = 64;

/// How many calls lie between a place and what it is asked for at most.
const LONGEST_CHAIN: usize = 5;

/// Follows values through a workspace's modules.
pub struct Flow<'f> {
    builds: &'f Builds,
    programs: &'f Programs,
    work: Cell<u32>,
    /// What is left of the work that all questions of one module may take.
    left: Cell<u32>,
    /// Functions whose parameters were asked for without a call of them being known.
    missing: RefCell<Vec<(ModuleId, FunctionId)>>,
    /// How many questions were cut short.
    bounded: Cell<u64>,
}

impl<'f> Flow<'f> {
    /// Of a workspace, and what was read of it.
    pub fn new(builds: &'f Builds, programs: &'f Programs) -> Self {
        Self {
            builds,
            programs,
            work: Cell::new(MOST_WORK),
            left: Cell::new(MOST_WORK_OF_MODULE),
            missing: RefCell::default(),
            bounded: Cell::new(0),
        }
    }

    /// The workspace.
    pub fn builds(&self) -> &'f Builds {
        self.builds
    }

    /// A module's values; none if it cannot be read.
    pub fn program(&self, module: ModuleId) -> Option<&'f Program> {
        self.programs.of(self.builds, module)
    }

    /// The bytes of a place in its module; none for the module as a whole.
    pub fn span(&self, spot: &Spot) -> Range<u32> {
        let program = self.program(spot.module);
        program.and_then(|program| program.spans.get(spot.expr)).cloned().unwrap_or_default()
    }

    /// How many questions were cut short so far.
    pub fn bounded(&self) -> u64 {
        self.bounded.get()
    }

    /// A place in a module, asked from nowhere in particular.
    pub fn spot(&self, module: ModuleId, expr: ExprId) -> Spot {
        Spot { module, expr, frame: None, receiver: None, trail: None }
    }

    /// Evaluates a place for every way in which the functions around it are called, as far as the answer depends on that.
    /// Each answer comes with the calls, the innermost first.
    pub fn in_contexts<T>(&self, at: &Spot, evaluate: impl Fn(&Spot) -> T) -> Vec<(T, Vec<Caller>)> {
        let mut answers = Vec::new();
        let mut queue: Vec<Vec<Caller>> = vec![Vec::new()];
        let mut planned = 1;
        while let Some(chain) = queue.pop() {
            self.work.set(MOST_WORK);
            self.missing.borrow_mut().clear();
            let answer = evaluate(&Spot { frame: Frame::chain(&chain), ..at.clone() });
            let missing = std::mem::take(&mut *self.missing.borrow_mut());
            let is_open = |(module, function): &&(ModuleId, FunctionId)| {
                !chain.iter().any(|c| c.calls(*module, *function))
            };
            let callers = match missing.iter().find(is_open) {
                Some((module, function)) if chain.len() < LONGEST_CHAIN => self.callers(*module, *function),
                _ => Vec::new(),
            };
            if callers.is_empty() || planned + callers.len() > MOST_CONTEXTS {
                answers.push((answer, chain));
                continue;
            }
            planned += callers.len();
            queue.extend(
                callers.iter().rev().map(|caller| [&chain[..], std::slice::from_ref(caller)].concat()),
            );
        }
        answers
    }
}
