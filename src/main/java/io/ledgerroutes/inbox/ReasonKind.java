package io.ledgerroutes.inbox;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The kind of a reason: its words without what is particular to the record, so that messages that wait for the same
 * decision or the same mend fall together. Numbers of documents and records, amounts, days and ids become
 * {@value #PARTICULAR}; what has to be mapped or set stays: rates and their percents, accounts, tax types, currencies,
 * countries, names in quotes.
 */
public final class ReasonKind {

  /** Stands for what was taken out. */
  static final String PARTICULAR = "…";

  private static final String NONE = "no reason was noted";
  private static final int LONGEST = 400;

  private record Rule(Pattern pattern, String instead) {}

  /** Whatever bears a digit, up to the end of the word; a stop or colon at its end is not part of it. */
  private static final String NUMBER = "#?[^\\s,;:\"()]*\\d[^\\s,;:\"()]*(?<![.])";

  private static final List<Rule> RULES = List.of(
    // What stands already is told before what is left to decide.
    rule("^(?:(?:invoice|credit note|payment of)[^;]*) stands?; ", ""),
    // What a person changed, and how a document differs, is told field by field.
    rule("(changed by a person|differs from what was meant): .*", "$1"),
    rule("(?i)\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b", PARTICULAR),
    rule("[^\\s\"<>()]+@[^\\s\"<>()]+\\.[^\\s\"<>().,;:]+", PARTICULAR),
    // The last closed day is one for all; other days are the record's.
    rule("(?<!closed through )\\b\\d{4}-\\d{2}-\\d{2}(?:T[0-9:.]+Z?)?\\b", PARTICULAR),
    rule(
      "(?i)\\b(invoice|credit note|document|order|refund|customer|contact|message|payment|note|number)( number)? " +
        NUMBER,
      "$1$2 " + PARTICULAR
    ),
    // Amounts have decimals; percents have them too, and stay.
    rule("(?<![\\w.])-?\\d[\\d,]*\\.\\d+(?! ?%)(?![\\w.%])(?: (?:[A-Z]{3}\\b))?", PARTICULAR),
    rule("\\b\\d{6,}\\b", PARTICULAR),
    rule("\\s+", " ")
  );

  private ReasonKind() {}

  /** The kind of a reason; one for all messages without any. */
  public static String of(String reason) {
    if (reason == null || reason.isBlank()) {
      return NONE;
    }
    String kind = reason;
    for (Rule rule : RULES) {
      kind = rule.pattern().matcher(kind).replaceAll(rule.instead());
    }
    kind = kind.strip();
    return kind.length() <= LONGEST ? kind : kind.substring(0, LONGEST);
  }

  private static Rule rule(String pattern, String instead) {
    return new Rule(Pattern.compile(pattern), instead);
  }
}
