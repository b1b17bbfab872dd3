package io.ledgerroutes.xero;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a connection's consent at Xero is good for, for people. */
@Component
public class XeroGrantView {

  private final XeroTenantStore tenants;
  private final XeroScopes scopes;
  private final Connections connections;

  XeroGrantView(XeroTenantStore tenants, XeroScopes scopes, Connections connections) {
    this.tenants = tenants;
    this.scopes = scopes;
    this.connections = connections;
  }

  /**
   * A consent as a connection uses it.
   *
   * @param grant its name
   * @param organisation the connection's own, as recorded; empty before the first consent
   * @param organisations all that it opened, this one included
   * @param users the connections that refer to the grant
   * @param scopes what a consent asks for now
   */
  public record Consent(
    String grant,
    Optional<Organisation> organisation,
    List<Organisation> organisations,
    List<String> users,
    List<String> scopes
  ) {}

  /** The consent that this connection refers to. */
  public Consent of(Connection connection) {
    String grant = connection.xero().grant();
    return new Consent(
      grant,
      tenants.find(connection.xero().tenant()),
      tenants.ofGrant(grant),
      connections
        .all()
        .stream()
        .filter(other -> other.xero().grant().equals(grant))
        .map(Connection::id)
        .toList(),
      scopes.of(grant)
    );
  }
}
