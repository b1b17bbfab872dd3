package io.ledgerroutes.xerostampli;

import io.ledgerroutes.connection.SettingsNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Reads {@link MatchSettings}: what stands under {@code stampli.matching}. */
final class MatchingReader {

  private static final BigDecimal MOST_PERCENT = BigDecimal.valueOf(100);
  private static final int MOST_DAYS = 3_650;

  private MatchingReader() {}

  static MatchSettings read(SettingsNode stampli) {
    Optional<SettingsNode> given = stampli.optionalSection("matching");
    if (given.isEmpty()) {
      return MatchSettings.DEFAULT;
    }
    SettingsNode section = given.get();
    return new MatchSettings(
      numbers(section),
      limit(section, "percent", MatchSettings.DEFAULT.percent(), Optional.of(MOST_PERCENT)),
      limit(section, "most", MatchSettings.DEFAULT.most(), Optional.empty()),
      section.number("days", 0, MOST_DAYS, MatchSettings.DEFAULT.days()),
      freight(section)
    );
  }

  private static Set<String> freight(SettingsNode section) {
    List<String> words = section.texts("freight");
    if (words.stream().anyMatch(word -> NetLine.fold(word).isEmpty() || NetLine.fold(word).contains(" "))) {
      section.problem("freight", "holds what is not one word", "write single words, as \"- Fracht\"");
    }
    return section.has("freight")
      ? words.stream().map(NetLine::fold).collect(Collectors.toSet())
      : MatchSettings.DEFAULT.freight();
  }

  private static List<Pattern> numbers(SettingsNode section) {
    List<Pattern> patterns = new ArrayList<>();
    for (String text : section.texts("numbers")) {
      try {
        patterns.add(Pattern.compile(text));
      } catch (PatternSyntaxException bad) {
        section.problem(
          "numbers",
          "holds what is no pattern: " + bad.getDescription(),
          "write a regular expression in single quotes, as 'PO-\\d{4}'"
        );
      }
    }
    return patterns;
  }

  private static BigDecimal limit(
    SettingsNode section,
    String key,
    BigDecimal fallback,
    Optional<BigDecimal> most
  ) {
    BigDecimal limit = section.decimal(key, fallback);
    if (limit.signum() < 0) {
      section.problem(key, "is below 0", "write 0 or more");
    }
    if (most.filter(top -> limit.compareTo(top) > 0).isPresent()) {
      section.problem(key, "is above " + most.get(), "write at most " + most.get());
    }
    return limit;
  }
}
