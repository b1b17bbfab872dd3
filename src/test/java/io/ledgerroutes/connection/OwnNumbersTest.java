package io.ledgerroutes.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.woocommercexero.WooCommerceXero;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two shops of one organisation never number their invoices alike (rule W5). */
class OwnNumbersTest {

  private static final String TENANT = "8be9db36-3598-4755-ba5c-c2dbc8c4a7a2";
  private static final String OTHER = "11111111-3598-4755-ba5c-c2dbc8c4a7a2";

  private static String file(String id, String tenant, String pattern) {
    return """
    id: %s
    integration: woocommerce-xero
    start-date: 2026-01-01
    xero: { tenant: %s, grant: main }
    schedule: { poll: "0 0/1 * * * ?" }
    woocommerce:
      store: https://%s.example
      zone: Australia/Sydney
      invoice-number: "%s"
      accounts: { sales: "200", shipping: "210", fees: "220" }
    """.formatted(id, tenant, id, pattern);
  }

  private static Connection connection(String id, String tenant, String pattern) {
    return new ConnectionReader(List.of(new WooCommerceXero()), false)
      .read(id + ".yaml", file(id, tenant, pattern))
      .good()
      .orElseThrow();
  }

  private static Optional<ConnectionProblem> refusal(
    Map<String, Connection> before,
    Connection read,
    Connection other
  ) {
    OwnNumbers numbers = new OwnNumbers(before, Map.of(read.id(), read, other.id(), other));
    return numbers.refusal(read, file(read.id(), TENANT, "x"));
  }

  @ParameterizedTest
  @CsvSource(
    {
      "WC-{number},  WC-{number},   true",
      "WC-{number},  wc-{id},       true",
      "WC-{number},  WC-1{number},  true",
      "WC-{number}1, WC-{number},   true",
      "WC-{number},  WB-{number},   false",
      "WC-{number},  WC-B{number},  false",
      "WC-{number},  WC-{number}-B, false",
      "A{number}B,   A{number}C,    false",
    }
  )
  void patterns_that_may_give_one_number_are_a_clash(String one, String other, boolean clash) {
    Connection standing = connection("a-shop", TENANT, one);
    Connection coming = connection("b-shop", TENANT, other);

    assertThat(refusal(Map.of("a-shop", standing), coming, standing).isPresent()).isEqualTo(clash);
    assertThat(refusal(Map.of("a-shop", standing), standing, coming)).isEmpty();
  }

  @Test
  void the_one_that_comes_later_is_refused_with_its_line_and_a_pattern_that_works() {
    Connection standing = connection("z-shop", TENANT, "WC-{number}");
    Connection coming = connection("a-shop", TENANT, "WC-{number}");

    ConnectionProblem problem = refusal(Map.of("z-shop", standing), coming, standing).orElseThrow();

    assertThat(problem.inOneLine())
      .startsWith("a-shop.yaml:9 woocommerce.invoice-number")
      .contains("WC-{number} of z-shop", "as A-SHOP-{number}");
  }

  @Test
  void shops_of_different_organisations_may_number_alike() {
    Connection standing = connection("a-shop", OTHER, "WC-{number}");

    assertThat(refusal(Map.of(), connection("b-shop", TENANT, "WC-{number}"), standing)).isEmpty();
  }

  @Test
  void of_two_new_files_the_first_by_id_is_taken() {
    Connection first = connection("a-shop", TENANT, "WC-{number}");
    Connection second = connection("b-shop", TENANT, "WC-{number}");

    assertThat(refusal(Map.of(), first, second)).isEmpty();
    assertThat(refusal(Map.of(), second, first)).isPresent();
  }
}
