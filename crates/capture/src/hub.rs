//! What all connections of a session share: the picture, the frames that are out, the seat, the clock.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::os::fd::OwnedFd;
use std::rc::Rc;
use std::sync::Arc;

use stratus_media::{Damage, DmaBuf, FrameBuffer, Mailbox, Size, Timestamp, VideoFrame};
use wl_proxy::object::ObjectCoreApi;
use wl_proxy::protocols::wayland::wl_callback::WlCallback;

use crate::buffer::Buffer;
use crate::capture::CaptureEvent;
use crate::connection::{Connection, End};
use crate::damage;
use crate::dmabuf::fence::{self, Fences};
use crate::dmabuf::waiting::Waiting;
use crate::dmabuf::{FileBudget, Offer};
use crate::loans::Loans;
use crate::output::Mode;
use crate::pacer::Pacer;
use crate::picture::{Candidate, Stage, SurfaceId};
use crate::seat::{CursorImage, Focus, SeatState};
use crate::stats::Counters;
use crate::strays::SessionStrays;
use crate::surface::{Place, Surface};

/// Where events of a session go.
pub(crate) type Events = Box<dyn Fn(CaptureEvent) + Send>;

/// Set in what the event loop is told where a fence signals; the rest is the frame's token.
pub(crate) const FENCE: u64 = 1 << 63;

/// A frame that was committed before it was drawn.
struct Undrawn {
    connection: Rc<Connection>,
    surface: Rc<Surface>,
    buffer: Rc<Buffer>,
    committed: Timestamp,
    fences: Fences,
}

impl Drop for Undrawn {
    fn drop(&mut self) {
        self.buffer.let_go();
    }
}

pub(crate) struct Hub {
    pub(crate) mode: Mode,
    pub(crate) frames: Arc<Mailbox<VideoFrame>>,
    pub(crate) events: Events,
    pub(crate) counters: Arc<Counters>,
    pub(crate) pacer: Pacer,
    pub(crate) loans: RefCell<Loans>,
    pub(crate) seat: RefCell<SeatState>,
    pub(crate) connections: RefCell<HashMap<u64, Rc<Connection>>>,
    /// What clients may make DMA-BUFs of; `None` where nobody reads any.
    pub(crate) offer: Option<Rc<Offer>>,
    pub(crate) dmabuf_files: FileBudget,
    pub(crate) strays: SessionStrays,
    /// The event loop's set.
    epoll: Arc<OwnedFd>,
    undrawn: RefCell<Waiting<Undrawn>>,
    stage: RefCell<Stage>,
    /// Frame callbacks of committed surfaces.
    awaiting: RefCell<Vec<Rc<WlCallback>>>,
    seq: Cell<u64>,
    windows: Cell<u64>,
    had_window: Cell<bool>,
    last: Cell<Option<(SurfaceId, Size)>>,
}

impl Hub {
    #[expect(clippy::too_many_arguments, reason = "called once")]
    pub(crate) fn new(
        epoll: &Arc<OwnedFd>,
        offer: Option<Offer>,
        mode: Mode,
        frames: Arc<Mailbox<VideoFrame>>,
        events: Events,
        counters: Arc<Counters>,
        pacer: Pacer,
        loans: Loans,
        seat: SeatState,
    ) -> Self {
        Self {
            mode,
            frames,
            events,
            counters,
            pacer,
            loans: RefCell::new(loans),
            seat: RefCell::new(seat),
            connections: RefCell::default(),
            offer: offer.map(Rc::new),
            dmabuf_files: FileBudget::default(),
            strays: SessionStrays::default(),
            epoll: Arc::clone(epoll),
            undrawn: RefCell::default(),
            stage: RefCell::default(),
            awaiting: RefCell::default(),
            seq: Cell::new(0),
            windows: Cell::new(0),
            had_window: Cell::new(false),
            last: Cell::new(None),
        }
    }

    /// A number for a new window, higher than all before.
    pub(crate) fn next_window(&self) -> u64 {
        self.windows.set(self.windows.get() + 1);
        self.windows.get()
    }

    /// A surface of a window has new content: a frame, where it is the picture, once it is drawn.
    pub(crate) fn show(
        &self,
        connection: &Rc<Connection>,
        surface: &Rc<Surface>,
        buffer: &Rc<Buffer>,
        committed: Timestamp,
    ) {
        if let FrameBuffer::DmaBuf(dmabuf) = &buffer.memory
            && !fence::is_drawn(dmabuf)
            && !self.is_drawn_by_now(connection, surface, (buffer, dmabuf), committed)
        {
            return;
        }
        let overtaken = self.undrawn.borrow_mut().drop_surface(surface.id);
        let damage = surface.damage().union(overtaken);
        surface.clear_damage();
        if let Some(there) = self.show_drawn(connection, surface, buffer, committed, damage) {
            let took = there.since(committed);
            self.counters.commit_to_mailbox.record(took);
        }
    }

