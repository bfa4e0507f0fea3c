//! What the game is not allowed to do.

use std::collections::BTreeMap;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use anyhow::Context;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, apply_filter,
};
use stratus_sandbox::spec::Spec;

/// Where the node is not root: a user namespace with this one user in it.
pub fn enter_user_namespace() -> anyhow::Result<()> {
    let uid = rustix::process::geteuid().as_raw();
    let gid = rustix::process::getegid().as_raw();
    // SAFETY: a plain system call; this process has one thread.
    if unsafe { libc::unshare(libc::CLONE_NEWUSER) } != 0 {
        return Err(io::Error::last_os_error()).context(
            "cannot make a user namespace: run the node as root, or allow unprivileged user \
             namespaces (sysctl kernel.unprivileged_userns_clone or user.max_user_namespaces)",
        );
    }
    for (file, text) in [
        ("/proc/self/setgroups", "deny".to_owned()),
        ("/proc/self/uid_map", format!("{uid} {uid} 1")),
        ("/proc/self/gid_map", format!("{gid} {gid} 1")),
    ] {
        std::fs::write(file, text).with_context(|| format!("cannot write {file}"))?;
    }
    Ok(())
}

/// Becomes the game's user, without any capability, for good.
pub fn drop_all(spec: &Spec) -> anyhow::Result<()> {
    let check = |result: libc::c_long, what: &'static str| {
        if result == 0 {
            Ok(())
        } else {
            Err(io::Error::last_os_error()).context(what)
        }
    };
    let changing = rustix::process::geteuid().as_raw() != spec.uid;
    let groups = device_groups(spec);
    // SAFETY: plain system calls on this process, which has one thread; every pointer is to a
    // local that outlives its call.
    unsafe {
        libc::prctl(
            libc::PR_CAP_AMBIENT,
            libc::PR_CAP_AMBIENT_CLEAR_ALL,
            0,
            0,
            0,
        );
        for capability in 0..64 {
            if libc::prctl(libc::PR_CAPBSET_DROP, capability, 0, 0, 0) != 0 {
                break;
            }
        }
        if changing {
            check(
                libc::setgroups(groups.len(), groups.as_ptr()).into(),
                "cannot set the game's groups",
            )?;
            let gid = spec.gid;
            check(
                libc::setresgid(gid, gid, gid).into(),
                "cannot set the game's group",
            )?;
            let uid = spec.uid;
            check(
                libc::setresuid(uid, uid, uid).into(),
                "cannot set the game's user",
            )?;
        }
        // _LINUX_CAPABILITY_VERSION_3, this process; effective, permitted, inheritable twice.
        let header: [u32; 2] = [0x2008_0522, 0];
        let none = [0u32; 6];
        check(
            libc::syscall(libc::SYS_capset, header.as_ptr(), none.as_ptr()),
            "cannot drop capabilities",
        )?;
        check(
            libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0).into(),
            "cannot forbid new privileges",
        )?;
    }
    Ok(())
}

/// The groups that own the devices which the game was given.
fn device_groups(spec: &Spec) -> Vec<libc::gid_t> {
    let mut groups = Vec::new();
    let pads = Path::new("/dev/input").to_owned();
    for device in spec.devices.iter().chain([&pads]) {
        let nodes = std::fs::read_dir(device).map_or_else(
            |_| vec![device.clone()],
            |entries| entries.flatten().map(|entry| entry.path()).collect(),
        );
        groups.extend(nodes.iter().filter_map(|n| Some(n.metadata().ok()?.gid())));
    }
    groups.retain(|&group| group != 0 && group != spec.gid);
    groups.sort_unstable();
    groups.dedup();
    groups
}

