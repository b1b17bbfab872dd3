package io.ledgerroutes.console;

import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.reconcile.Verdict;
import io.ledgerroutes.stampli.FileKind;
import io.ledgerroutes.stampli.StagedFile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** What a call asks for, by name: known names only, each once and not blank; null where it was not given. */
public final class Asked {

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private final Map<String, String> values;

  private Asked(Map<String, String> values) {
    this.values = values;
  }

  /** The parameters of a call; {@link ApiRefusal} when one is unknown, repeated or blank. */
  public static Asked of(MultiValueMap<String, String> parameters, String... allowed) {
    parameters.forEach((name, given) -> {
      if (given.size() > 1) {
        throw ApiRefusal.badRequest(
          "The parameter " + shown(name) + " is given more than once; give it once."
        );
      }
    });
    return of(parameters.toSingleValueMap(), allowed);
  }

  /** The parameters of a form: fields that were left empty are as if they were not there. */
  public static Asked ofForm(MultiValueMap<String, String> parameters, String... allowed) {
    MultiValueMap<String, String> given = new LinkedMultiValueMap<>();
    parameters.forEach((name, values) ->
      values
        .stream()
        .filter(value -> !value.isBlank())
        .forEach(value -> given.add(name, value.strip()))
    );
    return of(given, allowed);
  }

  /** The fields of a filter; as parameters. */
  public static Asked of(Map<String, String> fields, String... allowed) {
    Set<String> known = new TreeSet<>(List.of(allowed));
    fields.forEach((name, value) -> {
      if (!known.contains(name)) {
        throw ApiRefusal.badRequest(
          "There is no parameter " + shown(name) + "; there are " + String.join(", ", known) + "."
        );
      }
      if (value == null || value.isBlank()) {
        throw ApiRefusal.badRequest("The parameter " + name + " is empty; give it a value or leave it out.");
      }
    });
    return new Asked(fields);
  }

  /** What was given, by name. */
  public Map<String, String> values() {
    return Collections.unmodifiableMap(values);
  }

  public String text(String name) {
    return values.get(name);
  }

  public Long number(String name) {
    return read(name, Asked::toId, "must be a whole number of at most 18 digits");
  }

  /** The id that the page before ended with. */
  public Long cursor() {
    return read("cursor", Asked::toId, "must be the \"next\" of the page before");
  }

  public MessageState state() {
    String states = Arrays.stream(MessageState.values()).map(Enum::name).collect(Collectors.joining(", "));
    return read("state", MessageState::valueOf, "must be one of " + states);
  }

  public Verdict verdict() {
    String verdicts = Arrays.stream(Verdict.values()).map(Enum::name).collect(Collectors.joining(", "));
    return read("verdict", Verdict::valueOf, "must be one of " + verdicts);
  }

  public StagedFile.State fileState() {
    return read(
      "state",
      StagedFile.State::valueOf,
      "must be one of " + String.join(", ", Question.FILE_STATE.choices())
    );
  }

  public FileKind kind() {
    return read("kind", Asked::toKind, "must be one of " + String.join(", ", Question.KIND.choices()));
  }

  private static FileKind toKind(String text) {
    return Arrays.stream(FileKind.values())
      .filter(kind -> kind.text().equals(text))
      .findFirst()
      .orElseThrow(IllegalArgumentException::new);
  }

  /** A time, or the beginning of a day in UTC. */
  public Instant time(String name) {
    return read(
      name,
      Asked::toTime,
      "must be a time such as 2026-11-21T09:30:00Z or a day such as 2026-11-21, in UTC"
    );
  }

  private <T> T read(String name, Function<String, T> reader, String must) {
    String value = values.get(name);
    if (value == null) {
      return null;
    }
    try {
      return reader.apply(value);
    } catch (IllegalArgumentException | DateTimeParseException wrong) {
      throw ApiRefusal.badRequest("The parameter " + name + " " + must + ".");
    }
  }

  private static Long toId(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException("not an id");
    }
    return Long.valueOf(text);
  }

  private static Instant toTime(String text) {
    Instant time = text.length() == "2026-11-21".length()
      ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
      : OffsetDateTime.parse(text).toInstant();
    // Beyond these years a time no longer fits the store's milliseconds.
    if (time.isBefore(Instant.EPOCH) || time.isAfter(LAST)) {
      throw new IllegalArgumentException("no time of ours");
    }
    return time;
  }

  // A name from outside is repeated only as far as it is one.
  private static String shown(String name) {
    return name.matches("[A-Za-z0-9._-]{1,40}") ? name : "of that name";
  }
}
