use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use parking_lot::Mutex;
use stratus_transport::SliceBuffer;

use super::*;

/// Bytes of a slice.
const SLICE: usize = 3000;

/// What a viewer was sent of a picture: its number, and how it was marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sent {
    Idr(u32),
    Repair(u32),
    Plain(u32),
}

use Sent::{Idr, Plain, Repair};

#[derive(Clone, Default)]
struct Network {
    slow: Arc<AtomicBool>,
    /// How often it was asked whether it takes a picture.
    asked: Arc<AtomicU32>,
    sent: Arc<Mutex<Vec<FrameStart>>>,
    /// What came of the picture that is on its way.
    bytes: Arc<Mutex<Vec<u8>>>,
    cut: Arc<AtomicU32>,
    /// What the repairs that were sent mend from.
    mends_from: Arc<Mutex<Vec<u32>>>,
}

impl Network {
    fn is_slow(&self, slow: bool) {
        self.slow.store(slow, Ordering::Relaxed);
    }

    fn sent(&self) -> Vec<Sent> {
        let frames = std::mem::take(&mut *self.sent.lock());
        let sent = |frame: &FrameStart| match (frame.idr, frame.repair) {
            (true, _) => Idr(frame.id),
            (_, true) => Repair(frame.id),
            _ => Plain(frame.id),
        };
        frames.iter().map(sent).collect()
    }
}

impl Watcher for Network {
    fn admit(&self) -> bool {
        self.asked.fetch_add(1, Ordering::Relaxed);
        !self.slow.load(Ordering::Relaxed)
    }

    fn begin(&self, start: &FrameStart, mends_from: Option<u32>) {
        let repair = mends_from.is_some();
        self.sent.lock().push(FrameStart { repair, ..*start });
        self.mends_from.lock().extend(mends_from);
        self.bytes.lock().clear();
    }

    fn slices(&self, slices: Slices) {
        self.bytes.lock().extend_from_slice(slices.as_ref());
    }

    fn end(&self, end: &FrameEnd) {
        assert_eq!(self.bytes.lock().len(), end.bytes as usize);
    }

    fn cut(&self) {
        self.sent.lock().pop();
        self.cut.fetch_add(1, Ordering::Relaxed);
    }
}

/// An audience with an encoder that does as it is asked, and a clock that only the test moves.
struct Show {
    audience: Audience,
    now: Timestamp,
    next: u32,
    slices: SliceBuffer,
}

impl Show {
    fn new() -> Self {
        Self {
            audience: Audience::default(),
            now: Timestamp::from_nanos(1_000_000_000_000),
            next: 0,
            slices: SliceBuffer::new(),
        }
    }

    fn comes(&mut self, seat: u8) -> Network {
        let network = Network::default();
        self.audience.comes(seat, Box::new(network.clone()));
        network
    }

    /// The game draws something (or nothing); whether that was encoded.
    fn turn(&mut self, drawn: bool) -> bool {
        self.now = self.now + Duration::from_millis(16);
        let Some(wanted) = self.audience.ask(self.now, drawn, self.next > 0, self.next) else {
            return false;
        };
        self.begins(&wanted);
        self.slice();
        self.slice();
        self.ends(2);
        true
    }

    /// The picture with the next number.
    fn begins(&mut self, wanted: &Wanted) {
        let start = FrameStart {
            id: self.next,
            idr: wanted.idr || self.next == 0,
            repair: wanted.not_from.is_some(),
            width: 64,
            height: 48,
            committed: self.now,
            taken: self.now,
        };
        self.next = self.next.wrapping_add(1);
        self.audience.begin(self.now, &start, wanted);
        self.slices.begin();
    }

    fn slice(&mut self) {
        let slices = self.slices.add(&[1; SLICE]).expect("enough to leave");
        self.audience.slices(&slices);
    }

    fn ends(&mut self, slices: usize) {
        self.audience.end(&FrameEnd {
            converted: self.now,
            first_slice: self.now,
            encoded: self.now,
            bytes: (slices * SLICE) as u32,
            dropped: 0,
        });
    }

    fn draws(&mut self, pictures: u32) {
        for _ in 0..pictures {
            self.turn(true);
        }
    }
}

