//! What the compositor says: windows, frame callbacks, keys, pointers.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use smithay_client_toolkit::compositor::CompositorHandler;
use smithay_client_toolkit::output::{OutputHandler, OutputState};
use smithay_client_toolkit::reexports::client::protocol::wl_keyboard::WlKeyboard;
use smithay_client_toolkit::reexports::client::protocol::wl_output::{Transform, WlOutput};
use smithay_client_toolkit::reexports::client::protocol::wl_pointer::WlPointer;
use smithay_client_toolkit::reexports::client::protocol::wl_seat::WlSeat;
use smithay_client_toolkit::reexports::client::protocol::wl_surface::WlSurface;
use smithay_client_toolkit::reexports::client::{Connection, QueueHandle};
use smithay_client_toolkit::reexports::protocols::wp::pointer_constraints::zv1::client::{
    zwp_confined_pointer_v1::ZwpConfinedPointerV1, zwp_locked_pointer_v1::ZwpLockedPointerV1,
    zwp_pointer_constraints_v1::Lifetime,
};
use smithay_client_toolkit::reexports::protocols::wp::relative_pointer::zv1::client::zwp_relative_pointer_v1::ZwpRelativePointerV1;
use smithay_client_toolkit::registry::{ProvidesRegistryState, RegistryState};
use smithay_client_toolkit::seat::keyboard::{
    KeyEvent, KeyboardHandler, Keysym, Modifiers, RawModifiers,
};
use smithay_client_toolkit::seat::pointer::{PointerEvent, PointerEventKind, PointerHandler};
use smithay_client_toolkit::seat::pointer_constraints::PointerConstraintsHandler;
use smithay_client_toolkit::seat::relative_pointer::{RelativeMotionEvent, RelativePointerHandler};
use smithay_client_toolkit::seat::{Capability, SeatHandler, SeatState};
use smithay_client_toolkit::shell::xdg::window::{Window, WindowConfigure, WindowHandler};
use smithay_client_toolkit::shm::{Shm, ShmHandler};
use smithay_client_toolkit::{
    delegate_compositor, delegate_keyboard, delegate_output, delegate_pointer,
    delegate_pointer_constraints, delegate_registry, delegate_relative_pointer, delegate_seat,
    delegate_shm, delegate_xdg_shell, delegate_xdg_window, registry_handlers,
};

use crate::window::Game;

/// `KEY_ESC` of `linux/input-event-codes.h`.
const ESCAPE: u32 = 1;

/// The player's hands, as the seat tells of them.
pub struct Hands {
    /// Keys and buttons pressed so far; the tone listens too.
    pub presses: Arc<AtomicU32>,
    /// What a pad did last ([`stratus_probe_game::strip::PadEvent::encode`]); 0 before that.
    pub pad_event: Arc<AtomicU32>,
    /// Relative motion so far, pixels right and down.
    pub turned: (f64, f64),
    keyboard: Option<WlKeyboard>,
    pointer: Option<WlPointer>,
    relative: Option<ZwpRelativePointerV1>,
    lock: Option<ZwpLockedPointerV1>,
}

impl Hands {
    pub fn new() -> Self {
        Self {
            presses: Arc::default(),
            pad_event: Arc::default(),
            turned: (0.0, 0.0),
            keyboard: None,
            pointer: None,
            relative: None,
            lock: None,
        }
    }

    fn press(&self) {
        self.presses.fetch_add(1, Ordering::Relaxed);
    }
}

impl CompositorHandler for Game {
    fn scale_factor_changed(
        &mut self,
        _: &Connection,
        _: &QueueHandle<Self>,
        _: &WlSurface,
        _: i32,
    ) {
    }

    fn transform_changed(
        &mut self,
        _: &Connection,
        _: &QueueHandle<Self>,
        _: &WlSurface,
        _: Transform,
    ) {
    }

