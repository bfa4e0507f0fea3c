//! `wl_subcompositor`: surfaces on surfaces.

use std::rc::{Rc, Weak};

use wl_proxy::object::{Object, ObjectCoreApi};
use wl_proxy::protocols::wayland::wl_subcompositor::{WlSubcompositor, WlSubcompositorHandler};
use wl_proxy::protocols::wayland::wl_subsurface::{WlSubsurface, WlSubsurfaceHandler};
use wl_proxy::protocols::wayland::wl_surface::WlSurface;

use crate::connection::Connection;
use crate::surface::{Role, Surface};

pub(crate) struct SubcompositorHandler(pub(crate) Rc<Connection>);

impl WlSubcompositorHandler for SubcompositorHandler {
    fn handle_get_subsurface(
        &mut self,
        slf: &Rc<WlSubcompositor>,
        id: &Rc<WlSubsurface>,
        surface: &Rc<WlSurface>,
        parent: &Rc<WlSurface>,
    ) {
        let child = self.0.surface(surface.unique_id());
        let above = self.0.surface(parent.unique_id());
        if let (Some(child), Some(above)) = (child, above) {
            if is_below(&child, &above) {
                const BAD_PARENT: u32 = 1;
                let message = "a surface cannot be its own ancestor";
                self.0.protocol_error(slf.clone(), BAD_PARENT, message);
                return;
            }
            child.role.set(Role::Subsurface);
            child.drop_held();
            *child.parent.borrow_mut() = Rc::downgrade(&above);
            above.dirty.set(true);
            id.set_handler(SubsurfaceHandler {
                connection: Rc::clone(&self.0),
                surface: child,
            });
        }
        slf.send_get_subsurface(id, surface, parent);
    }
}

/// `surface` is `ancestor` or lies below it.
fn is_below(ancestor: &Rc<Surface>, surface: &Rc<Surface>) -> bool {
    let mut at = Some(Rc::clone(surface));
    while let Some(surface) = at {
        if Rc::ptr_eq(&surface, ancestor) {
            return true;
        }
        at = surface.parent.borrow().upgrade();
    }
    false
}

struct SubsurfaceHandler {
    connection: Rc<Connection>,
    surface: Rc<Surface>,
}

impl SubsurfaceHandler {
    /// Position and order are the parent's state.
    fn parent_is_dirty(&self) {
        if let Some(parent) = self.surface.parent.borrow().upgrade() {
            parent.dirty.set(true);
        }
    }
}

impl WlSubsurfaceHandler for SubsurfaceHandler {
    fn handle_set_position(&mut self, slf: &Rc<WlSubsurface>, x: i32, y: i32) {
        self.surface.offset.set((x, y));
        self.parent_is_dirty();
        slf.send_set_position(x, y);
    }

    fn handle_place_above(&mut self, slf: &Rc<WlSubsurface>, sibling: &Rc<WlSurface>) {
        self.parent_is_dirty();
        slf.send_place_above(sibling);
    }

    fn handle_place_below(&mut self, slf: &Rc<WlSubsurface>, sibling: &Rc<WlSurface>) {
        self.parent_is_dirty();
        slf.send_place_below(sibling);
    }

    fn handle_destroy(&mut self, slf: &Rc<WlSubsurface>) {
        *self.surface.parent.borrow_mut() = Weak::new();
        self.connection.hub.hide(&self.surface);
        slf.send_destroy();
        slf.unset_handler();
    }
}
