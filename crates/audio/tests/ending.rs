//! A sink that ends while a packet is being made.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod ear;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use ear::DEADLINE;

/// Somebody who gets packets, and is gone a while after they were told to go.
struct Taker(Arc<AtomicBool>);

impl Drop for Taker {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(300));
    }
}

/// PipeWire makes packets on its data thread, and the sink's end is another's.
#[test]
fn a_sink_ends_after_the_packet_that_is_being_made_and_not_under_it() {
    let dir = tempfile::tempdir().unwrap();
    let server = ear::server(dir.path());
    for _ in 0..5 {
        let (gone, gone_meanwhile) = (Arc::default(), Arc::new(AtomicBool::new(false)));
        let (begun, has_begun) = mpsc::channel();
        let (taker, seen) = (Taker(Arc::clone(&gone)), Arc::clone(&gone_meanwhile));
        let sink = ear::sink(&server, move |_| {
            let _ = begun.send(());
            std::thread::sleep(Duration::from_millis(60));
            seen.fetch_or(taker.0.load(Ordering::SeqCst), Ordering::SeqCst);
        });
        has_begun.recv_timeout(DEADLINE).unwrap();
        sink.stop();
        assert!(gone.load(Ordering::SeqCst), "nobody takes packets any more");
        assert!(
            !gone_meanwhile.load(Ordering::SeqCst),
            "its taker went first"
        );
    }
    server.stop();
}
