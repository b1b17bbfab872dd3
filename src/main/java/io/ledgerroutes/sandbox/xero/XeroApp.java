package io.ledgerroutes.sandbox.xero;

/** The app registered with the sandbox Xero: what a caller must know to get in. */
public record XeroApp(String clientId, String clientSecret, String webhookKey) {
  /** The credentials of a sandbox nobody configured. */
  public static final XeroApp DEFAULT = new XeroApp(
    "sandbox-client",
    "sandbox-secret",
    "sandbox-webhook-key"
  );
}