    fn frame(&mut self, _: &Connection, _: &QueueHandle<Self>, _: &WlSurface, _: u32) {
        self.schedule.frame_callback();
    }

    fn surface_enter(
        &mut self,
        _: &Connection,
        _: &QueueHandle<Self>,
        _: &WlSurface,
        _: &WlOutput,
    ) {
    }

    fn surface_leave(
        &mut self,
        _: &Connection,
        _: &QueueHandle<Self>,
        _: &WlSurface,
        _: &WlOutput,
    ) {
    }
}

impl OutputHandler for Game {
    fn output_state(&mut self) -> &mut OutputState {
        &mut self.outputs
    }

    fn new_output(&mut self, _: &Connection, _: &QueueHandle<Self>, _: WlOutput) {}

    fn update_output(&mut self, _: &Connection, _: &QueueHandle<Self>, _: WlOutput) {}

    fn output_destroyed(&mut self, _: &Connection, _: &QueueHandle<Self>, _: WlOutput) {}
}

impl WindowHandler for Game {
    fn request_close(&mut self, _: &Connection, _: &QueueHandle<Self>, _: &Window) {
        self.closed = true;
    }

    fn configure(
        &mut self,
        _: &Connection,
        _: &QueueHandle<Self>,
        _: &Window,
        configure: WindowConfigure,
        _: u32,
    ) {
        let (width, height) = configure.new_size;
        if let Err(error) = self.configure(width.map(u32::from), height.map(u32::from)) {
            self.failure = Some(error);
        }
    }
}

impl SeatHandler for Game {
    fn seat_state(&mut self) -> &mut SeatState {
        &mut self.seats
    }

    fn new_seat(&mut self, _: &Connection, _: &QueueHandle<Self>, _: WlSeat) {}

    fn new_capability(
        &mut self,
        _: &Connection,
        queue: &QueueHandle<Self>,
        seat: WlSeat,
        capability: Capability,
    ) {
        match capability {
            Capability::Keyboard if self.hands.keyboard.is_none() => {
                match self.seats.get_keyboard(queue, &seat, None) {
                    Ok(keyboard) => self.hands.keyboard = Some(keyboard),
                    Err(error) => eprintln!("probe: no keyboard: {error}"),
                }
            }
            Capability::Pointer if self.hands.pointer.is_none() => {
                let pointer = match self.seats.get_pointer(queue, &seat) {
                    Ok(pointer) => pointer,
                    Err(error) => return eprintln!("probe: no pointer: {error}"),
                };
                self.hands.relative = self
                    .relative_pointers
                    .get_relative_pointer(&pointer, queue)
                    .ok();
                if self.options.lock_pointer
                    && let Some(surface) = self.surface()
                {
                    let lock = self.pointer_constraints.lock_pointer(
                        surface,
                        &pointer,
                        None,
                        Lifetime::Persistent,
                        queue,
                    );
                    self.hands.lock = lock.ok();
                }
                self.hands.pointer = Some(pointer);
            }
            _ => {}
        }
    }

    fn remove_capability(
        &mut self,
        _: &Connection,
        _: &QueueHandle<Self>,
        _: WlSeat,
        capability: Capability,
    ) {
        match capability {
            Capability::Keyboard => {
                if let Some(keyboard) = self.hands.keyboard.take() {
                    keyboard.release();
                }
            }
            Capability::Pointer => {
                if let Some(lock) = self.hands.lock.take() {
                    lock.destroy();
                }
                if let Some(relative) = self.hands.relative.take() {
                    relative.destroy();
                }
                if let Some(pointer) = self.hands.pointer.take() {
                    pointer.release();
                }
            }
            _ => {}
        }
    }

    fn remove_seat(&mut self, _: &Connection, _: &QueueHandle<Self>, _: WlSeat) {}
}

impl KeyboardHandler for Game {
    fn enter(
        &mut self,
        _: &Connection,
        _: &QueueHandle<Self>,
        _: &WlKeyboard,
        _: &WlSurface,
        _: u32,
        _: &[u32],
        _: &[Keysym],
    ) {
    }

