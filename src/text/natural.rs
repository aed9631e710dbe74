//! The order in which people number things: `Note 9` before `Note 10`.

use std::cmp::Ordering;

/// Compares two texts, runs of digits as numbers, all else byte by byte. Of equal numbers that with more zeros in front comes first.
pub fn natural(one: &str, other: &str) -> Ordering {
    let (a, b) = (one.as_bytes(), other.as_bytes());
    // Eight at a time: what is sorted has much in common.
    let chunks = a.chunks_exact(8).zip(b.chunks_exact(8)).take_while(|(a, b)| a == b).count() * 8;
    let same = chunks + a.iter().zip(b).skip(chunks).take_while(|(a, b)| a == b).count();
    let is_digit = |byte: &&u8| byte.is_ascii_digit();
    let common = a.iter().take(same).rev().take_while(is_digit).count();
    let number = |text| number(text, same - common);
    match (number(a), number(b)) {
        (Some(x), Some(y)) => x.len().cmp(&y.len()).then_with(|| x.cmp(y)).then_with(|| a.cmp(b)),
        _ => a.cmp(b),
    }
}

/// The digits of the number that begins at a byte, without zeros in front.
fn number(text: &[u8], at: usize) -> Option<&[u8]> {
    let rest = text.get(at..)?;
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let run = rest.get(..digits).filter(|run| !run.is_empty())?;
    run.get(run.iter().take_while(|byte| **byte == b'0').count()..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_compared_as_numbers() {
        let sorted = [
            "",
            "1st",
            "2nd",
            "10 ways",
            "2024",
            "note",
            "note 007",
            "note 7",
            "note 9",
            "note 9b",
            "note 10",
            "note 10 1",
            "note 100000000000000000000000",
            "note a",
            "note\u{e9}",
        ];
        for (n, one) in sorted.iter().enumerate() {
            for (m, other) in sorted.iter().enumerate() {
                assert_eq!(natural(one, other), n.cmp(&m), "{one} {other}");
            }
        }
    }
}
