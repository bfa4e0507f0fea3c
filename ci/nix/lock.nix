# What flake.lock lacks of flake.nix: a list of sentences, empty when they agree.
let
  flake = import ../../flake.nix;
  lock = builtins.fromJSON (builtins.readFile ../../flake.lock);
  rootInputs = lock.nodes.${lock.root}.inputs;
  check =
    name:
    let
      parts = builtins.match "github:([^/]+)/([^/]+)/(.+)" flake.inputs.${name}.url;
      node = lock.nodes.${rootInputs.${name}};
      expected = {
        type = "github";
        owner = builtins.elemAt parts 0;
        repo = builtins.elemAt parts 1;
        ref = builtins.elemAt parts 2;
      };
    in
    if !(rootInputs ? ${name}) then
      [ "the input ${name} is not locked" ]
    else if node.original != expected then
      [ "the input ${name} was locked for another branch: ${builtins.toJSON node.original}" ]
    else if builtins.match "[0-9a-f]{40}" node.locked.rev == null then
      [ "the input ${name} has no revision" ]
    else if builtins.match "sha256-[A-Za-z0-9+/]{43}=" node.locked.narHash == null then
      [ "the input ${name} has no hash" ]
    else if node.locked.owner != expected.owner || node.locked.repo != expected.repo then
      [ "the input ${name} is locked to another repository" ]
    else
      [ ];
  unknown = builtins.filter (name: !(flake.inputs ? ${name})) (builtins.attrNames rootInputs);
in
builtins.concatMap check (builtins.attrNames flake.inputs)
++ map (name: "flake.lock holds ${name}, which flake.nix does not ask for") unknown
