package io.ledgerroutes.console.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import io.ledgerroutes.console.access.Visitor;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsentPagesTest {

  private static final String XERO = "http://localhost:1/identity/connect/authorize?";

  @TempDir
  private static Path data;

  private static ConsoleHouse house;

  @BeforeAll
  static void open() {
    house = ConsoleHouse.open(data);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void no_parameter_redirects_anywhere_but_to_xero() {
    Visitor operator = new Visitor(house).signedInAs("admin");

    Answer known = operator.open("/connect/xero/craft-shop?redirect_uri=https://evil.example");
    Answer unknown = operator.open("/connect/xero/nowhere?redirect_uri=https://evil.example");

    assertThat(known.status()).isEqualTo(302);
    assertThat(known.header("Location")).startsWith(XERO).doesNotContain("evil");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.header("Location")).isNull();
    assertThat(unknown.response().body()).contains("Not connected", "check the connection files");
  }

  @Test
  void what_comes_back_is_answered_with_a_page_that_shows_nothing_of_it() {
    Visitor operator = new Visitor(house).signedInAs("admin");

    Answer unknown = operator.open(
      "/connect/xero/callback?state=%3Cscript%3Ealert(1)%3C/script%3E&code=stolen-code"
    );
    Answer refused = operator.open("/connect/xero/callback?error=access_denied&error_description=%3Cb%3Ex");

    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.header("Content-Type")).startsWith("text/html");
    assertThat(unknown.header("Cache-Control")).contains("no-store");
    assertThat(unknown.response().body())
      .contains("begin again")
      .doesNotContain("alert(1)")
      .doesNotContain("stolen-code");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.response().body()).contains("nothing was changed").doesNotContain("<b>x");
    assertThat(house.log()).doesNotContain("stolen-code");
  }

  @Test
  void an_organisation_that_xero_did_not_name_cannot_be_chosen() {
    Visitor operator = new Visitor(house).signedInAs("admin");
    String path = "/connect/xero/craft-shop/organisation";
    Map<String, String> chosen = Map.of("tenant", "1d6e4a3f-9b52-4d8c-8f21-3a7c8e2b0003");
    operator.open("/connections/craft-shop");

    Answer notNamed = operator.send(path, chosen);
    Answer forged = operator.sendWithToken(null, path, chosen);
    Visitor viewer = new Visitor(house).signedInAs("eve");
    viewer.open("/connections/craft-shop");
    Answer byViewer = viewer.send(path, chosen);

    assertThat(notNamed.status()).isEqualTo(409);
    assertThat(notNamed.response().body()).contains("open /connect/xero/craft-shop again");
    assertThat(forged.status()).isEqualTo(403);
    assertThat(byViewer.status()).isEqualTo(403);
    assertThat(viewer.open("/connect/xero/craft-shop").status()).isEqualTo(403);
  }

  @Test
  void a_xero_that_cannot_be_asked_is_told_as_such() {
    Visitor operator = new Visitor(house).signedInAs("admin");
    String login = operator.open("/connect/xero/craft-shop").header("Location");
    String state = login.replaceAll(".*[?&]state=([^&]+).*", "$1");

    Answer failed = operator.open("/connect/xero/callback?code=a-code&state=" + state);

    assertThat(failed.status()).isEqualTo(502);
    assertThat(failed.response().body()).contains("Xero could not be asked", "begin again");
  }
}
