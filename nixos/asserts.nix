# Wrong configuration, refused at evaluation with a sentence. Plain data in, plain data out: no nixpkgs, so that the
# offline checks try it with good and bad settings. Each rule is { assertion, message }, as NixOS' assertions are.
let
  startsWith = start: text: builtins.substring 0 (builtins.stringLength start) text == start;
  port = address: builtins.elemAt (builtins.match ".*:([0-9]+)" address) 0;
  hasPort = address: builtins.match ".+:[0-9]+" address != null;
  inStore = path: startsWith builtins.storeDir (toString path);

  address = option: value: {
    assertion = hasPort value;
    message = "${option} is \"${value}\", and needs an address and a port, such as \"[::]:8080\".";
  };
  secret = option: path: {
    assertion = path == null || !inStore path;
    message = "${option} lies in the Nix store, which everyone on the machine can read. Put the secret elsewhere, such as /etc/stratus/enrolment-secret, and name it as a string.";
  };
in
{
  # node: services.stratus.node; localCoordinator: whether this machine runs the coordinator as well.
  node =
    { node, localCoordinator }:
    let
      inherit (node) settings;
    in
    [
      (address "services.stratus.node.settings.listen" settings.listen)
      (secret "services.stratus.node.secretFile" node.secretFile)
      {
        assertion = node.secretFile != null;
        message = "services.stratus.node.secretFile is not set. Copy the coordinator's enrolment secret (/var/lib/stratus-coordinator/enrolment-secret) to this machine and name that file.";
      }
      {
        assertion = startsWith "ws://" settings.coordinator || startsWith "wss://" settings.coordinator;
        message = "services.stratus.node.settings.coordinator is \"${settings.coordinator}\", and must be the node link's address, such as \"ws://coordinator:8080/node\".";
      }
      {
        assertion =
          localCoordinator
          || !(builtins.elem settings.advertise [
            "localhost"
            "127.0.0.1"
            "::1"
          ]);
        message = "services.stratus.node.settings.advertise is \"${settings.advertise}\", but players' browsers run elsewhere. Give this node's name or address in the players' network.";
      }
      {
        assertion = settings.first_uid >= 1000;
        message = "services.stratus.node.settings.first_uid is ${toString settings.first_uid}: games must not run as root or as a system user. Use a free range such as 61000.";
      }
    ];

  # coordinator: services.stratus.coordinator.
  coordinator =
    { coordinator }:
    let
      inherit (coordinator) settings;
    in
    [
      (address "services.stratus.coordinator.settings.listen" settings.listen)
      (secret "services.stratus.coordinator.secretFile" coordinator.secretFile)
      {
        assertion =
          settings.public_url == null
          || startsWith "https://" settings.public_url
          || startsWith "http://localhost" settings.public_url;
        message = "services.stratus.coordinator.settings.public_url is \"${toString settings.public_url}\". Browsers play only on pages from https:// (or from http://localhost): put a proxy with a certificate in front, and give its address here.";
      }
    ];

  inherit port;
}
