package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A contact as it stands in the ledger.
 *
 * @param number its ContactNumber, empty where it has none
 * @param email in lower case, may be empty
 * @param mergedTo the contact that it was merged into, or empty
 */
public record LedgerContact(
  String id,
  String number,
  String name,
  String email,
  boolean active,
  String mergedTo
) {
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** Reads a contact as Xero answers it. */
  public static LedgerContact of(JsonNode contact) {
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
  public boolean usable() {
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
    return foldedName(name).equals(foldedName(other));
  }

  /** As Xero compares names and addresses: without regard to case and surrounding blanks. */
  public static String folded(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  /** As Xero compares names at its loosest: without regard to accents and runs of blanks as well. */
  public static String foldedName(String name) {
    String bare = ACCENTS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
    return BLANKS.matcher(folded(bare)).replaceAll(" ");
  }

  /** Without personal data. */
  @Override
  public String toString() {
    return "LedgerContact[" + id + "]";
  }
}
