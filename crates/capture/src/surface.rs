//! `wl_surface`: where pictures come in.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use stratus_media::{Damage, Size, Timestamp};
use wl_proxy::object::{Object, ObjectCoreApi};
use wl_proxy::protocols::wayland::wl_buffer::WlBuffer;
use wl_proxy::protocols::wayland::wl_callback::WlCallback;
use wl_proxy::protocols::wayland::wl_output::WlOutputTransform;
use wl_proxy::protocols::wayland::wl_region::WlRegion;
use wl_proxy::protocols::wayland::wl_surface::{WlSurface, WlSurfaceHandler};

use crate::buffer::Buffer;
use crate::connection::Connection;
use crate::damage::NOTHING;
use crate::picture::SurfaceId;
use crate::seat::CursorImage;

/// More frame callbacks than a client needs in a commit.
const MOST_CALLBACKS: usize = 256;

/// What a surface is there for; see the introduction of `wl_surface`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    None,
    /// `xdg_toplevel`; the number says in which order windows were made.
    Window(u64),
    Popup,
    Subsurface,
    Cursor,
}

/// A surface's place in a window.
pub(crate) struct Place {
    /// The window's own surface.
    pub(crate) window: Rc<Surface>,
    /// Which window it is; see [`Role::Window`].
    pub(crate) number: u64,
    /// How many surfaces it lies below the window's own.
    pub(crate) depth: u32,
    /// Where on that one, surface coordinates.
    pub(crate) at: (i32, i32),
}

/// A client's surface: its double-buffered state as far as it matters here.
pub(crate) struct Surface {
    pub(crate) object: Rc<WlSurface>,
    pub(crate) id: SurfaceId,
    pub(crate) role: Cell<Role>,
    pub(crate) parent: RefCell<Weak<Surface>>,
    /// Where a sub-surface lies on its parent.
    pub(crate) offset: Cell<(i32, i32)>,
    pub(crate) scale: Cell<u32>,
    /// Size of the current buffer, pixels.
    pub(crate) content: Cell<Option<Size>>,
    pub(crate) cursor: RefCell<Option<CursorImage>>,
    /// Content of a surface without a role: it may become a cursor yet.
    pub(crate) held: RefCell<Option<Rc<Buffer>>>,
    /// State that waits upstream for a commit.
    pub(crate) dirty: Cell<bool>,
    /// Upstream has the pixel attached.
    pub(crate) shadowed: Cell<bool>,
    attached: RefCell<Option<Option<Rc<Buffer>>>>,
    /// A buffer that could not be made is attached instead.
    failed: RefCell<Option<Rc<WlBuffer>>>,
    damage: Cell<Damage>,
    callbacks: RefCell<Vec<Rc<WlCallback>>>,
}

impl Surface {
    pub(crate) fn new(object: &Rc<WlSurface>, connection: u64) -> Self {
        Self {
            object: Rc::clone(object),
            id: SurfaceId {
                connection,
                surface: object.unique_id(),
            },
            role: Cell::new(Role::None),
            parent: RefCell::default(),
            offset: Cell::default(),
            scale: Cell::new(1),
            content: Cell::default(),
            cursor: RefCell::default(),
            held: RefCell::default(),
            dirty: Cell::default(),
            shadowed: Cell::default(),
            attached: RefCell::default(),
            failed: RefCell::default(),
            damage: Cell::new(NOTHING),
            callbacks: RefCell::default(),
        }
    }

    /// The window that this surface is part of.
    pub(crate) fn window(self: &Rc<Self>) -> Option<Place> {
        let mut surface = Rc::clone(self);
        let (mut depth, mut at) = (0, (0i32, 0i32));
        loop {
            match surface.role.get() {
                Role::Window(number) => {
                    return Some(Place {
                        window: surface,
                        number,
                        depth,
                        at,
                    });
                }
                Role::Subsurface => {
                    let (x, y) = surface.offset.get();
                    at = (at.0.saturating_add(x), at.1.saturating_add(y));
                    let parent = surface.parent.borrow().upgrade()?;
                    surface = parent;
                    depth += 1;
                }
                _ => return None,
            }
        }
    }

