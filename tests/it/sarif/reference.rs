//! GitHub's line hashes, written down from their description in the slowest way: no rolling, every window from scratch.

use std::collections::HashMap;

/// The hash of every line of a file.
pub fn line_hashes(file: &[u8]) -> Vec<String> {
    let text =
        String::from_utf8_lossy(file).replace("\r\n", "\n").replace('\r', "\n").replace([' ', '\t'], "");
    let mut units: Vec<u16> = text.encode_utf16().collect();
    units.push(65535);
    let feed = u16::from(b'\n');
    let starts = (0..units.len()).filter(|&at| at == 0 || units[at - 1] == feed);
    let mut seen: HashMap<u64, u32> = HashMap::new();
    starts
        .map(|start| {
            let hash = (0..100).fold(0u64, |sum, at| {
                let unit = units.get(start + at).copied().unwrap_or(0);
                sum.wrapping_add(u64::from(unit).wrapping_mul(37u64.wrapping_pow(99 - at as u32)))
            });
            let count = seen.entry(hash).or_default();
            *count += 1;
            format!("{hash:x}:{count}")
        })
        .collect()
}

#[test]
fn these_are_githubs() {
    // From the tests of GitHub's own uploader.
    assert_eq!(line_hashes(b""), ["c129715d7a2bc9a3:1"]);
    let lines = line_hashes(b" a\nb\n  \t\tc\n d");
    assert_eq!(lines, ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]);
    let lines = line_hashes("Lorem ipsum dolor sit amet.\n".repeat(10).as_bytes());
    assert_eq!(lines[5..8], ["a7f2ff13bc495cf2:6", "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1"]);
}
