package io.ledgerroutes.console.access;

import java.io.PrintStream;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * Says on standard output where to look and what to try. The first user's password is shown here, once, and
 * nowhere else: the log never sees it.
 */
@Component
class StartText {

  private static final String TEXT = """

    Ledger Routes runs.

      Console   %1$s/
      API       curl -u admin %1$s/api/v1/connections
                curl -u admin '%1$s/api/v1/messages?state=DEAD'
      Health    %1$s/actuator/health/readiness
    """;
  private static final String SANDBOX = """
      Sandbox   %1$s/
                curl -X POST %1$s/sandbox/shop/orders -d '{"count":50,"seed":1}'
                curl -X POST %1$s/sandbox/ledger/bills -d '{"count":50,"seed":1}'
    """;
  private static final String PASSWORD = """

      The first user is admin with the password %s
      It is shown this once; set ledger.admin.password to replace it.
    """;

  private final FirstUser firstUser;
  private final Environment environment;

  StartText(FirstUser firstUser, Environment environment) {
    this.firstUser = firstUser;
    this.environment = environment;
  }

  @EventListener
  void ready(ApplicationReadyEvent event) {
    print(System.out, address(event.getApplicationContext()));
  }

  void print(PrintStream out, String address) {
    Optional<String> made = firstUser.ensure();
    StringBuilder text = new StringBuilder(TEXT.formatted(address));
    if (environment.acceptsProfiles(Profiles.of("sandbox"))) {
      text.append(SANDBOX.formatted("http://localhost:" + environment.getProperty("ledger.sandbox.port")));
    }
    made.ifPresent(password -> text.append(PASSWORD.formatted(password)));
    out.println(text);
    out.flush();
  }

  private static String address(ApplicationContext context) {
    return context instanceof WebServerApplicationContext web && web.getWebServer() != null
      ? "http://localhost:" + web.getWebServer().getPort()
      : "http://localhost";
  }
}
