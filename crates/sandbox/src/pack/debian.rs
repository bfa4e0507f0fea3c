//! `[build] from = "debian"`: packages and what they depend on, unpacked into one tree. apt runs
//! with a state of its own, so that nothing of the machine changes; no package script runs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Package, Step, copyright, tree};
use crate::error::SandboxError;
use crate::hash::file_sha256;

/// Parts of a running system that no game inside a sandbox needs; what only they depend on goes
/// with them. A name that ends with `*` stands for all that begin so.
const SYSTEM: &[&str] = &[
    "adduser",
    "adwaita*",
    "alsa-topology-conf",
    "alsa-ucm-conf",
    "base-*",
    "bash",
    "bsdutils",
    "ca-certificates",
    "cdebconf",
    "coreutils",
    "dash",
    "dbus*",
    "dconf*",
    "debconf*",
    "debianutils",
    "diffutils",
    "dpkg",
    "findutils",
    "gpgv",
    "grep",
    "gzip",
    "hicolor-icon-theme",
    "init-system-helpers",
    "install-info",
    "libc-bin",
    "libpam*",
    "login*",
    "lsb-base",
    "mawk",
    "media-types",
    "ncurses*",
    "openssl",
    "passwd",
    "perl*",
    "pipewire",
    "pulseaudio*",
    "python3*",
    "sed",
    "sensible-utils",
    "shared-mime-info",
    "systemd*",
    "sysvinit-utils",
    "tar",
    "timgm6mb-soundfont",
    "tzdata",
    "ucf",
    "udev",
    "usrmerge",
    "util-linux*",
    "x11-common",
];

/// Files that only a developer, a shell or a desktop reads.
const UNUSED: [&str; 21] = [
    "etc/cron.daily",
    "etc/dbus-1",
    "etc/init.d",
    "etc/systemd",
    "lib/systemd",
    "lib/udev",
    "sbin",
    "usr/include",
    "usr/lib/systemd",
    "usr/sbin",
    "usr/share/applications",
    "usr/share/bash-completion",
    "usr/share/bug",
    "usr/share/icons",
    "usr/share/info",
    "usr/share/lintian",
    "usr/share/locale",
    "usr/share/man",
    "usr/share/metainfo",
    "usr/share/pixmaps",
    "var",
];

/// Unpacks the packages' closure into `root`.
pub(super) fn fill(
    step: &Step<'_>,
    root: &Path,
    cache: &Path,
    packages: &[String],
    without: &[String],
    fresh: bool,
) -> Result<Vec<Package>, SandboxError> {
    let apt = Apt::open(step, cache)?;
    let asked = [packages, &[copyright::TEXTS.to_owned()]].concat();
    if fresh || !apt.has_lists() {
        apt.update()?;
    }
    let resolved = match apt.resolve(&asked) {
        Ok(resolved) => resolved,
        Err(_) => {
            // The archive may have moved on since the lists were fetched.
            apt.update()?;
            apt.resolve(&asked)?
        }
    };
    let control = apt.control(&resolved)?;
    let mut wanted = closure(packages, &control, &|name| {
        SYSTEM.iter().any(|pattern| matches(pattern, name)) || without.iter().any(|w| w == name)
    });
    wanted.insert(copyright::TEXTS.to_owned());
    let archives = match apt.fetch(&wanted, &resolved) {
        Ok(archives) => archives,
        Err(_) => {
            apt.update()?;
            let resolved = apt.resolve(&asked)?;
            apt.fetch(&wanted, &resolved)?
        }
    };
    let mut contents = Vec::new();
    for (package, archive) in archives {
        if package.name == copyright::TEXTS {
            copyright::texts(step, &archive, root)?;
        } else {
            step.run(Command::new("dpkg-deb").arg("-x").arg(&archive).arg(root))?;
        }
        contents.push(package);
    }
    for path in UNUSED {
        let _ = fs::remove_dir_all(root.join(path));
    }
    copyright::keep(root)?;
    for path in tree::walk(root)? {
        let gconv = path.ends_with("gconv") && path.is_dir();
        if gconv {
            fs::remove_dir_all(&path).map_err(SandboxError::io("remove", &path))?;
        } else if path.extension().is_some_and(|e| e == "a" || e == "la") {
            fs::remove_file(&path).map_err(SandboxError::io("remove", &path))?;
        }
    }
    Ok(contents)
}

