//! The memory allocator, and a memory limit for processes that read untrusted files.
//!
//! An allocation beyond the limit fails and ends the process. The system enforces it where
//! possible; a counting allocator would slow all runs by a third.

use std::process::Command;

#[cfg(not(unix))]
pub(crate) use by_counting::cap;
#[cfg(unix)]
pub(crate) use by_the_system::cap;

/// A limited process takes memory from the system in small amounts. By default the allocator
/// reserves a gigabyte of addresses at the start, which would count against the limit.
pub(crate) fn to_be_capped(process: &mut Command) {
    process.env("MIMALLOC_ARENA_RESERVE", "0");
}

#[cfg(unix)]
mod by_the_system {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    // Fuzzers track each allocation and bring their own allocator.
    #[cfg(not(fuzzing))]
    #[global_allocator]
    static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

    /// Limits the memory to this many bytes, and prevents core files.
    pub(crate) fn cap(bytes: u64) {
        for (resource, most) in [(Resource::As, bytes), (Resource::Core, 0)] {
            let Rlimit { maximum, .. } = getrlimit(resource);
            let current = Some(maximum.map_or(most, |maximum| most.min(maximum)));
            // If the system refuses, its own limits apply.
            let _ = setrlimit(resource, Rlimit { current, maximum });
        }
    }
}

#[cfg(not(unix))]
mod by_counting {
    use cap::Cap;
    use mimalloc::MiMalloc;

    #[global_allocator]
    static MEMORY: Cap<MiMalloc> = Cap::new(MiMalloc, usize::MAX);

    /// Limits the memory to this many bytes.
    pub(crate) fn cap(bytes: u64) {
        // If more is already in use, the limit stays unchanged.
        let _ = MEMORY.set_limit(usize::try_from(bytes).unwrap_or(usize::MAX));
    }
}
