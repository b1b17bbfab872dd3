package io.ledgerroutes.xero;

import java.time.Duration;

/**
 * A pair of tokens as issued.
 *
 * @param lifetime how long the access token is good, from the answer on
 */
record Tokens(String access, String refresh, Duration lifetime) {
  /** Without the tokens. */
  @Override
  public String toString() {
    return "Tokens[" + lifetime + "]";
  }
}
