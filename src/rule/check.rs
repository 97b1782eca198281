//! From a rule file as written to checked rules. Used by the build script for `rules/`, by `--rules` for a
//! user's files and by `keyside rules check`.

use std::fmt;
use std::ops::Range;

use super::provider::{Endpoint, Example, Expect, Host, Near, Provider, Rule, Structure};
use super::sdk::{sdk, sdk_mistakes};
use super::spec::{FileSpec, RuleSpec, StructureName};
use super::{PackedProse, Prose, assignment, pattern};

/// What is wrong with a rule file. This is always the author's to mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleError {
    /// The file's name as it was given.
    pub file: String,
    /// 1-based; 0 if the error belongs to no line.
    pub line: usize,
    /// What is wrong, as a sentence without a full stop.
    pub message: String,
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.message),
            line => write!(f, "{}:{line}: {}", self.file, self.message),
        }
    }
}

impl std::error::Error for RuleError {}

/// A file's profile and rules. The rules' `provider` is 0 until they join a set.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleFile {
    /// The profile.
    pub provider: Provider,
    /// The rules, in the order of the file.
    pub rules: Vec<Rule>,
}

/// Reads one rule file. `file` is its name for messages, `slug` its name without folder and `.toml`.
///
/// # Errors
/// Every mistake that was found; more than one where the file parses.
pub fn read(file: &str, slug: &str, text: &str) -> Result<RuleFile, Vec<RuleError>> {
    let spec: FileSpec = toml::from_str(text).map_err(|error| vec![syntax_error(file, text, &error)])?;
    let mut errors = Vec::new();
    if !is_kebab(slug) {
        errors.push(RuleError {
            file: file.into(),
            line: 0,
            message: format!("the file name \"{slug}\" is not lower-case words joined by hyphens"),
        });
    }
    errors.extend(
        header_mistakes(&spec)
            .chain(endpoint_mistakes(&spec))
            .chain(sdk_mistakes(&spec))
            .map(|message| RuleError { file: file.into(), line: 0, message }),
    );
    let mut rules = Vec::new();
    for rule in &spec.rule {
        let at = |message: String| RuleError {
            file: file.into(),
            line: line_of(text, &rule.span()),
            message: format!("rule {}: {message}", rule.get_ref().id),
        };
        match checked(rule.get_ref(), slug) {
            Ok(rule) => rules.push(rule),
            Err(messages) => errors.extend(messages.into_iter().map(at)),
        }
    }
    errors.extend(duplicates(&rules).map(|id| RuleError {
        file: file.into(),
        line: 0,
        message: format!("the id {id} is used twice"),
    }));
    if errors.is_empty() { Ok(RuleFile { provider: profile(spec, slug), rules }) } else { Err(errors) }
}

fn profile(spec: FileSpec, slug: &str) -> Provider {
    let auth = spec.auth.unwrap_or_default();
    let lower = |names: &[String]| names.iter().map(|name| name.to_ascii_lowercase()).collect::<Vec<_>>();
    Provider {
        slug: slug.to_owned(),
        name: spec.provider,
        homepage: spec.homepage,
        rotate: spec.rotate,
        hosts: spec
            .host
            .into_iter()
            .map(|h| Host { name: h.name.to_ascii_lowercase(), role: h.role, environment: h.environment })
            .collect(),
        headers: lower(&auth.headers),
        secret_headers: lower(&auth.secret_headers),
        endpoints: auth
            .endpoint
            .into_iter()
            .map(|e| Endpoint {
                method: e.method.to_ascii_uppercase(),
                path: e.path,
                host: e.host.map(|host| host.to_ascii_lowercase()),
                accepts: e.accepts,
            })
            .collect(),
        sdks: spec.sdk.into_iter().map(sdk).collect(),
    }
}

/// What is wrong with `secret_headers`.
fn header_mistakes(spec: &FileSpec) -> impl Iterator<Item = String> {
    const SHARED: [&str; 6] =
        ["authorization", "proxy-authorization", "cookie", "api-key", "x-api-key", "apikey"];
    let auth = spec.auth.iter();
    auth.flat_map(|auth| auth.secret_headers.iter().map(move |name| (name, &auth.headers))).filter_map(
        |(name, headers)| {
            let is = |other: &str| name.eq_ignore_ascii_case(other);
            if SHARED.iter().any(|shared| is(shared)) {
                Some(format!(
                    "`secret_headers`: many providers use \"{name}\", so its name does not tell the class"
                ))
            } else if !headers.iter().any(|header| is(header)) {
                Some(format!("`secret_headers`: \"{name}\" is missing in `headers`"))
            } else {
                None
            }
        },
    )
}

