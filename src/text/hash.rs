//! A hash that may be kept on disk.

/// A hash of a text that is the same on every machine and in every version (FNV-1a, 64 bits).
pub fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_hash_is_the_one_of_the_reference() {
        // http://www.isthe.com/chongo/tech/comp/fnv/, test vectors of FNV-1a 64.
        assert_eq!(super::hash(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(super::hash("foobar"), 0x8594_4171_f739_67e8);
    }
}
