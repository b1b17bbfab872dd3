package io.ledgerroutes.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionReaderTest {

  static final String GOOD = """
    id: craft-shop                 # as the file's name
    integration: shop
    start-date: 2026-11-21
    xero:
      tenant: 0f8fad5b-d9cb-469f-a165-70867728950e
      grant: main
    shop:
      store: https://shop.example/
      zone: Pacific/Auckland
      rounding: half-even
      limit: 12.50
      days: 14
      statuses: [ processing, completed ]
    taxes:
      "1": OUTPUT
      "2": NONE
    accounts:
      - code: "200"
      - code: "260"
        taxed: false
    schedule:
      poll: "0 0/10 * * * ?"
      backfill-window: "22:00-05:00 Pacific/Auckland"
    """;

  private final ConnectionReader reader = new ConnectionReader(List.of(new ShopIntegration()), false);

  private List<ConnectionProblem> problems(String text) {
    return reader.read("craft-shop.yaml", text) instanceof Reading.Bad(List<ConnectionProblem> problems)
      ? problems
      : List.of();
  }

  @Test
  void a_good_file_becomes_a_typed_connection() {
    Connection connection = reader.read("craft-shop.yaml", GOOD).good().orElseThrow();

    assertThat(connection.id()).isEqualTo("craft-shop");
    assertThat(connection.startDate()).isEqualTo(LocalDate.of(2026, 11, 21));
    assertThat(connection.xero()).isEqualTo(new XeroTenancy("0f8fad5b-d9cb-469f-a165-70867728950e", "main"));
    assertThat(connection.settings()).isEqualTo(
      new ShopIntegration.Settings(
        URI.create("https://shop.example"),
        Optional.of(ZoneId.of("Pacific/Auckland")),
        ShopIntegration.Rounding.HALF_EVEN,
        new BigDecimal("12.50"),
        14,
        List.of("processing", "completed"),
        Map.of("1", "OUTPUT", "2", "NONE"),
        List.of(new ShopIntegration.Account("200", true), new ShopIntegration.Account("260", false))
      )
    );
  }

  @Test
  void the_schedule_knows_the_next_poll_in_utc_and_the_window_over_midnight() {
    Schedule schedule = reader.read("craft-shop.yaml", GOOD).good().orElseThrow().schedule();

    assertThat(schedule.nextAfter(Instant.parse("2026-11-21T10:03:00Z"))).contains(
      Instant.parse("2026-11-21T10:10:00Z")
    );
    Window window = schedule.backfillWindow().orElseThrow();
    assertThat(window.contains(Instant.parse("2026-11-21T09:00:00Z"))).isTrue();
    assertThat(window.contains(Instant.parse("2026-11-21T15:59:00Z"))).isTrue();
    assertThat(window.contains(Instant.parse("2026-11-21T16:00:00Z"))).isFalse();
    assertThat(window.contains(Instant.parse("2026-11-21T08:59:00Z"))).isFalse();
  }

  @ParameterizedTest(name = "{1} for {0}")
  @CsvSource(
    delimiter = '|',
    quoteCharacter = '`',
    textBlock = """
    id: craft-shop  | id: Craft_Shop                | 1  | id              | is not usable                       | lower-case
    id: craft-shop  | id: other                     | 1  | id              | differs from the file's name        | name the file other.yaml
    id: craft-shop  | name: craft-shop              | 1  | id              | is missing                          | add it
    integration: shop | integration: shoop          | 2  | integration     | is not known                        | use one of shop
    2026-11-21      | 21.11.2026                    | 3  | start-date      | is not usable                       | write a date as 2026-11-21
    2026-11-21      | 2026-02-30                    | 3  | start-date      | is not usable                       | write a date as 2026-11-21
    tenant: 0f8f    | tenant: xyz                   | 5  | xero.tenant     | is not usable                       | tenant id
    grant: main     | grant:                        | 6  | xero.grant      | has no value                        | write the value
    grant: main     | consent: main                 | 4  | xero.grant      | is missing                          | add it
    grant: main     | grant: Main Consent             | 6  | xero.grant      | is not usable                       | name of a consent
    xero:           | xera:                         | 1  | xero            | is missing                          | add the section
    xero:           | xera:                         | 4  | xera            | is not a known key                  | use one of
    https://shop.example/ | http://shop.example     | 8  | shop.store      | neither https nor http on loopback  | use https
    https://shop.example/ | https://shop.example?a=1 | 8 | shop.store      | without user, query or fragment     | use https
    https://shop.example/ | shop                    | 8  | shop.store      | not an address                      | use https
    zone: Pacific/Auckland | zone: Pacific/Aukland | 9 | shop.zone | is not usable                  | Pacific/Auckland
    half-even       | half-down                     | 10 | shop.rounding   | no such choice                      | half-up, half-even
    12.50           | 12,50                         | 11 | shop.limit      | not a number                        | 12.50
    12.50           | 1e9                           | 11 | shop.limit      | not a number                        | 12.50
    days: 14        | days: 32                      | 12 | shop.days       | out of range                        | from 1 to 31
    days: 14        | dayz: 14                      | 12 | shop.dayz       | is not a known key                  | days
    statuses: [ processing, completed ] | statuses: all | 13 | shop.statuses | is not a list of texts            | - value
    "2": NONE       | "1": NONE                     | 16 | taxes.1         | stands here for the second time (first in line 15) | remove one
    taxed: false    | taxed: nein                   | 20 | accounts[1].taxed | neither true nor false            | true or false
    taxed: false    | taxes: false                  | 20 | accounts[1].taxes | is not a known key                | code, taxed
    - code: "200"   | - code: "000"                 | 17 | accounts        | holds the account 000               | chart of accounts
    "0 0/10 * * * ?" | "0/10 * * * *"               | 22 | schedule.poll   | is not usable                       | Quartz cron
    "0 0/10 * * * ?" | "0 0/10 * * * *"             | 22 | schedule.poll   | is not usable                       | Quartz cron
    22:00-05:00     | 22:00-25:00                   | 23 | schedule.backfill-window | is not usable              | 01:00-05:00
    22:00-05:00     | 22:00-22:00                   | 23 | schedule.backfill-window | begins and ends at the same | 01:00-05:00
    poll: "0 0/10 * * * ?" | polls: "x"             | 21 | schedule.poll   | is missing                          | add it
    integration: shop | integration: shop¶profile: test | 3 | profile     | is not a profile                    | the only one is sandbox
    integration: shop | integration: *shop          | 2  | ``              | uses a YAML alias                   | write the value out
    integration: shop | integration: shop: x        | 2  | ``              | is not YAML                         | correct the line
    grant: main     | grant: [main                  | 7  | ``              | is not YAML                         | correct the line
    """
  )
  void a_problem_names_file_line_path_and_remedy(
    String good,
    String bad,
    int line,
    String path,
    String what,
    String remedy
  ) {
    String to = bad.replace('¶', '\n');
    assertThat(GOOD).contains(good);

    assertThat(problems(GOOD.replace(good, to))).anySatisfy(problem -> {
      assertThat(problem.file()).isEqualTo("craft-shop.yaml");
      assertThat(problem.line()).isEqualTo(line);
      assertThat(problem.path()).isEqualTo(path == null ? "" : path);
      assertThat(problem.what()).contains(what);
      assertThat(problem.remedy()).contains(remedy);
    });
  }

  @Test
  void all_problems_of_a_file_are_told_at_once_in_the_order_of_its_lines() {
    String text = GOOD.replace("2026-11-21", "soon")
      .replace("https:", "http:")
      .replace("0/10", "x")
      .replace("days", "dayz");

    assertThat(problems(text))
      .extracting(ConnectionProblem::path)
      .containsExactly("start-date", "shop.store", "shop.dayz", "schedule.poll");
  }

  @Test
  void a_missing_section_is_one_problem_and_not_one_a_key() {
    String text = GOOD.replaceAll("(?m)^xero:\\n.*\\n.*\\n", "");

    assertThat(problems(text))
      .extracting(ConnectionProblem::inOneLine)
      .containsExactly("craft-shop.yaml:1 xero: is missing; add the section");
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "consumer-secret: hunter22",
      "consumer-key: hunter22",
      "password: hunter22",
      "api-key: hunter22",
      "apiKey: hunter22",
      "webhook-secret: hunter22",
      "refresh_token: hunter22",
      "note: sk_live_hunter22hunter22",
      "note: cs_hunter22hunter22",
      "note: https://ann:hunter22@shop.example",
      "note: ['x', '-----BEGIN PRIVATE KEY----- hunter22']",
    }
  )
  void a_secret_in_the_file_is_refused_and_not_repeated(String line) {
    List<ConnectionProblem> found = problems(GOOD.replace("  grant: main", "  grant: main\n  " + line));

    assertThat(found)
      .singleElement()
      .satisfies(problem -> {
        assertThat(problem.line()).isEqualTo(7);
        assertThat(problem.inOneLine())
          .contains("no secret may stand in this file")
          .doesNotContain("hunter22");
      });
  }

  @ParameterizedTest
  @ValueSource(
    strings = { "", "just text", "- a\n- b\n", "# nothing\n", "a: &x [*x]", "--- 1\n--- 2\n", "\u0000" }
  )
  void a_file_that_holds_no_settings_is_a_problem_and_no_exception(String text) {
    assertThat(problems(text)).isNotEmpty();
  }

  @Test
  void a_file_for_the_sandbox_is_ignored_elsewhere() {
    String text = GOOD + "profile: sandbox\n";

    assertThat(reader.read("craft-shop.yaml", text)).isEqualTo(new Reading.Ignored());
    assertThat(
      new ConnectionReader(List.of(new ShopIntegration()), true).read("craft-shop.yaml", text).good()
    ).isPresent();
  }

  @Test
  void the_settings_hash_changes_with_what_decides_and_with_nothing_else() {
    String hash = hash(GOOD);

    assertThat(hash(GOOD.replace("# as the file's name", ""))).isEqualTo(hash);
    assertThat(hash(GOOD.replace("\"200\"", "'200'"))).isEqualTo(hash);
    assertThat(hash(GOOD.replace("0/10", "0/20"))).isEqualTo(hash);
    assertThat(hash(GOOD.replace("  days: 14\n", "").replace("shop:\n", "shop:\n  days: 14\n"))).isEqualTo(
      hash
    );
    assertThat(hash(GOOD.replace("days: 14", "days: 15"))).isNotEqualTo(hash);
    assertThat(hash(GOOD.replace("processing, completed", "completed, processing"))).isNotEqualTo(hash);
  }

  private String hash(String text) {
    return reader.read("craft-shop.yaml", text).good().orElseThrow().settingsHash();
  }
}
