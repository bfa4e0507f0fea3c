//! Configurations and contexts.

use std::ffi::c_int;

use super::*;
use crate::driver::config::{self, Config, attribute};
use crate::driver::failure::refuse;
use crate::driver::{CONFIG, missing, take};

pub unsafe extern "C" fn query_config_profiles(
    ctx: VADriverContextP,
    list: *mut VAProfile,
    number: *mut c_int,
) -> VAStatus {
    simple(ctx, "vaQueryConfigProfiles", |driver| {
        let profiles = config::profiles(driver.settings.quirks);
        // SAFETY: libva's contract.
        unsafe { put_list(list, number, &profiles) }
    })
}

pub unsafe extern "C" fn query_config_entrypoints(
    ctx: VADriverContextP,
    profile: VAProfile,
    list: *mut VAEntrypoint,
    number: *mut c_int,
) -> VAStatus {
    simple(ctx, "vaQueryConfigEntrypoints", |driver| {
        let entrypoints = config::entrypoints(driver.settings.quirks, profile)?;
        // SAFETY: libva's contract.
        unsafe { put_list(list, number, &entrypoints) }
    })
}

pub unsafe extern "C" fn get_config_attributes(
    ctx: VADriverContextP,
    profile: VAProfile,
    entrypoint: VAEntrypoint,
    list: *mut VAConfigAttrib,
    number: c_int,
) -> VAStatus {
    simple(ctx, "vaGetConfigAttributes", |driver| {
        let quirks = driver.settings.quirks;
        if !config::entrypoints(quirks, profile)?.contains(&entrypoint) {
            return Err(refuse(
                VA_STATUS_ERROR_UNSUPPORTED_ENTRYPOINT,
                format!("entry point {entrypoint} of profile {profile}"),
            ));
        }
        // SAFETY: libva's contract.
        for asked in unsafe { elements_mut(list, number.into()) } {
            asked.value = attribute(quirks, entrypoint, asked.type_);
        }
        Ok(())
    })
}

pub unsafe extern "C" fn create_config(
    ctx: VADriverContextP,
    profile: VAProfile,
    entrypoint: VAEntrypoint,
    list: *mut VAConfigAttrib,
    number: c_int,
    id: *mut VAConfigID,
) -> VAStatus {
    simple(ctx, "vaCreateConfig", |driver| {
        // SAFETY: libva's contract.
        let asked = unsafe { elements(list, number.into()) };
        let config = Config::new(driver.settings.quirks, profile, entrypoint, asked)?;
        let made = driver.id();
        driver.configs.insert(made, config);
        // SAFETY: libva's contract.
        unsafe { put(id, made) }
    })
}

pub unsafe extern "C" fn destroy_config(ctx: VADriverContextP, id: VAConfigID) -> VAStatus {
    simple(ctx, "vaDestroyConfig", |driver| {
        take(&mut driver.configs, &mut driver.gone, id, CONFIG).map(|_| ())
    })
}

pub unsafe extern "C" fn query_config_attributes(
    ctx: VADriverContextP,
    id: VAConfigID,
    profile: *mut VAProfile,
    entrypoint: *mut VAEntrypoint,
    list: *mut VAConfigAttrib,
    number: *mut c_int,
) -> VAStatus {
    simple(ctx, "vaQueryConfigAttributes", |driver| {
        let config = driver.configs.get(&id).copied();
        let config = config.ok_or_else(|| missing(&driver.gone, id, CONFIG))?;
        let kinds = [
            VAConfigAttribRTFormat,
            VAConfigAttribRateControl,
            VAConfigAttribEncPackedHeaders,
        ];
        let mut values = kinds.map(|type_| VAConfigAttrib {
            type_,
            value: attribute(driver.settings.quirks, config.entrypoint, type_),
        });
        if !config.converts() {
            values[1].value = config.rate_control;
            values[2].value = config.packed;
        }
        // SAFETY: libva's contract.
        unsafe {
            put(profile, config.profile)?;
            put(entrypoint, config.entrypoint)?;
            put_list(list, number, &values)
        }
    })
}

pub unsafe extern "C" fn create_context(
    ctx: VADriverContextP,
    config: VAConfigID,
    width: c_int,
    height: c_int,
    _flag: c_int,
    targets: *mut VASurfaceID,
    number: c_int,
    id: *mut VAContextID,
) -> VAStatus {
    simple(ctx, "vaCreateContext", |driver| {
        // SAFETY: libva's contract.
        let targets = unsafe { elements(targets, number.into()) };
        let made = driver.create_context(config, (width, height), targets)?;
        // SAFETY: libva's contract.
        unsafe { put(id, made) }
    })
}

pub unsafe extern "C" fn destroy_context(ctx: VADriverContextP, id: VAContextID) -> VAStatus {
    simple(ctx, "vaDestroyContext", |driver| driver.destroy_context(id))
}