/// What is wrong with the entries of `[[auth.endpoint]]`.
fn endpoint_mistakes(spec: &FileSpec) -> impl Iterator<Item = String> {
    const METHODS: [&str; 8] = ["*", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    let mut wrong = Vec::new();
    for endpoint in spec.auth.iter().flat_map(|auth| &auth.endpoint) {
        let mut tell = |what: &str| {
            wrong.push(format!("the endpoint {} {}: {what}", endpoint.method, endpoint.path));
        };
        if !METHODS.iter().any(|method| endpoint.method.eq_ignore_ascii_case(method)) {
            tell("its method is no HTTP method, nor \"*\"");
        }
        if !endpoint.path.starts_with('/') {
            tell("its path begins with `/`, and has no host before it");
        }
        if endpoint.path.strip_suffix("/**").unwrap_or(&endpoint.path).contains("**") {
            tell("`**` is the last segment of a path, and nowhere else");
        }
        if endpoint.accepts.is_empty() {
            tell("`accepts` is empty");
        }
        let known = |name: &String| spec.host.iter().any(|host| host.name.eq_ignore_ascii_case(name));
        if endpoint.host.as_ref().is_some_and(|name| !known(name)) {
            tell("its `host` names no `[[host]]` of this file");
        }
    }
    wrong.into_iter()
}

/// One rule, or everything that is wrong with it.
fn checked(spec: &RuleSpec, slug: &str) -> Result<Rule, Vec<String>> {
    let mut wrong = Vec::new();
    match &spec.lint {
        Some(lint) if *lint != spec.id => wrong.push(format!("a lint's id is its name, {lint}")),
        Some(_) => {}
        None if !is_kebab(&spec.id) || !spec.id.starts_with(&format!("{slug}-")) => {
            wrong.push(format!("the id is not kebab-case starting with \"{slug}-\""));
        }
        None => {}
    }
    for (what, text) in
        [("title", &spec.title), ("description", &spec.description), ("remediation", &spec.remediation)]
    {
        if text.trim().is_empty() {
            wrong.push(format!("`{what}` is empty"));
        }
        if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
            wrong.push(format!("`{what}` has control characters"));
        }
    }
    if spec.references.is_empty() {
        wrong.push("`references` names no page that shows the format or the handling".into());
    }
    if spec.matches.is_empty() || spec.no_match.is_empty() {
        wrong.push("it needs at least one `match` and one `no_match` example".into());
    }
    if spec.well_known.iter().any(|print| print.len() != 24 || !print.bytes().all(|b| b.is_ascii_hexdigit()))
    {
        wrong.push(
            "`well_known` holds fingerprints of 24 hexadecimal digits, as `--format json` prints them".into(),
        );
    }
    wrong.extend(spec.paths.iter().filter_map(|path| path_mistake(path)));
    wrong.extend(marker_mistakes(spec));
    let structure = structure(spec).map_err(|message| wrong.push(message)).ok().flatten();
    let again = again(spec).map_err(|message| wrong.push(message)).ok().flatten();
    let matcher = matcher(spec).map_err(|message| wrong.push(message)).ok();
    let Some((keywords, mut pattern)) = matcher.filter(|_| wrong.is_empty()) else { return Err(wrong) };

    pattern.bits += evidence_bits(spec);
    let prose = PackedProse::new(&Prose {
        description: spec.description.trim().to_owned(),
        remediation: spec.remediation.trim().to_owned(),
        references: spec.references.clone(),
        examples: examples(spec),
    })
    .map_err(|message| vec![message])?;
    Ok(Rule {
        id: spec.id.clone(),
        provider: 0,
        title: spec.title.trim().to_owned(),
        class: spec.class,
        confidence: spec.confidence,
        keywords,
        paths: spec.paths.clone(),
        lint: spec.lint.is_some(),
        pattern,
        again,
        environments: spec.environment.iter().map(|(text, env)| (text.clone(), *env)).collect(),
        entropy: spec.entropy,
        checksum: spec.checksum,
        structure,
        near: spec.near.as_ref().map(|near| Near { rule: near.rule.clone(), lines: near.lines }),
        fallback: spec.fallback,
        well_known: spec.well_known.clone(),
        assignment: spec.assignment.as_ref().map(|a| assignment::demands(a, spec.class)),
        prose,
    })
}

