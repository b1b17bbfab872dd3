package io.ledgerroutes.xero;

import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Tenants never mix (DESIGN rule 10): before a node's first call for a tenant, and hourly, the grant's token must
 * list the tenant, and the tenant must have been recorded at a consent.
 */
@Component
class XeroTenancyCheck {

  private static final Duration GOOD_FOR = Duration.ofHours(1);

  private final XeroIdentity identity;
  private final XeroTenantStore tenants;
  private final ConcurrentMap<String, Checked> grants = new ConcurrentHashMap<>();

  /** What a grant covered and when that was asked ({@link System#nanoTime}). */
  private record Checked(Set<String> tenants, long at) {
    boolean fresh() {
      return System.nanoTime() - at < GOOD_FOR.toNanos();
    }
  }

  XeroTenancyCheck(XeroIdentity identity, XeroTenantStore tenants) {
    this.identity = identity;
    this.tenants = tenants;
  }

  /**
   * Returns if the tenant may be called with this grant's token.
   *
   * @throws RemoteFailure of kind CREDENTIALS if not
   */
  void require(String tenant, String grant, String token) {
    Checked known = grants.get(grant);
    if (known != null && known.fresh() && known.tenants().contains(tenant)) {
      return;
    }
    if (tenants.find(tenant).isEmpty()) {
      throw refused("this organisation was never consented to: connect it to Xero");
    }
    List<XeroIdentity.Connected> listed = identity.connected(token);
    Set<String> ids = listed.stream().map(XeroIdentity.Connected::tenant).collect(Collectors.toSet());
    if (!ids.contains(tenant)) {
      throw refused("the consent no longer covers this organisation: reconnect it to Xero");
    }
    // Only tenants recorded at a consent of ours are remembered as good.
    ids.removeIf(id -> tenants.find(id).isEmpty());
    grants.put(grant, new Checked(ids, System.nanoTime()));
  }

  /** Asks again at the next call of any of the grant's tenants. */
  void forget(String grant) {
    grants.remove(grant);
  }

  private static RemoteFailure refused(String words) {
    return new RemoteFailure(new Failure("xero", FailureKind.CREDENTIALS, 0, words, Optional.empty(), false));
  }
}