    /// Width and height in surface coordinates.
    pub(crate) fn extent(&self) -> Option<(f64, f64)> {
        let scale = f64::from(self.scale.get());
        self.content.get().map(|size| {
            (
                f64::from(size.width) / scale,
                f64::from(size.height) / scale,
            )
        })
    }

    /// What changed since the last frame that is shown or waits, buffer pixels.
    pub(crate) fn damage(&self) -> Damage {
        self.damage.get()
    }

    /// A frame has taken the damage over.
    pub(crate) fn clear_damage(&self) {
        self.damage.set(NOTHING);
    }

    /// Damage of a frame that is not shown: the next one has it.
    pub(crate) fn owe(&self, damage: Damage) {
        self.damage.set(self.damage.get().union(damage));
    }

    fn add_damage(&self, x: i32, y: i32, width: i32, height: i32, scale: u32) {
        let edge = |at: i32, len: i32| {
            let from = at.max(0);
            let to = at.saturating_add(len.max(0)).max(from);
            let scaled = |v: i32| (v as u32).saturating_mul(scale);
            (scaled(from), scaled(to) - scaled(from))
        };
        let (x, width) = edge(x, width);
        let (y, height) = edge(y, height);
        self.owe(Damage {
            x,
            y,
            width,
            height,
        });
    }

    /// Lets go of content that was kept for want of a role.
    pub(crate) fn drop_held(&self) {
        if let Some(buffer) = self.held.borrow_mut().take() {
            buffer.let_go();
        }
    }
}

pub(crate) struct SurfaceHandler {
    pub(crate) connection: Rc<Connection>,
    pub(crate) surface: Rc<Surface>,
}

impl SurfaceHandler {
    /// New content. The client gets the buffer back here, unless a frame or `held` keeps it.
    fn show(&self, buffer: Rc<Buffer>, committed: Timestamp) {
        let (connection, surface) = (&self.connection, &self.surface);
        if surface.content.replace(Some(buffer.size)) != Some(buffer.size) {
            // Of another size all is new, also to a frame that follows if this one is never shown.
            surface.owe(Damage::full(buffer.size));
        }
        buffer.acquire();
        match surface.role.get() {
            Role::Window(_) | Role::Subsurface => {
                connection.hub.show(connection, surface, &buffer, committed);
            }
            Role::Cursor => connection.hub.cursor_content(surface, &buffer),
            Role::Popup => {}
            Role::None => {
                surface.drop_held();
                *surface.held.borrow_mut() = Some(buffer);
                return;
            }
        }
        buffer.let_go();
    }

    /// Keeps upstream's idea of what is mapped in step; most commits end here without a byte.
    fn commit_upstream(&self) {
        let surface = &self.surface;
        let role = surface.role.get();
        let wanted = surface.content.get().is_some()
            && matches!(role, Role::Window(_) | Role::Popup | Role::Subsurface);
        if wanted == surface.shadowed.get() {
            // A window's first commit has no content: it asks for a configure.
            if !surface.dirty.take() && (wanted || role == Role::None || role == Role::Cursor) {
                return;
            }
        } else {
            let pixel = wanted.then(|| self.connection.shadow.buffer()).flatten();
            surface.object.send_attach(pixel.as_ref(), 0, 0);
            surface.object.send_damage(0, 0, 1, 1);
            surface.shadowed.set(wanted);
            surface.dirty.set(false);
        }
        surface.object.send_commit();
    }
}

impl WlSurfaceHandler for SurfaceHandler {
    fn handle_attach(
        &mut self,
        _slf: &Rc<WlSurface>,
        buffer: Option<&Rc<WlBuffer>>,
        _x: i32,
        _y: i32,
    ) {
        let known = buffer.and_then(|object| self.connection.buffer(object.unique_id()));
        let failed = buffer.filter(|_| known.is_none());
        // A commit of what could not be made leaves the picture as it is.
        *self.surface.attached.borrow_mut() = failed.is_none().then_some(known);
        *self.surface.failed.borrow_mut() = failed.cloned();
    }

