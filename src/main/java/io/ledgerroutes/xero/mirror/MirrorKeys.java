package io.ledgerroutes.xero.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.xero.LedgerContact;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** By what one record is found: names of keys and their values, in clear only here. */
final class MirrorKeys {

  static final String EMAIL = "email";
  static final String NUMBER = "number";
  static final String NAME = "name";
  static final String CODE = "code";
  static final String SYSTEM = "system";
  static final String SUPPLIER = "supplier";

  /** One key. */
  record Key(String name, String value) {}

  private final Set<Key> all = new LinkedHashSet<>();

  Set<Key> all() {
    return all;
  }

  private void add(String name, String value) {
    if (!value.isEmpty()) {
      all.add(new Key(name, value));
    }
  }

  static void ofContact(JsonNode json, MirrorKeys keys) {
    LedgerContact contact = LedgerContact.of(json);
    keys.add(EMAIL, contact.email());
    keys.add(NUMBER, contact.number());
    keys.add(NAME, LedgerContact.foldedName(contact.name()));
  }

  static void ofPurchaseOrder(JsonNode json, MirrorKeys keys) {
    keys.add(SUPPLIER, json.path("Contact").path("ContactID").asText(""));
    keys.add(NUMBER, foldedNumber(json.path("PurchaseOrderNumber").asText("")));
  }

  /** An order's number as it is found: people write it in any case. */
  static String foldedNumber(String number) {
    return number.strip().toLowerCase(Locale.ROOT);
  }

  static void ofSupplierDocument(JsonNode json, MirrorKeys keys) {
    keys.add(SUPPLIER, json.path("Contact").path("ContactID").asText(""));
    keys.add(NUMBER, json.path("InvoiceNumber").asText(json.path("CreditNoteNumber").asText("")));
  }

  static void ofAccount(JsonNode json, MirrorKeys keys) {
    keys.add(CODE, json.path("Code").asText(""));
    keys.add(SYSTEM, json.path("SystemAccount").asText(""));
  }

  static void ofNamed(JsonNode json, MirrorKeys keys) {
    keys.add(NAME, LedgerContact.foldedName(json.path("Name").asText("")));
  }

  static void none(JsonNode json, MirrorKeys keys) {}
}
