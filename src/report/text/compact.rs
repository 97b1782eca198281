//! `path:line:column: level rule message`: a line for each place, in the order of paths, as editors and build logs parse it.

use std::io::{self, Write};

use super::{TextOptions, notice};
use crate::report::{Report, prose};

pub fn write(report: &Report<'_>, options: TextOptions, out: &mut dyn Write) -> io::Result<()> {
    for finding in report.outcome.findings.iter().filter(|finding| finding.is_open()) {
        let start = finding.location.start;
        let (origin, level, rule) = (&finding.location.origin, finding.level, &finding.rule);
        let message = prose::headline(finding, report.rule(finding));
        let secret = report.secret(&finding.secret);
        let original = prose::original(finding).map(|place| format!(", from {place}")).unwrap_or_default();
        let message = format!("{}: {}{original}", prose::printable(&message), prose::escaped(&secret));
        let commit = prose::commit(finding).map(|commit| format!(" ({commit})")).unwrap_or_default();
        writeln!(out, "{origin}:{}:{}: {level} {rule} {message}{commit}", start.line, start.column)?;
    }
    notice::shown(report, options).try_for_each(|notice| notice::write_compact(notice, out))
}