    /// Takes down a frame's fences, and keeps it until they signal, where they have not by now.
    fn is_drawn_by_now(
        &self,
        connection: &Rc<Connection>,
        surface: &Rc<Surface>,
        (buffer, dmabuf): (&Rc<Buffer>, &DmaBuf),
        committed: Timestamp,
    ) -> bool {
        let mut waiting = self.undrawn.borrow_mut();
        let fences = Fences::of(dmabuf).and_then(|mut fences| {
            fences.watch(&self.epoll, FENCE | waiting.next_token())?;
            Ok(fences)
        });
        let fences = match fences {
            Ok(fences) if fences.is_empty() => return true,
            Ok(fences) => fences,
            Err(error) => {
                // Never a blind read: a frame that cannot be waited for is no frame.
                tracing::debug!(%error, "a fence cannot be waited for");
                self.counters.starved.add();
                return false;
            }
        };
        self.counters.fences_waited.add();
        buffer.acquire();
        let frame = Undrawn {
            connection: Rc::clone(connection),
            surface: Rc::clone(surface),
            buffer: Rc::clone(buffer),
            committed,
            fences,
        };
        match waiting.push(surface.id, committed, surface.damage(), frame) {
            Ok(displaced) => {
                surface.clear_damage();
                if displaced.is_some() {
                    self.counters.starved.add();
                }
            }
            Err(_) => self.counters.starved.add(),
        }
        false
    }

    /// A fence has signalled: its frame is shown, where that was the last one.
    pub(crate) fn on_fence(&self, data: u64) {
        let token = data & !FENCE;
        let mut waiting = self.undrawn.borrow_mut();
        let Some(frame) = waiting.get_mut(token) else {
            return;
        };
        if !frame.fences.are_signalled() {
            return;
        }
        let Some((frame, damage)) = waiting.take(token) else {
            return;
        };
        drop(waiting);
        let Undrawn {
            connection,
            surface,
            buffer,
            committed,
            ..
        } = &frame;
        if let Some(there) = self.show_drawn(connection, surface, buffer, *committed, damage) {
            self.counters.fence_wait.record(there.since(*committed));
        }
    }

    /// Gives up frames that nobody finishes.
    pub(crate) fn expire(&self, now: Timestamp) {
        let mut waiting = self.undrawn.borrow_mut();
        while let Some((frame, damage)) = waiting.expire(now) {
            if let Some(damage) = damage {
                frame.surface.owe(damage);
            }
            self.counters.fences_timed_out.add();
        }
    }

    /// When a frame is to be given up, where one waits.
    pub(crate) fn deadline(&self) -> Option<Timestamp> {
        self.undrawn.borrow().deadline()
    }

    /// Says when the frame was in the mailbox, where it went there.
    fn show_drawn(
        &self,
        connection: &Rc<Connection>,
        surface: &Rc<Surface>,
        buffer: &Rc<Buffer>,
        committed: Timestamp,
        mut damage: Damage,
    ) -> Option<Timestamp> {
        let there = self.put_where_picture(connection, surface, buffer, committed, &mut damage);
        if there.is_none()
            && let Some(damage) = self.undrawn.borrow_mut().pass_on(surface.id, damage)
        {
            surface.owe(damage);
        }
        there
    }

    /// `damage` becomes all of the picture, where that was another one until now.
    fn put_where_picture(
        &self,
        connection: &Rc<Connection>,
        surface: &Rc<Surface>,
        buffer: &Rc<Buffer>,
        committed: Timestamp,
        damage: &mut Damage,
    ) -> Option<Timestamp> {
        let place = surface.window()?;
        let candidate = Candidate {
            id: surface.id,
            area: u64::from(buffer.size.width) * u64::from(buffer.size.height),
            window: place.number,
            depth: place.depth,
        };
        let is_picture = self.stage.borrow_mut().show(candidate);
        if !is_picture {
            return None;
        }
        let now = Some((surface.id, buffer.size));
        let changed = self.last.replace(now) != now;
        *damage = if changed {
            Damage::full(buffer.size)
        } else {
            damage::within(*damage, buffer.size)
        };
        let there = self.put_frame(buffer, committed, *damage);
        if changed {
            self.had_window.set(true);
            self.focus(connection, surface);
        }
        there
    }

