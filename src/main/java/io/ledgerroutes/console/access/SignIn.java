package io.ledgerroutes.console.access;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.store.Database;
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

  private final Users users;
  private final AuditTrail audit;
  private final Database database;
  private final AuthenticationProvider passwords;
  private final LoginThrottle throttle = new LoginThrottle(System::nanoTime);
  private final Semaphore working = new Semaphore(AT_ONCE, true);
  private final Counter failed;

  SignIn(Users users, AuditTrail audit, Database database, MeterRegistry meters) {
    this.users = users;
    this.audit = audit;
    this.database = database;
    DaoAuthenticationProvider provider = new DaoAuthenticationProvider(users::load);
    provider.setPasswordEncoder(users.passwords());
    provider.setUserDetailsPasswordService(users);
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
      record(user);
      throw wrong;
    } finally {
      working.release();
    }
  }

  /** A user to whom an operator gave a new password may use it at once. */
  void forgive(String user) {
    throttle.forgive(user);
  }

  /** Who types a password where the name belongs must not find it on the trail: only names of users are named. */
  private void record(String name) {
    AuditEntry refused = AuditEntry.of("sign-in-refused").with("user", users.exists(name) ? name : null);
    database.durably(() -> audit.record(refused));
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
