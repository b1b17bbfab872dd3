package io.ledgerroutes.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LiveHouse.Keys.class)
class SignInPageTest {

  @Test
  void a_visitor_is_asked_who_he_is_and_then_brought_where_he_wanted(LiveHouse house) {
    try (Visit visit = house.visit()) {
      visit.open("/");
      assertThat(visit.page().url()).endsWith("/sign-in");

      visit.page().getByLabel("Name").fill("admin");
      visit.page().getByLabel("Password").fill(LiveHouse.PASSWORD);
      visit.press("Sign in");

      visit.titled("Overview");
      assertThat(visit.page().content()).contains("craft-shop");
      visit.picture("overview");
      visit.fitsItsWidth();
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void a_wrong_password_is_refused_in_words(LiveHouse house) {
    try (Visit visit = house.visitByPhone()) {
      visit.open("/sign-in");
      visit.page().getByLabel("Name").fill("admin");
      visit.page().getByLabel("Password").fill("not it");
      visit.press("Sign in");

      assertThat(
        visit.page().getByRole(com.microsoft.playwright.options.AriaRole.ALERT).textContent()
      ).contains("do not belong together");
      visit.fitsItsWidth();
      assertThat(visit.complaints()).isEmpty();
    }
  }
}
