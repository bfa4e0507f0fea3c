// The game's pixels as an image, in whatever layout its modifier says. The image's format knows where red is.

@group(1) @binding(0) var pixels: texture_2d<f32>;

fn fetch(at: vec2<u32>) -> vec3<i32> {
    return vec3<i32>(round(textureLoad(pixels, vec2<i32>(at), 0).rgb * 255.0));
}
