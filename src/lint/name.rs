//! What the name of a variable or header says of its value.

use crate::finding::{Environment, KeyClass};

/// What a name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// It is meant to be public.
    Public,
    /// It is a secret.
    Secret,
    /// It is a credential of some kind.
    Credential,
    /// Nothing of the kind.
    Nothing,
}

/// What stands before names of variables that builds inline.
const PREFIXES: &[&str] = &[
    "NEXT_PUBLIC_",
    "NUXT_PUBLIC_",
    "EXPO_PUBLIC_",
    "REACT_APP_",
    "VUE_APP_",
    "GATSBY_",
    "STORYBOOK_",
    "NG_APP_",
    "RSBUILD_PUBLIC_",
    "PUBLIC_",
    "VITE_PUBLIC_",
    "VITE_",
    "RAZZLE_",
    "PARCEL_",
    "SANITY_STUDIO_",
    "PLASMO_PUBLIC_",
    "WXT_",
    "MAIN_VITE_",
    "PRELOAD_VITE_",
    "RENDERER_VITE_",
    "DOCUSAURUS_",
    "RE_APP_",
];

/// Words, alone or in a row, that say that a value is meant to be public.
const PUBLIC: &[&str] = &[
    "publishable",
    "public",
    "anon",
    "client id",
    "site key",
    "sitekey",
    "search key",
    "search api key",
    "search only",
    "storefront",
    "dsn",
    "measurement",
    "tracking",
    "analytics",
    "project id",
    "project key",
    "app id",
    "application id",
    "pk",
    "publickey",
    "clientid",
    "appid",
    "vapid",
    "maps",
    "app key",
    "write key",
    "client token",
    "client key",
    "browser",
    "rum",
    "pixel",
    "cluster",
    "captcha",
];

/// Words that say that it is a secret.
const SECRET: &[&str] = &[
    "secret",
    "password",
    "passwd",
    "passphrase",
    "service role",
    "service key",
    "credential",
    "credentials",
    "sk",
    "server key",
    "secretkey",
    "privatekey",
    "pat",
    "personal access token",
];

/// Words that say so of a credential: a private beta and an admin's address are no secrets.
const SECRET_OF_CREDENTIAL: &[&str] = &[
    "private",
    "admin",
    "master",
    "root",
    "signing",
    "signature",
    "webhook",
    "encryption",
    "management",
    "server",
    "service",
    "backend",
    "internal",
];

/// Last words of names of something else, whatever stands before them.
const OTHER_THINGS: &[&str] = &[
    "url",
    "uri",
    "urls",
    "endpoint",
    "host",
    "hostname",
    "domain",
    "path",
    "route",
    "page",
    "link",
    "href",
    "email",
    "mail",
    "name",
    "label",
    "title",
    "text",
    "placeholder",
    "message",
    "hint",
    "id",
    "ids",
    "enabled",
    "disabled",
    "length",
    "min",
    "max",
    "limit",
    "count",
    "size",
    "ttl",
    "timeout",
    "expiry",
    "expires",
    "days",
    "hours",
    "minutes",
    "version",
    "mode",
    "type",
    "regex",
    "pattern",
    "policy",
    "strength",
    "reset",
    "login",
    "region",
    "port",
    "locale",
    "header",
    "prefix",
    "field",
    "file",
    "folder",
    "dir",
    "scope",
    "audience",
    "issuer",
    "provider",
    "algorithm",
];

/// First words of switches.
const SWITCHES: &[&str] =
    &["enable", "enabled", "disable", "show", "hide", "has", "is", "use", "allow", "require", "with"];

/// Words that say that it is a credential.
const CREDENTIAL: &[&str] = &["key", "token", "auth", "apikey", "bearer", "jwt", "authorization"];

/// A name without what builds inline it for.
pub fn bare(name: &str) -> &str {
    PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name)
}

/// What a variable's name says.
pub fn says(name: &str) -> Says {
    let words = words(bare(name));
    let row = format!(" {} ", words.join(" "));
    let has = |list: &[&str]| list.iter().any(|word| row.contains(&format!(" {word} ")));
    let is_other_thing = words.last().is_some_and(|last| OTHER_THINGS.contains(&last.as_str()))
        || words.first().is_some_and(|first| SWITCHES.contains(&first.as_str()));
    let is_secret = has(SECRET) || has(SECRET_OF_CREDENTIAL) && has(CREDENTIAL);
    // `PUBLIC_SECRET` is still a secret; a client secret of a payment is none of these.
    match () {
        () if is_secret && !is_other_thing && !row.contains(" publishable ") => Says::Secret,
        () if has(PUBLIC) => Says::Public,
        () if is_other_thing => Says::Nothing,
        () if has(CREDENTIAL) => Says::Credential,
        () => Says::Nothing,
    }
}

/// Whether a name is one of a key or token that opens something, and not one of a cache or a translation.
pub fn is_api_key(name: &str) -> bool {
    let row = format!(" {} ", words(bare(name)).join(" "));
    [" api key ", " apikey ", " token ", " auth key ", " bearer "].iter().any(|word| row.contains(word))
}

/// Words of names that say which environment a key is for.
const ENVIRONMENTS: &[(&str, Environment)] = &[
    ("sandbox", Environment::Sandbox),
    ("test", Environment::Sandbox),
    ("snd", Environment::Sandbox),
    ("sbx", Environment::Sandbox),
    ("sdbx", Environment::Sandbox),
    ("live", Environment::Production),
    ("prod", Environment::Production),
    ("prd", Environment::Production),
    ("production", Environment::Production),
];

