//! Control messages: a u32 length (of what follows), a type byte, the fields.
//!
//! The player opens the stream and says [`PlayerMessage::Hello`] first; the node answers
//! [`NodeMessage::Welcome`], or [`NodeMessage::Goodbye`] and closes.

use serde::{Deserialize, Serialize};

use super::SEATS;
use super::input::Edges;
use super::wire::{Reader, WireError, put, put_text};
use crate::id::Token;

/// The longest message from a player, bytes after the length.
pub const MAX_FROM_PLAYER: usize = 4 << 10;
/// The longest message from a node (a cursor of 256×256 pixels), bytes after the length.
pub const MAX_FROM_NODE: usize = 300 << 10;

/// What the player's browser can do, and wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// [`super::VERSION`] of the player.
    pub version: u8,
    /// All frames on one stream (Safari, Firefox before 153).
    pub single_stream: bool,
}

/// How playing went since the last report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Newest frame decoded.
    pub frame_id: u32,
    /// Frames decoded.
    pub decoded: u16,
    /// Frames that never came.
    pub lost: u16,
    /// Display slots (animation frames).
    pub slots: u16,
    /// Display slots that showed a new frame.
    pub fresh: u16,
    /// The display's frame period, µs; 0 where not known.
    pub period_us: u32,
    /// Median time a decoded frame waited for its display slot, µs.
    pub slack_us: u32,
    /// 10th percentile of that wait, µs: how near the latest frames came to missing their slot.
    pub slack_low_us: u32,
}

/// Player → node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum PlayerMessage {
    /// First message.
    Hello(Hello),
    /// A frame is missing or would not decode: start anew.
    RequestIdr {
        /// The newest frame that decoded.
        last_frame: u32,
    },
    /// Presses and releases.
    Edges(Edges),
    /// Asks for a [`NodeMessage::Pong`].
    Ping {
        /// Comes back as it is (the page's clock, µs).
        sent_us: u64,
    },
    /// Every half second.
    Report(Report),
    /// Wants another bitrate.
    SetBitrate {
        /// Kilobits a second.
        kbps: u32,
    },
    /// Leaves for good: ends the session where the host says it, and frees the seat where a guest does.
    Bye,
}

/// Why a session ends, for the player's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[repr(u8)]
pub enum EndReason {
    /// The player ended it.
    PlayerLeft = 1,
    /// The game ended by itself.
    GameExited = 2,
    /// The game died.
    GameCrashed = 3,
    /// The game opened no window in time.
    NoWindow = 4,
    /// An operator, or the coordinator, stopped it.
    Stopped = 5,
    /// The same player connected from elsewhere.
    Replaced = 6,
    /// The player was gone for longer than the grace time.
    GraceExpired = 7,
    /// The node shuts down.
    NodeShutdown = 8,
    /// The node was lost (said by the coordinator).
    NodeLost = 9,
    /// The page said something that is no message.
    ProtocolError = 10,
    /// The game could not be started.
    StartFailed = 11,
    /// Something broke in the node.
    Internal = 12,
}

impl EndReason {
    const ALL: [Self; 12] = [
        Self::PlayerLeft,
        Self::GameExited,
        Self::GameCrashed,
        Self::NoWindow,
        Self::Stopped,
        Self::Replaced,
        Self::GraceExpired,
        Self::NodeShutdown,
        Self::NodeLost,
        Self::ProtocolError,
        Self::StartFailed,
        Self::Internal,
    ];

    fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| *reason as u8 == code)
    }
}

/// What the session is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// [`super::VERSION`] of the node.
    pub version: u8,
    /// The player's seat, 0–3: 0 is the host's, who has keyboard and mouse; guests have pads only.
    pub seat: u8,
    /// Picture width, pixels.
    pub width: u16,
    /// Picture height, pixels.
    pub height: u16,
    /// Frames a second.
    pub fps: u16,
    /// How long the node waits for a lost player, ms.
    pub grace_ms: u32,
    /// Admits one reconnect, in the place of the token that was used.
    pub resume_token: Token,
    /// RFC 6381 codec string, such as `avc1.42C02A`.
    pub codec: String,
}

