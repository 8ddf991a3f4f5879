//! Small functions that turn counts into feature values.

use std::sync::LazyLock;

/// Largest distance between two blocks, in blocks.
pub const FAR: u32 = 200;

/// Number of logarithms that [`ln`] looks up instead of computing them.
const TABULATED: usize = 1 << 12;

/// Returns ln(1 + n), which makes counts of any size comparable.
pub fn ln(n: u32) -> f32 {
    static TABLE: LazyLock<Vec<f32>> = LazyLock::new(|| (0..TABULATED).map(|n| ln_1p(n as f32)).collect());
    TABLE.get(n as usize).copied().unwrap_or_else(|| ln_1p(n as f32))
}

/// Returns ln(1 + x), the same bits on every machine. The logarithm of `std` is the
/// platform's, and a different last bit can send a block down another branch of a tree.
pub fn ln_1p(x: f32) -> f32 {
    libm::log1pf(x)
}

/// Returns 1 for true and 0 for false.
pub fn flag(yes: bool) -> f32 {
    f32::from(u8::from(yes))
}

/// Returns `part` divided by `whole`, or by 1 if `whole` is 0.
pub fn share(part: u32, whole: u32) -> f32 {
    part as f32 / whole.max(1) as f32
}

/// Returns, for every block in turn, the number of blocks since the last marked one: 0
/// for a marked block, at most [`FAR`].
pub fn distances(marked: impl Iterator<Item = bool>) -> Vec<u32> {
    let mut distance = FAR;
    marked
        .map(|is_marked| {
            distance = if is_marked { 0 } else { (distance + 1).min(FAR) };
            distance
        })
        .collect()
}

/// Returns the sums of the values before each index, and the sum of all at the end.
pub fn running_sums(values: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut sum = 0u32;
    let mut sums = vec![0];
    sums.extend(values.map(|value| {
        sum = sum.saturating_add(value);
        sum
    }));
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_have_the_same_bits_everywhere() {
        // A widely used C library rounds the last bit of these differently.
        for (x, bits) in [(0.024_058_176, 0x3cc2_c04d), (0.053_320_386, 0x3d54_c6d8), (0.101_263_85, 0x3dc5_8c05)] {
            assert_eq!(ln_1p(x).to_bits(), bits, "ln(1 + {x})");
        }
    }

    #[test]
    fn distances_count_from_the_last_marked_block() {
        let marked = [false, true, false, false, true];
        assert_eq!(distances(marked.into_iter()), [FAR, 0, 1, 2, 0]);
    }

    #[test]
    fn sums_saturate() {
        assert_eq!(running_sums([2, 3, u32::MAX].into_iter()), [0, 2, 5, u32::MAX]);
    }
}
