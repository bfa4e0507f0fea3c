# services.stratus.node: the node daemon on NixOS. `settings` are the keys of its configuration file (docs/node.md).
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;
  asserts = import ../asserts.nix;
  cfg = config.services.stratus.node;
  coordinator = config.services.stratus.coordinator or { enable = false; };
  toml = pkgs.formats.toml { };
  configuration = toml.generate "stratus-node.toml" (
    lib.filterAttrs (_: value: value != null) cfg.settings
    // {
      secret_file = "/run/credentials/stratus-node.service/enrolment-secret";
    }
  );
  unit = import ../units/node.nix {
    program = lib.getExe cfg.package;
    inherit configuration;
    secretFile = toString cfg.secretFile;
    stateDir = cfg.settings.state_dir;
  };
in
{
  options.services.stratus.node = {
    enable = lib.mkEnableOption "the Stratus node, which runs games and streams them to browsers";

    package = mkOption {
      type = types.package;
      default = (import ../packages { inherit pkgs; }).stratus-node;
      defaultText = lib.literalMD "this flake's `stratus-node`";
      description = "The package with stratus-node and stratus-sandbox.";
    };

    secretFile = mkOption {
      type = types.nullOr types.path;
      default = if coordinator.enable then "/var/lib/stratus-coordinator/enrolment-secret" else null;
      defaultText = lib.literalMD "the local coordinator's, where there is one";
      description = "File with the coordinator's enrolment secret. Only root needs to read it.";
    };

    openFirewall = mkOption {
      type = types.bool;
      default = false;
      description = "Open the UDP port that players connect to, and the TCP port of the metrics where they are on.";
    };

    settings = mkOption {
      default = { };
      description = "The daemon's configuration file, key by key.";
      type = types.submodule {
        options = {
          coordinator = mkOption {
            type = types.str;
            default = "ws://localhost:8080/node";
            example = "wss://play.example.org/node";
            description = "The coordinator's node link.";
          };
          name = mkOption {
            type = types.nullOr (types.strMatching "[a-z0-9][a-z0-9.-]{0,63}");
            default = null;
            description = "This node's name in the rack; null: the host's name.";
          };
          listen = mkOption {
            type = types.str;
            default = "[::]:4443";
            description = "UDP address for players.";
          };
          advertise = mkOption {
            type = types.str;
            default = "localhost";
            description = "The host name or address that players' browsers use to reach this node.";
          };
          games_dir = mkOption {
            type = types.path;
            default = "/var/lib/stratus/games";
            description = "The folder with AppImages.";
          };
          state_dir = mkOption {
            type = types.path;
            default = "/var/lib/stratus/node";
            description = "The folder for everything that the node writes.";
          };
          capacity = mkOption {
            type = types.ints.between 1 64;
            default = 1;
            description = "Sessions at a time.";
          };
          first_uid = mkOption {
            type = types.ints.u32;
            default = 61000;
            description = "Sessions run as the user ids from this one on, as many as `capacity`.";
          };
          grace_s = mkOption {
            type = types.ints.u32;
            default = 15;
            description = "How long a lost player's game is kept, seconds.";
          };
          window_deadline_s = mkOption {
            type = types.ints.u32;
            default = 20;
            description = "How long a game may take to open its window, seconds.";
          };
          bitrate_kbps = mkOption {
            type = types.ints.between 500 100000;
            default = 12000;
            description = "Video bitrate where the player asks for none, kilobits a second.";
          };
          encoder = mkOption {
            type = types.strMatching "auto|x264|(vaapi|vulkan)(:/.+)?";
            default = "auto";
            example = "vaapi:/dev/dri/renderD128";
            description = "Which encoder: the fastest that works, or the one that is named.";
          };
          encoder_threads = mkOption {
            type = types.ints.between 0 128;
            default = 0;
            description = "Encoder threads a session; 0: every core.";
          };
          metrics_listen = mkOption {
            type = types.nullOr types.str;
            default = null;
            example = "[::]:9100";
            description = "TCP address for Prometheus; null: no metrics.";
          };
          log = mkOption {
            type = types.str;
            default = "info";
            description = "Log filter.";
          };
        };
      };
    };
  };

  config = lib.mkIf cfg.enable {
    assertions = asserts.node {
      node = cfg;
      localCoordinator = coordinator.enable;
    };

    boot.kernelModules = [
      "loop"
      "squashfs"
      "overlay"
      "fuse"
      "uinput"
      "evdev"
      "joydev"
    ];

    systemd.services.stratus-node = {
      unitConfig = unit.Unit;
      serviceConfig = unit.Service;
      wantedBy = [ unit.Install.WantedBy ];
      restartTriggers = [ configuration ];
    };

    networking.firewall = lib.mkIf cfg.openFirewall {
      allowedUDPPorts = [ (lib.toInt (asserts.port cfg.settings.listen)) ];
      allowedTCPPorts = lib.optional (cfg.settings.metrics_listen != null) (
        lib.toInt (asserts.port cfg.settings.metrics_listen)
      );
    };
  };
}
