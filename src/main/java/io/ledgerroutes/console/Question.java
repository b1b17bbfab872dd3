package io.ledgerroutes.console;

import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.reconcile.Verdict;
import io.ledgerroutes.stampli.FileKind;
import io.ledgerroutes.stampli.StagedFile;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What calls can be asked by name: the same name means the same everywhere, and is written the same way. */
public enum Question {
  CONNECTION(String.class, "craft-shop", "Only of this connection."),
  FLOW(String.class, "woocommerce-order", "Only of this kind of record."),
  STATE(MessageState.class, "DEAD", "Only those that stand so."),
  REASON(
    String.class,
    "no consent",
    "Only those whose reason is of this kind, as a group of held and dead ones names it."
  ),
  SEARCH(
    String.class,
    "WC-1042",
    "What to look for: the number of an order or an invoice, an amount, a key or a correlation id."
  ),
  KEY(String.class, "1042", "Only of this record, or of this line of a tab."),
  MESSAGE(Long.class, "138", "Only of this message."),
  ACTION(String.class, "replay", "Only what was done so."),
  ACTOR(String.class, "admin", "Only what this user did; `system` for what nobody asked for."),
  OUTCOME(String.class, "written", "Only what ended so."),
  FROM(Instant.class, "2026-11-01T00:00:00Z", "Only from this time on; a day means its beginning in UTC."),
  TO(Instant.class, "2026-12-01", "Only before this time; a day means its beginning in UTC."),
  CURSOR(Long.class, "1234", "The \"next\" of the page before; without it the first page."),
  SYSTEM(String.class, "woocommerce", "Whose record it is."),
  TYPE(String.class, "order", "What kind of record it is."),
  ID(String.class, "1042", "Its id there."),
  TAB(String.class, "tax", "Only rows that count in this tab."),
  VERDICT(Verdict.class, "HELD", "Only those that stand so."),
  ORDER(String.class, "1042", "Only of the order of this number."),
  KIND("kind", FileKind.class, "invoices", "Only files of these records."),
  FILE_STATE("state", StagedFile.State.class, "DELIVERED", "Only those that have come so far.");

  private final @Nullable String name;
  private final Class<?> type;
  private final String example;
  private final String words;

  Question(Class<?> type, String example, String words) {
    this(null, type, example, words);
  }

  Question(@Nullable String name, Class<?> type, String example, String words) {
    this.name = name;
    this.type = type;
    this.example = example;
    this.words = words;
  }

  /** Its name in an address. */
  public String text() {
    return name == null ? name().toLowerCase(Locale.ROOT) : name;
  }

  /** What its value is: text, a number, a time or one of an enumeration. */
  public Class<?> type() {
    return type;
  }

  /** What may be chosen where it is one of an enumeration. */
  public List<String> choices() {
    return Arrays.stream(type.getEnumConstants())
      .map(one -> one instanceof FileKind kind ? kind.text() : one.toString())
      .toList();
  }

  public String example() {
    return example;
  }

  public String words() {
    return words;
  }
}
