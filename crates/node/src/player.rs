//! A session's players: each comes with a token, plays, is lost and comes back, goes.
//!
//! | module | answers |
//! |---|---|
//! | [`seats`] | who has which seat, and when a guest has lost theirs (pure) |
//! | [`hands`] | how what they do comes to the game |
//! | [`sound`] | how the game's sound comes to them |
//! | [`wish`] | what their messages may ask for (pure) |
//! | [`unseen`] | which pads the game cannot be shown, and whose player knows (pure) |
//! | [`party`] | what is said to whom, and who comes and goes |

mod hands;
mod party;
pub mod seats;
mod sound;
mod unseen;
mod wish;

use stratus_protocol::session::control::NodeMessage;

use crate::life::End;

pub use hands::{Game, Hands};
pub use party::{Codec, Party, offer_to_host};
pub use sound::Sound;
pub use unseen::Unseen;

/// What the session has to say to its players.
pub enum Tell {
    /// This message to whom it concerns, now and (where it is a state) when they connect. A rumble names the game's
    /// pad: its player knows it by a number of their own.
    Say(NodeMessage),
    /// The game wants a pad before the host has touched one.
    PlugIn,
    /// The coordinator wants a fresh offer for the host.
    RenewOffer,
    /// The coordinator wants a seat for this guest.
    AdmitGuest(String),
    /// The coordinator wants this guest's seat free.
    RemoveGuest(String),
    /// The running game cannot be shown this pad of its own: it was too late.
    PadUnseen(u8),
    /// The session ends.
    Goodbye(End),
}
