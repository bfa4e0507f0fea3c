//! wl-proxy's `wl_callback` objects are used again (`vendor/wl-proxy/README.md`): each is new to whoever sees it, and
//! what somebody keeps stays what it was.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test")]

mod counting;

use std::cell::{Cell, RefCell};
use std::io::{Read as _, Write as _};
use std::os::unix::net::UnixStream;
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};

use wl_proxy::baseline::Baseline;
use wl_proxy::client::Client;
use wl_proxy::object::{ObjectCoreApi as _, ObjectUtils as _};
use wl_proxy::protocols::wayland::wl_callback::{WlCallback, WlCallbackHandler};
use wl_proxy::protocols::wayland::wl_display::{WlDisplay, WlDisplayHandler};
use wl_proxy::state::State;

type Pending = Rc<RefCell<Vec<Rc<WlCallback>>>>;

/// Keeps the callback of every `wl_display.sync`.
struct Keeper(Pending);

impl WlDisplayHandler for Keeper {
    fn handle_sync(&mut self, _slf: &Rc<WlDisplay>, callback: &Rc<WlCallback>) {
        self.0.borrow_mut().push(Rc::clone(callback));
    }
}

/// A proxy without a compositor behind, and one client.
struct Proxy {
    state: Rc<State>,
    client: Rc<Client>,
    wire: UnixStream,
    pending: Pending,
}

impl Proxy {
    fn new() -> Self {
        let state = State::builder(Baseline::V6)
            .without_server()
            .build()
            .unwrap();
        let pending = Pending::default();
        let (client, wire) = Self::connect(&state, &pending);
        Self {
            state,
            client,
            wire,
            pending,
        }
    }

    fn connect(state: &Rc<State>, pending: &Pending) -> (Rc<Client>, UnixStream) {
        let (client, wire) = state.connect().unwrap();
        client.display().set_handler(Keeper(Rc::clone(pending)));
        (client, wire.into())
    }

    /// The client asks for a callback under a number of its choice.
    fn ask(&mut self, id: u32) {
        let words = [1, 12 << 16, id];
        self.wire
            .write_all(words.map(u32::to_ne_bytes).as_flattened())
            .unwrap();
        self.state.dispatch_available().unwrap();
    }

    /// The same, and that callback.
    fn asked(&mut self, id: u32) -> Rc<WlCallback> {
        self.ask(id);
        Rc::clone(self.pending.borrow().last().unwrap())
    }

    /// Answers every callback, and lets go of it.
    fn answer(&self) {
        for callback in self.pending.borrow_mut().drain(..) {
            callback.try_send_done(0).unwrap();
            callback.try_delete_id().unwrap();
        }
        self.state.dispatch_available().unwrap();
    }

    /// Which callback is done, and which number is free again.
    fn answered(&mut self) -> (u32, u32) {
        let mut bytes = [0; 24];
        self.wire.read_exact(&mut bytes).unwrap();
        let word = |at: usize| u32::from_ne_bytes(bytes[at * 4..][..4].try_into().unwrap());
        assert_eq!(
            [word(1), word(3), word(4)],
            [12 << 16, 1, 12 << 16 | 1],
            "wl_callback.done, wl_display.delete_id"
        );
        (word(0), word(5))
    }
}

#[test]
fn ten_thousand_callbacks_allocate_nothing() {
    static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);
    let mut proxy = Proxy::new();
    // Three on their way at a time, under numbers that come back, as libwayland gives them.
    let mut round = || {
        for id in 2..5 {
            proxy.ask(id);
        }
        proxy.answer();
        for id in 2..5 {
            assert_eq!(proxy.answered(), (id, id));
        }
    };
    (0..100).for_each(|_| round());
    counting::count_this_thread(&ALLOCATIONS);
    (0..10_000).for_each(|_| round());
    assert_eq!(ALLOCATIONS.load(Ordering::Relaxed), 0);
    drop(std::hint::black_box(Box::new(1)));
    assert_eq!(ALLOCATIONS.load(Ordering::Relaxed), 1);
}

