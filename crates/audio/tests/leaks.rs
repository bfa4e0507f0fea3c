//! Nothing is left of a session's sound. A program of its own, as it counts what the process holds.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod ear;

use ear::{DEADLINE, Session, processes_of};

fn held() -> (usize, usize) {
    let count = |path| std::fs::read_dir(path).unwrap().count();
    (count("/proc/self/fd"), count("/proc/self/task"))
}

#[test]
fn twenty_sessions_leave_no_descriptor_thread_process_or_file() {
    let round = || {
        let mut session = Session::start();
        session.packets.recv_timeout(DEADLINE).unwrap();
        let runtime = session.dir.path().join("sound");
        assert!(!processes_of(&runtime).is_empty());
        session.sink.take().unwrap().stop();
        session.server.take().unwrap().stop();
        assert!(!runtime.exists());
        assert_eq!(processes_of(&runtime), Vec::<std::path::PathBuf>::new());
    };
    // The first loads PipeWire's libraries, which stay.
    round();
    let before = held();
    for _ in 0..20 {
        round();
    }
    assert_eq!(held(), before);
}