fn matches(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == pattern,
    }
}

/// What a package's control record says, as far as it matters here.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Control {
    /// Alternatives of each dependency.
    depends: Vec<Vec<String>>,
    provides: Vec<String>,
}

/// From the packages along their dependencies, except through what is left out.
fn closure(
    packages: &[String],
    control: &BTreeMap<String, Control>,
    left_out: &dyn Fn(&str) -> bool,
) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut pending: Vec<String> = packages.to_vec();
    while let Some(name) = pending.pop() {
        let Some(record) = control.get(&name) else {
            continue;
        };
        if !found.insert(name) {
            continue;
        }
        for alternatives in &record.depends {
            // Only what apt chose is there; a virtual name stands for its provider.
            let chosen = alternatives.iter().find_map(|name| {
                control
                    .get_key_value(name)
                    .map(|(name, _)| name)
                    .or_else(|| {
                        control
                            .iter()
                            .find(|(_, record)| record.provides.contains(name))
                            .map(|(name, _)| name)
                    })
            });
            if let Some(name) = chosen.filter(|name| !left_out(name)) {
                pending.push(name.clone());
            }
        }
    }
    found
}

/// Control records, separated by empty lines (deb-control(5)).
fn parse_control(text: &str) -> BTreeMap<String, Control> {
    let mut records = BTreeMap::new();
    for record in text.split("\n\n") {
        let field = |name: &str| {
            record
                .lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
        };
        let Some(name) = field("Package") else {
            continue;
        };
        let list = |text: Option<&str>| -> Vec<Vec<String>> {
            text.unwrap_or_default()
                .split(',')
                .map(|one| one.split('|').filter_map(package_name).collect())
                .filter(|one: &Vec<String>| !one.is_empty())
                .collect()
        };
        let mut depends = list(field("Pre-Depends"));
        depends.extend(list(field("Depends")));
        let provides = list(field("Provides")).concat();
        records
            .entry(name.to_owned())
            .or_insert(Control { depends, provides });
    }
    records
}

/// `libfoo:any (>= 1)` → `libfoo`.
fn package_name(text: &str) -> Option<String> {
    let name = text.trim().split([' ', '(', ':']).next()?;
    (!name.is_empty()).then(|| name.to_owned())
}

/// apt with lists, cache and status of its own. The empty status makes it take every package to
/// be missing, so that the whole closure comes, the C library included.
struct Apt<'a> {
    step: &'a Step<'a>,
    dir: PathBuf,
}

impl<'a> Apt<'a> {
    fn open(step: &'a Step<'a>, cache: &Path) -> Result<Self, SandboxError> {
        let dir =
            std::path::absolute(cache.join("apt")).map_err(SandboxError::io("resolve", cache))?;
        for sub in ["state/lists/partial", "cache/archives/partial", "packages"] {
            let sub = dir.join(sub);
            fs::create_dir_all(&sub).map_err(SandboxError::io("create", &sub))?;
        }
        let status = dir.join("status");
        fs::write(&status, "").map_err(SandboxError::io("write", &status))?;
        Ok(Self { step, dir })
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        let dir = self.dir.display();
        command
            .env("LC_ALL", "C")
            .current_dir(self.dir.join("packages"));
        for option in [
            format!("Dir::State={dir}/state"),
            format!("Dir::State::status={dir}/status"),
            format!("Dir::Cache={dir}/cache"),
            format!("Dir::Log={dir}"),
            "APT::Install-Recommends=false".into(),
            "APT::Get::List-Cleanup=true".into(),
            "APT::Sandbox::User=root".into(),
            "Acquire::Retries=3".into(),
        ] {
            command.args(["-o", &option]);
        }
        command
    }

    fn has_lists(&self) -> bool {
        fs::read_dir(self.dir.join("state/lists")).is_ok_and(|entries| {
            entries
                .flatten()
                .any(|entry| entry.file_name().to_string_lossy().contains("_Packages"))
        })
    }

    fn update(&self) -> Result<(), SandboxError> {
        self.step
            .run(self.command("apt-get").args(["-qq", "update"]))
            .map(drop)
    }

