//! Time and memory of this process, read from Linux's `/proc`: a stage is charged what it computes, not what other
//! programs on the machine do meanwhile.

use std::time::{Duration, Instant};

/// Processor time that the calling thread has used, in nanoseconds of `/proc/thread-self/schedstat`.
pub fn thread_time() -> Duration {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let spent = line.split(' ').next().and_then(|number| number.parse().ok());
    Duration::from_nanos(spent.unwrap_or(0))
}

/// Processor time of all threads, those that have ended too, in ticks of 10 ms.
pub fn process_time() -> Duration {
    let line = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = line.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split(' ').skip(12).take(2);
    Duration::from_millis(10 * ticks.filter_map(|number| number.parse::<u64>().ok()).sum::<u64>())
}

/// The most memory that the process has held, in MiB (`VmHWM`).
pub fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes: Option<u64> = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
    kilobytes.unwrap_or(0) / 1024
}

/// Processor time and wall time between two instants.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spent {
    pub computed: Duration,
    pub passed: Duration,
}

/// Runs `work` and adds what it took on this thread.
pub fn timed<T>(spent: &mut Spent, work: impl FnOnce() -> T) -> T {
    let (computed, passed) = (thread_time(), Instant::now());
    let answer = work();
    spent.computed += thread_time().saturating_sub(computed);
    spent.passed += passed.elapsed();
    answer
}

/// Prints one line of the table: a stage, what went through it and what it took.
pub fn line(stage: &str, pages: usize, bytes: usize, spent: Spent) {
    let seconds = spent.computed.as_secs_f64().max(1e-9);
    println!(
        "{stage:<24} {:>10.0} pages/s {:>9.2} MB/s {:>9.2} s CPU {:>9.2} s wall",
        pages as f64 / seconds,
        bytes as f64 / 1e6 / seconds,
        seconds,
        spent.passed.as_secs_f64()
    );
}
