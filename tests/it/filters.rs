//! What the filters let through and what not, where no rule's own example can show it.

use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use keyside::finding::Level;
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

fn builtin() -> Scanner {
    Scanner::new(Arc::new(RuleSet::builtin()), Options::default())
}

#[test]
fn a_token_that_expired_is_worth_a_note() {
    let text = expand(r#"token = "<<jwt:{"iss":"https://id.acme.io","exp":1700000000}>>""#);
    let at = |seconds| {
        let options = Options { now: UNIX_EPOCH + Duration::from_secs(seconds), ..Options::default() };
        let finding = Scanner::new(Arc::new(RuleSet::builtin()), options)
            .text("a.py", text.as_bytes())
            .findings
            .remove(0);
        (finding.level, finding.remark.map(|remark| remark.to_string()))
    };
    assert_eq!(at(1_699_999_999), (Level::Error, None));
    assert_eq!(at(1_700_000_001), (Level::Note, Some("expired on 2023-11-14".to_owned())));
}

/// Kinds of PEM block and the rules that find them.
const KEYS: [(&str, &str); 9] = [
    ("<<pem:RSA PRIVATE KEY>>", "private-key-rsa"),
    ("<<pem:EC PRIVATE KEY>>", "private-key-ec"),
    ("<<pem:DSA PRIVATE KEY>>", "private-key-dsa"),
    ("<<pem:PRIVATE KEY>>", "private-key-pkcs8"),
    ("<<pem:OPENSSH PRIVATE KEY>>", "private-key-openssh"),
    ("<<pem:ENCRYPTED PRIVATE KEY>>", "private-key-encrypted"),
    ("<<pem-encrypted:OPENSSH PRIVATE KEY>>", "private-key-openssh-encrypted"),
    ("<<pem:PGP PRIVATE KEY BLOCK>>", "private-key-pgp"),
    ("<<pem-encrypted:PGP PRIVATE KEY BLOCK>>", "private-key-pgp-encrypted"),
];

#[test]
fn a_private_key_is_found_however_it_is_written() {
    let scanner = builtin();
    for (template, rule) in KEYS {
        for seed in 0..8 {
            let key = keyside::rule::example::expand(template, seed).expect("it is known").text;
            let escaped = key.replace('\n', "\\n");
            let written = [
                key.clone(),
                key.replace('\n', "\r\n"),
                format!("cat > key <<EOF\n{key}\nEOF\n"),
                format!(
                    "variable \"key\" {{\n  default = <<-EOT\n    {}\n  EOT\n}}\n",
                    key.replace('\n', "\n    ")
                ),
                format!("tls:\n  key: |\n    {}\n  other: 1\n", key.replace('\n', "\n    ")),
                format!("KEY=\"{escaped}\"\n"),
                format!("{{ \"key\": \"{escaped}\\n\" }}"),
                format!("const key = `{key}`;"),
                format!("const key = '{}';", key.replace('\n', "\\n' +\n  '")),
                format!("key = (\"{}\")", key.replace('\n', "\\n\"\n       \"")),
                format!("const key = [\"{}\"].join(\"\\n\");", key.replace('\n', "\", \"")),
                format!("$key = '{}';", key.replace('\n', "' . PHP_EOL .\n'").replace(" PHP_EOL .", "")),
            ];
            for text in written {
                assert_eq!(found(&scanner, &text), [rule], "seed {seed}:\n{text}");
            }
        }
    }
}

#[test]
fn a_shortened_private_key_is_none() {
    let scanner = builtin();
    for (template, rule) in KEYS {
        let key = expand(template);
        let lines: Vec<&str> = key.lines().collect();
        for left_out in [lines.len() / 2..lines.len() / 2 + 1, 3..lines.len() - 2] {
            let kept = lines.iter().enumerate().filter(|(at, _)| !left_out.contains(at));
            let text = kept.map(|(_, line)| *line).collect::<Vec<_>>().join("\n");
            assert_eq!(found(&scanner, &text), Vec::<String>::new(), "{rule}:\n{text}");
        }
    }
}

#[test]
fn a_rule_is_bound_to_its_paths() {
    let bound = |keywords: &str| {
        with_acme_rule(&format!(
            "{keywords}paths = [\"acme/*.key\"]\npattern = '\\A(?<secret>[0-9a-f]{{24}})\\s{{0,2}}\\z'"
        ))
    };
    let key = expand("<<hex:24>>\n");
    let rules = |scanner: &Scanner, path: &str, text: &str| -> Vec<String> {
        scanner.text(path, text.as_bytes()).findings.into_iter().map(|finding| finding.rule).collect()
    };
    let scanner = bound("");
    assert_eq!(rules(&scanner, "shop/acme/live.key", &key), ["acme-secret"]);
    assert!(rules(&scanner, "shop/live.key", &key).is_empty());
    assert!(rules(&scanner, "shop/acme/live.pem", &key).is_empty());
    assert!(rules(&scanner, "shop/acme/live.key", &format!("{key}{key}")).is_empty());
    // With a keyword the path counts as well.
    let scanner = with_acme_rule(
        r#"keywords = ["acme_"]
paths = ["*.acme"]
pattern = '\b(?<secret>acme_[0-9a-f]{32})\b'"#,
    );
    let key = expand("acme_<<hex:32>>");
    assert_eq!(rules(&scanner, "conf/main.acme", &key), ["acme-secret"]);
    assert!(rules(&scanner, "conf/main.toml", &key).is_empty());
}

#[test]
fn a_path_that_binds_nothing_is_a_mistake() {
    for path in ["", "*", "/etc/passwd", "config/", "**/a", "a[b]"] {
        let text =
            format!("paths = [{path:?}]\nkeywords = [\"acme_\"]\npattern = '(?<secret>acme_[0-9]{{9}})'");
        let text = format!(
            "provider = \"Acme\"\nhomepage = \"https://acme.example\"\n[[rule]]\nid = \"acme-a\"\ntitle = \"A\"\nclass = \"secret\"\n\
             confidence = \"high\"\n{text}\ndescription = \"A.\"\nremediation = \"A.\"\nreferences = [\"https://acme.example\"]\n\
             match = [{{ text = \"«x»\" }}]\nno_match = [{{ text = \"x\", why = \"A.\" }}]\n"
        );
        let errors = check::read("acme.toml", "acme", &text).expect_err(path);
        assert!(errors[0].message.contains("`paths`"), "{path}: {}", errors[0].message);
    }
}

#[test]
fn halves_of_a_pair_stand_together() {
    let scanner = builtin();
    let pair = |between: &str| {
        let (id, secret) = (expand("YCAJE<<base64url:20>>"), expand("YCM<<base64url:37>>"));
        [format!("{id}{between}{secret}"), format!("{secret}{between}{id}")]
    };
    for text in pair("\"\n\"").iter().chain(&pair("\",\"")) {
        assert_eq!(found(&scanner, text), ["yandex-secret-access-key"], "{text}");
    }
    // Too many lines, and a minified file in which everything stands on one.
    for text in pair(&"\n".repeat(40)).iter().chain(&pair(&"f(x);".repeat(2000))) {
        assert!(found(&scanner, text).is_empty());
    }
}
