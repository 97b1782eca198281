//! `keyside explain RULE`: the rule's page.

use std::io::Write;

use anyhow::Result;
use keyside::report::rule_page;

use crate::Status;
use crate::cli::ExplainArgs;

pub fn run(args: &ExplainArgs) -> Result<Status> {
    let rules = super::rules_here(&args.file, &args.rules)?;
    // An exposed finding's id in SARIF ends with `/client`; people paste it here.
    let rule = rules.get(args.rule.trim_end_matches("/client"))?;
    let page = rule_page::rule(rule, rules.provider(rule));
    write!(anstream::stdout(), "# {}\n\n{}", rule.id, page)?;
    Ok(Status::Clean)
}
