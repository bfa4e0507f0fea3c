//! Encoding frame by frame.

use stratus_va_soft::h264::headers::Modification;
use stratus_vaapi_sys::*;

use super::headers::{self, Packed};
use super::{Answer, App, Canvas};

/// How a session encodes.
#[derive(Clone, Copy, Debug)]
pub struct Setup {
    pub size: (u32, u32),
    pub profile: VAProfile,
    pub entrypoint: VAEntrypoint,
    /// 0: the driver writes the headers.
    pub packed: bool,
    pub escaped: bool,
    pub rate_control: i32,
    pub bit_rate: u32,
    pub slices: u32,
    pub references: usize,
    pub room: usize,
}

impl Setup {
    pub fn new() -> Self {
        Self {
            size: (176, 100),
            profile: VAProfileH264ConstrainedBaseline,
            entrypoint: VAEntrypointEncSlice,
            packed: true,
            escaped: false,
            rate_control: VA_RC_CQP,
            bit_rate: 2_000_000,
            slices: 2,
            references: 3,
            room: 200_000,
        }
    }
}

/// A frame that was coded and is referred to.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    pub surface: u32,
    pub frame_num: u32,
    pub poc: i32,
    /// `LongTermFrameIdx`.
    pub long: Option<u32>,
    /// Which frame of the session it is.
    pub number: u32,
}

/// A frame before it is handed to the driver; a test may spoil it.
#[derive(Clone)]
pub struct Draft {
    pub idr: bool,
    pub sequence: Option<VAEncSequenceParameterBufferH264>,
    pub picture: VAEncPictureParameterBufferH264,
    pub slices: Vec<VAEncSliceParameterBufferH264>,
    pub sets: Vec<Packed>,
    pub headers: Vec<Packed>,
    pub rate: Option<VAEncMiscParameterRateControl>,
    pub target: u32,
}

/// A session.
pub struct Session<'a> {
    pub app: &'a App,
    pub setup: Setup,
    pub canvas: Canvas,
    pub imported: u32,
    configs: [u32; 2],
    pub converter: u32,
    pub encoder: u32,
    pub source: u32,
    pub surfaces: Vec<u32>,
    pub coded: u32,
    /// Newest first.
    pub held: Vec<Held>,
    pub number: u32,
    since_idr: u32,
    idr_pic_id: u16,
}

impl<'a> Session<'a> {
    pub fn new(app: &'a App, setup: Setup) -> Self {
        Self::try_new(app, setup).unwrap()
    }

    pub fn try_new(app: &'a App, setup: Setup) -> Answer<Self> {
        Self::with_canvas(app, setup, Canvas::new(setup.size))
    }

    pub fn with_canvas(app: &'a App, setup: Setup, canvas: Canvas) -> Answer<Self> {
        let converter_config = app.config(VAProfileNone, VAEntrypointVideoProc, &[])?;
        let packed = VA_ENC_PACKED_HEADER_SEQUENCE
            | VA_ENC_PACKED_HEADER_PICTURE
            | VA_ENC_PACKED_HEADER_SLICE;
        let mut attributes = vec![
            (VAConfigAttribRTFormat, VA_RT_FORMAT_YUV420 as u32),
            (VAConfigAttribRateControl, setup.rate_control as u32),
        ];
        if setup.packed {
            attributes.push((VAConfigAttribEncPackedHeaders, packed as u32));
        }
        let encoder_config = app.config(setup.profile, setup.entrypoint, &attributes)?;
        let encoder = app.context(encoder_config, setup.size)?;
        Ok(Self {
            app,
            setup,
            imported: app.import(&canvas, |_| {})?,
            canvas,
            configs: [converter_config, encoder_config],
            converter: app.context(converter_config, setup.size)?,
            encoder,
            source: app.nv12(setup.size)?,
            surfaces: (0..=setup.references)
                .map(|_| app.nv12(setup.size).unwrap())
                .collect(),
            coded: app.coded(encoder, setup.room)?,
            held: Vec::new(),
            number: 0,
            since_idr: 0,
            idr_pic_id: 0,
        })
    }

