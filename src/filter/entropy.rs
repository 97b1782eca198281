//! Shannon entropy: how evenly a value uses its characters.

/// Bits per byte; 0 for the empty value.
pub fn shannon(value: &[u8]) -> f32 {
    let mut counts = [0u32; 256];
    for byte in value {
        counts[usize::from(*byte)] += 1;
    }
    let length = value.len() as f32;
    counts.iter().filter(|count| **count > 0).map(|count| *count as f32 / length).map(|p| -p * p.log2()).sum()
}