/// System calls that no game needs and that attacks on the kernel begin with.
const DENIED: &[libc::c_long] = &[
    libc::SYS_acct,
    libc::SYS_add_key,
    libc::SYS_bpf,
    libc::SYS_chroot,
    libc::SYS_clock_adjtime,
    libc::SYS_clock_settime,
    libc::SYS_delete_module,
    libc::SYS_finit_module,
    libc::SYS_fsconfig,
    libc::SYS_fsmount,
    libc::SYS_fsopen,
    libc::SYS_fspick,
    libc::SYS_init_module,
    libc::SYS_io_uring_enter,
    libc::SYS_io_uring_register,
    libc::SYS_io_uring_setup,
    libc::SYS_kexec_file_load,
    libc::SYS_kexec_load,
    libc::SYS_keyctl,
    libc::SYS_mount,
    libc::SYS_mount_setattr,
    libc::SYS_move_mount,
    libc::SYS_name_to_handle_at,
    libc::SYS_open_by_handle_at,
    libc::SYS_open_tree,
    libc::SYS_perf_event_open,
    libc::SYS_pivot_root,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_ptrace,
    libc::SYS_quotactl,
    libc::SYS_reboot,
    libc::SYS_request_key,
    libc::SYS_setns,
    libc::SYS_settimeofday,
    libc::SYS_swapoff,
    libc::SYS_swapon,
    libc::SYS_syslog,
    libc::SYS_umount2,
    libc::SYS_unshare,
    libc::SYS_userfaultfd,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_ioperm,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_iopl,
];

/// Namespaces that a game may not make.
const NAMESPACES: [libc::c_int; 7] = [
    libc::CLONE_NEWUSER,
    libc::CLONE_NEWNS,
    libc::CLONE_NEWPID,
    libc::CLONE_NEWNET,
    libc::CLONE_NEWIPC,
    libc::CLONE_NEWUTS,
    libc::CLONE_NEWCGROUP,
];

/// Terminal requests that put words into another's mouth.
const TIOCLINUX: u64 = 0x541c;

/// Installs the filters for this process and all that come from it. Where the kernel's messages about
/// devices can be heard, they are not: they tell of other sessions' pads.
pub fn deny_system_calls(device_messages: bool) -> anyhow::Result<()> {
    let (denied, absent) =
        programs(device_messages).context("cannot build the system call filter")?;
    apply_filter(&denied).context("cannot install the system call filter")?;
    apply_filter(&absent).context("cannot install the system call filter")?;
    Ok(())
}

fn programs(device_messages: bool) -> Result<(BpfProgram, BpfProgram), seccompiler::BackendError> {
    let arch: seccompiler::TargetArch = std::env::consts::ARCH.try_into()?;
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
        DENIED.iter().map(|&call| (call, Vec::new())).collect();
    let argument = |index: u8, operator: SeccompCmpOp, value: u64| {
        SeccompCondition::new(index, SeccompCmpArgLen::Qword, operator, value)
            .and_then(|condition| SeccompRule::new(vec![condition]))
    };
    let mut namespaces = Vec::new();
    for flag in NAMESPACES {
        let flag = flag as u64;
        namespaces.push(argument(0, SeccompCmpOp::MaskedEq(flag), flag)?);
    }
    rules.insert(libc::SYS_clone, namespaces);
    let low = SeccompCmpOp::MaskedEq(0xffff_ffff);
    rules.insert(
        libc::SYS_ioctl,
        vec![
            argument(1, low.clone(), libc::TIOCSTI)?,
            argument(1, low, TIOCLINUX)?,
        ],
    );
    if device_messages {
        let equals = |index: u8, value: libc::c_int| {
            let value = u64::from(value.unsigned_abs());
            SeccompCondition::new(index, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, value)
        };
        let rule = SeccompRule::new(vec![
            equals(0, libc::AF_NETLINK)?,
            equals(2, libc::NETLINK_KOBJECT_UEVENT)?,
        ])?;
        rules.insert(libc::SYS_socket, vec![rule]);
    }
    let filter = |rules, errno: i32| {
        SeccompFilter::new(
            rules,
            SeccompAction::Allow,
            SeccompAction::Errno(errno.unsigned_abs()),
            arch,
        )
        .and_then(BpfProgram::try_from)
    };
    // A filter cannot look into clone3's structure; told that it does not exist, libc uses clone.
    let clone3 = BTreeMap::from([(libc::SYS_clone3, Vec::new())]);
    Ok((filter(rules, libc::EPERM)?, filter(clone3, libc::ENOSYS)?))
}
