//! DMA-BUFs as a client asks for them, and somebody who takes them.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;

use parking_lot::Mutex;
use rustix::fs::{MemfdFlags, ftruncate, memfd_create};
use stratus_media::{
    DmaBuf, DmaBufFormat, DmaBufImporter, FrameBuffer, PixelFormat, Refusal, Size, VideoFrame,
};

use super::Rig;
use super::client::{Client, Window};

pub const LINEAR: u64 = 0;
/// Some vendor's tiles, in more planes than one.
pub const TILED: u64 = 0x0200_0000_0000_0401;
/// Offered, but never taken.
pub const REFUSED: u64 = 0x0300_0000_0000_0001;
pub const XRGB: u32 = PixelFormat::Xrgb8888.fourcc();
pub const DEVICE: u64 = 0xe280;

pub const FORMATS: [DmaBufFormat; 4] = [
    DmaBufFormat {
        format: PixelFormat::Xrgb8888,
        modifier: TILED,
    },
    DmaBufFormat {
        format: PixelFormat::Xrgb8888,
        modifier: LINEAR,
    },
    DmaBufFormat {
        format: PixelFormat::Abgr8888,
        modifier: LINEAR,
    },
    DmaBufFormat {
        format: PixelFormat::Xrgb8888,
        modifier: REFUSED,
    },
];

/// Size, modifier, and each plane's offset and stride.
pub type Description = (Size, u64, Vec<(u32, u32)>);

/// Takes any file for a DMA-BUF, so that the protocol can be tried on a machine without one.
#[derive(Default)]
pub struct Anything {
    /// What was handed in.
    pub taken: Mutex<Vec<Description>>,
}

impl DmaBufImporter for Anything {
    fn device(&self) -> u64 {
        DEVICE
    }

    fn formats(&self) -> &[DmaBufFormat] {
        &FORMATS
    }

    fn import(&self, buffer: &DmaBuf) -> Result<(), Refusal> {
        if buffer.modifier == REFUSED {
            return Err(Refusal("not today".to_owned()));
        }
        let planes = buffer.planes.iter().map(|p| (p.offset, p.stride)).collect();
        self.taken
            .lock()
            .push((buffer.size, buffer.modifier, planes));
        Ok(())
    }
}

/// Memory of so many bytes, each of this value.
pub fn memory(bytes: u32, value: u8) -> OwnedFd {
    let file = memfd_create("plane", MemfdFlags::CLOEXEC).unwrap();
    ftruncate(&file, u64::from(bytes)).unwrap();
    let bytes = vec![value; bytes as usize];
    assert_eq!(rustix::io::pwrite(&file, &bytes, 0), Ok(bytes.len()));
    file
}

/// Stands in for a fence on a kernel that exports none: it signals when the second end is written to or
/// closed.
pub fn fence() -> (OwnedFd, OwnedFd) {
    rustix::pipe::pipe_with(rustix::pipe::PipeFlags::CLOEXEC).unwrap()
}

pub fn signal(fence: &OwnedFd) {
    rustix::io::write(fence, b"!").unwrap();
}

/// The first byte of a frame's DMA-BUF.
pub fn first_byte(frame: &VideoFrame) -> u8 {
    let mut byte = [0];
    rustix::io::pread(&*dmabuf(frame).planes[0].fd, &mut byte, 0).unwrap();
    byte[0]
}

pub fn dmabuf(frame: &VideoFrame) -> &Arc<DmaBuf> {
    match &frame.buffer {
        FrameBuffer::DmaBuf(dmabuf) => dmabuf,
        FrameBuffer::Shm { .. } => panic!("not a DMA-BUF"),
    }
}

/// The picture of these tests, and a linear buffer of it.
pub const SIZE: Size = Size::new(64, 32);
pub const SIDES: (u32, u32) = (64, 32);
pub const BYTES: u32 = 64 * 32 * 4;

/// Events: `zwp_linux_buffer_params_v1.failed`, `wl_buffer.release`.
pub const FAILED: u16 = 1;
pub const RELEASE: u16 = 0;

/// A client with a window, ready to make buffers.
pub fn player(rig: &Rig) -> (Client, Window, DmaBufs) {
    let mut client = Client::connect(&rig.socket);
    let window = client.window();
    let dmabufs = DmaBufs::bind(&mut client, 4);
    (client, window, dmabufs)
}

/// The one plane of a linear buffer.
pub fn plane(file: &OwnedFd) -> Plane<'_> {
    Plane {
        file: file.as_fd(),
        index: 0,
        offset: 0,
        stride: SIDES.0 * 4,
        modifier: LINEAR,
    }
}

/// `zwp_linux_dmabuf_v1` of a client.
pub struct DmaBufs(pub u32);

/// What `add` says of a plane.
#[derive(Clone, Copy)]
pub struct Plane<'a> {
    pub file: BorrowedFd<'a>,
    pub index: u32,
    pub offset: u32,
    pub stride: u32,
    pub modifier: u64,
}

impl DmaBufs {
    pub fn bind(client: &mut Client, version: u32) -> Self {
        Self(client.bind("zwp_linux_dmabuf_v1", version))
    }

    pub fn params(&self, client: &mut Client) -> u32 {
        let params = client.id();
        client.send(self.0, 1, &[params]);
        params
    }

    /// `create_immed`: the parameters and the buffer.
    pub fn buffer(
        &self,
        client: &mut Client,
        planes: &[Plane<'_>],
        (width, height): (i32, i32),
        format: u32,
        flags: u32,
    ) -> (u32, u32) {
        let params = self.params(client);
        for plane in planes {
            add(client, params, plane);
        }
        let buffer = client.id();
        let words = [buffer, width as u32, height as u32, format, flags];
        let _ = client.try_send_fd(params, 3, &words, None);
        (params, buffer)
    }

    /// A buffer of one linear plane; its parameters are destroyed.
    pub fn linear(&self, client: &mut Client, file: &OwnedFd, size: (u32, u32)) -> u32 {
        let plane = Plane {
            stride: size.0 * 4,
            ..plane(file)
        };
        self.whole(client, &[plane], size)
    }

    /// A buffer whose second plane signals when it is drawn; its parameters are destroyed.
    pub fn fenced(
        &self,
        client: &mut Client,
        file: &OwnedFd,
        fence: &OwnedFd,
        size: (u32, u32),
    ) -> u32 {
        let first = Plane {
            stride: size.0 * 4,
            modifier: TILED,
            ..plane(file)
        };
        let second = Plane {
            file: fence.as_fd(),
            index: 1,
            ..first
        };
        self.whole(client, &[first, second], size)
    }

    fn whole(&self, client: &mut Client, planes: &[Plane<'_>], size: (u32, u32)) -> u32 {
        let size = (size.0 as i32, size.1 as i32);
        let (params, buffer) = self.buffer(client, planes, size, XRGB, 0);
        client.send(params, 0, &[]);
        buffer
    }
}

/// `add`; the proxy may have closed the connection meanwhile.
pub fn add(client: &Client, params: u32, plane: &Plane<'_>) {
    let Plane {
        file,
        index,
        offset,
        stride,
        modifier,
    } = *plane;
    let (high, low) = ((modifier >> 32) as u32, modifier as u32);
    let words = [index, offset, stride, high, low];
    let _ = client.try_send_fd(params, 1, &words, Some(file));
}
