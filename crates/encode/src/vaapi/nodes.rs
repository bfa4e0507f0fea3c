//! What the process knows of each render node: its display, that one is being opened, or why none opens.
//!
//! Without a clock and without a driver, so that no lock is held while a driver is called.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

/// How long a driver may take to open a display. One that takes longer is not asked again before it has answered.
pub(super) const LIMIT: Duration = Duration::from_secs(2);

/// A node whose driver failed is not asked again for so long; each time it fails anew, for twice as long …
const BACK_OFF: Duration = Duration::from_secs(10);

/// … up to this.
const BACK_OFF_MOST: Duration = Duration::from_secs(600);

/// A render node as it is now: one that was removed and came back is another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Identity {
    /// `st_rdev`.
    pub device: u64,
    /// `st_ino`.
    pub inode: u64,
    /// `st_ctime` and `st_ctime_nsec`: who may open it was changed, or the node made anew.
    pub changed: (i64, i64),
}

enum State<D> {
    Nothing,
    /// A thread is in the driver.
    Opening {
        since: Instant,
        /// Those who wait for it.
        waiting: usize,
    },
    /// Opened, and taken by nobody yet.
    Fresh(Arc<D>, Arc<AtomicBool>),
    /// Used; the flag says that it may be broken.
    Open(Weak<D>, Arc<AtomicBool>),
}

struct Failed {
    reason: String,
    at: Instant,
    back_off: Duration,
}

struct Node<D> {
    identity: Identity,
    state: State<D>,
    failed: Option<Failed>,
}

/// What whoever wants a display is to do.
#[derive(Debug)]
pub(super) enum Look<D> {
    /// Use this one.
    Open(Arc<D>),
    /// Wait until then, and look again.
    Wait(Instant),
    /// Do without.
    Without(String),
    /// Open one, and say what came of it: [`Nodes::opened`].
    OpenIt,
}

/// All nodes that were asked for.
pub(super) struct Nodes<D>(Vec<Node<D>>);

impl<D> Nodes<D> {
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    fn node(&mut self, identity: Identity) -> &mut Node<D> {
        let known = |node: &Node<D>| node.identity.device == identity.device;
        let at = self.0.iter().position(known).unwrap_or_else(|| {
            self.0.push(Node {
                identity,
                state: State::Nothing,
                failed: None,
            });
            self.0.len() - 1
        });
        let node = &mut self.0[at];
        if node.identity != identity {
            node.identity = identity;
            node.failed = None;
        }
        node
    }

    /// What to do for a display of the node. After [`Look::Wait`], [`left`](Self::left) is due where nobody waits on.
    pub(super) fn look(&mut self, identity: Identity, now: Instant) -> Look<D> {
        let node = self.node(identity);
        if let State::Fresh(display, retired) = &node.state {
            let display = Arc::clone(display);
            node.state = State::Open(Arc::downgrade(&display), Arc::clone(retired));
            return Look::Open(display);
        }
        if let State::Open(display, retired) = &node.state {
            // Asked for the flag first: a display that is let go here would be closed here.
            let usable = !retired.load(Ordering::Relaxed);
            if let Some(display) = usable.then(|| display.upgrade()).flatten() {
                return Look::Open(display);
            }
            node.state = State::Nothing;
        }
        if let State::Opening { since, waiting } = &mut node.state {
            let until = *since + LIMIT;
            if now < until {
                *waiting += 1;
                return Look::Wait(until);
            }
            return Look::Without(format!(
                "its driver has been opening for {} s and has not answered",
                now.saturating_duration_since(*since).as_secs()
            ));
        }
        if let Some(failed) = &node.failed {
            let past = now.saturating_duration_since(failed.at);
            if past < failed.back_off {
                return Look::Without(match past.as_secs() {
                    0 => failed.reason.clone(),
                    past => format!(
                        "{} (that was {past} s ago; it is tried again after {} s)",
                        failed.reason,
                        failed.back_off.as_secs()
                    ),
                });
            }
        }
        node.state = State::Opening {
            since: now,
            waiting: 0,
        };
        Look::OpenIt
    }

    /// One who waited does not any more.
    pub(super) fn left(&mut self, identity: Identity) {
        if let State::Opening { waiting, .. } = &mut self.node(identity).state {
            *waiting = waiting.saturating_sub(1);
        }
    }

    /// A display is open. It is given back where nobody waits for it any more: to be closed outside of any lock.
    pub(super) fn opened(
        &mut self,
        identity: Identity,
        display: Arc<D>,
        retired: Arc<AtomicBool>,
    ) -> Option<Arc<D>> {
        let node = self.node(identity);
        let wanted = matches!(node.state, State::Opening { waiting, .. } if waiting > 0);
        if wanted {
            node.state = State::Fresh(display, retired);
            return None;
        }
        node.state = State::Nothing;
        Some(display)
    }

