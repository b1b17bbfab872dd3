package io.ledgerroutes.console.access;

import jakarta.servlet.http.HttpServletRequest;

/** Who is at the other end of a request for a page, and so what an answer has to look like. */
enum Caller {
  /** Somebody opens a page or sends a form: answered with pages. */
  BROWSER,
  /** A script of a page fetches a part of it: must not be answered with a whole page in its place. */
  FRAGMENT,
  /** Everything else: answered with a problem detail. */
  PROGRAM;

  static Caller of(HttpServletRequest request) {
    if ("true".equals(request.getHeader("HX-Request"))) {
      return FRAGMENT;
    }
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains("text/html") ? BROWSER : PROGRAM;
  }
}
