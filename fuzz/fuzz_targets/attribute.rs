#![no_main]

use libfuzzer_sys::fuzzer_mutate;

libfuzzer_sys::fuzz_target!(|input: &[u8]| checks::attribute::hold(input));

// Tokens change as often as bytes.
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let changed = seed
        .is_multiple_of(2)
        .then(|| checks::attribute::mutate(&data[..size], seed / 2))
        .flatten()
        .filter(|changed| changed.len() <= max_size);
    match changed {
        Some(changed) => {
            data[..changed.len()].copy_from_slice(&changed);
            changed.len()
        }
        None => fuzzer_mutate(data, size, max_size),
    }
});
