package io.ledgerroutes.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes where people come by https, through a proxy that speaks it. */
class HttpsTest {

  @Test
  void cookies_go_over_https_only_and_the_browser_is_told_to_stay_there(@TempDir Path data) {
    try (ConsoleHouse house = ConsoleHouse.openWith(data, "--ledger.public-url=https://ledger.example")) {
      Visitor visitor = new Visitor(house);
      Answer form = visitor.open("/sign-in");
      Answer signedIn = visitor.signIn("eve", ConsoleHouse.PASSWORD, null);

      assertThat(form.header("Set-Cookie")).startsWith("XSRF-TOKEN=").contains("Secure", "SameSite=Lax");
      assertThat(signedIn.response().headers().allValues("Set-Cookie")).anySatisfy(cookie ->
        assertThat(cookie).startsWith("ledger-session=").contains("Secure", "HttpOnly", "SameSite=Lax")
      );
      assertThat(form.header("Strict-Transport-Security")).contains("max-age=31536000");
      assertThat(house.get("eve", "/api/v1/messages").header("Strict-Transport-Security")).isNotNull();
      assertThat(visitor.open("/nothing").header("Location")).isNull();
      assertThat(new Visitor(house).open("/audit").header("Location")).startsWith("/sign-in");
    }
  }
}
