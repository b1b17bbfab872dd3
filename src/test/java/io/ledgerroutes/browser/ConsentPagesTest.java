package io.ledgerroutes.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.Connections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LiveHouse.Keys.class)
class ConsentPagesTest {

  private static final String SHOP = "craft-shop";
  private static final String TENANT = "8be9db36-3598-4755-ba5c-c2dbc8c4a7a2";
  private static final String OTHER_TENANT = "1d6e4a3f-9b52-4d8c-8f21-3a7c8e2b0003";

  @Test
  void a_consent_goes_to_xero_and_comes_back_and_a_strange_name_stays_a_name(LiveHouse house) {
    String strange = "Craft <img src=x onerror=alert(1)> Pty";
    house.tell("/sandbox/organisation", "{\"tenant\":\"" + TENANT + "\",\"Name\":\"" + strange + "\"}");
    try (Visit visit = house.visitByPhone()) {
      visit.signedInAs("admin").open("/connections/" + SHOP);

      link(visit, "Connect to Xero again").focus();
      visit.page().keyboard().press("Enter");

      visit.titled("Connected");
      assertThat(visit.page().locator("main").innerText()).contains(
        "Connected to " + strange,
        "Also covered"
      );
      assertThat(visit.page().locator("img[src=x]").count()).isZero();
      visit.picture("consented-390");
      visit.fitsItsWidth();
      assertThat(visit.complaints()).isEmpty();
      assertThat(audited(house, SHOP, "consent-given")).contains("admin", TENANT);
    } finally {
      house.tell("/sandbox/organisation", "{\"tenant\":\"" + TENANT + "\",\"Name\":\"Craft Shop Pty Ltd\"}");
    }
  }

  @Test
  void one_of_several_organisations_is_chosen_connected_and_removed_again(LiveHouse house)
    throws IOException {
    Connections connections = house.bean(Connections.class);
    Path file = house.connectionFile("new-shop");
    Files.writeString(
      file,
      Files.readString(house.connectionFile(SHOP))
        .replace("id: craft-shop", "id: new-shop")
        .replace("grant: main", "grant: second")
        .replace("start-date: 2026-01-01", "start-date: 2030-01-01")
        .replace(TENANT, "00000000-0000-0000-0000-000000000000")
    );
    within().until(() -> connections.known("new-shop"));
    house.tell("/sandbox/consent", "{\"tenants\":[\"" + TENANT + "\",\"" + OTHER_TENANT + "\"]}");
    try (Visit visit = house.visit()) {
      visit.signedInAs("admin").open("/connect/xero/new-shop");
      visit.titled("Not connected");
      assertThat(visit.page().getByRole(AriaRole.ALERT).innerText()).contains("Outback Coffee Pty Ltd");
      visit.picture("choose-organisation-1280");
      visit.fitsItsWidth();
      assertThat(visit.page().locator("input[type=radio]").count())
        .as("the organisation of another grant cannot be chosen")
        .isEqualTo(1);
      visit.page().getByLabel("Outback Coffee Pty Ltd").focus();
      visit.page().keyboard().press("Space");
      visit.page().keyboard().press("Enter");

      visit.told("new-shop.yaml names the organisation now");
      assertThat(Files.readString(file)).contains("tenant: " + OTHER_TENANT, "# The first rule that says");
      within().until(() -> connections.find("new-shop").orElseThrow().xero().tenant().equals(OTHER_TENANT));
      visit.open("/connections/new-shop");
      link(visit, "Connect to Xero").click();
      visit.shows("Connected to Outback Coffee Pty Ltd");
      assertThat(audited(house, "new-shop", "organisation-chosen")).contains("admin", OTHER_TENANT);
      assertThat(audited(house, "new-shop", "consent-refused")).contains("admin");

      removed(visit, file, connections);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void removed(Visit visit, Path file, Connections connections) throws IOException {
    visit.open("/connections/new-shop/remove");
    visit.shows("Its file is still there");
    assertThat(visit.page().locator("main button").count()).isZero();
    Files.delete(file);
    within().until(() -> !connections.hasFile("new-shop"));
    visit.open("/connections/new-shop");
    visit.shows("its file was removed");
    link(visit, "Remove…").click();
    visit.picture("remove-1280");
    visit.press("Remove new-shop for good");

    visit.told("Removed new-shop for good.");
    visit.told("disconnected at Xero");
    assertThat(connections.ids()).doesNotContain("new-shop");
    visit.open("/connections");
    assertThat(visit.page().locator("main").innerText()).doesNotContain("new-shop");
    assertThat(visit.complaints())
      .as("but that the first consent was answered 400")
      .allMatch(words -> words.contains("status of 400"))
      .hasSize(1);
  }

  private static org.awaitility.core.ConditionFactory within() {
    return await().atMost(Duration.ofSeconds(30));
  }

  private static String audited(LiveHouse house, String connection, String action) {
    return house
      .bean(AuditTrail.class)
      .find(AuditQuery.newest(1).ofConnection(connection).ofAction(action))
      .toString();
  }

  private static Locator link(Visit visit, String name) {
    return visit.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
