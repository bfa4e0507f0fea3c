//! probe-game
