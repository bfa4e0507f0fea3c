//! The VA-API back end on the software driver (`crates/va-soft`): what it costs by itself, and how it is left.

pub mod cost;
mod driver;
pub mod failover;
mod frames;
mod left;
