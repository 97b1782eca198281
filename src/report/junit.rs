//! JUnit's XML, which nearly every build service shows: each finding is a test that fails, a suppressed one is skipped.

use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Report as Document, TestCase, TestCaseStatus, TestSuite, XmlString};

use super::{Report, prose, summary};
use crate::finding::{Finding, Level, Notice};
use crate::location::is_steering;

/// Writes the document and a line feed.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut suite = TestSuite::new("keyside");
    for finding in report.outcome.findings.iter().filter(|f| f.level > Level::None) {
        suite.add_test_case(of_finding(report, finding));
    }
    for gap in report.outcome.coverage.gaps.iter().filter(|gap| gap.reason.is_incomplete()) {
        let status = match report.run.strict {
            true => TestCaseStatus::non_success(NonSuccessKind::Error),
            false => TestCaseStatus::skipped(),
        };
        let message = format!("not scanned: {}", gap.reason);
        suite.add_test_case(test_case(&gap.origin.to_string(), "coverage", status, &message));
    }
    for notice in report.outcome.notices.iter().filter(|notice| notice.level > Level::None) {
        suite.add_test_case(of_notice(notice));
    }
    if suite.test_cases.iter().all(|case| matches!(case.status, TestCaseStatus::Skipped { .. })) {
        suite.add_test_case(TestCase::new(summary::verdict(report.outcome), TestCaseStatus::success()));
    }
    let mut document = Document::new("keyside");
    document.add_test_suite(suite);
    document.serialize(out).map_err(io::Error::other)
}

fn of_finding(report: &Report<'_>, finding: &Finding) -> TestCase {
    let (line, column) = (finding.location.start.line, finding.location.start.column);
    let path = prose::printable(&report.run.repository.path(&finding.location.origin.display_path()));
    let headline = prose::headline(finding, report.rule(finding));
    let (status, message) = match &finding.suppressed {
        Some(suppression) => {
            let reason = suppression.reason.as_deref().map(|why| format!(": {why}")).unwrap_or_default();
            let kind = suppression.kind.name();
            (TestCaseStatus::skipped(), format!("{headline}; accepted ({kind}){reason}"))
        }
        None => (TestCaseStatus::non_success(NonSuccessKind::Failure), headline),
    };
    let mut case = test_case(&format!("{path}:{line}:{column}"), &finding.rule, status, &message);
    case.status.set_type(finding.level.name());
    case.status.set_description(xml(&description(report, finding)));
    // GitLab links a test to its file.
    case.extra.insert("file".into(), xml(&path));
    case.extra.insert("line".into(), line.to_string().into());
    case
}

/// A remark fails nothing, unless it was asked to be an error.
fn of_notice(notice: &Notice) -> TestCase {
    let status = match notice.level {
        Level::Error => TestCaseStatus::non_success(NonSuccessKind::Failure),
        _ => TestCaseStatus::skipped(),
    };
    let line = notice.line.map(|line| format!(":{line}")).unwrap_or_default();
    test_case(&format!("{}{line}", notice.origin), notice.kind.name(), status, &notice.text)
}

fn test_case(name: &str, class: &str, mut status: TestCaseStatus, message: &str) -> TestCase {
    status.set_message(xml(message));
    let mut case = TestCase::new(xml(name), status);
    case.set_classname(xml(class));
    case
}

/// What the value is, what the finding rests on, and what to do.
fn description(report: &Report<'_>, finding: &Finding) -> String {
    let mut text = format!("{}: {}\n", finding.class.name(), report.secret(&finding.secret));
    text.extend(prose::original(finding).map(|place| format!("from {place}\n")));
    if let Some(commit) = finding.location.origin.commit() {
        text.push_str(&format!("in {commit}\n"));
    }
    for evidence in &finding.evidence {
        text.push_str(&format!("with {}:{}: {}\n", evidence.origin, evidence.line, evidence.text));
    }
    if let Some(rule) = report.rule(finding) {
        text.push_str(&format!("fix: {}\n", prose::one_line(&rule.prose().remediation)));
        text.push_str(&format!("more: keyside explain {}\n", rule.id));
    }
    text
}

/// Without characters that XML cannot hold or a terminal would obey.
fn xml(text: &str) -> XmlString {
    let forbidden = |c: char| (is_steering(c) && c != '\n') || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    text.replace(forbidden, "\u{FFFD}").into()
}
