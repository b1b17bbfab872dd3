package io.ledgerroutes.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.ledgerroutes.console.Calls;
import io.ledgerroutes.console.access.Role;
import io.ledgerroutes.console.access.Users;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LiveHouse.Keys.class)
class UsersPagesTest {

  @Test
  void an_operator_adds_changes_and_removes_a_user(LiveHouse house) {
    try (Visit visit = house.visit()) {
      visit.signedInAs("admin").open("/users");
      visit.page().getByLabel("Name").fill("uma");
      Locator add = visit.page().locator("form[action='/users']");
      add.getByLabel("Password").fill("short");
      add.getByLabel("Password").fill("four words that nobody says");
      visit.press("Add");
      visit.told("can sign in now");

      visit.page().getByLabel("Change uma").click();
      visit.picture("users");
      visit.fitsItsWidth();
      visit.page().locator("form[action='/users/uma']").getByLabel("Role").selectOption("operator");
      visit.page().locator("form[action='/users/uma']").getByText("Save").click();
      visit.told("Changed");
      visit.page().getByLabel("Change uma").click();
      visit.press("Remove uma");

      visit.told("Removed");
      assertThat(visit.page().content()).doesNotContain("Change uma");
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void pages_of_users_fit_a_phone_and_a_viewer_finds_his_own(LiveHouse house) {
    try (Visit visit = house.visitByPhone()) {
      visit.signedInAs("admin").open("/users");
      visit.picture("users-phone");
      visit.fitsItsWidth();
      assertThat(visit.complaints()).isEmpty();
    }
    try (Visit visit = house.visitByPhone()) {
      visit.signedInAs("eve");
      visit.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("eve")).click();
      visit.titled("Your account");
      visit.picture("me-phone");
      visit.fitsItsWidth();
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void a_user_who_is_removed_is_signed_out_with_a_word_also_in_the_middle_of_a_page(LiveHouse house) {
    Users users = house.bean(Users.class);
    users.put("temp", Role.VIEWER, LiveHouse.PASSWORD);
    try (Visit visit = house.visit()) {
      visit.signedInAs("temp").open("/me");
      users.put("temp", Role.VIEWER, "four words that nobody says");
      visit.open("/messages");

      assertThat(visit.page().url()).contains("/sign-in?why=ended");
      assertThat(visit.page().getByRole(AriaRole.ALERT).textContent()).contains("signed out in the meantime");
      assertThat(visit.complaints()).isEmpty();
    }
    new Calls(house.url("")).send("DELETE", "admin", LiveHouse.PASSWORD, "/api/v1/users/temp", null);
    assertThat(users.exists("temp")).isFalse();
  }
}
