package io.ledgerroutes.xero;

import io.ledgerroutes.start.StartRefused;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code ledger.xero.*}: where Xero is and the app that speaks to it.
 *
 * @param apiUrl accounting API and list of connections; https, or http on loopback, as all three addresses
 * @param identityUrl where tokens are issued
 * @param loginUrl where the operator consents
 * @param clientId of the Xero app; may be empty until the first consent
 * @param clientSecret of the Xero app; empty for an app type that has none
 * @param webhookKey signs what Xero sends; may be empty while no webhook is set up
 * @param scopes asked for at consent: {@code granular}, the least that the integrations in use need, {@code broad},
 *     their predecessors for an app from before March 2026, or a list of scopes (facts, Xero 1)
 * @param callTimeout how long a call may take; shorter than the lease, which a write must not outlive
 */
@ConfigurationProperties("ledger.xero")
public record XeroProperties(
  @DefaultValue("https://api.xero.com") URI apiUrl,
  @DefaultValue("https://identity.xero.com") URI identityUrl,
  @DefaultValue("https://login.xero.com") URI loginUrl,
  @DefaultValue("") String clientId,
  @DefaultValue("") String clientSecret,
  @DefaultValue("") String webhookKey,
  @DefaultValue("granular") List<String> scopes,
  @DefaultValue("20s") Duration callTimeout
) {
  public XeroProperties {
    apiUrl = checked("ledger.xero.api-url", apiUrl);
    identityUrl = checked("ledger.xero.identity-url", identityUrl);
    loginUrl = checked("ledger.xero.login-url", loginUrl);
    scopes = List.copyOf(scopes);
    if (scopes.size() > 1 && (scopes.contains(XeroScopes.GRANULAR) || scopes.contains(XeroScopes.BROAD))) {
      throw new StartRefused(
        "ledger.xero.scopes mixes scopes with granular or broad.",
        "Set it to granular, to broad, or to a list of scopes."
      );
    }
    if (callTimeout.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new StartRefused(
        "ledger.xero.call-timeout is shorter than a second.",
        "Set it to at least 1s, and well below ledger.lease; 20s is the default."
      );
    }
  }

  private static URI checked(String name, URI address) {
    boolean usable =
      address.getHost() != null &&
      address.getUserInfo() == null &&
      address.getQuery() == null &&
      address.getFragment() == null &&
      ("https".equals(address.getScheme()) ||
        ("http".equals(address.getScheme()) && loopback(address.getHost())));
    if (!usable) {
      throw new StartRefused(
        name + " is neither https nor http on loopback.",
        "Set " +
          name +
          " to an address such as https://api.xero.com, without credentials and without a query."
      );
    }
    String text = address.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : address;
  }

  private static boolean loopback(String host) {
    // Only literal addresses and localhost: a name could resolve to loopback today and elsewhere tomorrow.
    if (host.equals("localhost")) {
      return true;
    }
    if (!host.startsWith("127.") && !host.startsWith("[")) {
      return false;
    }
    try {
      return host.matches("[0-9.]+|\\[[0-9a-fA-F:]+]") && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "XeroProperties[" + apiUrl + ", " + identityUrl + ", " + loginUrl + ", scopes " + scopes + "]";
  }
}
