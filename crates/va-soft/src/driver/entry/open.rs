//! What libva looks for in the library, and where a display begins and ends.

use super::*;
use crate::driver::settings::Settings;

static VENDOR: &std::ffi::CStr = c"Stratus software driver for tests";

/// Profiles, entry points and formats that a query returns at most.
const MAX: c_int = 8;
const MAX_ATTRIBUTES: c_int = 32;

pub unsafe extern "C" fn terminate(ctx: VADriverContextP) -> VAStatus {
    let status = simple(ctx, "vaTerminate", |driver| {
        driver.terminate();
        Ok(())
    });
    // SAFETY: libva's contract; the data is what `open` made, and given back once.
    unsafe {
        let data = std::mem::replace(&mut (*ctx).pDriverData, std::ptr::null_mut());
        if !data.is_null() {
            drop(Arc::from_raw(data.cast_const().cast::<Shared>()));
        }
    }
    status
}

/// Waits while the setting's file says `hang`; `false` where it says `fail`.
fn admitted() -> bool {
    let (settings, _) = Settings::from_environment();
    let said = || std::fs::read_to_string(settings.initialize.as_deref()?).ok();
    while let Some(word) = said() {
        match word.trim() {
            "hang" => std::thread::sleep(Duration::from_millis(5)),
            "fail" => return false,
            _ => break,
        }
    }
    true
}

/// Fills libva's tables.
///
/// # Safety
///
/// `ctx` is a context that libva opens a driver with.
unsafe fn open(ctx: VADriverContextP) -> VAStatus {
    if !admitted() {
        return VA_STATUS_ERROR_OPERATION_FAILED as VAStatus;
    }
    let driver = Arc::new(Mutex::new(Driver::new()));
    // SAFETY: the caller's promise; libva allocates both tables, and calls nothing before this returns.
    let (ctx, table, vpp) = unsafe {
        (
            &mut *ctx,
            (*ctx).vtable.as_mut(),
            (*ctx).vtable_vpp.as_mut(),
        )
    };
    let (Some(table), Some(vpp)) = (table, vpp) else {
        return VA_STATUS_ERROR_INVALID_DISPLAY as VAStatus;
    };
    ctx.pDriverData = Arc::into_raw(driver).cast_mut().cast();
    (ctx.version_major, ctx.version_minor) = (1, 17);
    ctx.max_profiles = MAX;
    ctx.max_entrypoints = MAX;
    ctx.max_image_formats = MAX;
    ctx.max_attributes = MAX_ATTRIBUTES;
    ctx.max_subpic_formats = 1;
    ctx.max_display_attributes = 1;
    ctx.str_vendor = VENDOR.as_ptr();
    fill(table);
    vpp.version = 1;
    vpp.vaQueryVideoProcFilters = Some(video_proc::query_video_proc_filters);
    vpp.vaQueryVideoProcFilterCaps = Some(video_proc::query_video_proc_filter_caps);
    vpp.vaQueryVideoProcPipelineCaps = Some(video_proc::query_video_proc_pipeline_caps);
    SUCCESS
}

fn fill(table: &mut VADriverVTable) {
    table.vaTerminate = Some(terminate);
    table.vaQueryConfigProfiles = Some(config::query_config_profiles);
    table.vaQueryConfigEntrypoints = Some(config::query_config_entrypoints);
    table.vaGetConfigAttributes = Some(config::get_config_attributes);
    table.vaCreateConfig = Some(config::create_config);
    table.vaDestroyConfig = Some(config::destroy_config);
    table.vaQueryConfigAttributes = Some(config::query_config_attributes);
    table.vaCreateContext = Some(config::create_context);
    table.vaDestroyContext = Some(config::destroy_context);
    table.vaCreateSurfaces = Some(surfaces::create_surfaces);
    table.vaCreateSurfaces2 = Some(surfaces::create_surfaces2);
    table.vaDestroySurfaces = Some(surfaces::destroy_surfaces);
    table.vaQuerySurfaceAttributes = Some(surfaces::query_surface_attributes);
    table.vaQuerySurfaceStatus = Some(surfaces::query_surface_status);
    table.vaSyncSurface = Some(surfaces::sync_surface);
    table.vaSyncSurface2 = Some(surfaces::sync_surface2);
    table.vaCreateBuffer = Some(buffers::create_buffer);
    table.vaBufferSetNumElements = Some(buffers::buffer_set_num_elements);
    table.vaMapBuffer = Some(buffers::map_buffer);
    table.vaUnmapBuffer = Some(buffers::unmap_buffer);
    table.vaDestroyBuffer = Some(buffers::destroy_buffer);
    table.vaSyncBuffer = Some(buffers::sync_buffer);
    table.vaBeginPicture = Some(pictures::begin_picture);
    table.vaRenderPicture = Some(pictures::render_picture);
    table.vaEndPicture = Some(pictures::end_picture);
    table.vaQueryImageFormats = Some(images::query_image_formats);
    table.vaCreateImage = Some(images::create_image);
    table.vaDeriveImage = Some(images::derive_image);
    table.vaDestroyImage = Some(images::destroy_image);
    table.vaGetImage = Some(images::get_image);
    table.vaPutImage = Some(images::put_image);
    table.vaPutSurface = Some(absent::put_surface);
    table.vaSetImagePalette = Some(absent::set_image_palette);
    table.vaQuerySubpictureFormats = Some(absent::query_subpicture_formats);
    table.vaCreateSubpicture = Some(absent::create_subpicture);
    table.vaDestroySubpicture = Some(absent::destroy_subpicture);
    table.vaSetSubpictureImage = Some(absent::set_subpicture_image);
    table.vaSetSubpictureChromakey = Some(absent::set_subpicture_chromakey);
    table.vaSetSubpictureGlobalAlpha = Some(absent::set_subpicture_global_alpha);
    table.vaAssociateSubpicture = Some(absent::associate_subpicture);
    table.vaDeassociateSubpicture = Some(absent::deassociate_subpicture);
    table.vaQueryDisplayAttributes = Some(absent::query_display_attributes);
    table.vaGetDisplayAttributes = Some(absent::get_display_attributes);
    table.vaSetDisplayAttributes = Some(absent::set_display_attributes);
    table.vaExportSurfaceHandle = Some(surfaces::export_surface_handle);
}

/// libva looks for its own version's name first, and then for older ones.
macro_rules! versions {
    ($($name:ident)*) => {$(
        /// Opens the driver.
        ///
        /// # Safety
        ///
        /// libva's contract.
        // SAFETY: the name belongs to libva's drivers, of which a process loads one at a time by its own handle.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(ctx: VADriverContextP) -> VAStatus {
            // SAFETY: libva's contract.
            unsafe { open(ctx) }
        }
    )*};
}

versions! {
    __vaDriverInit_1_0 __vaDriverInit_1_1 __vaDriverInit_1_2 __vaDriverInit_1_3 __vaDriverInit_1_4 __vaDriverInit_1_5
    __vaDriverInit_1_6 __vaDriverInit_1_7 __vaDriverInit_1_8 __vaDriverInit_1_9 __vaDriverInit_1_10
    __vaDriverInit_1_11 __vaDriverInit_1_12 __vaDriverInit_1_13 __vaDriverInit_1_14 __vaDriverInit_1_15
    __vaDriverInit_1_16 __vaDriverInit_1_17 __vaDriverInit_1_18 __vaDriverInit_1_19 __vaDriverInit_1_20
    __vaDriverInit_1_21 __vaDriverInit_1_22
}
