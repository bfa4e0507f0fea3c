# services.stratus.coordinator: the coordinator on NixOS. `settings` are the keys of its configuration file
# (docs/coordinator.md).
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;
  asserts = import ../asserts.nix;
  cfg = config.services.stratus.coordinator;
  port = lib.toInt (asserts.port cfg.settings.listen);
  toml = pkgs.formats.toml { };
  configuration = toml.generate "stratus-coordinator.toml" (
    lib.filterAttrs (_: value: value != null) cfg.settings
    // {
      data_dir = "/var/lib/stratus-coordinator";
    }
    // lib.optionalAttrs (cfg.secretFile != null) {
      enrolment_secret_file = "/run/credentials/stratus-coordinator.service/enrolment-secret";
    }
  );
  unit = import ../units/coordinator.nix {
    program = lib.getExe cfg.package;
    inherit configuration;
    inherit (cfg) secretFile;
    privilegedPort = port < 1024;
  };
in
{
  options.services.stratus.coordinator = {
    enable = lib.mkEnableOption "the Stratus coordinator: the page, the library, and the nodes' meeting point";

    package = mkOption {
      type = types.package;
      default = (import ../packages { inherit pkgs; }).stratus-coordinator;
      defaultText = lib.literalMD "this flake's `stratus-coordinator`";
      description = "The package with stratus-coordinator.";
    };

    secretFile = mkOption {
      type = types.nullOr types.path;
      default = null;
      description = ''
        File with the secret that nodes show when they join. null: the coordinator makes one, in
        /var/lib/stratus-coordinator/enrolment-secret.
      '';
    };

    openFirewall = mkOption {
      type = types.bool;
      default = false;
      description = "Open the TCP port of the page and of the nodes.";
    };

    settings = mkOption {
      default = { };
      description = "The daemon's configuration file, key by key.";
      type = types.submodule {
        options = {
          listen = mkOption {
            type = types.str;
            default = "[::]:8080";
            description = "TCP address of the page, the REST interface and the node link.";
          };
          public_url = mkOption {
            type = types.nullOr types.str;
            default = null;
            example = "https://play.example.org";
            description = "The address that players open, where a proxy stands in front.";
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
    assertions = asserts.coordinator { coordinator = cfg; };

    systemd.services.stratus-coordinator = {
      unitConfig = unit.Unit;
      serviceConfig = unit.Service;
      wantedBy = [ unit.Install.WantedBy ];
      restartTriggers = [ configuration ];
    };

    networking.firewall.allowedTCPPorts = lib.mkIf cfg.openFirewall [ port ];
  };
}
