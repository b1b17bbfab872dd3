package io.ledgerroutes.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.console.Calls;
import io.ledgerroutes.console.access.Crawl;
import io.ledgerroutes.console.access.WatchedHouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words that would rather be scripts, wherever strangers' words come in: each page shows them, and runs none. */
class HostileWordsTest {

  private static final String HOSTILE =
    "x\"><img src=x onerror=alert(1)>' onmouseover='alert(2)<script>alert(3)</script>${7*7}[[#{x}]]";

  @Test
  void a_stranger_s_words_stay_words_on_every_page(@TempDir Path data) throws Exception {
    try (WatchedHouse house = new WatchedHouse(data); Chrome chrome = Chrome.launch()) {
      house.placeOrders(3, 7);
      aCustomerByThatName(house);
      aRemoteThatSaysSo(house);
      rowsThatSaySo(house);
      Files.writeString(
        data.resolve("connections/evil.yaml"),
        "id: evil\n'" + HOSTILE.replace("'", "''") + "': 1\n"
      );
      await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> house.call("GET", "/api/v1/connections/evil", null).status() == 200);

      Map<String, String> pages = pages(house);
      List<String> shown = new ArrayList<>();
      List<String> dialogs = new ArrayList<>();
      try (Visit visit = chrome.visit(path -> house.calls().base() + path, 1280, 900)) {
        visit
          .page()
          .onDialog(dialog -> {
            dialogs.add(visit.page().url());
            dialog.dismiss();
          });
        visit.signedInAs(WatchedHouse.OPERATOR);
        for (String path : new TreeSet<>(pages.keySet())) {
          visit.open(path);
          assertThat(visit.page().locator("[onerror], [onmouseover], img, script:not([src])").count())
            .as("what a stranger made of %s", path)
            .isZero();
          if (visit.page().content().contains("alert(1)")) {
            shown.add(path);
          }
        }
        // Some addresses want a parameter and say so with 400.
        assertThat(visit.complaints())
          .as("what the policy had to stop")
          .allSatisfy(complaint ->
            assertThat(complaint).startsWith("Failed to load resource: the server responded")
          );
      }

      assertThat(dialogs).isEmpty();
      assertThat(pages.values()).noneMatch(page -> page.contains("&lt;/script&gt;49"));
      assertThat(shown).contains("/audit", "/messages", "/review");
      assertThat(shown).anyMatch(path -> path.matches("/messages/\\d+"));
    }
  }

  private static Map<String, String> pages(WatchedHouse house) {
    Map<String, String> pages = new java.util.TreeMap<>();
    Crawl.of(house).forEach((path, answer) -> {
      String type = answer.header("Content-Type");
      // A page of its own is looked at, a part of one where it stands; enough of each kind.
      if (type != null && type.startsWith("text/html") && pages.size() < 150) {
        pages.put(path, answer.response().body());
      }
    });
    return pages;
  }

  private static void aCustomerByThatName(WatchedHouse house) throws IOException {
    String order = house
      .sql()
      .sql("SELECT MAX(record_key) FROM inbox WHERE flow = 'woocommerce-order'")
      .query(String.class)
      .single();
    String pair = Base64.getEncoder().encodeToString(
      "ck_sandbox:cs_sandbox".getBytes(StandardCharsets.UTF_8)
    );
    Map<String, Object> person = Map.of("first_name", HOSTILE, "last_name", HOSTILE, "company", HOSTILE);
    int changed = new Calls(house.shop())
      .send(
        "PUT",
        null,
        null,
        "/wp-json/wc/v3/orders/" + order,
        new ObjectMapper().writeValueAsString(Map.of("billing", person, "customer_note", HOSTILE)),
        "Authorization",
        "Basic " + pair,
        "Content-Type",
        "application/json"
      )
      .status();
    assertThat(changed).isEqualTo(200);
  }

  private static void aRemoteThatSaysSo(WatchedHouse house) {
    house.gate().refuse("PUT", "/Invoices", 400, 20);
    house.gate().say(HOSTILE);
    house.placeOrders(2, 8);
    house.gate().passOn();
  }

  private static void rowsThatSaySo(WatchedHouse house) {
    house
      .sql()
      .sql("UPDATE inbox SET reason = ?, state = 'HELD' WHERE id = (SELECT MAX(id) FROM inbox)")
      .params(HOSTILE)
      .update();
    house
      .bean(AuditTrail.class)
      .record(
        AuditEntry.of("tried")
          .connection(WatchedHouse.CONNECTION)
          .flow(HOSTILE.substring(0, 60))
          .key(HOSTILE)
          .actor(HOSTILE.substring(0, 60))
          .outcome(HOSTILE.substring(0, 30))
          .reason(HOSTILE)
          .correlation(HOSTILE.substring(0, 60))
          .with(HOSTILE.substring(0, 60), HOSTILE)
      );
  }
}
