//! MD5 (RFC 1321), which older archives give as digests. It tells damage from soundness, not forgery from truth; nothing
//! that is written here uses it.

/// Left rotations of each round's four steps (section 3.4).
const ROTATIONS: [[u32; 4]; 4] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];

/// The MD5 of `bytes`.
pub(crate) fn md5(bytes: &[u8]) -> [u8; 16] {
    let table: [u32; 64] =
        std::array::from_fn(|step| (f64::sin(step as f64 + 1.0).abs() * 2f64.powi(32)) as u32);
    let mut state = [0x6745_2301u32, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];
    let (whole, rest) = bytes.split_at(bytes.len() / 64 * 64);
    for block in whole
        .chunks_exact(64)
        .chain(padded(rest, bytes.len()).chunks_exact(64))
    {
        mix(&mut state, block, &table);
    }
    let mut digest = [0; 16];
    for (part, word) in digest.chunks_exact_mut(4).zip(state) {
        part.copy_from_slice(&word.to_le_bytes());
    }
    digest
}

/// The last bytes, a one, zeros, and the length in bits.
fn padded(rest: &[u8], length: usize) -> Vec<u8> {
    let mut end = rest.to_vec();
    end.push(0x80);
    end.resize(if end.len() <= 56 { 56 } else { 120 }, 0);
    end.extend((length as u64).wrapping_mul(8).to_le_bytes());
    end
}

fn mix(state: &mut [u32; 4], block: &[u8], table: &[u32; 64]) {
    let words: [u32; 16] = std::array::from_fn(|at| {
        u32::from_le_bytes(block[4 * at..4 * at + 4].try_into().expect("four bytes"))
    });
    let [mut a, mut b, mut c, mut d] = *state;
    for step in 0..64 {
        let (mixed, word) = match step / 16 {
            0 => ((b & c) | (!b & d), step),
            1 => ((d & b) | (!d & c), 5 * step + 1),
            2 => (b ^ c ^ d, 3 * step + 5),
            _ => (c ^ (b | !d), 7 * step),
        };
        let sum = a
            .wrapping_add(mixed)
            .wrapping_add(table[step])
            .wrapping_add(words[word % 16]);
        let rotated = sum.rotate_left(ROTATIONS[step / 16][step % 4]);
        (a, d, c, b) = (d, c, b, b.wrapping_add(rotated));
    }
    for (kept, mixed) in state.iter_mut().zip([a, b, c, d]) {
        *kept = kept.wrapping_add(mixed);
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn known_digests_come_out() {
        let digest = |text: &str| crate::hex(&super::md5(text.as_bytes()));
        assert_eq!(digest(""), "d41d8cd98f00b204e9800998ecf8427e");
        assert_eq!(
            digest("The quick brown fox jumps over the lazy dog"),
            "9e107d9d372bb6826bd81d3542a419d6"
        );
        // Lengths around the block's, where the padding goes wrong if it does.
        assert_eq!(digest(&"a".repeat(64)), "014842d480b571495a4a0363793f7367");
        assert_eq!(digest(&"a".repeat(56)), "3b0c8ac703f828b04c6c197006d17218");
    }
}
