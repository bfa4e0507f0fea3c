//! What changed: rectangles as clients say them, and as a frame of some size has them.

use stratus_media::{Damage, Size};

pub(crate) const NOTHING: Damage = Damage {
    x: 0,
    y: 0,
    width: 0,
    height: 0,
};

/// The part of `damage` that lies in a picture.
pub(crate) fn within(damage: Damage, size: Size) -> Damage {
    let x = damage.x.min(size.width);
    let y = damage.y.min(size.height);
    Damage {
        x,
        y,
        width: damage.width.min(size.width - x),
        height: damage.height.min(size.height - y),
    }
}
