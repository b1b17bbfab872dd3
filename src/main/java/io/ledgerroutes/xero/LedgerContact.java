package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * A contact as it stands in the ledger.
 *
 * @param number its ContactNumber, empty where it has none
 * @param email in lower case, may be empty
 * @param mergedTo the contact that it was merged into, or empty
 */
record LedgerContact(String id, String number, String name, String email, boolean active, String mergedTo) {
  static LedgerContact of(JsonNode contact) {
    return new LedgerContact(
      contact.path("ContactID").asText(),
      contact.path("ContactNumber").asText(""),
      contact.path("Name").asText(""),
      folded(contact.path("EmailAddress").asText("")),
      contact.path("ContactStatus").asText("ACTIVE").equals("ACTIVE"),
      contact.path("MergedToContactID").asText("")
    );
  }

  /** Whether documents may be written for it. */
  boolean usable() {
    return active && mergedTo.isEmpty();
  }

  boolean isOf(Person person) {
    return bears(person) || hasEmailOf(person);
  }

  /** Another e-mail, or another customer's number of the same connection. */
  boolean isProvablyNot(Person person) {
    boolean anotherEmail = !email.isEmpty() && !person.email().isEmpty() && !hasEmailOf(person);
    String connection = person.contactNumber().substring(0, person.contactNumber().indexOf(':') + 1);
    boolean anotherNumber = !connection.isEmpty() && number.startsWith(connection) && !bears(person);
    return anotherEmail || anotherNumber;
  }

  boolean bears(Person person) {
    return number.equals(person.contactNumber());
  }

  boolean hasEmailOf(Person person) {
    return !email.isEmpty() && email.equals(folded(person.email()));
  }

  boolean isNamed(String other) {
    return folded(name).equals(folded(other));
  }

  /** As Xero compares names and addresses: without regard to case and surrounding blanks. */
  static String folded(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  /** Without personal data. */
  @Override
  public String toString() {
    return "LedgerContact[" + id + "]";
  }
}