    pub fn close(self) {
        let app = self.app;
        app.destroy_buffer(self.coded).unwrap();
        for id in [self.imported, self.source]
            .into_iter()
            .chain(self.surfaces)
        {
            app.destroy_surface(id).unwrap();
        }
        // SAFETY: each once.
        unsafe {
            for context in [self.converter, self.encoder] {
                super::answer(app.va.vaDestroyContext(app.display, context)).unwrap();
            }
            for config in self.configs {
                super::answer(app.va.vaDestroyConfig(app.display, config)).unwrap();
            }
        }
    }

    /// Draws the next picture and converts it; `edit` may spoil the parameters.
    pub fn convert(&self, edit: impl FnOnce(&mut VAProcPipelineParameterBuffer)) -> Answer {
        self.canvas.draw(self.number);
        let mut parameters = VAProcPipelineParameterBuffer {
            surface: self.imported,
            output_color_standard: VAProcColorStandardBT709,
            ..VAProcPipelineParameterBuffer::default()
        };
        parameters.output_background_color = 0xff00_0000;
        edit(&mut parameters);
        let buffer = self.app.buffer(
            self.converter,
            VAProcPipelineParameterBufferType,
            &parameters,
        )?;
        let done = self.app.picture(self.converter, self.source, &[buffer]);
        self.app.destroy_buffer(buffer)?;
        done
    }

    fn entry(&self, held: &Held) -> VAPictureH264 {
        VAPictureH264 {
            picture_id: held.surface,
            frame_idx: held.long.unwrap_or(held.frame_num),
            flags: match held.long {
                None => VA_PICTURE_H264_SHORT_TERM_REFERENCE as u32,
                Some(_) => VA_PICTURE_H264_LONG_TERM_REFERENCE as u32,
            },
            TopFieldOrderCnt: held.poc,
            BottomFieldOrderCnt: held.poc,
            ..VAPictureH264::default()
        }
    }

