package io.ledgerroutes.console.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Semaphore;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Name and password against {@link Users}, throttled, and never more than two hashes at work beside the records. */
@Component
class SignIn implements AuthenticationProvider {

  private static final int AT_ONCE = 2;

  private final AuthenticationProvider passwords;
  private final LoginThrottle throttle = new LoginThrottle(System::nanoTime);
  private final Semaphore working = new Semaphore(AT_ONCE, true);
  private final Counter failed;

  SignIn(Users users, MeterRegistry meters) {
    DaoAuthenticationProvider provider = new DaoAuthenticationProvider(users::load);
    provider.setPasswordEncoder(users.passwords());
    this.passwords = provider;
    this.failed = Counter.builder("ledger.signin.failed")
      .description("Sign-ins refused for a wrong name or password")
      .register(meters);
  }

  @Override
  public Authentication authenticate(Authentication asked) {
    String user = asked.getName();
    String address = asked.getDetails() instanceof WebAuthenticationDetails web ? web.getRemoteAddress() : "";
    refuseIfTooMany(user, address);
    working.acquireUninterruptibly();
    try {
      // Guesses sent all at once waited here while the first of them failed.
      refuseIfTooMany(user, address);
      Authentication known = passwords.authenticate(asked);
      throttle.succeeded(user, address);
      return known;
    } catch (BadCredentialsException wrong) {
      throttle.failed(user, address);
      failed.increment();
      throw wrong;
    } finally {
      working.release();
    }
  }

  private void refuseIfTooMany(String user, String address) {
    throttle
      .wait(user, address)
      .ifPresent(wait -> {
        throw new TooManyFailures(wait);
      });
  }

  @Override
  public boolean supports(Class<?> type) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
  }
}
