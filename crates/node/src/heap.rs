//! One heap for the whole daemon, which holds what is in use.
//!
//! glibc gives threads heaps of their own and keeps what they freed. Sessions come with new threads each, so the
//! daemon would grow with every one of them for hours. Nothing in the path of a frame allocates, so nobody waits
//! for the one heap.

/// Tells glibc. Before the first thread is started.
pub fn share_one() {
    #[cfg(target_env = "gnu")]
    {
        // SAFETY: mallopt changes a number of the allocator's; it has no other effect, and no other thread
        // allocates yet.
        let done = unsafe { libc::mallopt(libc::M_ARENA_MAX, 1) };
        if done == 0 {
            tracing::warn!(
                "the C library keeps a heap for each thread: memory grows with the sessions"
            );
        }
    }
}

/// Gives the kernel back what sessions freed: pictures of an encoder are large, and the C library keeps them. Takes a
/// millisecond or so.
pub fn give_back() {
    #[cfg(target_env = "gnu")]
    {
        // SAFETY: malloc_trim may be called at any time from any thread; it touches free memory alone.
        unsafe { libc::malloc_trim(0) };
    }
}
