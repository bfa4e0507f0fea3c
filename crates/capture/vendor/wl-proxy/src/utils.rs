pub(crate) mod cold_path;
pub(crate) mod env;
pub(crate) mod free_list;
pub(crate) mod stack;
pub(crate) mod stash;
