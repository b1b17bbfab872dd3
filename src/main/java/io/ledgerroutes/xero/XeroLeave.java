package io.ledgerroutes.xero;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Gives up at Xero what a connection that goes for good was the last to use: its organisation, and the consent if
 * it serves no other one (facts, Xero 1). Each step may be repeated.
 */
@Component
public class XeroLeave {

  private static final Logger LOG = LoggerFactory.getLogger(XeroLeave.class);

  private final Connections connections;
  private final XeroGrants grants;
  private final XeroIdentity identity;
  private final XeroTenancyCheck tenancy;

  XeroLeave(Connections connections, XeroGrants grants, XeroIdentity identity, XeroTenancyCheck tenancy) {
    this.connections = connections;
    this.grants = grants;
    this.identity = identity;
    this.tenancy = tenancy;
  }

  /**
   * What was given up.
   *
   * @param disconnected whether the organisation is no longer connected to the app
   * @param revoked whether the consent was ended
   */
  public record Left(boolean disconnected, boolean revoked) {}

  /**
   * Leaves the organisation and the grant, each only if no other connection names it. A consent that is no longer
   * good has nothing to give up.
   *
   * @throws RemoteFailure when Xero cannot be asked now; nothing here was changed then
   */
  public Left leave(Connection leaving) {
    String grant = leaving.xero().grant();
    List<Connection> others = connections
      .all()
      .stream()
      .filter(other -> !other.id().equals(leaving.id()))
      .toList();
    Set<String> served = others
      .stream()
      .map(other -> other.xero().tenant())
      .collect(Collectors.toSet());
    boolean disconnected = !served.contains(leaving.xero().tenant()) && disconnect(leaving);
    boolean grantServes = others.stream().anyMatch(other -> other.xero().grant().equals(grant));
    boolean revoked = !grantServes && end(grant, served);
    tenancy.forget(grant);
    return new Left(disconnected, revoked);
  }

  private boolean disconnect(Connection leaving) {
    Optional<String> token = token(leaving.xero().grant());
    Optional<XeroIdentity.Connected> connected = token
      .flatMap(this::listed)
      .flatMap(list ->
        list
          .stream()
          .filter(one -> one.tenant().equals(leaving.xero().tenant()))
          .findFirst()
      );
    connected.ifPresent(one -> identity.disconnect(token.orElseThrow(), one.id()));
    connections.tenantMended(leaving.xero().tenant());
    return connected.isPresent();
  }

  /** Revoking ends every connection of the person who consented, so it is not done while another one is in use. */
  private boolean end(String grant, Set<String> served) {
    boolean revocable = token(grant)
      .flatMap(this::listed)
      .map(list -> list.stream().noneMatch(one -> served.contains(one.tenant())))
      .orElse(false);
    grants.end(grant, revocable);
    return revocable;
  }

  private Optional<String> token(String grant) {
    return unlessOver(() -> grants.accessToken(grant));
  }

  private Optional<List<XeroIdentity.Connected>> listed(String access) {
    return unlessOver(() -> identity.connected(access));
  }

  private static <T> Optional<T> unlessOver(Supplier<T> asked) {
    try {
      return Optional.of(asked.get());
    } catch (RemoteFailure failed) {
      if (failed.failure().kind() != FailureKind.CREDENTIALS) {
        throw failed;
      }
      LOG.info("Nothing to give up at Xero: {}", failed.failure());
      return Optional.empty();
    }
  }
}