    /// The parameters of the next frame; `refer` picks references of those held, newest first.
    pub fn draft(&self, idr: bool, refer: &[usize]) -> Draft {
        let none = VAPictureH264 {
            picture_id: VA_INVALID_SURFACE as u32,
            flags: VA_PICTURE_H264_INVALID as u32,
            ..VAPictureH264::default()
        };
        let since = if idr { 0 } else { self.since_idr };
        let setup = &self.setup;
        let sps = headers::sps(setup);
        let free = self
            .surfaces
            .iter()
            .find(|&&id| self.held.iter().all(|held| held.surface != id));
        let mut picture = VAEncPictureParameterBufferH264 {
            CurrPic: VAPictureH264 {
                picture_id: *free.unwrap(),
                frame_idx: since % 16,
                flags: 0,
                TopFieldOrderCnt: 2 * since as i32,
                BottomFieldOrderCnt: 2 * since as i32,
                ..VAPictureH264::default()
            },
            ReferenceFrames: [none; 16],
            coded_buf: self.coded,
            frame_num: (since % 16) as u16,
            pic_init_qp: 30,
            ..VAEncPictureParameterBufferH264::default()
        };
        // SAFETY: both views of the union are plain bits.
        unsafe {
            picture.pic_fields.bits.set_idr_pic_flag(idr.into());
            picture.pic_fields.bits.set_reference_pic_flag(1);
            picture
                .pic_fields
                .bits
                .set_deblocking_filter_control_present_flag(1);
            let high = setup.profile == VAProfileH264High;
            picture
                .pic_fields
                .bits
                .set_transform_8x8_mode_flag(high.into());
        }
        if !idr {
            for (slot, held) in picture.ReferenceFrames.iter_mut().zip(&self.held) {
                *slot = self.entry(held);
            }
        }
        let mbs = sps.width_mbs * sps.height_mbs;
        let slices = (0..setup.slices).map(|index| {
            let first = mbs * index / setup.slices;
            let mut slice = VAEncSliceParameterBufferH264 {
                macroblock_address: first,
                num_macroblocks: mbs * (index + 1) / setup.slices - first,
                macroblock_info: VA_INVALID_ID as u32,
                slice_type: if idr { 7 } else { 5 },
                idr_pic_id: if idr { self.idr_pic_id } else { 0 },
                pic_order_cnt_lsb: (2 * since % 32) as u16,
                RefPicList0: [none; 32],
                RefPicList1: [none; 32],
                slice_qp_delta: -4,
                ..VAEncSliceParameterBufferH264::default()
            };
            if !idr {
                slice.num_ref_idx_active_override_flag = 1;
                slice.num_ref_idx_l0_active_minus1 = refer.len() as u8 - 1;
                for (slot, &index) in slice.RefPicList0.iter_mut().zip(refer) {
                    *slot = self.entry(&self.held[index]);
                }
            }
            slice
        });
        let mut draft = Draft {
            idr,
            sequence: idr.then(|| self.sequence()),
            picture,
            slices: slices.collect(),
            sets: Vec::new(),
            headers: Vec::new(),
            rate: None,
            target: self.source,
        };
        if idr && setup.rate_control != VA_RC_CQP {
            draft.rate = Some(VAEncMiscParameterRateControl {
                bits_per_second: setup.bit_rate,
                target_percentage: 100,
                window_size: 1000,
                ..VAEncMiscParameterRateControl::default()
            });
        }
        if setup.packed {
            let in_order = refer.iter().copied().eq(0..refer.len());
            let commands: Vec<_> = if in_order || idr {
                Vec::new()
            } else {
                self.commands(refer)
            };
            (draft.sets, draft.headers) = headers::packed(setup, &draft, &commands);
        }
        draft
    }

    /// The commands that make the list, each from the number before. Frame numbers have 4 bits.
    fn commands(&self, refer: &[usize]) -> Vec<Modification> {
        let mut before = self.since_idr;
        let one = |&index: &usize| {
            let number = self.held[index].frame_num;
            let back = before.wrapping_sub(number) % 16;
            before = number;
            Modification::Subtract(if back == 0 { 16 } else { back })
        };
        refer.iter().map(one).collect()
    }

    fn sequence(&self) -> VAEncSequenceParameterBufferH264 {
        let sps = headers::sps(&self.setup);
        let crop = sps.crop.unwrap();
        let mut sequence = VAEncSequenceParameterBufferH264 {
            level_idc: sps.level_idc as u8,
            intra_period: 0,
            intra_idr_period: 0,
            ip_period: 1,
            bits_per_second: self.setup.bit_rate,
            max_num_ref_frames: self.setup.references as u32,
            picture_width_in_mbs: sps.width_mbs as u16,
            picture_height_in_mbs: sps.height_mbs as u16,
            frame_cropping_flag: 1,
            frame_crop_right_offset: crop[1],
            frame_crop_bottom_offset: crop[3],
            vui_parameters_present_flag: 1,
            num_units_in_tick: 1,
            time_scale: 60,
            ..VAEncSequenceParameterBufferH264::default()
        };
        // SAFETY: both views of the unions are plain bits.
        unsafe {
            let fields = &mut sequence.seq_fields.bits;
            fields.set_chroma_format_idc(1);
            fields.set_frame_mbs_only_flag(1);
            fields.set_direct_8x8_inference_flag(1);
            fields.set_log2_max_frame_num_minus4(0);
            fields.set_pic_order_cnt_type(0);
            fields.set_log2_max_pic_order_cnt_lsb_minus4(1);
            let vui = &mut sequence.vui_fields.bits;
            vui.set_timing_info_present_flag(1);
            vui.set_fixed_frame_rate_flag(1);
            vui.set_bitstream_restriction_flag(1);
            vui.set_motion_vectors_over_pic_boundaries_flag(1);
            vui.set_log2_max_mv_length_horizontal(10);
            vui.set_log2_max_mv_length_vertical(10);
        }
        sequence
    }

