package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a payment settles.
 *
 * @param id Xero's id of it, in lower case
 */
public record PaidDocument(Kind kind, String id) {
  /** Kinds of documents that take payments; the refund of a credit note or an overpayment is one as well. */
  public enum Kind {
    CREDIT_NOTE("CreditNote", XeroList.CREDIT_NOTES),
    OVERPAYMENT("Overpayment", XeroList.OVERPAYMENTS),
    INVOICE("Invoice", XeroList.INVOICES);

    private final String field;
    private final XeroList list;

    Kind(String field, XeroList list) {
      this.field = field;
      this.list = list;
    }

    String field() {
      return field;
    }

    XeroList list() {
      return list;
    }
  }

  /** What a payment's JSON names, sent or answered. */
  static PaidDocument of(JsonNode payment) {
    Optional<Kind> named = Arrays.stream(Kind.values())
      .filter(kind -> payment.path(kind.field()).hasNonNull(kind.list().id()))
      .findFirst();
    Kind kind = named.orElse(Kind.INVOICE);
    return new PaidDocument(kind, Canonical.id(payment.path(kind.field()), kind.list().id()));
  }

  ObjectNode json() {
    return XeroJson.object().put(kind.list().id(), id);
  }
}
