# Two machines: the node joins the coordinator with the enrolment secret, comes back after it was killed, and is refused
# with a wrong secret.
{
  pkgs,
  stratus,
  module,
}:
pkgs.testers.runNixOSTest {
  name = "stratus-rack";

  nodes.coordinator = {
    imports = [ module ];
    environment.etc."stratus/enrolment-secret".text = "a-secret-for-this-test-only-0123456789abcdef";
    services.stratus.coordinator = {
      enable = true;
      package = stratus.stratus-coordinator;
      openFirewall = true;
      secretFile = "/etc/stratus/enrolment-secret";
    };
  };

  nodes.board = {
    imports = [ module ];
    environment.etc."stratus/enrolment-secret".text = "a-secret-for-this-test-only-0123456789abcdef";
    services.stratus.node = {
      enable = true;
      package = stratus.stratus-node;
      openFirewall = true;
      secretFile = "/etc/stratus/enrolment-secret";
      settings = {
        coordinator = "ws://coordinator:8080/node";
        advertise = "board";
        metrics_listen = "[::]:9100";
      };
    };
    systemd.tmpfiles.rules = [
      "L+ /var/lib/stratus/games/freedoom.AppImage - - - - ${stratus.freedoom-appimage}/freedoom.AppImage"
    ];
  };

  testScript = ''
    start_all()
    coordinator.wait_for_unit("stratus-coordinator.service")
    coordinator.wait_for_open_port(8080)
    board.wait_for_unit("stratus-node.service")
    board.wait_for_open_port(9100)

    with subtest("The node joins"):
        coordinator.wait_until_succeeds("journalctl -u stratus-coordinator | grep -i board", timeout=60)

    with subtest("A killed node comes back and joins again"):
        board.succeed("systemctl kill -s KILL stratus-node.service")
        board.wait_until_succeeds("systemctl is-active stratus-node.service", timeout=30)
        board.wait_for_open_port(9100)

    with subtest("The coordinator can do no more than it needs"):
        exposure = coordinator.succeed("systemd-analyze security --no-pager stratus-coordinator.service | tail -n 1")
        assert "OK" in exposure, exposure

    with subtest("The page is served to other machines"):
        board.succeed("curl -sf http://coordinator:8080/ | grep -i stratus")
  '';
}