#[test]
fn who_joins_gets_an_idr_first_and_everyone_gets_every_picture() {
    let mut show = Show::new();
    let host = show.comes(0);
    show.draws(3);
    assert_eq!(host.sent(), [Idr(0), Plain(1), Plain(2)]);
    let guest = show.comes(1);
    // Even where the game draws nothing.
    assert!(show.turn(false));
    assert!(!show.turn(false), "nobody misses anything");
    show.draws(1);
    assert_eq!(host.sent(), [Idr(3), Plain(4)]);
    assert_eq!(guest.sent(), [Idr(3), Plain(4)]);
}

#[test]
fn what_is_encoded_follows_the_hosts_network_and_a_slow_guest_slows_nobody() {
    let mut show = Show::new();
    let (host, guest) = (show.comes(0), show.comes(1));
    show.draws(2);
    guest.is_slow(true);
    show.draws(100);
    assert_eq!(host.sent().len(), 102);
    assert_eq!(guest.sent(), [Idr(0), Plain(1)]);
    host.is_slow(true);
    guest.is_slow(false);
    assert!(!show.turn(true), "the host's network takes no picture");
    host.is_slow(false);
    show.draws(2);
    assert_eq!(guest.sent(), [Idr(102), Plain(103)]);
}

#[test]
fn without_the_host_the_fastest_guest_leads() {
    let mut show = Show::new();
    let (one, other) = (show.comes(1), show.comes(2));
    show.draws(1);
    one.is_slow(true);
    assert!(show.turn(true));
    other.is_slow(true);
    assert!(!show.turn(true));
    assert_eq!(one.sent(), [Idr(0)]);
    assert_eq!(other.sent(), [Idr(0), Plain(1)]);
    show.audience.goes(1);
    show.audience.goes(2);
    assert!(show.audience.is_empty() && !show.turn(true));
}

#[test]
fn a_guest_cannot_make_the_stream_all_idrs() {
    let mut show = Show::new();
    let (host, guest) = (show.comes(0), show.comes(1));
    show.draws(1);
    host.sent();
    // For ten seconds, at each picture.
    for _ in 0..625 {
        show.audience.starts_anew(1);
        show.draws(1);
    }
    let idrs = |sent: Vec<Sent>| sent.iter().filter(|sent| matches!(sent, Idr(_))).count();
    let (host, guest) = (idrs(host.sent()), idrs(guest.sent()));
    // At 0, 1, 3 and 7 seconds.
    assert_eq!((host, guest), (4, 5));
}

#[test]
fn a_host_who_asks_is_answered_at_once() {
    let mut show = Show::new();
    let host = show.comes(0);
    show.draws(1);
    for _ in 0..5 {
        show.audience.starts_anew(0);
        show.draws(1);
    }
    assert_eq!(host.sent(), [0, 1, 2, 3, 4, 5].map(Idr));
}

#[test]
fn a_lost_picture_is_referred_to_by_nobodys_next_but_only_who_lost_it_takes_that_for_a_repair() {
    let mut show = Show::new();
    let (host, guest) = (show.comes(0), show.comes(1));
    show.draws(4);
    // Longer ago than a guest's last recall.
    show.now = show.now + RECALL;
    host.sent();
    guest.sent();
    show.audience.lost(1, 2);
    show.draws(2);
    assert_eq!(host.sent(), [Plain(4), Plain(5)]);
    assert_eq!(guest.sent(), [Repair(4), Plain(5)]);
    // Both lost something; the repair is for both.
    show.now = show.now + RECALL;
    show.audience.lost(1, 5);
    show.audience.lost(0, 4);
    let wanted = show.audience.ask(show.now, true, true, 6).unwrap();
    assert_eq!((wanted.idr, wanted.not_from), (false, Some(4)));
    show.draws(1);
    assert_eq!(
        (host.sent(), guest.sent()),
        (vec![Repair(6)], vec![Repair(6)])
    );
    // To each it says from where on it needs nothing: what both were asked to do without, not what they lost.
    let mends = |viewer: &Network| viewer.mends_from.lock().clone();
    assert_eq!((mends(&host), mends(&guest)), (vec![4], vec![2, 4]));
}

