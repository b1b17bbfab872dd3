package io.ledgerroutes.sandbox;

import io.ledgerroutes.sandbox.shop.ShopSettings;
import io.ledgerroutes.sandbox.xero.LimitSettings;
import io.ledgerroutes.sandbox.xero.XeroApp;
import io.ledgerroutes.sandbox.xero.XeroTenant;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * How a sandbox is set up. Port 0 takes any free one; a state directory of null keeps everything in memory.
 */
public record SandboxSettings(
  int port,
  int sftpPort,
  Path stateDir,
  Clock clock,
  XeroApp app,
  List<XeroTenant> tenants,
  LimitSettings limits,
  List<ShopSettings> shops
) {
  /** Any free ports, memory only, the system's clock, Xero's real limits, eight tenants and eight shops. */
  public static SandboxSettings defaults() {
    return new SandboxSettings(
      0,
      0,
      null,
      Clock.systemUTC(),
      XeroApp.DEFAULT,
      XeroTenant.DEFAULTS,
      LimitSettings.REAL,
      ShopSettings.defaults()
    );
  }

  public SandboxSettings withPort(int changed) {
    return new SandboxSettings(changed, sftpPort, stateDir, clock, app, tenants, limits, shops);
  }

  public SandboxSettings withSftpPort(int changed) {
    return new SandboxSettings(port, changed, stateDir, clock, app, tenants, limits, shops);
  }

  public SandboxSettings withStateDir(Path changed) {
    return new SandboxSettings(port, sftpPort, changed, clock, app, tenants, limits, shops);
  }

  public SandboxSettings withClock(Clock changed) {
    return new SandboxSettings(port, sftpPort, stateDir, changed, app, tenants, limits, shops);
  }

  public SandboxSettings withApp(XeroApp changed) {
    return new SandboxSettings(port, sftpPort, stateDir, clock, changed, tenants, limits, shops);
  }

  public SandboxSettings withTenants(List<XeroTenant> changed) {
    return new SandboxSettings(port, sftpPort, stateDir, clock, app, changed, limits, shops);
  }

  public SandboxSettings withLimits(LimitSettings changed) {
    return new SandboxSettings(port, sftpPort, stateDir, clock, app, tenants, changed, shops);
  }

  public SandboxSettings withShops(List<ShopSettings> changed) {
    return new SandboxSettings(port, sftpPort, stateDir, clock, app, tenants, limits, changed);
  }

  /** The shop named "shop" tells this address of its orders from the start. */
  public SandboxSettings withShopWebhooksTo(String address) {
    return withShops(
      shops
        .stream()
        .map(shop -> shop.name().equals(ShopSettings.DEFAULT_NAME) ? shop.withWebhooksTo(address) : shop)
        .toList()
    );
  }
}
