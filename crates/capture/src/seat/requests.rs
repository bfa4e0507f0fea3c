//! What a client asks of the seat: `wl_seat`, relative pointers, pointer constraints.

use std::rc::Rc;

use wl_proxy::fixed::Fixed;
use wl_proxy::object::{Object, ObjectCoreApi};
use wl_proxy::protocols::pointer_constraints_unstable_v1::zwp_confined_pointer_v1::{
    ZwpConfinedPointerV1, ZwpConfinedPointerV1Handler,
};
use wl_proxy::protocols::pointer_constraints_unstable_v1::zwp_locked_pointer_v1::{
    ZwpLockedPointerV1, ZwpLockedPointerV1Handler,
};
use wl_proxy::protocols::pointer_constraints_unstable_v1::zwp_pointer_constraints_v1::{
    ZwpPointerConstraintsV1, ZwpPointerConstraintsV1Handler, ZwpPointerConstraintsV1Lifetime,
};
use wl_proxy::protocols::relative_pointer_unstable_v1::zwp_relative_pointer_manager_v1::{
    ZwpRelativePointerManagerV1, ZwpRelativePointerManagerV1Handler,
};
use wl_proxy::protocols::relative_pointer_unstable_v1::zwp_relative_pointer_v1::{
    ZwpRelativePointerV1, ZwpRelativePointerV1Handler,
};
use wl_proxy::protocols::wayland::wl_keyboard::{WlKeyboard, WlKeyboardHandler};
use wl_proxy::protocols::wayland::wl_pointer::{WlPointer, WlPointerHandler};
use wl_proxy::protocols::wayland::wl_region::WlRegion;
use wl_proxy::protocols::wayland::wl_seat::{WlSeat, WlSeatCapability, WlSeatHandler};
use wl_proxy::protocols::wayland::wl_surface::WlSurface;
use wl_proxy::protocols::wayland::wl_touch::WlTouch;

use super::CursorImage;
use super::pointer::{Lock, Pointer, Relative};
use crate::connection::Connection;
use crate::surface::Role;

const NAME_SINCE: u32 = 2;

/// An object of the seat is destroyed by its client.
fn forget(connection: &Connection, object: &dyn Object) {
    let hub = &connection.hub;
    hub.seat
        .borrow_mut()
        .remove(object.unique_id(), &hub.events);
    object.delete_id();
    object.unset_handler();
}

pub(crate) struct SeatHandler(Rc<Connection>);

impl SeatHandler {
    pub(crate) fn bind(connection: &Rc<Connection>, seat: &Rc<WlSeat>) {
        seat.set_handler(Self(Rc::clone(connection)));
        let capabilities = WlSeatCapability::POINTER.0 | WlSeatCapability::KEYBOARD.0;
        seat.send_capabilities(WlSeatCapability(capabilities));
        if seat.version() >= NAME_SINCE {
            seat.send_name("player");
        }
    }
}

impl WlSeatHandler for SeatHandler {
    fn handle_get_keyboard(&mut self, _slf: &Rc<WlSeat>, id: &Rc<WlKeyboard>) {
        let connection = &self.0;
        id.set_handler(KeyboardHandler(Rc::clone(connection)));
        let mut seat = connection.hub.seat.borrow_mut();
        seat.add_keyboard(connection.id, id);
    }

    fn handle_get_pointer(&mut self, _slf: &Rc<WlSeat>, id: &Rc<WlPointer>) {
        let connection = &self.0;
        id.set_handler(PointerHandler(Rc::clone(connection)));
        connection.hub.seat.borrow_mut().add_pointer(Pointer {
            connection: connection.id,
            object: Rc::clone(id),
        });
    }

    fn handle_get_touch(&mut self, slf: &Rc<WlSeat>, _id: &Rc<WlTouch>) {
        const MISSING_CAPABILITY: u32 = 0;
        let message = "this seat has no touch screen";
        self.0
            .protocol_error(slf.clone(), MISSING_CAPABILITY, message);
    }

    fn handle_release(&mut self, slf: &Rc<WlSeat>) {
        slf.delete_id();
        slf.unset_handler();
    }
}

struct KeyboardHandler(Rc<Connection>);

impl WlKeyboardHandler for KeyboardHandler {
    fn handle_release(&mut self, slf: &Rc<WlKeyboard>) {
        forget(&self.0, &**slf);
    }
}

struct PointerHandler(Rc<Connection>);

