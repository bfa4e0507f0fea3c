// RGB to NV12, BT.709, limited range (ITU-R BT.709-6; ITU-T H.273 matrix 1), with the integers of the CPU's converter:
// 13 bits of fraction, chroma of the mean of four pixels. `fetch` is in the file of the source's kind.

struct Picture {
    // Pixels of the game's picture.
    source: vec2<u32>,
    // Where it lies in the target; even numbers, as the target's.
    area_at: vec2<u32>,
    area_size: vec2<u32>,
    target_size: vec2<u32>,
    // Of a source in a buffer: its first pixel and the way from row to row, words.
    first_word: u32,
    row_words: u32,
    // Red is in a pixel's lowest byte.
    red_first: u32,
    // The way from row to row of both planes, and the start of the second one, words.
    stride_words: u32,
    chroma_word: u32,
    // Pairs of rows to convert.
    first_pair: u32,
    end_pair: u32,
}

var<immediate> picture: Picture;

@group(0) @binding(0) var<storage, read_write> planes: array<u32>;

const BLACK: u32 = 16u;
const GREY: u32 = 128u;

// The tent filter of the CPU's scaler: as wide as a target pixel where it shrinks, as a source pixel where it grows. The
// rows are rounded to whole values before they are weighted, as they are there.
fn scaled(at: vec2<u32>) -> vec3<i32> {
    let scale = vec2<f32>(picture.source) / vec2<f32>(picture.area_size);
    let reach = max(scale, vec2<f32>(1.0));
    let centre = (vec2<f32>(at) + 0.5) * scale;
    let first = vec2<u32>(max(floor(centre - reach), vec2<f32>(0.0)));
    let end = min(vec2<u32>(ceil(centre + reach)), picture.source);
    var sum = vec3<f32>(0.0);
    var whole = 0.0;
    for (var y = first.y; y < end.y; y++) {
        let weight_y = max(1.0 - abs(f32(y) + 0.5 - centre.y) / reach.y, 0.0);
        if weight_y > 0.0 {
            var row = vec3<f32>(0.0);
            var row_whole = 0.0;
            for (var x = first.x; x < end.x; x++) {
                let weight_x = max(1.0 - abs(f32(x) + 0.5 - centre.x) / reach.x, 0.0);
                row += weight_x * vec3<f32>(fetch(vec2<u32>(x, y)));
                row_whole += weight_x;
            }
            sum += weight_y * floor(row / row_whole + 0.5);
            whole += weight_y;
        }
    }
    return vec3<i32>(floor(sum / whole + 0.5));
}

// A pixel of the area.
fn pixel(at: vec2<u32>) -> vec3<i32> {
    if all(picture.source == picture.area_size) {
        return fetch(at);
    }
    return scaled(at);
}

// Half of one in 13 bits of fraction, less the last one, and the least value of the range.
fn luma(rgb: vec3<i32>) -> u32 {
    return u32((rgb.r * 1496 + rgb.g * 5032 + rgb.b * 508 + (16 << 13u) + 4095) >> 13u);
}

fn blue_difference(rgb: vec3<i32>) -> u32 {
    return u32((rgb.r * -824 + rgb.g * -2774 + rgb.b * 3598 + (128 << 13u) + 4095) >> 13u);
}

fn red_difference(rgb: vec3<i32>) -> u32 {
    return u32((rgb.r * 3598 + rgb.g * -3268 + rgb.b * -330 + (128 << 13u) + 4095) >> 13u);
}

// Two by two pixels that share their chroma: the upper two, the lower two, and Cb and Cr; two bytes each.
fn cell(at: vec2<u32>) -> vec3<u32> {
    let end = picture.area_at + picture.area_size;
    if any(at < picture.area_at) || any(at >= end) {
        return vec3<u32>(BLACK | BLACK << 8u, BLACK | BLACK << 8u, GREY | GREY << 8u);
    }
    let first = at - picture.area_at;
    let a = pixel(first);
    let b = pixel(first + vec2<u32>(1u, 0u));
    let c = pixel(first + vec2<u32>(0u, 1u));
    let d = pixel(first + vec2<u32>(1u, 1u));
    let mean = (a + b + c + d + vec3<i32>(2)) >> vec3<u32>(2u);
    return vec3<u32>(
        luma(a) | luma(b) << 8u,
        luma(c) | luma(d) << 8u,
        blue_difference(mean) | red_difference(mean) << 8u,
    );
}

// Four by two pixels: a word of each row, and a word of chroma.
@compute @workgroup_size(16, 8)
fn convert(@builtin(global_invocation_id) id: vec3<u32>) {
    let x = id.x * 4u;
    let pair = picture.first_pair + id.y;
    if x >= picture.target_size.x || pair >= picture.end_pair {
        return;
    }
    let left = cell(vec2<u32>(x, pair * 2u));
    // Beyond the last column it is the row's padding.
    let right = cell(vec2<u32>(x + 2u, pair * 2u));
    let words = left | (right << vec3<u32>(16u));
    let row = pair * 2u * picture.stride_words + id.x;
    planes[row] = words.x;
    planes[row + picture.stride_words] = words.y;
    planes[picture.chroma_word + pair * picture.stride_words + id.x] = words.z;
}
