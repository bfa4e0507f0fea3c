# A unit's data as the text of a unit file (systemd.syntax(7)).
unit:
let
  text =
    value:
    if value == true then
      "true"
    else if value == false then
      "false"
    else
      toString value;
  line = key: value: "${key}=${text value}\n";
  lines =
    key: value:
    if builtins.isList value then
      builtins.concatStringsSep "" (map (line key) value)
    else
      line key value;
  section =
    name:
    "[${name}]\n"
    + builtins.concatStringsSep "" (builtins.attrValues (builtins.mapAttrs lines unit.${name}));
in
builtins.concatStringsSep "\n" (map section (builtins.attrNames unit))
