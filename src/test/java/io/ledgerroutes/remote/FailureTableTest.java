package io.ledgerroutes.remote;

import static io.ledgerroutes.remote.FailureKind.CONFLICT;
import static io.ledgerroutes.remote.FailureKind.CREDENTIALS;
import static io.ledgerroutes.remote.FailureKind.RULE;
import static io.ledgerroutes.remote.FailureKind.STRUCTURAL;
import static io.ledgerroutes.remote.FailureKind.THROTTLED;
import static io.ledgerroutes.remote.FailureKind.TRANSIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the table by examples of what its remote really says. */
class FailureTableTest {

  /**
   * What a remote said and what it means.
   *
   * @param status 0 for an element refused within a 200
   */
  record Example(
    String remote,
    int status,
    String said,
    FailureKind kind,
    boolean mayHaveHappened,
    String words
  ) {
    static Example element(String remote, String said, FailureKind kind, String words) {
      return new Example(remote, 0, said, kind, false, words);
    }

    Failure classified() {
      return status == 0
        ? FailureTable.ofElement(remote, List.of(said))
        : FailureTable.of(remote, answer(status, said, Map.of("content-type", "application/json")));
    }
  }

  static final List<Example> EXAMPLES = List.of(
    Example.element("xero", "Invoice # must be unique.", CONFLICT, "Invoice # must be unique."),
    Example.element(
      "xero",
      "The contact name Jo Smith is already assigned to another contact. The contact name must be unique across all active contacts.",
      CONFLICT,
      "the contact name is already taken"
    ),
    Example.element(
      "xero",
      "The contact name Jo Smith is already assigned to another contact.",
      CONFLICT,
      "the contact name is already taken"
    ),
    Example.element("xero", "The document date cannot be before the period lock date", RULE, "lock date"),
    Example.element("xero", "The period is locked", RULE, "locked"),
    Example.element("xero", "Organisation is not subscribed to currency JPY", RULE, "JPY"),
    Example.element("xero", "Item BOWL has insufficient quantity on hand", RULE, "BOWL"),
    Example.element(
      "xero",
      "Payment amount exceeds the amount outstanding on this document",
      RULE,
      "exceeds"
    ),
    Example.element(
      "xero",
      "The amount to be applied exceeds the credit that remains on this document",
      RULE,
      "exceeds the credit"
    ),
    Example.element(
      "xero",
      "Payments can only be made against Authorised documents",
      RULE,
      "Authorised documents"
    ),
    Example.element("xero", "Contact is an archived contact and cannot be used", RULE, "archived contact"),
    Example.element("xero", "Account code '999' is not a valid code for this document.", STRUCTURAL, "'999'"),
    Example.element("woocommerce", "Invoice # must be unique.", STRUCTURAL, "unique"),
    new Example("xero", 429, "", THROTTLED, false, "too many requests"),
    new Example("woocommerce", 429, "{}", THROTTLED, false, "too many requests"),
    new Example("xero", 400, "{\"error\":\"invalid_grant\"}", CREDENTIALS, false, "reconnect"),
    new Example("xero", 400, "{\"error\":\"invalid_client\"}", CREDENTIALS, false, "reconnect"),
    new Example("xero", 400, "{\"error\":\"unauthorized_client\"}", CREDENTIALS, false, "reconnect"),
    new Example("xero", 400, "{\"error\":\"invalid_scope\"}", CREDENTIALS, false, "ledger.xero.scopes"),
    new Example("xero", 401, "{\"Title\":\"Unauthorized\"}", CREDENTIALS, false, "reconnect"),
    new Example("xero", 403, "{\"Title\":\"Forbidden\"}", CREDENTIALS, false, "reconnect"),
    new Example(
      "woocommerce",
      401,
      "{\"code\":\"woocommerce_rest_authentication_error\",\"message\":\"The API key provided does not have write permissions.\"}",
      CREDENTIALS,
      false,
      "read-only"
    ),
    new Example(
      "woocommerce",
      401,
      "{\"code\":\"woocommerce_rest_cannot_view\",\"message\":\"Sorry, you cannot list resources.\"}",
      CREDENTIALS,
      false,
      "check key, secret"
    ),
    new Example("woocommerce", 403, "{\"code\":\"rest_forbidden\"}", CREDENTIALS, false, "check key, secret"),
    new Example(
      "woocommerce",
      500,
      "{\"code\":\"woocommerce_rest_cannot_create\",\"message\":\"The resource cannot be created.\"}",
      STRUCTURAL,
      false,
      "woocommerce_rest_cannot_create"
    ),
    new Example("stripe", 401, "{}", CREDENTIALS, false, "does not accept our credentials"),
    new Example("stripe", 402, "{}", CREDENTIALS, false, "does not accept our credentials"),
    new Example("stripe", 403, "{}", CREDENTIALS, false, "does not accept our credentials"),
    new Example("xero", 200, "<html>Sign in</html>", TRANSIENT, true, "not the expected JSON"),
    new Example("woocommerce", 204, "", TRANSIENT, true, "not the expected JSON"),
    new Example("woocommerce", 301, "", TRANSIENT, false, "the shop redirects"),
    new Example("stripe", 301, "", STRUCTURAL, false, "the remote redirects"),
    new Example("woocommerce", 200, "<html>Fatal error</html>", TRANSIENT, true, "not the expected JSON"),
    new Example("woocommerce", 403, "<html>Blocked</html>", CREDENTIALS, false, "a firewall"),
    new Example("woocommerce", 404, "<html>Not found</html>", TRANSIENT, false, "permalinks"),
    new Example(
      "woocommerce",
      404,
      "{\"code\":\"rest_no_route\"}",
      TRANSIENT,
      false,
      "WooCommerce is active"
    ),
    new Example(
      "woocommerce",
      401,
      "{\"code\":\"woocommerce_rest_cannot_create\",\"message\":\"Sorry\"}",
      CREDENTIALS,
      false,
      "read and write permission"
    ),
    new Example("xero", 408, "{}", TRANSIENT, true, "JSON without a message"),
    new Example("stripe", 409, "{\"message\":\"lock timeout\"}", TRANSIENT, true, "lock timeout"),
    new Example("xero", 425, "{}", TRANSIENT, false, "JSON without a message"),
    new Example(
      "xero",
      400,
      "{\"Message\":\"A validation exception occurred\",\"Elements\":[{\"ValidationErrors\":[{\"Message\":\"Date is not valid\"}]}]}",
      STRUCTURAL,
      false,
      "A validation exception occurred: Date is not valid"
    ),
    new Example(
      "woocommerce",
      404,
      "{\"code\":\"woocommerce_rest_shop_order_invalid_id\"}",
      STRUCTURAL,
      false,
      "invalid_id"
    ),
    new Example("xero", 500, "{\"Message\":\"An error occurred\"}", TRANSIENT, true, "An error occurred"),
    new Example(
      "woocommerce",
      503,
      "<html>Maintenance</html>",
      TRANSIENT,
      true,
      "an HTML page instead of JSON"
    )
  );

