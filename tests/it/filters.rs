//! What the filters let through and what not, where no rule's own example can show it.

use std::sync::Arc;

use keyside::rule::{RuleSet, check};
use keyside::scan::{Options, Scanner};

use crate::fixture::expand;

/// A scanner with one rule for Acme besides the built-in ones; `more` is part of the rule.
fn with_acme_rule(more: &str) -> Scanner {
    let text = format!(
        r#"
provider = "Acme"
homepage = "https://acme.example"

[[rule]]
id = "acme-secret"
title = "Acme secret"
class = "secret"
confidence = "high"
{more}
description = "Opens Acme."
remediation = "Revoke it."
references = ["https://acme.example/docs"]
match = [{{ text = "«x»" }}]
no_match = [{{ text = "x", why = "Not run here." }}]
"#
    );
    let file = check::read("acme.toml", "acme", &text).expect("the rule is well formed");
    let mut rules = RuleSet::builtin();
    rules.merge(vec![file]);
    Scanner::new(Arc::new(rules), Options::default())
}

fn found(scanner: &Scanner, text: &str) -> Vec<String> {
    scanner.text("app.env", text.as_bytes()).findings.into_iter().map(|finding| finding.rule).collect()
}

#[test]
fn a_well_known_value_is_no_secret() {
    let pattern = r#"keywords = ["acme_"]
pattern = '\b(?<secret>acme_[0-9a-f]{32})\b'"#;
    let key = expand("acme_<<hex:32>>");
    let finding = with_acme_rule(pattern).text("a", key.as_bytes()).findings.remove(0);
    let known = format!("{pattern}\nwell_known = [\"{}\"]", finding.fingerprint);
    let scanner = with_acme_rule(&known);
    assert!(found(&scanner, &key).is_empty());
    let other = keyside::rule::example::expand("acme_<<hex:32>>", 99).expect("it is known").text;
    assert_eq!(found(&scanner, &other), ["acme-secret"]);
}

#[test]
fn a_value_may_hold_what_separates_others() {
    let scanner = with_acme_rule(
        r#"assignment = { names = ["acme secret"], value_pattern = '[0-9A-Za-z,;()<>]{24}', gate = "none" }"#,
    );
    let text = expand("ACME_SECRET=<<alnum:6>>,<<alnum:6>>;<<alnum:4>>(<<alnum:5>>");
    assert_eq!(found(&scanner, &text), ["acme-secret"]);
}

#[test]
fn a_key_may_begin_with_its_providers_name() {
    let scanner = Scanner::new(Arc::new(RuleSet::builtin()), Options::default());
    let key = expand("PERFECTPAY_API_KEY=perfectpay_live_<<alnum:40>>");
    assert_eq!(found(&scanner, &key), ["perfectpay-secret-key"]);
    // A table of assets: the value is the name and a hash.
    let asset = expand(r#"{ "perfectpay_api_key": "perfectpay_api_key-<<hex:20>>" }"#);
    assert!(found(&scanner, &asset).is_empty());
}
