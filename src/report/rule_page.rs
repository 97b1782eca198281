//! Rules as Markdown: the pages of `docs/rules/`, `keyside explain` and the help texts of SARIF.

use crate::finding::Environment;
use crate::rule::{Expect, Prose, Provider, Rule, RuleSet, SdkKey, SdkSide};

/// Where a rule's page is read on the web.
pub fn url(rule: &Rule, provider: &Provider) -> String {
    format!("{}/blob/main/docs/rules/{}.md#{}", env!("CARGO_PKG_REPOSITORY"), provider.slug, rule.id)
}

/// The page of one provider.
pub fn provider(rules: &RuleSet, provider: &Provider) -> String {
    let mut page = format!("# {}\n\n<{}>\n", provider.name, provider.homepage);
    if let Some(rotate) = &provider.rotate {
        page.push_str(&format!("\nKeys are revoked at <{rotate}>.\n"));
    }
    profile(&mut page, provider);
    for rule in rules.rules.iter().filter(|rule| std::ptr::eq(rules.provider(rule), provider)) {
        page.push_str(&format!("\n## {}\n\n{}", rule.id, self::rule(rule, provider)));
    }
    page
}

/// The list of all pages.
pub fn index(rules: &RuleSet) -> String {
    let mut page = String::from(
        "# Rules\n\nWritten from `rules/` by `UPDATE=1 cargo test`; do not edit.\n\n| rule | what | class | confidence |\n|---|---|---|---|\n",
    );
    for rule in &rules.rules {
        let slug = &rules.provider(rule).slug;
        let (id, title, class) = (&rule.id, &rule.title, rule.class.name());
        page.push_str(&format!(
            "| [{id}]({slug}.md#{id}) | {title} | {class} | {} |\n",
            rule.confidence.name()
        ));
    }
    page
}

/// One rule, without its heading.
pub fn rule(rule: &Rule, provider: &Provider) -> String {
    let prose = rule.prose();
    let mut page = format!(
        "**{}** (class {}, confidence {})\n\n",
        rule.title,
        rule.class.name(),
        rule.confidence.name()
    );
    page.push_str(&format!(
        "{}\n\n**What to do.** {}",
        paragraph(&prose.description),
        paragraph(&prose.remediation)
    ));
    if let Some(rotate) = &provider.rotate {
        page.push_str(&format!(" Keys are revoked at <{rotate}>."));
    }
    page.push_str("\n\n");
    if !rule.environments.is_empty() {
        let names: Vec<String> =
            rule.environments.iter().map(|(text, env)| environment(text, *env)).collect();
        page.push_str(&format!("The key's own text tells its environment: {}.\n\n", names.join(", ")));
    }
    examples(&mut page, &prose);
    page.push_str("References:\n\n");
    for reference in &prose.references {
        page.push_str(&format!("- <{reference}>\n"));
    }
    page
}

fn environment(text: &str, environment: Environment) -> String {
    format!("`{text}` {}", environment.name())
}

/// Examples as they are written in the rule: `«…»` is what is reported, `<<alnum:24>>` is generated.
fn examples(page: &mut String, prose: &Prose) {
    page.push_str("Found (what stands between « and » is reported; `<<…>>` is generated text):\n\n");
    for example in prose.examples.iter().filter(|e| matches!(e.expect, Expect::Match { .. })) {
        page.push_str(&code(&example.path, &example.text));
    }
    page.push_str("Not found:\n\n");
    for example in &prose.examples {
        if let Expect::Silence { why } = &example.expect {
            page.push_str(&code(&example.path, &example.text));
            page.push_str(&format!("{}\n\n", paragraph(why)));
        }
    }
}

fn code(path: &str, text: &str) -> String {
    let fence = if text.contains("```") { "````" } else { "```" };
    let name = if path == "example.txt" { String::new() } else { format!("`{path}`:\n\n") };
    format!("{name}{fence}text\n{}\n{fence}\n\n", text.trim_end())
}

fn profile(page: &mut String, provider: &Provider) {
    if !provider.hosts.is_empty() {
        page.push_str("\n| host | role | environment |\n|---|---|---|\n");
        for host in &provider.hosts {
            let role = format!("{:?}", host.role).to_lowercase();
            page.push_str(&format!(
                "| `{}` | {role} | {} |\n",
                host.name,
                host.environment.map_or("any", Environment::name)
            ));
        }
    }
    let named =
        |headers: &[String]| headers.iter().map(|h| format!("`{h}`")).collect::<Vec<_>>().join(" or ");
    if !provider.headers.is_empty() {
        page.push_str(&format!("\nKeys travel in the header {}.\n", named(&provider.headers)));
    }
    if !provider.secret_headers.is_empty() {
        let headers = named(&provider.secret_headers);
        page.push_str(&format!("What travels in {headers} is a secret.\n"));
    }
    if !provider.endpoints.is_empty() {
        page.push_str("\n| request | accepts |\n|---|---|\n");
        for endpoint in &provider.endpoints {
            let classes: Vec<&str> = endpoint.accepts.iter().map(|c| c.name()).collect();
            let host = endpoint.host.as_deref().unwrap_or_default();
            let request = format!("{} {host}{}", endpoint.method, endpoint.path);
            page.push_str(&format!("| `{request}` | {} |\n", classes.join(", ")));
        }
    }
    sdks(page, provider);
}

fn sdks(page: &mut String, provider: &Provider) {
    if provider.sdks.is_empty() {
        return;
    }
    page.push_str("\n| library | runs on | takes a key as |\n|---|---|---|\n");
    for sdk in &provider.sdks {
        let side = match sdk.side {
            SdkSide::Server => "servers",
            SdkSide::Browser => "browsers",
            SdkSide::Both => "both",
        };
        let key = |key: &SdkKey| match key.options.as_slice() {
            [] => format!("argument {}", key.argument + 1),
            options => format!("`{}`", options.join(".")),
        };
        let keys: Vec<String> = sdk.keys.iter().map(key).collect();
        page.push_str(&format!("| `{}` | {side} | {} |\n", sdk.package, keys.join(", ")));
    }
}

fn paragraph(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