    fn handle_damage(&mut self, _slf: &Rc<WlSurface>, x: i32, y: i32, width: i32, height: i32) {
        let scale = self.surface.scale.get();
        self.surface.add_damage(x, y, width, height, scale);
    }

    fn handle_damage_buffer(
        &mut self,
        _slf: &Rc<WlSurface>,
        x: i32,
        y: i32,
        width: i32,
        height: i32,
    ) {
        self.surface.add_damage(x, y, width, height, 1);
    }

    fn handle_frame(&mut self, slf: &Rc<WlSurface>, callback: &Rc<WlCallback>) {
        let mut callbacks = self.surface.callbacks.borrow_mut();
        if callbacks.len() >= MOST_CALLBACKS {
            self.connection.protocol_error(
                slf.clone(),
                0,
                "too many frame callbacks in one commit",
            );
            return;
        }
        callbacks.push(Rc::clone(callback));
    }

    fn handle_commit(&mut self, _slf: &Rc<WlSurface>) {
        let committed = Timestamp::now();
        let hub = &self.connection.hub;
        hub.counters.commits.add();
        let attached = self.surface.attached.borrow_mut().take();
        match attached {
            Some(Some(buffer)) => self.show(buffer, committed),
            Some(None) => {
                self.surface.content.set(None);
                self.surface.drop_held();
                hub.hide(&self.surface);
            }
            None => {}
        }
        if let Some(failed) = self.surface.failed.borrow_mut().take() {
            // Fails only where the client is gone.
            let _ = failed.try_send_release();
        }
        hub.await_tick(&mut self.surface.callbacks.borrow_mut());
        self.commit_upstream();
        hub.counters
            .commit
            .record(Timestamp::now().since(committed));
    }

    fn handle_set_buffer_scale(&mut self, _slf: &Rc<WlSurface>, scale: i32) {
        self.surface.scale.set(scale.clamp(1, 16) as u32);
    }

    // Nobody sees what upstream draws, so it needs none of these.
    fn handle_set_buffer_transform(&mut self, _slf: &Rc<WlSurface>, _transform: WlOutputTransform) {
    }
    fn handle_set_opaque_region(&mut self, _slf: &Rc<WlSurface>, _region: Option<&Rc<WlRegion>>) {}
    fn handle_set_input_region(&mut self, _slf: &Rc<WlSurface>, _region: Option<&Rc<WlRegion>>) {}
    fn handle_offset(&mut self, _slf: &Rc<WlSurface>, _x: i32, _y: i32) {}

    fn handle_destroy(&mut self, slf: &Rc<WlSurface>) {
        self.surface.content.set(None);
        self.surface.drop_held();
        self.connection.remove_surface(&self.surface);
        slf.send_destroy();
        slf.unset_handler();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::damage;

    #[test]
    fn damage_is_joined_scaled_and_cut() {
        let state = wl_proxy::state::State::builder(wl_proxy::baseline::Baseline::V6)
            .without_server()
            .build()
            .unwrap();
        let surface = Surface::new(&state.create_object(1), 1);
        let size = Size::new(100, 50);
        assert_eq!(damage::within(surface.damage(), size), NOTHING);
        surface.add_damage(-5, 10, 10, 5, 2);
        surface.add_damage(20, 5, 1, 1, 1);
        let damage = damage::within(surface.damage(), size);
        assert_eq!((damage.x, damage.y), (0, 5));
        assert_eq!((damage.width, damage.height), (21, 25));
        surface.add_damage(0, 0, i32::MAX, i32::MAX, 16);
        let all = damage::within(surface.damage(), size);
        assert_eq!(all, Damage::full(size));
        surface.add_damage(i32::MIN, i32::MIN, i32::MIN, -1, 1);
    }
}