    fn leave(
        &mut self,
        _: &Connection,
        _: &QueueHandle<Self>,
        _: &WlKeyboard,
        _: &WlSurface,
        _: u32,
    ) {
        self.schedule.escape(false, Instant::now());
    }

    fn press_key(
        &mut self,
        _: &Connection,
        _: &QueueHandle<Self>,
        _: &WlKeyboard,
        _: u32,
        event: KeyEvent,
    ) {
        self.hands.press();
        if event.raw_code == ESCAPE {
            self.schedule.escape(true, Instant::now());
        }
    }

    fn repeat_key(
        &mut self,
        _: &Connection,
        _: &QueueHandle<Self>,
        _: &WlKeyboard,
        _: u32,
        _: KeyEvent,
    ) {
    }

    fn release_key(
        &mut self,
        _: &Connection,
        _: &QueueHandle<Self>,
        _: &WlKeyboard,
        _: u32,
        event: KeyEvent,
    ) {
        if event.raw_code == ESCAPE {
            self.schedule.escape(false, Instant::now());
        }
    }

    fn update_modifiers(
        &mut self,
        _: &Connection,
        _: &QueueHandle<Self>,
        _: &WlKeyboard,
        _: u32,
        _: Modifiers,
        _: RawModifiers,
        _: u32,
    ) {
    }
}

impl PointerHandler for Game {
    fn pointer_frame(
        &mut self,
        _: &Connection,
        _: &QueueHandle<Self>,
        _: &WlPointer,
        events: &[PointerEvent],
    ) {
        for event in events {
            if matches!(event.kind, PointerEventKind::Press { .. }) {
                self.hands.press();
            }
        }
    }
}

impl RelativePointerHandler for Game {
    fn relative_pointer_motion(
        &mut self,
        _: &Connection,
        _: &QueueHandle<Self>,
        _: &ZwpRelativePointerV1,
        _: &WlPointer,
        event: RelativeMotionEvent,
    ) {
        self.hands.turned.0 += event.delta.0;
        self.hands.turned.1 += event.delta.1;
    }
}

impl PointerConstraintsHandler for Game {
    fn confined(
        &mut self,
        _: &Connection,
        _: &QueueHandle<Self>,
        _: &ZwpConfinedPointerV1,
        _: &WlSurface,
        _: &WlPointer,
    ) {
    }

    fn unconfined(
        &mut self,
        _: &Connection,
        _: &QueueHandle<Self>,
        _: &ZwpConfinedPointerV1,
        _: &WlSurface,
        _: &WlPointer,
    ) {
    }

    fn locked(
        &mut self,
        _: &Connection,
        _: &QueueHandle<Self>,
        _: &ZwpLockedPointerV1,
        _: &WlSurface,
        _: &WlPointer,
    ) {
        eprintln!("probe: pointer locked");
    }

    fn unlocked(
        &mut self,
        _: &Connection,
        _: &QueueHandle<Self>,
        _: &ZwpLockedPointerV1,
        _: &WlSurface,
        _: &WlPointer,
    ) {
        eprintln!("probe: pointer unlocked");
    }
}

impl ShmHandler for Game {
    fn shm_state(&mut self) -> &mut Shm {
        &mut self.shm
    }
}

impl ProvidesRegistryState for Game {
    fn registry(&mut self) -> &mut RegistryState {
        &mut self.registry
    }

    registry_handlers![OutputState, SeatState];
}

delegate_compositor!(Game);
delegate_output!(Game);
delegate_shm!(Game);
delegate_seat!(Game);
delegate_keyboard!(Game);
delegate_pointer!(Game);
delegate_relative_pointer!(Game);
delegate_pointer_constraints!(Game);
delegate_xdg_shell!(Game);
delegate_xdg_window!(Game);
delegate_registry!(Game);