#[test]
fn a_guests_losses_wait_their_turn_and_they_see_nothing_broken_meanwhile() {
    let mut show = Show::new();
    let (host, guest) = (show.comes(0), show.comes(1));
    show.draws(3);
    show.now = show.now + RECALL;
    show.audience.lost(1, 1);
    show.draws(1);
    assert_eq!(guest.sent()[3..], [Repair(3)]);
    show.audience.lost(1, 3);
    show.draws(10);
    assert_eq!(guest.sent(), [], "too soon");
    // A repair for the host alone refers to what the guest has not.
    show.audience.lost(0, 12);
    show.draws(1);
    assert_eq!(guest.sent(), []);
    assert_eq!(host.sent().last(), Some(&Repair(14)));
    show.now = show.now + RECALL;
    show.draws(1);
    assert_eq!(guest.sent(), [Repair(15)]);
    assert_eq!(host.sent(), [Plain(15)]);
    // Repair 3 never came, so what it was to make up for is missing still.
    assert_eq!(*guest.mends_from.lock(), [1, 1]);
}

#[test]
fn who_loses_the_repair_too_is_mended_from_where_the_gap_began() {
    let mut show = Show::new();
    let host = show.comes(0);
    show.draws(6);
    show.audience.lost(0, 4);
    show.draws(2);
    show.audience.lost(0, 6);
    show.draws(2);
    // What came after a repair that did come is lost alone.
    show.audience.lost(0, 9);
    show.draws(1);
    assert_eq!(
        host.sent()[6..],
        [Repair(6), Plain(7), Repair(8), Plain(9), Repair(10)]
    );
    assert_eq!(*host.mends_from.lock(), [4, 4, 9]);
}

#[test]
fn a_loss_heard_of_after_it_was_made_up_for_is_none() {
    let mut show = Show::new();
    let host = show.comes(0);
    show.draws(3);
    show.audience.starts_anew(0);
    show.draws(1);
    show.audience.lost(0, 2);
    assert!(!show.turn(false));
    show.draws(1);
    assert_eq!(host.sent()[3..], [Idr(3), Plain(4)]);
}

#[test]
fn numbers_wrap() {
    let mut show = Show::new();
    show.next = u32::MAX - 1;
    let host = show.comes(0);
    show.draws(2);
    assert_eq!(show.next, 0);
    show.audience.lost(0, u32::MAX);
    let wanted = show.audience.ask(show.now, true, true, 0).unwrap();
    assert_eq!((wanted.idr, wanted.not_from), (false, Some(u32::MAX)));
    assert_eq!(host.sent(), [Idr(u32::MAX - 1), Plain(u32::MAX)]);
}

/// The encode thread beside a game that draws nothing, for `ms` milliseconds: how often it woke to look.
fn idles(show: &mut Show, ms: u32) -> u32 {
    let end = show.now + Duration::from_millis(ms.into());
    let mut looks = 0;
    while show.now < end {
        let wait = if show.audience.misses(show.now) {
            Duration::from_millis(1)
        } else {
            let recall = show.audience.recall_in(show.now);
            recall.unwrap_or(Duration::from_millis(100))
        };
        show.now = show.now + wait.clamp(Duration::from_millis(1), Duration::from_millis(100));
        let next = show.next;
        show.audience.ask(show.now, false, true, next);
        looks += 1;
    }
    looks
}

#[test]
fn a_guest_whose_network_is_stuck_neither_wakes_the_encoder_all_the_time_nor_asks_the_hosts_network()
 {
    let mut show = Show::new();
    let (host, guest) = (show.comes(0), show.comes(1));
    show.draws(2);
    guest.is_slow(true);
    show.draws(1);
    show.now = show.now + RECALL;
    let before = host.asked.load(Ordering::Relaxed);
    let looks = idles(&mut show, 1000);
    assert!(looks <= 110, "{looks} in a second");
    assert_eq!(host.asked.load(Ordering::Relaxed), before);
    guest.is_slow(false);
    show.now = show.now + STUCK;
    assert!(show.turn(false));
    assert_eq!(guest.sent().last(), Some(&Idr(3)));
    // Neither does one who has to wait for the host's.
    guest.is_slow(true);
    show.draws(1);
    guest.is_slow(false);
    host.is_slow(true);
    show.now = show.now + SELDOM;
    let before = host.asked.load(Ordering::Relaxed);
    let looks = idles(&mut show, 1000);
    assert!(looks <= 110, "{looks} in a second");
    assert!(host.asked.load(Ordering::Relaxed) <= before + 51);
}

