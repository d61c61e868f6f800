//! Where this process's memory comes from, and a cap on it for one that reads untrusted files.
//!
//! An allocation beyond the cap fails, which ends the process. Where the system can see to
//! that, it does; a counting allocator would slow every other run down by a third.

use std::process::Command;

#[cfg(not(unix))]
pub(crate) use by_counting::cap;
#[cfg(unix)]
pub(crate) use by_the_system::cap;

/// A process that is to be capped takes memory from the system piece by piece: the allocator would
/// else take a gigabyte of addresses at its start, which the cap then would not see filled.
pub(crate) fn to_be_capped(process: &mut Command) {
    process.env("MIMALLOC_ARENA_RESERVE", "0");
}

#[cfg(unix)]
mod by_the_system {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    // Whoever fuzzes wants to see what becomes of each piece of memory.
    #[cfg(not(fuzzing))]
    #[global_allocator]
    static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

    /// Caps the memory at so many bytes; and what such an end leaves is no core file.
    pub(crate) fn cap(bytes: u64) {
        for (resource, most) in [(Resource::As, bytes), (Resource::Core, 0)] {
            let Rlimit { maximum, .. } = getrlimit(resource);
            let current = Some(maximum.map_or(most, |maximum| most.min(maximum)));
            // A system that refuses has limits of its own.
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

    /// Caps the memory at so many bytes.
    pub(crate) fn cap(bytes: u64) {
        // Where more is in use already, the cap stays where it was.
        let _ = MEMORY.set_limit(usize::try_from(bytes).unwrap_or(usize::MAX));
    }
}