    /// Name → version of everything that the packages need.
    fn resolve(&self, packages: &[String]) -> Result<BTreeMap<String, String>, SandboxError> {
        let plan = self.step.run(
            self.command("apt-get")
                .args(["-qq", "-s", "install", "--"])
                .args(packages),
        )?;
        // Inst name (version archive [architecture])
        let parse = |line: &str| {
            let (name, rest) = line.strip_prefix("Inst ")?.split_once(" (")?;
            let version = rest.split(' ').next()?;
            Some((name.to_owned(), version.to_owned()))
        };
        Ok(plan.lines().filter_map(parse).collect())
    }

    fn control(
        &self,
        resolved: &BTreeMap<String, String>,
    ) -> Result<BTreeMap<String, Control>, SandboxError> {
        let text = self.step.run(
            self.command("apt-cache")
                .args(["show", "--no-all-versions"])
                .args(
                    resolved
                        .iter()
                        .map(|(name, version)| format!("{name}={version}")),
                ),
        )?;
        Ok(parse_control(&text))
    }

    /// Downloads what is not there yet, and checks all of it.
    fn fetch(
        &self,
        wanted: &BTreeSet<String>,
        resolved: &BTreeMap<String, String>,
    ) -> Result<Vec<(Package, PathBuf)>, SandboxError> {
        let exact = |name: &String| {
            let version = resolved.get(name)?;
            Some((name.clone(), version.clone(), format!("{name}={version}")))
        };
        let exact: Vec<_> = wanted.iter().filter_map(exact).collect();
        let listed = self.step.run(
            self.command("apt-get")
                // apt says nothing of what already lies in its working folder.
                .current_dir(&self.dir)
                .args(["-qq", "--print-uris", "download"])
                .args(exact.iter().map(|(_, _, exact)| exact)),
        )?;
        // 'uri' file size SHA256:digest
        let digests: BTreeMap<String, (String, String)> = listed
            .lines()
            .filter_map(|line| {
                let mut fields = line.split(' ').skip(1);
                let file = fields.next()?;
                let digest = fields.nth(1)?.strip_prefix("SHA256:")?;
                let name = file.split('_').next()?.to_owned();
                Some((name, (file.to_owned(), digest.to_owned())))
            })
            .collect();
        let mut archives = Vec::new();
        let mut missing = Vec::new();
        for (name, version, exact) in &exact {
            let (file, sha256) = digests
                .get(name)
                .ok_or_else(|| self.step.failed(&format!("apt cannot fetch {exact}")))?;
            let path = self.dir.join("packages").join(file);
            if file_sha256(&path).ok().as_ref() != Some(sha256) {
                let _ = fs::remove_file(&path);
                missing.push(exact);
            }
            let package = Package {
                name: name.clone(),
                version: version.clone(),
                sha256: sha256.clone(),
            };
            archives.push((package, path));
        }
        if !missing.is_empty() {
            self.step.run(
                self.command("apt-get")
                    .args(["-qq", "download"])
                    .args(&missing),
            )?;
        }
        for (package, path) in &archives {
            let found = file_sha256(path).map_err(SandboxError::io("read", path))?;
            if found != package.sha256 {
                return Err(self.step.failed(&format!(
                    "{} was damaged on its way: remove it and pack again",
                    path.display()
                )));
            }
        }
        Ok(archives)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTROL: &str = "\
Package: game
Version: 1
Depends: libc6 (>= 2.30), libgl | libgl-virtual, perl:any, data

Package: libc6
Version: 2

Package: mesa
Version: 3
Provides: libgl-virtual (= 1), other
Depends: libllvm

Package: libllvm
Version: 4

Package: perl
Version: 5
Depends: perl-modules

Package: perl-modules
Version: 5
";

    #[test]
    fn the_closure_stops_at_what_is_left_out() {
        let control = parse_control(CONTROL);
        let found = closure(&["game".into()], &control, &|name| name == "perl");
        let found: Vec<_> = found.iter().map(String::as_str).collect();
        assert_eq!(found, ["game", "libc6", "libllvm", "mesa"]);
    }

    #[test]
    fn a_pattern_stands_for_a_family() {
        assert!(matches("perl*", "perl-base"));
        assert!(!matches("sed", "sed-extra"));
    }
}