    /// The driver failed, or hung in a later call.
    pub(super) fn failed(&mut self, identity: Identity, now: Instant, reason: String) {
        let node = self.node(identity);
        if matches!(node.state, State::Opening { .. }) {
            node.state = State::Nothing;
        }
        let back_off = node
            .failed
            .as_ref()
            .map_or(BACK_OFF, |before| (before.back_off * 2).min(BACK_OFF_MOST));
        node.failed = Some(Failed {
            reason,
            at: now,
            back_off,
        });
    }

    /// A stream was opened on it: what was before is forgotten.
    pub(super) fn works(&mut self, identity: Identity) {
        self.node(identity).failed = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NODE: Identity = Identity {
        device: 0xe280,
        inode: 7,
        changed: (1, 0),
    };
    const OTHER: Identity = Identity {
        device: 0xe281,
        ..NODE
    };

    fn seconds(count: u64) -> Duration {
        Duration::from_secs(count)
    }

    fn flag() -> Arc<AtomicBool> {
        Arc::default()
    }

    fn without(look: Look<u8>) -> String {
        match look {
            Look::Without(reason) => reason,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn one_opens_it_and_all_use_it_until_it_is_retired() {
        let (mut nodes, now) = (Nodes::new(), Instant::now());
        assert!(matches!(nodes.look(NODE, now), Look::OpenIt));
        assert!(matches!(nodes.look(NODE, now), Look::Wait(_)));
        let retired = flag();
        assert!(
            nodes
                .opened(NODE, Arc::new(1), Arc::clone(&retired))
                .is_none()
        );
        let (Look::Open(first), Look::Open(second)) =
            (nodes.look(NODE, now), nodes.look(NODE, now))
        else {
            panic!("not open")
        };
        assert!(Arc::ptr_eq(&first, &second));
        retired.store(true, Ordering::Relaxed);
        assert!(matches!(nodes.look(NODE, now), Look::OpenIt));
    }

    #[test]
    fn a_driver_that_hangs_is_waited_for_once_and_holds_up_no_other_device() {
        let (mut nodes, now) = (Nodes::new(), Instant::now());
        assert!(matches!(nodes.look(NODE, now), Look::OpenIt));
        assert!(matches!(nodes.look(NODE, now), Look::Wait(until) if until == now + LIMIT));
        nodes.left(NODE);
        for late in [2, 60, 3_600] {
            let reason = without(nodes.look(NODE, now + seconds(late)));
            assert!(
                reason.contains(&format!("opening for {late} s")),
                "{reason}"
            );
        }
        assert!(matches!(nodes.look(OTHER, now), Look::OpenIt));
        // It comes back when nobody waits: that display is closed, and the next one who asks has it opened anew.
        assert!(nodes.opened(NODE, Arc::new(1), flag()).is_some());
        assert!(matches!(nodes.look(NODE, now), Look::OpenIt));
    }

    #[test]
    fn a_driver_that_failed_is_tried_again_after_its_back_off_which_doubles() {
        let (mut nodes, mut now) = (Nodes::<u8>::new(), Instant::now());
        let mut waits = Vec::new();
        for _ in 0..8 {
            assert!(matches!(nodes.look(NODE, now), Look::OpenIt));
            nodes.failed(NODE, now, "no driver".to_owned());
            let failed = now;
            while let Look::Without(reason) = nodes.look(NODE, now) {
                assert!(reason.starts_with("no driver"), "{reason}");
                now += seconds(1);
            }
            waits.push((now - failed).as_secs());
            // What the last look began ends here.
            assert!(nodes.opened(NODE, Arc::new(1), flag()).is_some());
        }
        assert_eq!(waits, [10, 20, 40, 80, 160, 320, 600, 600]);
        nodes.works(NODE);
        nodes.failed(NODE, now, "no driver".to_owned());
        without(nodes.look(NODE, now + seconds(9)));
        assert!(matches!(nodes.look(NODE, now + seconds(10)), Look::OpenIt));
    }

    #[test]
    fn a_node_that_was_made_anew_is_tried_at_once() {
        let (mut nodes, now) = (Nodes::<u8>::new(), Instant::now());
        assert!(matches!(nodes.look(NODE, now), Look::OpenIt));
        nodes.failed(NODE, now, "no driver".to_owned());
        without(nodes.look(NODE, now));
        let anew = Identity { inode: 8, ..NODE };
        assert!(matches!(nodes.look(anew, now), Look::OpenIt));
    }
}
