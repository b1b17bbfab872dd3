package io.ledgerroutes.console.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Set;

/**
 * Writes that another site's page had the operator's browser send: a browser adds remembered Basic credentials
 * to those as well. Programs send neither of the headers looked at.
 */
final class OtherSite {

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private OtherSite() {}

  static boolean writes(HttpServletRequest request) {
    if (READING.contains(request.getMethod())) {
      return false;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin") && !site.equals("none");
    }
    String origin = request.getHeader("Origin");
    return origin != null && !isOwn(origin, request.getHeader("Host"));
  }

  private static boolean isOwn(String origin, String host) {
    try {
      return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }
}
