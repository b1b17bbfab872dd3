package io.ledgerroutes.console.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Set;

/**
 * What was sent, as it may be shown: amounts, codes, days and the ids of documents stay, every other text is masked.
 * A field that nobody knows yet is masked too.
 */
final class Redaction {

  static final String MASK = "•••";

  /** Names of fields whose texts are neither personal nor secret, in lower case. */
  private static final Set<String> KEPT = Set.of(
    "type",
    "status",
    "invoiceid",
    "invoicenumber",
    "creditnoteid",
    "creditnotenumber",
    "contactid",
    "paymentid",
    "allocationid",
    "overpaymentid",
    "accountid",
    "account",
    "accountcode",
    "code",
    "itemcode",
    "taxtype",
    "lineamounttypes",
    "lineamounts",
    "linetype",
    "date",
    "duedate",
    "day",
    "document",
    "due",
    "currency",
    "currencycode",
    "currencyrate",
    "rate",
    "brandingthemeid",
    "trackingcategoryid",
    "trackingoptionid",
    "quantity",
    "unit",
    "unitamount",
    "discount",
    "discountamount",
    "discountrate",
    "lineamount",
    "taxamount",
    "tax",
    "net",
    "amount",
    "total",
    "totaltax",
    "subtotal",
    "method",
    "path"
  );

  private Redaction() {}

  static JsonNode of(JsonNode sent) {
    return masked(sent, "");
  }

  private static JsonNode masked(JsonNode node, String field) {
    if (node.isObject()) {
      ObjectNode shown = JsonNodeFactory.instance.objectNode();
      node.properties().forEach(entry -> shown.set(entry.getKey(), masked(entry.getValue(), entry.getKey())));
      return shown;
    }
    if (node.isArray()) {
      ArrayNode shown = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> shown.add(masked(element, field)));
      return shown;
    }
    boolean open = node.isNull() || node.isBoolean() || node.asText().isEmpty() || kept(field);
    return open ? node : TextNode.valueOf(MASK);
  }

  private static boolean kept(String field) {
    return KEPT.contains(field.toLowerCase(Locale.ROOT));
  }
}
