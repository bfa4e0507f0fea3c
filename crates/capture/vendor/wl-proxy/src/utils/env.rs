pub(crate) const XDG_RUNTIME_DIR: &str = "XDG_RUNTIME_DIR";
pub(crate) const WAYLAND_SOCKET: &str = "WAYLAND_SOCKET";
pub(crate) const WAYLAND_DISPLAY: &str = "WAYLAND_DISPLAY";
pub(crate) const WL_PROXY_DEBUG: &str = "WL_PROXY_DEBUG";
#[cfg(feature = "logging")]
pub(crate) const WL_PROXY_PREFIX: &str = "WL_PROXY_PREFIX";