    /// Hands a draft to the driver, and remembers it where it is taken.
    pub fn submit(&mut self, draft: &Draft) -> Answer {
        let (app, context) = (self.app, self.encoder);
        let mut buffers = Vec::new();
        let packed = |buffers: &mut Vec<u32>, header: &Packed| -> Answer {
            let parameters = VAEncPackedHeaderParameterBuffer {
                type_: header.kind,
                bit_length: header.bits as u32,
                has_emulation_bytes: header.escaped.into(),
                ..VAEncPackedHeaderParameterBuffer::default()
            };
            buffers.push(app.buffer(context, VAEncPackedHeaderParameterBufferType, &parameters)?);
            buffers.push(app.bytes(context, VAEncPackedHeaderDataBufferType, &header.bytes)?);
            Ok(())
        };
        if let Some(sequence) = &draft.sequence {
            buffers.push(app.buffer(context, VAEncSequenceParameterBufferType, sequence)?);
        }
        if let Some(rate) = draft.rate {
            #[repr(C)]
            struct Misc(u32, VAEncMiscParameterRateControl);
            let misc = Misc(VAEncMiscParameterTypeRateControl, rate);
            buffers.push(app.buffer(context, VAEncMiscParameterBufferType, &misc)?);
        }
        buffers.push(app.buffer(context, VAEncPictureParameterBufferType, &draft.picture)?);
        for header in &draft.sets {
            packed(&mut buffers, header)?;
        }
        for (index, slice) in draft.slices.iter().enumerate() {
            if let Some(header) = draft.headers.get(index) {
                packed(&mut buffers, header)?;
            }
            buffers.push(app.buffer(context, VAEncSliceParameterBufferType, slice)?);
        }
        let done = app.picture(context, draft.target, &buffers);
        for buffer in buffers {
            app.destroy_buffer(buffer)?;
        }
        done?;
        self.remember(draft);
        Ok(())
    }

    fn remember(&mut self, draft: &Draft) {
        if draft.idr {
            self.held.clear();
            self.since_idr = 0;
            self.idr_pic_id ^= 1;
        }
        let held = Held {
            surface: draft.picture.CurrPic.picture_id,
            frame_num: draft.picture.frame_num.into(),
            poc: draft.picture.CurrPic.TopFieldOrderCnt,
            long: None,
            number: self.number,
        };
        self.held.insert(0, held);
        self.slide();
        self.since_idr += 1;
        self.number += 1;
    }

    /// The sliding window: a long-term frame stays, and is the last.
    fn slide(&mut self) {
        let most = self.setup.references;
        if let Some(at) = self.held.iter().position(|held| held.long.is_some()) {
            let long = self.held.remove(at);
            self.held.truncate(most - 1);
            self.held.push(long);
        } else {
            self.held.truncate(most);
        }
    }

    /// Reads the coded buffer.
    pub fn read(&self) -> Answer<Vec<u8>> {
        let mut stream = Vec::new();
        for (address, size, _) in self.app.segments(self.coded, 100)? {
            // SAFETY: the driver's word; tests of garbage do not come here.
            stream.extend_from_slice(unsafe { std::slice::from_raw_parts(address, size) });
        }
        self.app.unmap(self.coded)?;
        Ok(stream)
    }

    /// The next frame, from drawing to bytes.
    pub fn frame(&mut self, idr: bool, refer: &[usize]) -> Answer<Vec<u8>> {
        self.convert(|_| {})?;
        let draft = self.draft(idr, refer);
        self.submit(&draft)?;
        self.app.sync(self.source)?;
        self.read()
    }
}
