package io.ledgerroutes.console;

import java.io.IOException;

/** A body whose length was not announced turned out to be larger than any call takes. */
public final class BodyTooLarge extends IOException {

  public BodyTooLarge() {
    super("The body is too large");
  }
}