/// The keywords and the analysed pattern, from whichever of `pattern` and `assignment` is there.
fn matcher(spec: &RuleSpec) -> Result<(Vec<String>, super::Pattern), String> {
    if spec.lint.is_some() {
        return match (&spec.pattern, &spec.assignment, spec.keywords.as_slice()) {
            (None, None, []) => Ok(Default::default()),
            _ => Err("a lint has neither pattern nor keywords".into()),
        };
    }
    let (regex, mut keywords) = match (&spec.pattern, &spec.assignment) {
        (Some(pattern), None) => (pattern.clone(), spec.keywords.clone()),
        (None, Some(names)) => {
            let compiled = assignment::compile(names)?;
            if !spec.keywords.is_empty() {
                return Err(
                    "an assignment takes its keywords from its names: remove the line `keywords`".into()
                );
            }
            (compiled.regex, compiled.keywords)
        }
        _ => return Err("it needs exactly one of `pattern` and `assignment`".into()),
    };
    for keyword in &mut keywords {
        keyword.make_ascii_lowercase();
        if !(3..=pattern::LONGEST_KEYWORD).contains(&keyword.len()) || !keyword.is_ascii() {
            return Err(format!(
                "the keyword \"{keyword}\" is not 3 to {} ASCII characters",
                pattern::LONGEST_KEYWORD
            ));
        }
        if spec.pattern.is_some() && pattern::TOO_COMMON.contains(&keyword.as_str()) {
            return Err(format!(
                "the keyword \"{keyword}\" stands in every file; choose what only this provider's keys have"
            ));
        }
    }
    if keywords.is_empty() && spec.paths.is_empty() {
        return Err("`keywords` is empty, and no `paths` bind the rule to files".into());
    }
    let pattern = pattern::analyse(&regex, spec.max_length, &keywords, spec.assignment.is_some())?;
    // Keywords of three bytes are looked for together with what may follow them, where the pattern tells.
    if pattern.starts_with_keyword
        && keywords.iter().any(|keyword| keyword.len() < pattern::GOOD_KEYWORD)
        && let Some(longer) = pattern::longer_keywords(&regex, pattern::GOOD_KEYWORD)?
    {
        keywords = longer;
    }
    if pattern::has_capture(&regex, "env")? == spec.environment.is_empty() {
        return Err(
            "`environment` goes with a capture named `env`, and a capture named `env` with `environment`"
                .into(),
        );
    }
    // A name starts every match of an assignment, although the case-insensitive pattern does not show it.
    let starts_with_keyword = pattern.starts_with_keyword || spec.assignment.is_some();
    Ok((keywords, super::Pattern { starts_with_keyword, ..pattern }))
}

/// The analysed pattern of what may follow a match.
fn again(spec: &RuleSpec) -> Result<Option<super::Pattern>, String> {
    let Some(regex) = &spec.again else { return Ok(None) };
    if pattern::has_capture(regex, "env")? {
        return Err("`again` has a capture named `env`; only `pattern` may".into());
    }
    pattern::analyse(regex, spec.max_length, &[], false)
        .map(Some)
        .map_err(|message| format!("`again`: {message}"))
}

fn structure(spec: &RuleSpec) -> Result<Option<Structure>, String> {
    let misplaced = |key: &str, name: &str| Err(format!("`{key}` goes with `structure = \"{name}\"`"));
    if !spec.claims.is_empty() && spec.structure != Some(StructureName::Jwt) {
        return misplaced("claims", "jwt");
    }
    if spec.encrypted.is_some() && spec.structure != Some(StructureName::Pem) {
        return misplaced("encrypted", "pem");
    }
    if spec.decoded_pattern.is_some() && spec.structure != Some(StructureName::Base64) {
        return misplaced("decoded_pattern", "base64");
    }
    if let Some(pattern) = &spec.decoded_pattern {
        regex_syntax::ParserBuilder::new()
            .unicode(false)
            .utf8(false)
            .build()
            .parse(pattern)
            .map_err(|e| e.to_string())?;
    }
    Ok(spec.structure.map(|name| match name {
        StructureName::Jwt => {
            Structure::Jwt { claims: spec.claims.iter().map(|(k, v)| (k.clone(), v.clone())).collect() }
        }
        StructureName::Pem => Structure::Pem { encrypted: spec.encrypted },
        StructureName::UrlCredentials => Structure::UrlCredentials,
        StructureName::Password => Structure::Password,
        StructureName::Random => Structure::Random,
        StructureName::Basic => Structure::Basic,
        StructureName::Base64 => Structure::Base64 { pattern: spec.decoded_pattern.clone() },
    }))
}

