//! What the player does. Two carriers say the same:
//!
//! * **edges** — each press and release, numbered by one from 0 a connection. They go on the control
//!   stream, and the latest of them again in each datagram: the first to arrive is applied, in order,
//!   the second is dropped by its number. Nothing is lost and a lost packet delays nothing else.
//! * **state** — datagrams with running totals of motion and wheel and the full state of each pad, so
//!   that the newest datagram says everything.

use serde::{Deserialize, Serialize};

use super::wire::{Reader, WireError, put};

/// First byte of an input datagram.
pub const KIND: u8 = 0x49;
/// Edges in one message or datagram, at most.
pub const MAX_EDGES: usize = 64;
/// Pads of one player, at most.
pub const MAX_PADS: usize = 4;

/// What kind of control an [`Edge`] is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EdgeKind {
    /// A key; `code` is the evdev code.
    Key,
    /// A mouse button; `code` is the evdev code (`BTN_LEFT` = 0x110).
    MouseButton,
    /// A pad's button; `code` is the index in the W3C standard mapping (0–16).
    PadButton,
}

/// A press or a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    /// Of what.
    pub kind: EdgeKind,
    /// Which pad (0–3); 0 for keyboard and mouse.
    pub pad: u8,
    /// Which control.
    pub code: u16,
    /// Pressed or released.
    pub pressed: bool,
}

/// A run of edges with successive numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edges {
    /// The first edge's number.
    pub first: u32,
    /// The edges.
    pub edges: Vec<Edge>,
}

/// A pad's whole state (W3C Gamepad, standard mapping).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PadState {
    /// Which pad, 0–3.
    pub index: u8,
    /// Bit *n* is button *n* of the standard mapping.
    pub buttons: u32,
    /// Left x, left y, right x, right y; −32767…32767, down and right positive.
    pub axes: [i16; 4],
    /// Left and right trigger, 0…65535.
    pub triggers: [u16; 2],
}

/// Where the pointer is in the picture, 0…65535 each way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointerPosition {
    /// From the left edge.
    pub x: u16,
    /// From the top edge.
    pub y: u16,
}

/// One input datagram.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputDatagram {
    /// Counts datagrams by one; an older one than the newest seen brings only its edges.
    pub seq: u32,
    /// Sum of all relative motion, pixels, wrapping.
    pub motion: [i32; 2],
    /// Sum of all wheel motion, 120ths of a notch, wrapping; right and down positive.
    pub wheel: [i32; 2],
    /// Where the pointer is while it is not locked.
    pub pointer: Option<PointerPosition>,
    /// Every pad that the player holds.
    pub pads: Vec<PadState>,
    /// The latest edges.
    pub edges: Edges,
}

impl Edges {
    pub(crate) fn encode(&self, out: &mut Vec<u8>) {
        let edges = &self.edges[..self.edges.len().min(MAX_EDGES)];
        put!(out, self.first, edges.len() as u8);
        for edge in edges {
            let kind = match edge.kind {
                EdgeKind::Key => 0u8,
                EdgeKind::MouseButton => 1,
                EdgeKind::PadButton => 2,
            };
            put!(out, kind | u8::from(edge.pressed) << 7, edge.pad, edge.code);
        }
    }

    pub(crate) fn decode(r: &mut Reader<'_>, into: &mut Self) -> Result<(), WireError> {
        into.edges.clear();
        into.first = r.u32()?;
        let n = usize::from(r.u8()?);
        if n > MAX_EDGES {
            return Err(WireError::Length(n, MAX_EDGES));
        }
        for _ in 0..n {
            let head = r.u8()?;
            let kind = match head & 0x7f {
                0 => EdgeKind::Key,
                1 => EdgeKind::MouseButton,
                2 => EdgeKind::PadButton,
                _ => return Err(WireError::Range("edge kind")),
            };
            let pad = r.u8()?;
            let code = r.u16()?;
            if usize::from(pad) >= MAX_PADS {
                return Err(WireError::Range("pad index"));
            }
            if kind == EdgeKind::PadButton && code > 16 {
                return Err(WireError::Range("pad button"));
            }
            if kind != EdgeKind::PadButton && code > 0x2ff {
                return Err(WireError::Range("key code"));
            }
            into.edges.push(Edge {
                kind,
                pad,
                code,
                pressed: head & 0x80 != 0,
            });
        }
        Ok(())
    }
}

impl InputDatagram {
    /// Appends the datagram's bytes to `out`.
    pub fn encode(&self, out: &mut Vec<u8>) {
        put!(
            out,
            KIND,
            self.seq,
            self.motion[0],
            self.motion[1],
            self.wheel[0],
            self.wheel[1]
        );
        let position = self.pointer.unwrap_or(PointerPosition { x: 0, y: 0 });
        put!(
            out,
            u8::from(self.pointer.is_some()),
            position.x,
            position.y
        );
        let pads = &self.pads[..self.pads.len().min(MAX_PADS)];
        put!(out, pads.len() as u8);
        for pad in pads {
            put!(out, pad.index, pad.buttons);
            pad.axes.iter().for_each(|axis| put!(out, axis));
            pad.triggers.iter().for_each(|trigger| put!(out, trigger));
        }
        self.edges.encode(out);
    }

    /// Reads a datagram into `self`, reusing its memory (no allocation once it has grown).
    ///
    /// # Errors
    /// Whatever is not exactly one datagram; `self` then holds nothing of use.
    pub fn decode_into(&mut self, bytes: &[u8]) -> Result<(), WireError> {
        let mut r = Reader::new(bytes);
        let kind = r.u8()?;
        if kind != KIND {
            return Err(WireError::Type(kind));
        }
        self.seq = r.u32()?;
        self.motion = [r.i32()?, r.i32()?];
        self.wheel = [r.i32()?, r.i32()?];
        let absolute = r.u8()?;
        let position = PointerPosition {
            x: r.u16()?,
            y: r.u16()?,
        };
        self.pointer = match absolute {
            0 => None,
            1 => Some(position),
            _ => return Err(WireError::Range("pointer")),
        };
        self.pads.clear();
        let n = usize::from(r.u8()?);
        if n > MAX_PADS {
            return Err(WireError::Length(n, MAX_PADS));
        }
        for _ in 0..n {
            let index = r.u8()?;
            if usize::from(index) >= MAX_PADS {
                return Err(WireError::Range("pad index"));
            }
            let buttons = r.u32()?;
            if buttons >> 17 != 0 {
                return Err(WireError::Range("pad buttons"));
            }
            self.pads.push(PadState {
                index,
                buttons,
                axes: [r.i16()?, r.i16()?, r.i16()?, r.i16()?],
                triggers: [r.u16()?, r.u16()?],
            });
        }
        Edges::decode(&mut r, &mut self.edges)?;
        r.end()
    }

    /// Reads a datagram.
    ///
    /// # Errors
    /// Whatever is not exactly one datagram.
    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        let mut datagram = Self::default();
        datagram.decode_into(bytes)?;
        Ok(datagram)
    }
}
