//! The players' hands on the game.

use stratus_capture::{Pacer, Seat};
use stratus_input::{PadOf, Router, RouterCounters};
use stratus_media::{SeatEvent, Timestamp};
use stratus_protocol::session::SEATS;
use stratus_protocol::session::input::{Edges, InputDatagram};

/// The ends of the game that players touch.
pub struct Game {
    /// Keys, buttons and motion go in here.
    pub seat: Seat,
    /// The frame cadence.
    pub pacer: Pacer,
}

/// The players' hands: what they do, on its way to the game. It is followed from the first message on, also
/// while the game still starts (and does not feel it), because edges are numbered.
pub struct Hands {
    router: Router,
    /// The game, once it is built.
    pub(super) game: Option<Game>,
    /// When a held stick moves the pointer next, or something that was too much is applied.
    pub(super) due: Option<Timestamp>,
}

impl Hands {
    /// Hands on no game yet.
    #[must_use]
    pub fn new(router: Router) -> Self {
        Self {
            router,
            game: None,
            due: None,
        }
    }

    pub(super) fn datagram(&mut self, seat: u8, datagram: &InputDatagram) {
        self.do_with(|router, now, out| router.datagram(seat, datagram, now, out));
    }

    pub(super) fn edges(&mut self, seat: u8, edges: &Edges) {
        self.do_with(|router, now, out| router.edges(seat, edges, now, out));
    }

    pub(super) fn tick(&mut self) {
        self.do_with(|_, _, _| ());
    }

    /// A player is there, with nothing held.
    pub(super) fn new_connection(&mut self, seat: u8) {
        self.do_with(|router, now, out| router.new_connection(seat, now, out));
    }

    /// A player is lost: lets go of what they hold.
    pub(super) fn let_go(&mut self, seat: u8) {
        self.do_with(|router, now, out| router.neutral(seat, now, out));
    }

    /// A player is gone for good.
    pub(super) fn vacate(&mut self, seat: u8) {
        self.do_with(|router, now, out| router.vacate(seat, now, out));
    }

    /// The session is over: lets everything go.
    pub(super) fn let_all_go(&mut self) {
        for seat in 0..SEATS {
            self.let_go(seat);
        }
        if let Some(game) = &self.game {
            game.seat.release_all();
        }
        self.due = None;
    }

    pub(super) fn plug_in(&mut self) {
        self.do_with(|router, now, out| router.plug_in(now, out));
    }

    /// Who holds one of the game's pads.
    pub(super) fn holder(&self, slot: u8) -> Option<PadOf> {
        self.router.holder(slot)
    }

    /// A seat for whose pad none of the game's was left; each is said once.
    pub(super) fn left_over(&mut self) -> Option<u8> {
        self.router.left_over()
    }

    pub(super) fn counters(&self) -> RouterCounters {
        self.router.counters()
    }

    fn do_with(&mut self, act: impl FnOnce(&mut Router, Timestamp, &mut dyn FnMut(SeatEvent))) {
        let Self { router, game, due } = self;
        let mut out = |event: SeatEvent| {
            if let Some(game) = game {
                game.seat.send(event);
            }
        };
        let now = Timestamp::now();
        act(router, now, &mut out);
        *due = router.tick(now, &mut out);
    }
}
