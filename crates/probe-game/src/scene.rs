//! The moving picture behind the strip: a tiled floor that scrolls, and sprites on it.

/// The floor repeats after so many pixels, both ways.
const PERIOD: u32 = 512;
/// Side of a tile, pixels.
const TILE: u32 = 64;
/// Side of a sprite, pixels.
const SPRITE: u32 = 48;
const SPRITES: u32 = 6;

/// Pictures of a scene that were drawn before, so that a frame costs little more than a copy.
pub struct Scene {
    width: u32,
    height: u32,
    /// The floor in two colours, wide enough that a row is one copy wherever it starts.
    floors: [Vec<u8>; 2],
}

/// Where the scene is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Camera {
    /// Pixels from the left.
    pub x: i64,
    /// Pixels from the top.
    pub y: i64,
    /// Moves the sprites.
    pub step: u32,
    /// Takes the other colour.
    pub flipped: bool,
}

impl Scene {
    pub fn new(width: u32, height: u32) -> Self {
        Self {
            width,
            height,
            floors: [false, true].map(|flipped| floor(width + PERIOD, flipped)),
        }
    }

    /// Draws onto 32-bit pixels (bytes B, G, R, x), `stride` bytes from row to row.
    pub fn draw(&self, pixels: &mut [u8], stride: usize, camera: Camera) {
        let row = self.width as usize * 4;
        let floor = &self.floors[usize::from(camera.flipped)];
        let floor_row = (self.width + PERIOD) as usize * 4;
        let left = camera.x.rem_euclid(i64::from(PERIOD)) as usize * 4;
        let top = camera.y.rem_euclid(i64::from(PERIOD)) as usize;
        let lines = pixels.chunks_mut(stride).take(self.height as usize);
        for (y, line) in lines.enumerate() {
            let from = (y + top) % PERIOD as usize * floor_row + left;
            line[..row].copy_from_slice(&floor[from..from + row]);
        }
        for n in 0..SPRITES {
            self.sprite(pixels, stride, n, camera);
        }
    }

    /// A square that bounces off the edges.
    fn sprite(&self, pixels: &mut [u8], stride: usize, n: u32, camera: Camera) {
        let bounce = |speed: u32, offset: u32, room: u32| {
            let span = room.saturating_sub(SPRITE).max(1);
            let at = camera.step.wrapping_mul(speed).wrapping_add(offset) % (2 * span);
            if at < span { at } else { 2 * span - at }
        };
        let left = bounce(2 + n, n * 211, self.width);
        let top = bounce(1 + n % 3, n * 97, self.height);
        let colour = [40 * n as u8, 255 - 30 * n as u8, 60 + 25 * n as u8, 0];
        let width = SPRITE.min(self.width - left.min(self.width)) as usize * 4;
        for y in top..(top + SPRITE).min(self.height) {
            let from = y as usize * stride + left as usize * 4;
            let rim = y < top + 4 || y >= top + SPRITE - 4;
            let colour = if rim { [250; 4] } else { colour };
            for pixel in pixels[from..from + width].chunks_exact_mut(4) {
                pixel.copy_from_slice(&colour);
            }
        }
    }
}

/// One period of the floor, `width` pixels a row.
fn floor(width: u32, flipped: bool) -> Vec<u8> {
    (0..PERIOD)
        .flat_map(|y| (0..width).map(move |x| (x % PERIOD, y)))
        .flat_map(|(x, y)| {
            let [a, b, c] = tile(x, y);
            // Blue at rest, orange after a press.
            if flipped { [c, b, a, 0] } else { [a, b, c, 0] }
        })
        .collect()
}

/// The floor's colour: bricks with grain and dark joints, each tile in its own shade.
fn tile(x: u32, y: u32) -> [u8; 3] {
    let (column, row) = (x / TILE, y / TILE);
    let shade = hash(column, row) % 48;
    let (u, v) = (x % TILE, y % TILE);
    if u < 2 || v < 2 {
        return [30, 24, 20];
    }
    let grain = hash(x, y) % 20;
    let slope = (u + v) / 4;
    [
        (120 + shade + grain) as u8,
        (70 + shade / 2 + grain + slope) as u8,
        (30 + grain + slope) as u8,
    ]
}

fn hash(x: u32, y: u32) -> u32 {
    let mut h = x.wrapping_mul(0x9e37_79b9) ^ y.wrapping_mul(0x85eb_ca6b);
    h ^= h >> 15;
    h = h.wrapping_mul(0x2c1b_3c6d);
    h ^ h >> 13
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(width: u32, height: u32, camera: Camera) -> Vec<u8> {
        let mut pixels = vec![0; (width * height * 4) as usize];
        Scene::new(width, height).draw(&mut pixels, width as usize * 4, camera);
        pixels
    }

    #[test]
    fn it_moves_and_flips() {
        let still = Camera::default();
        let start = drawn(320, 240, still);
        assert_ne!(start, drawn(320, 240, Camera { x: 1, ..still }));
        assert_ne!(start, drawn(320, 240, Camera { step: 1, ..still }));
        let flipped = drawn(
            320,
            240,
            Camera {
                flipped: true,
                ..still
            },
        );
        let red = |pixels: &[u8]| pixels.chunks(4).map(|p| u64::from(p[2])).sum::<u64>();
        assert!(red(&flipped) > red(&start) * 3 / 2, "visibly");
        assert_eq!(
            start,
            drawn(
                320,
                240,
                Camera {
                    x: -512,
                    y: 1024,
                    ..still
                }
            )
        );
    }

    #[test]
    fn what_lies_between_the_rows_is_left_alone() {
        let camera = Camera {
            step: 5,
            ..Camera::default()
        };
        let (width, height, stride) = (61, 50, 256);
        let mut pixels = vec![7; stride * height];
        Scene::new(width, height as u32).draw(&mut pixels, stride, camera);
        let row = width as usize * 4;
        let tight: Vec<u8> = pixels
            .chunks(stride)
            .flat_map(|line| &line[..row])
            .copied()
            .collect();
        assert_eq!(tight, drawn(width, height as u32, camera));
        assert!(
            pixels
                .chunks(stride)
                .all(|line| line[row..].iter().all(|&b| b == 7))
        );
    }

    #[test]
    fn any_size_and_place_is_safe() {
        for (width, height) in [(1, 1), (47, 49), (641, 3), (2, 900)] {
            for step in [0, 17, u32::MAX] {
                drawn(
                    width,
                    height,
                    Camera {
                        x: i64::MIN,
                        y: i64::MAX,
                        step,
                        flipped: true,
                    },
                );
            }
        }
    }
}