impl WlPointerHandler for PointerHandler {
    fn handle_set_cursor(
        &mut self,
        slf: &Rc<WlPointer>,
        _serial: u32,
        surface: Option<&Rc<WlSurface>>,
        hotspot_x: i32,
        hotspot_y: i32,
    ) {
        let connection = &self.0;
        let known = surface.and_then(|surface| connection.surface(surface.unique_id()));
        if let Some(known) = &known {
            match known.role.get() {
                Role::Cursor => {}
                Role::None => {
                    known.role.set(Role::Cursor);
                    let image = known
                        .held
                        .borrow()
                        .as_ref()
                        .and_then(|b| CursorImage::read(b));
                    *known.cursor.borrow_mut() = image;
                    known.drop_held();
                }
                _ => {
                    const ROLE: u32 = 0;
                    let message = "the surface has another role";
                    connection.protocol_error(slf.clone(), ROLE, message);
                    return;
                }
            }
        }
        let hub = &connection.hub;
        hub.seat
            .borrow_mut()
            .set_cursor(known.as_deref(), (hotspot_x, hotspot_y), &hub.events);
    }

    fn handle_release(&mut self, slf: &Rc<WlPointer>) {
        forget(&self.0, &**slf);
    }
}

/// `zwp_relative_pointer_manager_v1`: motion without a position, for games that look around.
pub(crate) struct RelativeManagerHandler(pub(crate) Rc<Connection>);

impl ZwpRelativePointerManagerV1Handler for RelativeManagerHandler {
    fn handle_get_relative_pointer(
        &mut self,
        _slf: &Rc<ZwpRelativePointerManagerV1>,
        id: &Rc<ZwpRelativePointerV1>,
        _pointer: &Rc<WlPointer>,
    ) {
        let connection = &self.0;
        id.set_handler(RelativeHandler(Rc::clone(connection)));
        connection.hub.seat.borrow_mut().add_relative(Relative {
            connection: connection.id,
            object: Rc::clone(id),
        });
    }

    fn handle_destroy(&mut self, slf: &Rc<ZwpRelativePointerManagerV1>) {
        slf.delete_id();
        slf.unset_handler();
    }
}

struct RelativeHandler(Rc<Connection>);

impl ZwpRelativePointerV1Handler for RelativeHandler {
    fn handle_destroy(&mut self, slf: &Rc<ZwpRelativePointerV1>) {
        forget(&self.0, &**slf);
    }
}

/// `zwp_pointer_constraints_v1`: a lock is granted while the client has the focus; a confinement always,
/// since there is nowhere else to go.
pub(crate) struct ConstraintsHandler(pub(crate) Rc<Connection>);

impl ZwpPointerConstraintsV1Handler for ConstraintsHandler {
    fn handle_lock_pointer(
        &mut self,
        _slf: &Rc<ZwpPointerConstraintsV1>,
        id: &Rc<ZwpLockedPointerV1>,
        _surface: &Rc<WlSurface>,
        _pointer: &Rc<WlPointer>,
        _region: Option<&Rc<WlRegion>>,
        _lifetime: ZwpPointerConstraintsV1Lifetime,
    ) {
        let connection = &self.0;
        id.set_handler(LockHandler(Rc::clone(connection)));
        let lock = Lock {
            connection: connection.id,
            object: Rc::clone(id),
            active: false,
            hint: None,
        };
        let hub = &connection.hub;
        hub.seat.borrow_mut().add_lock(lock, &hub.events);
    }

    fn handle_confine_pointer(
        &mut self,
        _slf: &Rc<ZwpPointerConstraintsV1>,
        id: &Rc<ZwpConfinedPointerV1>,
        _surface: &Rc<WlSurface>,
        _pointer: &Rc<WlPointer>,
        _region: Option<&Rc<WlRegion>>,
        _lifetime: ZwpPointerConstraintsV1Lifetime,
    ) {
        id.set_handler(ConfinementHandler);
        id.send_confined();
    }

    fn handle_destroy(&mut self, slf: &Rc<ZwpPointerConstraintsV1>) {
        slf.delete_id();
        slf.unset_handler();
    }
}

struct LockHandler(Rc<Connection>);

impl ZwpLockedPointerV1Handler for LockHandler {
    fn handle_set_cursor_position_hint(
        &mut self,
        slf: &Rc<ZwpLockedPointerV1>,
        surface_x: Fixed,
        surface_y: Fixed,
    ) {
        let mut seat = self.0.hub.seat.borrow_mut();
        seat.hint(slf.unique_id(), (surface_x.to_f64(), surface_y.to_f64()));
    }

    fn handle_set_region(&mut self, _slf: &Rc<ZwpLockedPointerV1>, _region: Option<&Rc<WlRegion>>) {
    }

    fn handle_destroy(&mut self, slf: &Rc<ZwpLockedPointerV1>) {
        forget(&self.0, &**slf);
    }
}

struct ConfinementHandler;

impl ZwpConfinedPointerV1Handler for ConfinementHandler {
    fn handle_set_region(
        &mut self,
        _slf: &Rc<ZwpConfinedPointerV1>,
        _region: Option<&Rc<WlRegion>>,
    ) {
    }

    fn handle_destroy(&mut self, slf: &Rc<ZwpConfinedPointerV1>) {
        slf.delete_id();
    }
}
