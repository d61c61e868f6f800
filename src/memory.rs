//! A cap on this process's memory, for one that reads untrusted files.
//!
//! An allocation beyond the cap fails, which ends the process. Where the system can see to
//! that, it does; a counting allocator would slow every other run down by a third.

#[cfg(not(unix))]
pub(crate) use by_counting::cap;
#[cfg(unix)]
pub(crate) use by_the_system::cap;

#[cfg(unix)]
mod by_the_system {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

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
    use std::alloc::System;

    use cap::Cap;

    #[global_allocator]
    static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

    /// Caps the memory at so many bytes.
    pub(crate) fn cap(bytes: u64) {
        // Where more is in use already, the cap stays where it was.
        let _ = MEMORY.set_limit(usize::try_from(bytes).unwrap_or(usize::MAX));
    }
}