#[test]
fn a_guest_who_falls_behind_each_time_is_brought_back_ever_more_seldom_until_it_has_gone_well() {
    let mut show = Show::new();
    let (host, guest) = (show.comes(0), show.comes(1));
    show.draws(1);
    let start = show.now;
    let mut recalls = Vec::new();
    while show.now < start + Duration::from_secs(60) {
        // It takes one picture, and is behind with the next.
        let behind = show.audience.viewers[1].as_ref().unwrap().gap.is_none();
        guest.is_slow(behind);
        show.draws(1);
        let idrs = host
            .sent()
            .iter()
            .filter(|sent| matches!(sent, Idr(_)))
            .count();
        recalls.extend((0..idrs).map(|_| show.now.since(start).as_secs()));
    }
    assert_eq!(recalls.first(), Some(&0), "{recalls:?}");
    assert!(recalls.len() <= 11, "{recalls:?}");
    let pause = recalls[recalls.len() - 1] - recalls[recalls.len() - 2];
    assert!((7..=9).contains(&pause), "{recalls:?}");
    // All others get every picture meanwhile, and one who joins is not made to wait.
    let late = show.comes(2);
    show.now = show.now + RECALL;
    show.draws(1);
    assert!(matches!(late.sent()[..], [Idr(_)]));
    // After a good while it is as it was.
    guest.is_slow(false);
    show.now = show.now + SELDOM;
    show.draws(1);
    show.now = show.now + CALM;
    for _ in 0..2 {
        guest.sent();
        show.audience.starts_anew(1);
        show.draws(1);
        assert!(matches!(guest.sent()[..], [Idr(_)]));
        show.now = show.now + RECALL;
    }
}

#[test]
fn who_comes_while_a_picture_is_encoded_gets_the_next_one_from_its_beginning() {
    let mut show = Show::new();
    let host = show.comes(0);
    show.draws(1);
    show.now = show.now + Duration::from_millis(16);
    let wanted = show.audience.ask(show.now, true, true, show.next).unwrap();
    show.begins(&wanted);
    show.slice();
    let guest = show.comes(1);
    show.slice();
    show.ends(2);
    assert_eq!(host.sent(), [Idr(0), Plain(1)]);
    assert_eq!(guest.sent(), []);
    show.draws(1);
    assert_eq!(guest.sent(), [Idr(2)]);
}

#[test]
fn a_picture_that_another_encoder_makes_anew_comes_once_and_to_everyone() {
    let mut show = Show::new();
    let (host, guest) = (show.comes(0), show.comes(1));
    show.draws(1);
    show.now = show.now + Duration::from_millis(16);
    let wanted = show.audience.ask(show.now, true, true, show.next).unwrap();
    show.begins(&wanted);
    show.slice();
    // The other one begins with an IDR.
    show.begins(&Wanted {
        idr: true,
        ..wanted
    });
    show.slice();
    show.ends(1);
    for viewer in [&host, &guest] {
        assert_eq!(viewer.sent(), [Idr(0), Idr(2)]);
        assert_eq!(viewer.cut.load(Ordering::Relaxed), 1);
    }
    show.draws(1);
    assert_eq!(host.sent(), [Plain(3)]);
}

#[test]
fn after_half_a_picture_that_nobody_ended_only_an_idr_is_sent() {
    let mut show = Show::new();
    let host = show.comes(0);
    show.draws(1);
    show.now = show.now + Duration::from_millis(16);
    let wanted = show.audience.ask(show.now, true, true, show.next).unwrap();
    show.begins(&wanted);
    show.slice();
    show.audience.cut();
    assert!(
        show.audience.misses(show.now),
        "the game need not draw again"
    );
    assert!(show.turn(false));
    assert_eq!(host.sent(), [Idr(0), Idr(2)]);
}