  @ParameterizedTest
  @FieldSource("EXAMPLES")
  void an_example_is_what_its_row_says(Example example) {
    Failure failure = example.classified();

    assertThat(failure.kind()).isEqualTo(example.kind());
    assertThat(failure.mayHaveHappened()).isEqualTo(example.mayHaveHappened());
    assertThat(failure.words()).contains(example.words());
    assertThat(failure.remote()).isEqualTo(example.remote());
    assertThat(failure.status()).isEqualTo(example.status());
  }

  static Stream<FailureTable.Row> rows() {
    return FailureTable.ROWS.stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void every_row_decides_an_example_and_none_stands_behind_another_that_takes_all_it_could(
    FailureTable.Row row
  ) {
    assertThat(EXAMPLES).anySatisfy(example ->
      assertThat(
        FailureTable.ROWS.stream()
          .filter(each -> each.fits(example.remote(), example.status(), words(example)))
          .findFirst()
      ).containsSame(row)
    );
  }

  private static String words(Example example) {
    return example.status() == 0
      ? example.said()
      : RemoteWords.of(answer(example.status(), example.said(), Map.of("content-type", "application/json")));
  }

  @Test
  void a_name_in_the_remotes_words_is_not_repeated_where_the_table_has_its_own() {
    Failure failure = FailureTable.ofElement(
      "xero",
      List.of("The contact name Jo Smith is already assigned to another contact.")
    );

    assertThat(failure.words()).doesNotContain("Jo Smith");
  }

  @Test
  void an_address_in_the_remotes_words_is_taken_out_and_long_words_are_cut() {
    Failure failure = FailureTable.ofElement("xero", List.of("jo@shop.example is bad ".repeat(100)));

    assertThat(failure.words()).doesNotContain("jo@shop.example").contains("<e-mail>").hasSize(500);
  }

  @Test
  void how_long_to_wait_is_heeded_in_seconds_up_to_a_day_and_otherwise_not() {
    assertThat(waitOf("30")).contains(Duration.ofSeconds(30));
    assertThat(waitOf("999999")).contains(Duration.ofHours(24));
    assertThat(waitOf("Fri, 21 Nov 2026 07:28:00 GMT")).isEmpty();
    assertThat(waitOf("-1")).isEmpty();
  }

  private static java.util.Optional<Duration> waitOf(String retryAfter) {
    return FailureTable.of("xero", answer(429, "", Map.of("retry-after", retryAfter))).retryAfter();
  }

  @Test
  void a_status_outside_the_table_passes_by_itself_and_may_have_happened() {
    Failure failure = FailureTable.of("xero", answer(699, "{}", Map.of()));

    assertThat(failure.kind()).isEqualTo(TRANSIENT);
    assertThat(failure.mayHaveHappened()).isTrue();
  }

  private static RemoteAnswer answer(int status, String body, Map<String, String> headers) {
    return new RemoteAnswer(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }
}
