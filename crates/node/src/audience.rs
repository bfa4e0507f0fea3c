//! Who watches a session: which pictures are worth encoding, and what each viewer is sent of them. Pure: no clock.
//!
//! Every picture is encoded once and goes to everyone who can take it. Which ones are encoded follows the host's
//! network. A guest whose network is behind misses pictures, and is brought back by an IDR, which costs everyone bits:
//! so guests together get one a second at most for that, and who needs them again and again gets them ever more seldom.

use std::time::Duration;

use stratus_media::{FrameEnd, FrameStart, Timestamp};
use stratus_protocol::session::{HOST, SEATS};
use stratus_transport::{Slices, VideoSender};

/// How often the stream starts anew, or repairs itself, for a guest.
const RECALL: Duration = Duration::from_secs(1);
/// How often it does at least for a guest who is behind again each time: their network is too slow for the stream.
const SELDOM: Duration = Duration::from_secs(8);
/// Who was not brought back for this long is again as everybody.
const CALM: Duration = Duration::from_secs(30);
/// When a network that does not take what a guest misses is asked again.
const STUCK: Duration = Duration::from_millis(20);
/// Missed pictures that a repair can make up for; an IDR does where there are more.
pub const MOST_LOST: u32 = 64;

/// A viewer's network.
pub trait Watcher: Send {
    /// It takes a picture now.
    fn admit(&self) -> bool;
    /// A picture begins; for this viewer it mends what they miss `mends_from` a picture on. One that began before and did not
    /// end is given up.
    fn begin(&self, start: &FrameStart, mends_from: Option<u32>);
    /// Its next slices.
    fn slices(&self, slices: Slices);
    /// It is whole.
    fn end(&self, end: &FrameEnd);
    /// It will not be whole.
    fn cut(&self);
}

impl Watcher for VideoSender {
    fn admit(&self) -> bool {
        Self::admit(self)
    }

    fn begin(&self, start: &FrameStart, mends_from: Option<u32>) {
        Self::begin(self, start, mends_from);
    }

    fn slices(&self, slices: Slices) {
        Self::slices(self, slices);
    }

    fn end(&self, end: &FrameEnd) {
        Self::end(self, end);
    }

    fn cut(&self) {
        Self::cut(self);
    }
}

/// What stands between a viewer and the next picture. Nothing is sent to them until it is gone: a decoder takes a
/// picture without its reference for a good one, and shows garbage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// Only an IDR helps.
    Whole,
    /// They have every picture before this one that a later one may refer to, and none since.
    From(u32),
}

struct Viewer {
    watcher: Box<dyn Watcher>,
    gap: Option<Gap>,
    /// The picture with which the latest gap ended.
    since: u32,
    /// The first picture of that gap; `None`: an IDR ended it.
    gap_was_from: Option<u32>,
    /// They are being sent the picture that is encoded now.
    receives: bool,
    /// Their network takes the next picture; `None`: it was not asked.
    free: Option<bool>,
    /// A guest gets no IDR or repair of their own before this.
    not_before: Timestamp,
    /// They got the latest one then, and were to wait this long for another.
    recalled: Option<(Timestamp, Duration)>,
}

impl Viewer {
    fn new(watcher: Box<dyn Watcher>) -> Self {
        Self {
            watcher,
            gap: Some(Gap::Whole),
            since: 0,
            gap_was_from: None,
            receives: false,
            free: None,
            not_before: Timestamp::from_nanos(0),
            recalled: None,
        }
    }

    /// Something is missing, and it is this viewer's turn.
    fn waits(&self, now: Timestamp) -> bool {
        self.gap.is_some() && now >= self.not_before
    }

    fn ask(&mut self) -> bool {
        *self.free.get_or_insert_with(|| self.watcher.admit())
    }

    /// Not now: the network is stuck.
    fn put_off(&mut self, now: Timestamp) {
        self.not_before = self.not_before.max(now + STUCK);
    }

    /// Was brought back at everybody's cost.
    fn is_recalled(&mut self, now: Timestamp) {
        let wait = match self.recalled {
            Some((last, wait)) if now.since(last) < CALM => (wait * 2).min(SELDOM),
            _ => RECALL,
        };
        self.recalled = Some((now, wait));
        self.not_before = now + wait;
    }
}

