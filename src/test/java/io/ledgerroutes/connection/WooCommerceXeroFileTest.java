package io.ledgerroutes.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.woocommercexero.LedgerAccounts;
import io.ledgerroutes.woocommercexero.WooCommerceXero;
import io.ledgerroutes.woocommercexero.WooCommerceXeroSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an operator may write for WooCommerce → Xero, and what is said when it is wrong. */
class WooCommerceXeroFileTest {

  private static final Path SHIPPED = Path.of("routes/connections/craft-shop.yaml");

  private final ConnectionReader reader = new ConnectionReader(List.of(new WooCommerceXero()), true);

  @Test
  void the_shipped_file_is_good() throws IOException {
    Reading reading = reader.read("craft-shop.yaml", Files.readString(SHIPPED));

    assertThat(reading).isInstanceOf(Reading.Good.class);
    WooCommerceXeroSettings settings =
      (WooCommerceXeroSettings) ((Reading.Good) reading).connection().settings();
    assertThat(settings.store()).hasToString("http://localhost:8090/shop");
    assertThat(settings.zone()).isEqualTo(ZoneId.of("Australia/Sydney"));
    assertThat(settings.orders().statuses()).containsExactlyInAnyOrder("processing", "completed");
    assertThat(settings.mapping().accounts()).isEqualTo(
      new LedgerAccounts("200", "210", "220", Optional.empty())
    );
    assertThat(settings.mapping().taxes()).hasSize(7);
    assertThat(settings.mapping().untaxed()).hasSize(4);
  }

  @Test
  void the_example_of_the_readme_is_good() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    int begin = readme.indexOf("id: my-shop");
    String example = readme.substring(begin, readme.indexOf("```", begin));

    assertThat(reader.read("my-shop.yaml", example)).isInstanceOf(Reading.Good.class);
  }

  @Test
  void everything_wrong_is_named_with_line_and_remedy() throws IOException {
    String wrong = Files.readString(SHIPPED)
      .replace("store: http://localhost:8090/shop", "store: http://shop.example")
      .replace("zone: Australia/Sydney", "zone: Sydney")
      .replace("statuses: [processing, completed]", "statuses: [processing, checkout-draft]")
      .replace("invoice-number: WC-{number}", "invoice-number: WC")
      .replace("invoice-status: AUTHORISED", "invoice-status: approved")
      .replace("sales: \"200\"", "sales: \"200;DROP\"")
      .replace("tax-type: OUTPUT }", "tax-typ: OUTPUT }");

    Reading reading = reader.read("craft-shop.yaml", wrong);

    assertThat(reading).isInstanceOf(Reading.Bad.class);
    List<ConnectionProblem> problems = ((Reading.Bad) reading).problems();
    assertThat(problems).allSatisfy(problem -> {
      assertThat(problem.line()).isPositive();
      assertThat(problem.remedy()).isNotBlank();
    });
    assertThat(problems)
      .extracting(ConnectionProblem::path)
      .contains(
        "woocommerce.store",
        "woocommerce.zone",
        "woocommerce.statuses",
        "woocommerce.invoice-number",
        "woocommerce.invoice-status",
        "woocommerce.accounts.sales",
        "woocommerce.taxes[0].tax-type",
        "woocommerce.taxes[0].tax-typ"
      );
  }
}
