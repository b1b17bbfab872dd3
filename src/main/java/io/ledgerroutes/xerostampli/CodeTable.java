package io.ledgerroutes.xerostampli;

import io.ledgerroutes.connection.SettingsNode;
import io.ledgerroutes.xero.LedgerContact;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A setting that says what Xero's codes are to Stampli: a table, or the word {@code same}; a table may hold {@code
 * same: true} for those that it does not name.
 *
 * @param codes Xero's to Stampli's
 * @param same whether a code that is not named stays as it is
 */
record CodeTable(Map<String, String> codes, boolean same) {
  static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9._/-]{1,10}");
  static final Pattern TAX_TYPE = Pattern.compile("[A-Z0-9]{1,50}");
  static final Pattern ANY = Pattern.compile(".{1,100}");

  private static final String SAME = "same";
  private static final int LONGEST = 100;

  /**
   * Reads one.
   *
   * @param form of Xero's codes
   */
  static CodeTable read(SettingsNode section, String key, Pattern form) {
    if (section.isSection(key)) {
      return table(section.optionalSection(key).orElseThrow(), form);
    }
    Optional<String> word = section.optionalText(key);
    if (word.filter(SAME::equals).isEmpty()) {
      section.problem(
        key,
        section.has(key) ? "is neither a table nor same" : "is missing",
        "write same if Stampli has Xero's own, or a table below it: one line each, Xero's: Stampli's"
      );
    }
    return new CodeTable(Map.of(), true);
  }

  private static CodeTable table(SettingsNode table, Pattern form) {
    boolean same = table.has(SAME) && table.flag(SAME, false);
    Map<String, String> codes = new LinkedHashMap<>();
    List<String> keys = table
      .keys()
      .stream()
      .filter(key -> !key.equals(SAME))
      .toList();
    for (String key : keys) {
      String code = table.text(key);
      if (!form.matcher(key).matches() || code.length() > LONGEST) {
        table.problem(
          key,
          "is no code of Xero's, or is too long",
          "write it as Xero shows it, in quotes, and behind it at most " + LONGEST + " characters"
        );
      }
      codes.put(key, code);
    }
    if (form == ANY) {
      refuseTwins(table, keys);
    }
    return new CodeTable(codes, same);
  }

  /** What Stampli calls something has at most so many characters. */
  static void refuseLong(SettingsNode table, Map<String, String> codes) {
    codes.forEach((name, code) -> {
      if (code.length() > LONGEST) {
        table.problem(name, "is too long", "write at most " + LONGEST + " characters");
      }
    });
  }

  /** Names that Xero takes for one and the same would leave open which of them counts. */
  static void refuseTwins(SettingsNode table, Collection<String> names) {
    Set<String> seen = new HashSet<>();
    names
      .stream()
      .filter(name -> !seen.add(LedgerContact.foldedName(name)))
      .forEach(name ->
        table.problem(
          name,
          "stands there twice, in other letters",
          "keep one: Xero takes both for the same name"
        )
      );
  }
}
