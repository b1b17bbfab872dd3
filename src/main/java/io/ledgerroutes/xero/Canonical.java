package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Locale;

/**
 * Values of Xero's JSON in the one form in which they are compared: amounts as text of fixed places, dates as ISO
 * days, ids in lower case, absent and empty alike. Xero drops trailing zeros and writes {@code /Date(…)/}.
 */
final class Canonical {

  private Canonical() {}

  static String text(JsonNode node, String field) {
    return node.hasNonNull(field) ? node.path(field).asText().strip() : "";
  }

  static String id(JsonNode node, String field) {
    return text(node, field).toLowerCase(Locale.ROOT);
  }

  /** An account as it is named in requests: by its code, or by its id where it has none, as bank accounts may. */
  static String account(JsonNode account) {
    String code = text(account, "Code");
    return code.isEmpty() ? id(account, "AccountID") : code;
  }

  static String day(JsonNode node, String field) {
    String plain = text(node, field + "String");
    String given = plain.isEmpty() ? text(node, field) : plain;
    return XeroDates.day(given).map(LocalDate::toString).orElse(given);
  }

  static BigDecimal decimal(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (value.isNumber()) {
      return value.decimalValue();
    }
    String text = text(node, field);
    return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
  }

  static String money(BigDecimal amount) {
    return places(amount, 2);
  }

  static String places(BigDecimal amount, int places) {
    return amount.setScale(places, RoundingMode.HALF_UP).toPlainString();
  }
}
