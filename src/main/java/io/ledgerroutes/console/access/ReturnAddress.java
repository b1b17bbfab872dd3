package io.ledgerroutes.console.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where somebody wanted to go who had to sign in first: a page of this console, by its path and query. Whatever a
 * browser could take for another site's address is none.
 */
final class ReturnAddress {

  private static final int LONGEST = 1_000;
  private static final Pattern OWN = Pattern.compile(
    "/(?!/)[A-Za-z0-9/._~-]*(\\?[A-Za-z0-9/._~%+&=:,@!*'();-]*)?"
  );
  private static final Pattern NO_PAGE = Pattern.compile(
    "/|(/(sign-in|logout|error|api|console|webjars|webhooks)([/?].*)?)|.*(//|/\\.).*"
  );

  /** It leads to Xero at once, where the policy lets no form lead: its connection's page has the link to it. */
  private static final Pattern CONSENT = Pattern.compile("^/connect/xero/(?!callback)([^/?]+)$");

  private ReturnAddress() {}

  /** The text if it is the address of a page worth coming back to; the overview is where one comes anyway. */
  static Optional<String> of(String text) {
    return Optional.ofNullable(text)
      .filter(address -> address.length() <= LONGEST)
      .filter(address -> OWN.matcher(address).matches())
      .filter(address -> !NO_PAGE.matcher(path(address)).matches())
      .map(address -> CONSENT.matcher(address).replaceFirst("/connections/$1"));
  }

  /** The page that somebody opens, or from which a form or a part was asked for. */
  static Optional<String> wanted(HttpServletRequest request) {
    boolean opens = request.getMethod().equals("GET") && Caller.of(request) == Caller.BROWSER;
    if (opens) {
      String query = request.getQueryString();
      return of(request.getRequestURI() + (query == null ? "" : "?" + query));
    }
    String page = request.getHeader("HX-Current-URL");
    return onThisSite(page == null ? request.getHeader("Referer") : page, request.getHeader("Host"));
  }

  private static Optional<String> onThisSite(String page, String host) {
    try {
      URI address = URI.create(page == null ? "" : page);
      if (host == null || !host.equalsIgnoreCase(address.getAuthority())) {
        return Optional.empty();
      }
      String query = address.getRawQuery();
      return of(address.getRawPath() + (query == null ? "" : "?" + query));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  /** As the value of a parameter. */
  static String encoded(String address) {
    return URLEncoder.encode(address, StandardCharsets.UTF_8);
  }

  private static String path(String address) {
    int query = address.indexOf('?');
    return query < 0 ? address : address.substring(0, query);
  }
}