    fn put_frame(
        &self,
        buffer: &Rc<Buffer>,
        committed: Timestamp,
        damage: Damage,
    ) -> Option<Timestamp> {
        let Some(guard) = self.loans.borrow_mut().lend(buffer) else {
            self.counters.starved.add();
            return None;
        };
        let seq = self.seq.replace(self.seq.get() + 1);
        let there = self.frames.put(VideoFrame {
            seq,
            size: buffer.size,
            format: buffer.format,
            buffer: buffer.memory.clone(),
            damage,
            committed,
            guard: Some(guard),
        });
        self.counters.frames.add();
        if seq == 0 {
            (self.events)(CaptureEvent::FirstFrame);
        }
        Some(there)
    }

    /// The window that the picture belongs to gets the keyboard and the pointer.
    fn focus(&self, connection: &Rc<Connection>, picture: &Rc<Surface>) {
        let Some(Place { window, at, .. }) = picture.window() else {
            return;
        };
        let Some(extent) = picture.extent() else {
            return;
        };
        self.seat.borrow_mut().focus(
            Some(Focus {
                connection: connection.id,
                surface: Rc::clone(&window.object),
                at: (f64::from(at.0), f64::from(at.1)),
                extent,
            }),
            &self.events,
        );
    }

    /// A surface shows nothing any more, or is no part of a window any more.
    pub(crate) fn hide(&self, surface: &Surface) {
        surface.owe(self.undrawn.borrow_mut().drop_surface(surface.id));
        self.stage.borrow_mut().hide(surface.id);
        self.after_hiding();
    }

    pub(crate) fn surface_gone(&self, surface: &Surface) {
        let mut seat = self.seat.borrow_mut();
        seat.surface_gone(surface.object.unique_id(), &self.events);
        drop(seat);
        self.hide(surface);
    }

    pub(crate) fn connection_gone(&self, id: u64) {
        self.undrawn.borrow_mut().drop_connection(id);
        self.seat.borrow_mut().connection_gone(id, &self.events);
        self.stage.borrow_mut().hide_connection(id);
        self.after_hiding();
    }

    /// Of clients that keep too many files together, the one that keeps the most is closed.
    pub(crate) fn bound_strays(&self) {
        if !self.strays.are_too_many() {
            return;
        }
        let connections = self.connections.borrow();
        if let Some(most) = connections.values().max_by_key(|c| c.strays.count()) {
            most.end_with(End::Malformed);
        }
    }

    fn after_hiding(&self) {
        let (picture, windows) = {
            let stage = self.stage.borrow();
            (stage.picture(), stage.windows())
        };
        if windows == 0 && self.had_window.take() {
            (self.events)(CaptureEvent::LastWindowClosed);
        }
        let Some(picture) = picture else {
            self.last.set(None);
            self.seat.borrow_mut().focus(None, &self.events);
            return;
        };
        // The next commit of the surface behind brings a frame; its window has the focus already.
        if self.last.get().is_some_and(|(id, _)| id != picture) {
            self.last.set(None);
            let connection = self.connections.borrow().get(&picture.connection).cloned();
            if let Some(connection) = connection
                && let Some(surface) = connection.surface(picture.surface)
            {
                self.focus(&connection, &surface);
            }
        }
    }

    /// A cursor surface has new content.
    pub(crate) fn cursor_content(&self, surface: &Surface, buffer: &Buffer) {
        // A cursor that a GPU drew is left out; the pointer stays what it was.
        if let FrameBuffer::DmaBuf(_) = buffer.memory {
            return;
        }
        match CursorImage::read(buffer) {
            Some(image) => {
                *surface.cursor.borrow_mut() = Some(image);
                let mut seat = self.seat.borrow_mut();
                seat.cursor_changed(surface, &self.events);
            }
            None => self.counters.refused.add(),
        }
    }

    /// The callbacks of a commit are answered with the next tick.
    pub(crate) fn await_tick(&self, callbacks: &mut Vec<Rc<WlCallback>>) {
        if !callbacks.is_empty() {
            self.awaiting.borrow_mut().append(callbacks);
        }
    }

    pub(crate) fn awaits_tick(&self) -> bool {
        !self.awaiting.borrow().is_empty()
    }

    /// Tells everybody who waits to draw.
    pub(crate) fn tick(&self, now: Timestamp) {
        let millis = (now.as_nanos() / 1_000_000) as u32;
        for callback in self.awaiting.borrow_mut().drain(..) {
            if callback.client().is_some() && callback.try_send_done(millis).is_ok() {
                callback.delete_id();
                self.counters.callbacks.add();
            }
        }
    }
}
