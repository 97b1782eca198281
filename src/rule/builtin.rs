//! The rules of `rules/`, as the build script has packed them.

use super::RuleSet;

impl RuleSet {
    /// The built-in rules.
    pub fn builtin() -> Self {
        #[expect(
            clippy::expect_used,
            reason = "the build script wrote these bytes from a value of this very type"
        )]
        postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/rules.postcard")))
            .expect("the packed rules are of this type")
    }
}