/// The game's pointer image.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// Width, pixels; 0×0 hides the pointer.
    pub width: u16,
    /// Height, pixels.
    pub height: u16,
    /// Hot spot from the left.
    pub hot_x: i16,
    /// Hot spot from the top.
    pub hot_y: i16,
    /// RGBA, not premultiplied, row by row.
    pub rgba: Vec<u8>,
}

/// Node → player.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum NodeMessage {
    /// Answer to `Hello`.
    Welcome(Welcome),
    /// Answer to `Ping`.
    Pong {
        /// As it came.
        sent_us: u64,
        /// The node's clock, µs since the Unix epoch.
        node_unix_us: u64,
    },
    /// Last message before the connection closes.
    Goodbye {
        /// Why.
        reason: EndReason,
        /// The same in a sentence, for the player.
        message: String,
    },
    /// The game set its pointer image.
    Cursor(Cursor),
    /// The game locked (or let go of) the pointer: the page should do the same.
    PointerLock {
        /// Locked.
        locked: bool,
    },
    /// The game shakes a pad of this player's.
    Rumble {
        /// Which one, as the player numbers theirs, 0–3.
        pad: u8,
        /// Low-frequency motor, 0…65535.
        strong: u16,
        /// High-frequency motor, 0…65535.
        weak: u16,
        /// How long, ms; 0 stops.
        duration_ms: u16,
    },
    /// Something that the player should read while waiting.
    Notice {
        /// A sentence.
        message: String,
    },
}

fn framed(out: &mut Vec<u8>, body: impl FnOnce(&mut Vec<u8>)) {
    let at = out.len();
    out.extend_from_slice(&[0; 4]);
    body(out);
    let n = (out.len() - at - 4) as u32;
    out[at..at + 4].copy_from_slice(&n.to_le_bytes());
}

fn flag(value: u8, name: &'static str) -> Result<bool, WireError> {
    match value {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(WireError::Range(name)),
    }
}

fn seat(value: u8) -> Result<u8, WireError> {
    if value < SEATS {
        Ok(value)
    } else {
        Err(WireError::Range("seat"))
    }
}

impl PlayerMessage {
    /// Appends the message, length first.
    pub fn encode(&self, out: &mut Vec<u8>) {
        framed(out, |out| match self {
            Self::Hello(hello) => put!(out, 0x01u8, hello.version, u8::from(hello.single_stream)),
            Self::RequestIdr { last_frame } => put!(out, 0x02u8, *last_frame),
            Self::Edges(edges) => {
                put!(out, 0x03u8);
                edges.encode(out);
            }
            Self::Ping { sent_us } => put!(out, 0x04u8, *sent_us),
            Self::Report(r) => {
                put!(out, 0x05u8, r.frame_id, r.decoded, r.lost, r.slots, r.fresh);
                put!(out, r.period_us, r.slack_us, r.slack_low_us);
            }
            Self::Bye => put!(out, 0x06u8),
            Self::SetBitrate { kbps } => put!(out, 0x07u8, *kbps),
        });
    }