/// What filters add to a pattern's bits: a rule that also checks a structure is the more specific one.
fn evidence_bits(spec: &RuleSpec) -> u32 {
    let structure = if spec.structure.is_some() { 16 } else { 0 };
    let checksum = if spec.checksum.is_some() { 32 } else { 0 };
    let near = if spec.near.is_some() { 16 } else { 0 };
    let paths = if spec.paths.is_empty() { 0 } else { 16 };
    let decoded = if spec.decoded_pattern.is_some() { 16 } else { 0 };
    structure + checksum + near + paths + decoded + 32 * spec.claims.len() as u32
}

fn examples(spec: &RuleSpec) -> Vec<Example> {
    let path = |path: &Option<String>| path.clone().unwrap_or_else(|| "example.txt".into());
    let files = |files: &[super::spec::ExampleFileSpec]| {
        files.iter().map(|file| (file.path.clone(), file.text.clone())).collect()
    };
    let matches = spec.matches.iter().map(|m| Example {
        path: path(&m.path),
        text: m.text.clone(),
        files: files(&m.file),
        expect: Expect::Match { also: m.also.clone(), confidence: m.confidence },
    });
    let silent = spec.no_match.iter().map(|m| Example {
        path: path(&m.path),
        text: m.text.clone(),
        files: files(&m.file),
        expect: Expect::Silence { why: m.why.clone() },
    });
    matches.chain(silent).collect()
}

/// A path is the end of a file's path: a name, or a few folders and a name, with `*` for anything within one of them.
fn path_mistake(path: &str) -> Option<String> {
    let bad = path.split('/').any(str::is_empty)
        || path.contains(['\\', '?', '[', ']', '{', '}'])
        || path.contains("**");
    let says_nothing = path.split('/').next_back().is_none_or(|name| name.bytes().all(|b| b == b'*'));
    (bad || says_nothing).then(|| {
        format!("`paths`: \"{path}\" is not the end of a path such as \"*.tfvars\" or \"config/master.key\"")
    })
}

fn marker_mistakes(spec: &RuleSpec) -> Vec<String> {
    let mut wrong = Vec::new();
    for example in &spec.matches {
        let (open, close) = (example.text.matches('«').count(), example.text.matches('»').count());
        if open == 0 || open != close {
            wrong.push("a `match` example marks what must be reported with « and »".into());
        }
    }
    for example in &spec.no_match {
        if example.text.contains(['«', '»']) {
            wrong.push("a `no_match` example has no « or »: nothing is reported".into());
        }
        if example.why.trim().is_empty() {
            wrong.push("a `no_match` example has an empty `why`".into());
        }
    }
    wrong
}

fn duplicates(rules: &[Rule]) -> impl Iterator<Item = &str> {
    rules
        .iter()
        .enumerate()
        .filter(|(i, rule)| rules[..*i].iter().any(|r| r.id == rule.id))
        .map(|(_, r)| r.id.as_str())
}

fn is_kebab(text: &str) -> bool {
    let word = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.split('-').all(word)
}

/// A TOML error with its line and, for an unknown key, the nearest known one.
fn syntax_error(file: &str, text: &str, error: &toml::de::Error) -> RuleError {
    let line = error.span().map_or(0, |span| line_of(text, &span));
    let mut message = error.message().trim().replace('\n', "; ");
    if let Some(near) = nearest_key(&message) {
        message.push_str(&format!("; did you mean `{near}`?"));
    }
    RuleError { file: file.into(), line, message }
}

/// The known key nearest to an unknown one. Serde's message quotes the unknown key first and then the known ones,
/// all in backticks.
fn nearest_key(message: &str) -> Option<&str> {
    if !message.starts_with("unknown ") {
        return None;
    }
    let mut quoted = message.split('`').skip(1).step_by(2);
    let unknown = quoted.next()?;
    quoted
        .map(|known| (strsim::damerau_levenshtein(unknown, known), known))
        .min()
        .filter(|(distance, known)| *distance <= known.len() / 2)
        .map(|(_, known)| known)
}

fn line_of(text: &str, span: &Range<usize>) -> usize {
    text.as_bytes()[..span.start.min(text.len())].iter().filter(|b| **b == b'\n').count() + 1
}
