package io.ledgerroutes.remote;

import static io.ledgerroutes.remote.FailureKind.CONFLICT;
import static io.ledgerroutes.remote.FailureKind.CREDENTIALS;
import static io.ledgerroutes.remote.FailureKind.RULE;
import static io.ledgerroutes.remote.FailureKind.STRUCTURAL;
import static io.ledgerroutes.remote.FailureKind.THROTTLED;
import static io.ledgerroutes.remote.FailureKind.TRANSIENT;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one place that says what a failure means: remote × status × text → kind. The first row that fits
 * decides. Rows come from the facts on Xero (2, 3, 5) and WooCommerce (7, 21, 22).
 */
public final class FailureTable {

  private static final String ANY = "";
  private static final String AN_HTML_PAGE = "^an HTML page";
  private static final String NO_REST =
    "the shop has no WooCommerce at this address: check the address, that WooCommerce is active, and that its " +
    "permalinks are not plain";
  private static final Duration LONGEST_WAIT = Duration.ofHours(24);

  /**
   * One row.
   *
   * @param lowest and {@code highest} status, both inclusive; 0 stands for an element refused within a 200
   * @param text found anywhere in the remote's words; empty fits all
   * @param mayHaveHappened whether the remote may have done what was asked all the same
   * @param instead words for the operator where the remote's own would not help or would name a person
   */
  record Row(
    String remote,
    int lowest,
    int highest,
    Pattern text,
    FailureKind kind,
    boolean mayHaveHappened,
    String instead
  ) {
    boolean fits(String askedRemote, int status, String words) {
      return (
        (remote.equals(ANY) || remote.equals(askedRemote)) &&
        status >= lowest &&
        status <= highest &&
        text.matcher(words).find()
      );
    }
  }

  static final List<Row> ROWS = List.of(
    element("xero", "already assigned to another contact", CONFLICT, "the contact name is already taken"),
    element("xero", "must be unique", CONFLICT, null),
    element("xero", "lock date|period is locked|locked period", RULE, null),
    element("xero", "not subscribed to currency", RULE, null),
    // What Xero says of counted items is not published: any words about what is in stock (rule W5).
    element("xero", "quantity on hand|insufficient (stock|quantity)|enough (stock|quantity)", RULE, null),
    element("xero", "exceeds the amount outstanding|exceeds the credit", RULE, null),
    element("xero", "authorised documents", RULE, null),
    element("xero", "archived contact", RULE, null),
    element(ANY, "", STRUCTURAL, null),
    row(ANY, 429, 429, "", THROTTLED, false, "too many requests"),
    row(
      "xero",
      400,
      400,
      "invalid_grant|invalid_client|unauthorized_client",
      CREDENTIALS,
      false,
      "the consent is no longer valid: reconnect"
    ),
    row(
      "xero",
      400,
      400,
      "invalid_scope",
      CREDENTIALS,
      false,
      "the app may not ask for these scopes: check ledger.xero.scopes"
    ),
    row("xero", 401, 401, "", CREDENTIALS, false, "the access token is not accepted: reconnect"),
    row(
      "xero",
      403,
      403,
      "",
      CREDENTIALS,
      false,
      "the organisation is disconnected or the scope is missing: reconnect"
    ),
    row(
      "woocommerce",
      401,
      401,
      "write permissions",
      CREDENTIALS,
      false,
      "the shop's key is read-only: make one with read and write permission"
    ),
    row(
      "woocommerce",
      401,
      403,
      "woocommerce_rest_cannot_(create|edit|delete|batch)",
      CREDENTIALS,
      false,
      "the shop does not let the key write: make one with read and write permission"
    ),
    row(
      "woocommerce",
      401,
      403,
      AN_HTML_PAGE,
      CREDENTIALS,
      false,
      "something before the shop, a firewall or a password, turns us away: let this runtime through to /wp-json"
    ),
    // What is switched off for an update comes back; no record is at fault.
    row("woocommerce", 404, 404, AN_HTML_PAGE + "|rest_no_route", TRANSIENT, false, NO_REST),
    row(
      "woocommerce",
      300,
      399,
      "",
      TRANSIENT,
      false,
      "the shop redirects: check its address in the settings"
    ),
    row(
      "woocommerce",
      401,
      403,
      "",
      CREDENTIALS,
      false,
      "the shop does not accept the key: check key, secret and that its address is https"
    ),
    row("woocommerce", 500, 500, "woocommerce_rest_cannot_", STRUCTURAL, false, null),
    row(ANY, 401, 403, "", CREDENTIALS, false, "the remote does not accept our credentials"),
    row(ANY, 200, 299, "", TRANSIENT, true, "a successful answer that is not the expected JSON"),
    row(ANY, 300, 399, "", STRUCTURAL, false, "the remote redirects: check its address in the settings"),
    row(ANY, 408, 408, "", TRANSIENT, true, null),
    row(ANY, 409, 409, "", TRANSIENT, true, null),
    row(ANY, 425, 425, "", TRANSIENT, false, null),
    row(ANY, 400, 499, "", STRUCTURAL, false, null),
    row(ANY, 500, 599, "", TRANSIENT, true, null)
  );

  private FailureTable() {}

  /** Classifies a call that failed as a whole: any status but a usable 2xx. */
  public static Failure of(String remote, RemoteAnswer answer) {
    String words = RemoteWords.of(answer);
    return decide(remote, answer.status(), words, retryAfter(answer));
  }

  /** Classifies an element that was refused within an otherwise successful answer, by its messages. */
  public static Failure ofElement(String remote, List<String> messages) {
    String words = RemoteWords.clip(String.join(" ", messages));
    return decide(remote, 0, words, Optional.empty());
  }

  private static Failure decide(String remote, int status, String words, Optional<Duration> retryAfter) {
    for (Row row : ROWS) {
      if (row.fits(remote, status, words)) {
        String said = row.instead() == null ? words : row.instead();
        return new Failure(remote, row.kind(), status, said, retryAfter, row.mayHaveHappened());
      }
    }
    return new Failure(remote, TRANSIENT, status, words, retryAfter, true);
  }

  private static Optional<Duration> retryAfter(RemoteAnswer answer) {
    return answer
      .header("retry-after")
      .filter(value -> value.matches("\\d{1,9}"))
      .map(Long::parseLong)
      .map(Duration::ofSeconds)
      .map(asked -> asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked);
  }

  private static Row element(String remote, String text, FailureKind kind, String instead) {
    return row(remote, 0, 0, text, kind, false, instead);
  }

  private static Row row(
    String remote,
    int lowest,
    int highest,
    String text,
    FailureKind kind,
    boolean mayHaveHappened,
    String instead
  ) {
    Pattern pattern = Pattern.compile(text, Pattern.CASE_INSENSITIVE);
    return new Row(remote, lowest, highest, pattern, kind, mayHaveHappened, instead);
  }
}