#[test]
fn a_callback_that_is_used_again_is_a_new_one() {
    let mut proxy = Proxy::new();
    let first = proxy.asked(2);
    let (at, unique) = (Rc::as_ptr(&first), first.unique_id());
    drop(first);
    proxy.answer();
    let second = proxy.asked(7);
    assert_eq!(Rc::as_ptr(&second), at, "the memory is the same");
    assert_ne!(second.unique_id(), unique);
    assert_eq!((second.client_id(), second.server_id()), (Some(7), None));
    assert!(Rc::ptr_eq(&second.client().unwrap(), &proxy.client));
    assert!(second.try_get_handler_ref::<Loud>().is_err());
    proxy.answered();
    drop(second);
    proxy.answer();
    assert_eq!(proxy.answered(), (7, 7));
}

#[test]
fn a_callback_that_somebody_keeps_is_not_used_again() {
    let mut proxy = Proxy::new();
    let kept = proxy.asked(2);
    let unique = kept.unique_id();
    proxy.answer();
    let weak = {
        let other = proxy.asked(2);
        assert!(!Rc::ptr_eq(&other, &kept));
        Rc::downgrade(&other)
    };
    proxy.answer();
    // Nobody could tell the next one from what a weak reference meant.
    let next = proxy.asked(2);
    assert!(weak.upgrade().is_none());
    assert_eq!((kept.unique_id(), kept.client_id()), (unique, None));
    assert!(kept.client().is_none());
    assert!(kept.try_send_done(0).is_err());
    assert_eq!(next.client_id(), Some(2));
}

struct Loud(Rc<Cell<bool>>);

impl WlCallbackHandler for Loud {}

impl Drop for Loud {
    fn drop(&mut self) {
        self.0.set(true);
    }
}

#[test]
fn a_handler_goes_with_its_callback() {
    let gone = Rc::new(Cell::new(false));
    let mut proxy = Proxy::new();
    proxy.asked(2).set_handler(Loud(Rc::clone(&gone)));
    proxy.answer();
    assert!(gone.get(), "kept with the memory");
    // One that is set when all is over goes before the memory is anybody else's.
    gone.set(false);
    let over = proxy.asked(2);
    proxy.answer();
    over.set_handler(Loud(Rc::clone(&gone)));
    drop(over);
    let next = proxy.asked(2);
    assert!(gone.get());
    assert!(next.try_get_handler_ref::<Loud>().is_err());
}

#[test]
fn a_client_that_leaves_with_callbacks_pending_harms_nobody() {
    let mut proxy = Proxy::new();
    for id in 2..10 {
        proxy.ask(id);
    }
    let (client, wire) = Proxy::connect(&proxy.state, &proxy.pending);
    // The first client's end closes.
    (proxy.client, proxy.wire) = (client, wire);
    proxy.state.dispatch_available().unwrap();
    for callback in proxy.pending.borrow_mut().drain(..) {
        assert!(callback.client().is_none());
        assert!(callback.try_send_done(0).is_err());
        assert!(callback.try_delete_id().is_ok());
    }
    for _ in 0..3 {
        let callback = proxy.asked(2);
        assert!(Rc::ptr_eq(&callback.client().unwrap(), &proxy.client));
        proxy.answer();
        assert_eq!(proxy.answered(), (2, 2));
    }
}

#[test]
fn a_number_is_used_again_only_once_it_is_given_back() {
    let mut proxy = Proxy::new();
    proxy.ask(2);
    proxy.answer();
    proxy.ask(2);
    assert_eq!(proxy.pending.borrow().len(), 1);
    // The second is still on its way: the client breaks the protocol, and is closed.
    proxy.ask(2);
    assert_eq!(proxy.pending.borrow().len(), 1);
    assert!(proxy.pending.borrow()[0].client().is_none());
}

#[test]
fn more_at_a_time_than_are_kept_are_as_good() {
    let mut proxy = Proxy::new();
    for _ in 0..3 {
        (2..202).for_each(|id| proxy.ask(id));
        let mut unique: Vec<_> = proxy
            .pending
            .borrow()
            .iter()
            .map(|c| c.unique_id())
            .collect();
        unique.dedup();
        assert_eq!(unique.len(), 200);
        proxy.answer();
        for id in 2..202 {
            assert_eq!(proxy.answered(), (id, id));
        }
    }
}

#[test]
fn a_destroyed_state_keeps_nothing() {
    let mut proxy = Proxy::new();
    (2..6).for_each(|id| proxy.ask(id));
    proxy.answer();
    let kept = proxy.asked(2);
    proxy.state.destroy();
    let state = Rc::downgrade(&proxy.state);
    drop(proxy);
    assert!(kept.try_delete_id().is_ok());
    drop(kept);
    assert!(state.upgrade().is_none());
}
