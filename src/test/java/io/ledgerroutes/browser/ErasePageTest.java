package io.ledgerroutes.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LiveHouse.Keys.class)
class ErasePageTest {

  private static final String NOBODY = "nobody.at.all@example.com";

  @Test
  void an_operator_erases_a_person_and_reads_what_went_and_what_stays(LiveHouse house) {
    for (Visit visit : List.of(house.visit(), house.visitByPhone())) {
      try (visit) {
        Page page = visit.signedInAs("admin").open("/erase");
        page.getByLabel("E-mail address").fill(NOBODY);
        page.getByLabel("I know that this cannot be undone").check();
        visit.press("Erase");

        assertThat(page.url()).endsWith("/erase").doesNotContain("nobody");
        String told = page.locator("main").innerText();
        assertThat(told)
          .contains(
            "Nothing of the person is left",
            "payloads",
            "mirrored records",
            "What stays",
            "Xero",
            "The shop"
          )
          .doesNotContain(NOBODY);
        visit.picture("erase-" + page.viewportSize().width);
        visit.fitsItsWidth();
        assertThat(visit.complaints()).isEmpty();
      }
    }
  }

  @Test
  void a_viewer_finds_nothing_to_erase_with(LiveHouse house) {
    try (Visit visit = house.visit()) {
      Page page = visit.signedInAs("eve").open("/erase");

      assertThat(page.getByLabel("E-mail address").count()).isZero();
      assertThat(
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Erase")).count()
      ).isZero();
    }
  }
}
