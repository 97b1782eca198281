//! Calls that write to a log.

use crate::flow::{Flow, Spot};
use crate::side::ModuleId;
use crate::syntax::program::{Expr, ExprId, Program};

/// Methods that log what they get.
const METHODS: &[&str] = &[
    "log", "info", "warn", "error", "debug", "trace", "dir", "table", "fatal", "verbose", "silly", "notice",
    "success", "write", "critical", "alert", "http",
];

/// Last words of the names of what has them.
const LOGGERS: &[&str] = &[
    "console", "log", "logger", "logging", "consola", "winston", "pino", "signale", "loglevel", "stdout",
    "stderr",
];

/// What a module logs: the calls, each with the places of its arguments.
pub fn in_module(flow: &Flow<'_>, module: ModuleId) -> Vec<(Spot, Vec<Spot>)> {
    let Some(program) = flow.program(module) else { return Vec::new() };
    let calls = program.actions.iter().filter_map(|action| {
        let Expr::Call { callee, arguments, new: false } = &program.exprs[*action] else { return None };
        let Expr::Member(object, method) = &program.exprs[*callee] else { return None };
        let logs = METHODS.contains(&method.as_str()) && is_logger(program, *object);
        let places = arguments.iter().map(|argument| flow.spot(module, argument.value)).collect();
        logs.then(|| (flow.spot(module, *action), places))
    });
    calls.collect()
}

fn is_logger(program: &Program, object: ExprId) -> bool {
    let name = match &program.exprs[object] {
        Expr::Global(name) | Expr::Member(_, name) => name,
        Expr::Variable(variable) => &program.variables[*variable].name,
        // `getLogger().info(…)`, `logger.child({ … }).info(…)`
        Expr::Call { callee, .. } => match &program.exprs[*callee] {
            Expr::Member(object, method) if method == "child" || method == "withTag" => {
                return is_logger(program, *object);
            }
            Expr::Member(_, name) | Expr::Global(name) => name,
            Expr::Variable(variable) => &program.variables[*variable].name,
            _ => return false,
        },
        _ => return false,
    };
    super::name::words(name).last().is_some_and(|word| LOGGERS.contains(&word.as_str()))
}
