// The game's pixels as words in memory.

@group(1) @binding(0) var<storage, read> pixels: array<u32>;

fn fetch(at: vec2<u32>) -> vec3<i32> {
    let word = pixels[picture.first_word + at.y * picture.row_words + at.x];
    let bytes = vec3<i32>(vec3<u32>(word >> 16u, word >> 8u, word) & vec3<u32>(255u));
    return select(bytes, bytes.zyx, picture.red_first != 0u);
}
