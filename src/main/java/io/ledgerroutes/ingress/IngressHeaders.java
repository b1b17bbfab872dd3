package io.ledgerroutes.ingress;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.springframework.stereotype.Component;

/**
 * The headers that pass between the outside and an exchange: inward those that webhooks need, outward two.
 * Without it Camel 4.18.0 answers with the request's own headers, Authorization included (CVE-2026-85254), and
 * a sender could steer a route by headers of Camel's own.
 */
@Component("ingressHeaders")
public class IngressHeaders implements HeaderFilterStrategy {

  private static final Set<String> INWARD = Set.of("content-type", "x-xero-signature", "stripe-signature");
  private static final String INWARD_OF_WOOCOMMERCE = "x-wc-webhook-";
  private static final Set<String> OUTWARD = Set.of("content-type", "retry-after");

  /** Whether a request's header reaches the route. */
  static boolean comesIn(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return INWARD.contains(lower) || lower.startsWith(INWARD_OF_WOOCOMMERCE);
  }

  /** Whether a header of the answer reaches the sender. */
  static boolean goesOut(String name) {
    return OUTWARD.contains(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
    return !goesOut(name);
  }

  @Override
  public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
    return !comesIn(name);
  }
}