    /// Reads a message's body (what follows the length).
    ///
    /// # Errors
    /// Whatever is not exactly one message.
    pub fn decode(body: &[u8]) -> Result<Self, WireError> {
        let mut r = Reader::new(body);
        let message = match r.u8()? {
            0x01 => Self::Hello(Hello {
                version: r.u8()?,
                single_stream: flag(r.u8()?, "single_stream")?,
            }),
            0x02 => Self::RequestIdr {
                last_frame: r.u32()?,
            },
            0x03 => {
                let mut edges = Edges::default();
                Edges::decode(&mut r, &mut edges)?;
                Self::Edges(edges)
            }
            0x04 => Self::Ping { sent_us: r.u64()? },
            0x05 => Self::Report(Report {
                frame_id: r.u32()?,
                decoded: r.u16()?,
                lost: r.u16()?,
                slots: r.u16()?,
                fresh: r.u16()?,
                period_us: r.u32()?,
                slack_us: r.u32()?,
                slack_low_us: r.u32()?,
            }),
            0x06 => Self::Bye,
            0x07 => Self::SetBitrate { kbps: r.u32()? },
            other => return Err(WireError::Type(other)),
        };
        r.end()?;
        Ok(message)
    }
}

impl NodeMessage {
    /// Appends the message, length first.
    pub fn encode(&self, out: &mut Vec<u8>) {
        framed(out, |out| match self {
            Self::Welcome(w) => {
                put!(out, 0x81u8, w.version, w.seat, w.width, w.height, w.fps);
                put!(out, w.grace_ms);
                put_text(out, w.resume_token.as_str());
                put_text(out, &w.codec);
            }
            Self::Pong {
                sent_us,
                node_unix_us,
            } => put!(out, 0x82u8, *sent_us, *node_unix_us),
            Self::Goodbye { reason, message } => {
                put!(out, 0x83u8, *reason as u8);
                put_text(out, message);
            }
            Self::Cursor(c) => {
                put!(out, 0x84u8, c.width, c.height, c.hot_x, c.hot_y);
                out.extend_from_slice(&c.rgba);
            }
            Self::PointerLock { locked } => put!(out, 0x85u8, u8::from(*locked)),
            Self::Rumble {
                pad,
                strong,
                weak,
                duration_ms,
            } => {
                put!(out, 0x86u8, *pad, *strong, *weak, *duration_ms);
            }
            Self::Notice { message } => {
                put!(out, 0x87u8);
                put_text(out, message);
            }
        });
    }

    /// Reads a message's body (what follows the length).
    ///
    /// # Errors
    /// Whatever is not exactly one message.
    pub fn decode(body: &[u8]) -> Result<Self, WireError> {
        let mut r = Reader::new(body);
        let message = match r.u8()? {
            0x81 => Self::Welcome(Welcome {
                version: r.u8()?,
                seat: seat(r.u8()?)?,
                width: r.u16()?,
                height: r.u16()?,
                fps: r.u16()?,
                grace_ms: r.u32()?,
                resume_token: r
                    .text()?
                    .parse()
                    .map_err(|_| WireError::Range("resume_token"))?,
                codec: r.text()?.to_owned(),
            }),
            0x82 => Self::Pong {
                sent_us: r.u64()?,
                node_unix_us: r.u64()?,
            },
            0x83 => Self::Goodbye {
                reason: EndReason::from_code(r.u8()?).ok_or(WireError::Range("reason"))?,
                message: r.text()?.to_owned(),
            },
            0x84 => {
                let (width, height) = (r.u16()?, r.u16()?);
                let (hot_x, hot_y) = (r.i16()?, r.i16()?);
                if width > 256 || height > 256 {
                    return Err(WireError::Range("cursor size"));
                }
                let rgba = r
                    .bytes(usize::from(width) * usize::from(height) * 4)?
                    .to_vec();
                Self::Cursor(Cursor {
                    width,
                    height,
                    hot_x,
                    hot_y,
                    rgba,
                })
            }
            0x85 => Self::PointerLock {
                locked: flag(r.u8()?, "locked")?,
            },
            0x86 => Self::Rumble {
                pad: r.u8()?,
                strong: r.u16()?,
                weak: r.u16()?,
                duration_ms: r.u16()?,
            },
            0x87 => Self::Notice {
                message: r.text()?.to_owned(),
            },
            other => return Err(WireError::Type(other)),
        };
        r.end()?;
        Ok(message)
    }
}
