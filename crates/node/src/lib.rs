//! The node: runs games and streams them. The only crate where the stages of a session meet.
//!
//! | module | answers |
//! |---|---|
//! | [`config`] | what the operator may set |
//! | [`node`] | which games, which sessions, who may still come |
//! | [`link`] | how the coordinator is heard |
//! | [`session`] | how a session begins, waits and ends |
//! | [`life`] | why and when it ends (pure) |
//! | [`stages`] | which stages it is made of |
//! | [`pictures`] | how a frame becomes bits |
//! | [`audience`] | which pictures are worth encoding, and who gets which (pure) |
//! | [`broadcast`] | how a picture's slices leave while it is encoded |
//! | [`player`] | how players come, play, and go |
//! | [`pads`] | how a pad comes into the game's `/dev/input`, and its rumble out |
//! | [`render_node`] | which GPU a game draws with, and who reads what it drew |
//! | [`phase_lock`] | when the game draws (pure) |
//! | [`priority`] | which threads come first |
//! | [`kit`] | what is kept warm for the next session |
//! | [`descriptors`] | how many files may be open |
//! | [`heap`] | where freed memory goes |
//! | [`state_dir`] | whose the folder is that a node writes to, and what lies where |
//! | [`run_dir`] | where a session's sockets lie |

pub mod audience;
pub mod broadcast;
pub mod config;
pub mod descriptors;
pub mod games;
pub mod heap;
pub mod keeper;
pub mod kit;
pub mod life;
pub mod link;
pub mod load;
pub mod metrics;
pub mod node;
pub mod pads;
pub mod phase_lock;
pub mod pictures;
pub mod player;
pub mod priority;
pub mod render_node;
pub mod run_dir;
pub mod session;
pub mod stages;
pub mod state_dir;