/// A picture that is worth encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Decoding has to be able to start with it.
    pub idr: bool,
    /// It must not refer to this picture or a later one.
    pub not_from: Option<u32>,
    /// It is for guests only that it is so.
    for_guests: bool,
}

/// Whoever watches, by seat.
#[derive(Default)]
pub struct Audience {
    viewers: [Option<Viewer>; SEATS as usize],
    recalled: Option<Timestamp>,
}

impl Audience {
    /// Somebody watches from an IDR on, in the place of whoever watched from this seat.
    pub fn comes(&mut self, seat: u8, watcher: Box<dyn Watcher>) {
        if let Some(place) = self.viewers.get_mut(usize::from(seat)) {
            *place = Some(Viewer::new(watcher));
        }
    }

    /// Nobody watches from this seat any more.
    pub fn goes(&mut self, seat: u8) {
        if let Some(place) = self.viewers.get_mut(usize::from(seat)) {
            *place = None;
        }
    }

    /// A viewer's decoder has to start anew.
    pub fn starts_anew(&mut self, seat: u8) {
        if let Some(viewer) = self.viewer(seat) {
            viewer.gap = Some(Gap::Whole);
        }
    }

    /// A viewer does not get this picture, nor what was sent after it.
    pub fn lost(&mut self, seat: u8, id: u32) {
        let Some(viewer) = self.viewer(seat) else {
            return;
        };
        let from = match viewer.gap {
            // It was made up for before this was heard.
            None if before(id, viewer.since) => return,
            // Without the repair the gap is still there, and begins where it began.
            None if id == viewer.since => viewer.gap_was_from.unwrap_or(id),
            None => id,
            Some(Gap::From(known)) if before(known, id) => known,
            Some(Gap::From(_)) => id,
            Some(Gap::Whole) => return,
        };
        viewer.gap = Some(Gap::From(from));
    }

    fn viewer(&mut self, seat: u8) -> Option<&mut Viewer> {
        self.viewers.get_mut(usize::from(seat))?.as_mut()
    }

    fn is_due(&self, now: Timestamp) -> bool {
        self.recalled
            .is_none_or(|recalled| now.since(recalled) >= RECALL)
    }

