# What nixos/asserts.nix gets wrong: a list of sentences, empty when it refuses every bad setting and no good one.
let
  asserts = import ../../nixos/asserts.nix;
  broken = rules: map (rule: rule.message) (builtins.filter (rule: !rule.assertion) rules);
  node =
    changes: extra:
    asserts.node {
      node = {
        secretFile = "/etc/stratus/enrolment-secret";
        settings = {
          listen = "[::]:4443";
          coordinator = "ws://coordinator:8080/node";
          advertise = "board-1.example.org";
          first_uid = 61000;
        }
        // changes;
      }
      // extra;
      localCoordinator = false;
    };
  coordinator =
    changes:
    asserts.coordinator {
      coordinator = {
        secretFile = null;
        settings = {
          listen = "[::]:8080";
          public_url = null;
        }
        // changes;
      };
    };
  good = {
    node = node { } { };
    coordinator = coordinator { };
    "coordinator behind a proxy" = coordinator { public_url = "https://play.example.org"; };
  };
  bad = {
    "a node that listens on no port" = node { listen = "::"; } { };
    "a node without a secret" = node { } { secretFile = null; };
    "a secret that everyone can read" = node { } { secretFile = "${builtins.storeDir}/abc-secret"; };
    "a coordinator's page in place of its node link" = node {
      coordinator = "http://coordinator:8080";
    } { };
    "a node that sends players to themselves" = node { advertise = "localhost"; } { };
    "games as root" = node { first_uid = 0; } { };
    "a page that browsers refuse to play on" = coordinator { public_url = "http://play.example.org"; };
    "a coordinator that listens on no port" = coordinator { listen = "localhost"; };
  };
  names = builtins.attrNames;
in
builtins.concatMap (
  name:
  if broken good.${name} == [ ] then
    [ ]
  else
    [ "${name} is refused: ${toString (broken good.${name})}" ]
) (names good)
++ builtins.concatMap (
  name:
  if builtins.length (broken bad.${name}) == 1 then
    [ ]
  else
    [ "${name}: ${toString (builtins.length (broken bad.${name}))} sentences in place of one" ]
) (names bad)
