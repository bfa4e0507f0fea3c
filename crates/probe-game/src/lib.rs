//! The picture of `stratus-probe-game`, for whoever looks at it: tests, the bench, the player.

pub mod strip;