    /// Nobody watches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.viewers.iter().all(Option::is_none)
    }

    /// Somebody misses pictures, and may get one now, even if the game draws nothing new.
    #[must_use]
    pub fn misses(&self, now: Timestamp) -> bool {
        let [host, guests @ ..] = &self.viewers;
        let hosts = host.as_ref().is_some_and(|host| host.gap.is_some());
        hosts || self.is_due(now) && guests.iter().flatten().any(|guest| guest.waits(now))
    }

    /// When a guest who misses pictures may get one; `None` where nobody waits for that.
    #[must_use]
    pub fn recall_in(&self, now: Timestamp) -> Option<Duration> {
        let [_, guests @ ..] = &self.viewers;
        let missing = guests.iter().flatten().filter(|guest| guest.gap.is_some());
        let first = missing.map(|guest| guest.not_before.since(now)).min()?;
        let since = |recalled| RECALL.saturating_sub(now.since(recalled));
        Some(first.max(self.recalled.map_or(Duration::ZERO, since)))
    }

    /// Whether a picture is worth encoding now, and which: the game has drawn one (`drawn`), or the last one can be
    /// had again (`again`). `next` is the number that it would get.
    ///
    /// A network that is asked may lower what it takes next, so none is asked for nothing: the host's only where there
    /// is something to send.
    pub fn ask(&mut self, now: Timestamp, drawn: bool, again: bool, next: u32) -> Option<Wanted> {
        if !(drawn || again && self.misses(now)) {
            return None;
        }
        let due = self.is_due(now);
        for viewer in self.viewers.iter_mut().flatten() {
            viewer.free = None;
        }
        let [host, guests @ ..] = &mut self.viewers;
        let hosts_gap = host.as_ref().and_then(|host| host.gap);
        let mut wanted = Wanted {
            idr: false,
            not_from: None,
            for_guests: hosts_gap.is_none(),
        };
        wanted.mend(hosts_gap, next);
        // Whether there is anybody whom the picture is for.
        let mut taken = false;
        if let Some(host) = host
            && (drawn || hosts_gap.is_some())
        {
            if !host.ask() {
                return None;
            }
            taken = true;
        }
        for guest in guests.iter_mut().flatten() {
            let wants = match guest.gap {
                None => drawn,
                Some(_) => due && guest.waits(now),
            };
            if !wants {
                continue;
            }
            if guest.ask() {
                wanted.mend(guest.gap, next);
                taken = true;
            } else {
                guest.put_off(now);
            }
        }
        if !taken {
            return None;
        }
        if let Some(host) = host
            && !host.ask()
        {
            for guest in guests.iter_mut().flatten() {
                guest.put_off(now);
            }
            return None;
        }
        // Whoever wanted none gets it, too.
        for guest in guests.iter_mut().flatten() {
            guest.ask();
        }
        Some(wanted)
    }

    /// The picture that was `wanted` begins, and goes to everyone who can use it. The others miss it. One that began before
    /// and did not end is made anew by another encoder.
    pub fn begin(&mut self, now: Timestamp, start: &FrameStart, wanted: &Wanted) {
        self.cut();
        if wanted.for_guests && (start.idr || start.repair) {
            self.recalled = Some(now);
        }
        let asked = |from: u32| wanted.not_from.is_some_and(|first| !before(from, first));
        for (seat, viewer) in (0..).zip(&mut self.viewers) {
            let Some(viewer) = viewer else { continue };
            let free = viewer.free.unwrap_or(false);
            let usable = match viewer.gap {
                None => true,
                Some(Gap::Whole) => start.idr,
                Some(Gap::From(from)) => start.idr || start.repair && asked(from),
            };
            if !usable {
                // Where a repair was asked for and none came, an IDR is next.
                if matches!(viewer.gap, Some(Gap::From(from)) if asked(from)) {
                    viewer.gap = Some(Gap::Whole);
                }
                continue;
            }
            if !free {
                // Their network may still carry pictures before it, which a repair would stop on their way.
                viewer.gap = Some(Gap::Whole);
                continue;
            }
            // To one who misses nothing a repair is a picture like any other: what is on its way is not given up for it.
            let gap = viewer.gap.take();
            let mended = gap.is_some();
            // The encoder was asked for one that needs nothing from here on, which may be less than this viewer misses.
            let mends_from = wanted.not_from.filter(|_| mended && !start.idr);
            if mended || start.idr {
                viewer.since = start.id;
                viewer.gap_was_from = match gap {
                    Some(Gap::From(from)) if !start.idr => Some(from),
                    _ => None,
                };
            }
            if mended && wanted.for_guests && seat != HOST {
                viewer.is_recalled(now);
            }
            viewer.receives = true;
            viewer.watcher.begin(start, mends_from);
        }
    }

    /// The next slices of the picture that began.
    pub fn slices(&self, slices: &Slices) {
        for viewer in self.receivers() {
            viewer.watcher.slices(slices.clone());
        }
    }

    /// It is whole.
    pub fn end(&mut self, end: &FrameEnd) {
        for viewer in self.receivers() {
            viewer.watcher.end(end);
        }
        for viewer in self.viewers.iter_mut().flatten() {
            viewer.receives = false;
        }
    }

    /// It will not be whole. Whoever was sent a part of it can go on with an IDR only, which is what comes after an encoder's
    /// failure.
    pub fn cut(&mut self) {
        for viewer in self.viewers.iter_mut().flatten() {
            if std::mem::take(&mut viewer.receives) {
                viewer.watcher.cut();
                viewer.gap = Some(Gap::Whole);
            }
        }
    }

    fn receivers(&self) -> impl Iterator<Item = &Viewer> {
        let viewers = self.viewers.iter().flatten();
        viewers.filter(|viewer| viewer.receives)
    }
}

impl Wanted {
    /// Makes the picture one that ends a gap, too.
    fn mend(&mut self, gap: Option<Gap>, next: u32) {
        match gap {
            None => {}
            Some(Gap::From(from)) if next.wrapping_sub(from) <= MOST_LOST => {
                let first = self.not_from.filter(|first| before(*first, from));
                self.not_from = Some(first.unwrap_or(from));
            }
            Some(Gap::From(_) | Gap::Whole) => self.idr = true,
        }
    }
}

/// Whether number `a` was given out before `b`; they wrap.
const fn before(a: u32, b: u32) -> bool {
    (a.wrapping_sub(b) as i32) < 0
}

#[cfg(test)]
mod tests;
