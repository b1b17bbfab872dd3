package io.ledgerroutes.console.access;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Sign-in failed too often from this address; right or wrong, the password was not looked at. */
final class TooManyFailures extends AuthenticationException {

  private final Duration wait;

  TooManyFailures(Duration wait) {
    super("Too many failures");
    this.wait = wait;
  }

  /** Seconds until it may be tried again, at least one. */
  long seconds() {
    return wait.toSeconds() + 1;
  }
}
