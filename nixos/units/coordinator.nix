# The unit stratus-coordinator.service as plain data: no nixpkgs, so that the offline checks read what NixOS runs.
{
  # The program and its configuration file.
  program,
  configuration,
  # The enrolment secret, or null: then the coordinator makes one in its data folder.
  secretFile ? null,
  # It listens below port 1024.
  privilegedPort ? false,
}:
{
  Unit = {
    Description = "Stratus coordinator";
    Wants = "network-online.target";
    After = "network-online.target";
    StartLimitIntervalSec = 0;
  };
  Service = {
    ExecStart = "${program} --config ${configuration}";
    Restart = "always";
    RestartSec = 1;
    TimeoutStopSec = 10;
    DynamicUser = true;
    StateDirectory = "stratus-coordinator";
    StateDirectoryMode = "0700";
    UMask = "0077";
    LimitNOFILE = 65536;

    CapabilityBoundingSet = if privilegedPort then "CAP_NET_BIND_SERVICE" else "";
    AmbientCapabilities = if privilegedPort then "CAP_NET_BIND_SERVICE" else "";
    DevicePolicy = "closed";
    LockPersonality = true;
    MemoryDenyWriteExecute = true;
    NoNewPrivileges = true;
    PrivateDevices = true;
    # A capability would mean nothing in a user namespace of its own.
    PrivateUsers = !privilegedPort;
    ProcSubset = "pid";
    ProtectClock = true;
    ProtectControlGroups = true;
    ProtectHome = true;
    ProtectHostname = true;
    ProtectKernelLogs = true;
    ProtectKernelModules = true;
    ProtectKernelTunables = true;
    ProtectProc = "invisible";
    ProtectSystem = "strict";
    RemoveIPC = true;
    RestrictAddressFamilies = "AF_UNIX AF_INET AF_INET6";
    RestrictNamespaces = true;
    RestrictRealtime = true;
    RestrictSUIDSGID = true;
    SystemCallArchitectures = "native";
    SystemCallErrorNumber = "EPERM";
    SystemCallFilter = [
      "@system-service"
      "~@privileged @resources"
    ];
  }
  // (if secretFile == null then { } else { LoadCredential = "enrolment-secret:${secretFile}"; });
  Install.WantedBy = "multi-user.target";
}