/// The environment that a name says; none if it says none, or two.
pub fn environment(name: &str) -> Option<Environment> {
    let words = words(bare(name));
    let of_word = |word: &String| ENVIRONMENTS.iter().find(|(known, _)| known == word).map(|(_, of)| *of);
    let mut said = words.iter().filter_map(of_word);
    let first = said.next()?;
    said.all(|other| other == first).then_some(first)
}

/// Last words of names whose values are about a secret, a store or an administrator, and are none themselves.
const ABOUT: &[&str] = &[
    "url",
    "uri",
    "host",
    "hostname",
    "domain",
    "origin",
    "port",
    "path",
    "file",
    "dir",
    "folder",
    "email",
    "mail",
    "id",
    "ids",
    "name",
    "user",
    "username",
    "enabled",
    "disabled",
    "mode",
    "type",
    "region",
    "zone",
    "bucket",
    "version",
    "timeout",
    "ttl",
    "expiry",
    "expires",
    "length",
    "size",
    "count",
    "limit",
    "prefix",
    "header",
    "algorithm",
    "label",
    "title",
    "hint",
    "role",
    "env",
    "environment",
    "project",
    "team",
    "org",
    "account",
    "locale",
    "color",
    "theme",
    "page",
    "fingerprint",
    "hash",
];

/// What a URL opens that names one of these.
const STORES: &[&str] = &[
    "database",
    "db",
    "postgres",
    "postgresql",
    "pg",
    "mysql",
    "mariadb",
    "mongo",
    "mongodb",
    "redis",
    "amqp",
    "rabbitmq",
    "cloudamqp",
    "kv",
    "clickhouse",
    "jdbc",
    "smtp",
    "dsn",
    "neon",
    "turso",
];

/// Whether a name says that its value is no secret though one of its words does: `ADMIN_EMAIL`, `SECRET_NAME`.
pub fn is_of_something_else(name: &str) -> bool {
    words(bare(name)).last().is_some_and(|last| ABOUT.contains(&last.as_str()))
}

/// Whether a name is one of a URL that holds the password of a store: `DATABASE_URL`, `MONGODB_URI`, `CONNECTION_STRING`.
pub fn opens_a_store(name: &str) -> bool {
    let words = words(bare(name));
    let is_url = words.last().is_some_and(|last| matches!(last.as_str(), "url" | "uri"));
    let names_store = words.iter().any(|word| STORES.contains(&word.as_str()));
    is_url && names_store || words.windows(2).any(|pair| pair == ["connection", "string"])
}

/// Whether a name says that its value is a publishable key: `stripePublishableKey`, `SUPABASE_ANON_KEY`, `publicKey`.
pub fn is_publishable(name: &str) -> bool {
    let words = words(bare(name));
    let has = |word: &str| words.iter().any(|other| other == word);
    let is_public_key =
        words.windows(2).any(|pair| pair[0] == "public" && matches!(pair[1].as_str(), "key" | "token"));
    (has("publishable") || has("anon") || is_public_key) && !has("secret") && !has("private")
}

/// Whether a name is one of a payment's client secret: `clientSecret`, `payment_client_secret`.
pub fn is_client_secret(name: &str) -> bool {
    words(bare(name)).windows(2).any(|pair| pair == ["client", "secret"])
}

/// The words of an identifier, in lower case.
pub fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    let mut characters = name.chars().peekable();
    while let Some(c) = characters.next() {
        let next_is_lower = characters.peek().is_some_and(|next| next.is_ascii_lowercase());
        let begins = !before.is_ascii_alphanumeric()
            || c.is_ascii_uppercase()
                && (before.is_ascii_lowercase() || before.is_ascii_uppercase() && next_is_lower);
        if c.is_ascii_alphanumeric() {
            match words.last_mut() {
                Some(word) if !begins => word.push(c.to_ascii_lowercase()),
                _ => words.push(c.to_ascii_lowercase().to_string()),
            }
        }
        before = c;
    }
    words
}

/// Whether a class of keys may be public.
pub fn is_public(class: KeyClass) -> bool {
    matches!(class, KeyClass::Publishable | KeyClass::Identifier | KeyClass::Scoped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_their_words_say() {
        assert_eq!(says("NEXT_PUBLIC_STRIPE_SECRET_KEY"), Says::Secret);
        assert_eq!(says("VITE_SUPABASE_SERVICE_ROLE_KEY"), Says::Secret);
        assert_eq!(says("VITE_SUPABASE_ANON_KEY"), Says::Public);
        assert_eq!(says("NEXT_PUBLIC_PERFECTPAY_PUBLISHABLE_KEY"), Says::Public);
        assert_eq!(says("VITE_OPENAI_API_KEY"), Says::Credential);
        assert_eq!(says("REACT_APP_API_URL"), Says::Nothing);
        assert_eq!(says("NEXT_PUBLIC_ADMIN_EMAIL"), Says::Nothing);
        assert_eq!(says("VITE_PRIVATE_BETA"), Says::Nothing);
        assert_eq!(says("VITE_PASSWORD_MIN_LENGTH"), Says::Nothing);
        assert_eq!(says("VITE_ADMIN_TOKEN"), Says::Secret);
        assert_eq!(environment("PAY_SANDBOX_KEY"), Some(Environment::Sandbox));
        assert_eq!(environment("payLiveKey"), Some(Environment::Production));
        assert_eq!(environment("PAY_TEST_OR_LIVE_KEY"), None);
        assert_eq!(words("paymentClientSecret"), ["payment", "client", "secret"]);
        assert!(is_client_secret("paymentClientSecret") && is_client_secret("client_secret"));
        assert!(!is_client_secret("secretClient"));
    }
}
