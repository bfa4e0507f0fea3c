# The unit stratus-node.service as plain data: no nixpkgs, so that the offline checks read what NixOS runs.
{
  # The program and its configuration file.
  program,
  configuration,
  # The enrolment secret, as a path that only root reads.
  secretFile,
  # The folder that the daemon writes.
  stateDir,
}:
{
  Unit = {
    Description = "Stratus node";
    Wants = "network-online.target";
    After = "network-online.target stratus-coordinator.service";
    # A board that is alone in a rack tries for ever.
    StartLimitIntervalSec = 0;
  };
  Service = {
    ExecStart = "${program} --config ${configuration}";
    LoadCredential = "enrolment-secret:${secretFile}";
    Restart = "always";
    RestartSec = 2;
    # The players are told before the node goes.
    TimeoutStopSec = 10;
    StateDirectory = "stratus stratus/games stratus/node";
    StateDirectoryMode = "0755";
    # Where every node of the machine claims the users of its sessions; a stop leaves it to the others.
    RuntimeDirectory = "stratus-users";
    RuntimeDirectoryMode = "0700";
    RuntimeDirectoryPreserve = "yes";
    UMask = "0022";
    LimitNOFILE = 65536;
    OOMScoreAdjust = -500;
    # Each session gets a control group beside the daemon's own.
    Delegate = "memory pids";
    DelegateSubgroup = "daemon";

    # Root, because it mounts games and gives each session a user of its own; but no more of root than that.
    CapabilityBoundingSet = "CAP_SYS_ADMIN CAP_SYS_CHROOT CAP_NET_ADMIN CAP_SETUID CAP_SETGID CAP_SETPCAP CAP_KILL CAP_CHOWN CAP_FOWNER CAP_DAC_OVERRIDE CAP_DAC_READ_SEARCH CAP_MKNOD CAP_SYS_NICE CAP_SYS_RESOURCE CAP_SYS_PTRACE";
    NoNewPrivileges = true;
    DevicePolicy = "closed";
    DeviceAllow = [
      "/dev/loop-control rw"
      "block-loop rw"
      "/dev/fuse rw"
      "/dev/uinput rw"
      # Also made: each session has nodes of its own pads.
      "char-input rwm"
      "char-drm rw"
    ];
    ProtectSystem = "strict";
    ReadWritePaths = "-${stateDir}";
    ProtectHome = true;
    PrivateTmp = true;
    ProtectClock = true;
    ProtectHostname = true;
    ProtectKernelLogs = true;
    ProtectKernelModules = true;
    RestrictAddressFamilies = "AF_UNIX AF_INET AF_INET6 AF_NETLINK";
    SystemCallArchitectures = "native x86";
    # What games and Wine need stays open.
    SystemCallFilter = "~@clock @module @reboot @swap @raw-io";
    SystemCallErrorNumber = "EPERM";
  };
  Install.WantedBy = "multi-user.target";
}
