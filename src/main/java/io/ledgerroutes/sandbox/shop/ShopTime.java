package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Times as a shop writes and reads them: no zone, whole seconds, once local and once GMT (facts, shop 31). */
record ShopTime(ZoneId zone) {
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

  /** Sets {@code field} in the shop's time and {@code field_gmt} in UTC; both null for no time. */
  void set(ObjectNode node, String field, Instant at) {
    node.put(field, at == null ? null : SECONDS.format(LocalDateTime.ofInstant(at, zone)));
    node.put(field + "_gmt", at == null ? null : SECONDS.format(LocalDateTime.ofInstant(at, ZoneOffset.UTC)));
  }

  /**
   * A date out of a filter, as the shop understands it: one with a zone is turned into the shop's time and
   * the zone is forgotten, whatever {@code dates_are_gmt} says. That is the trap (facts, shop 16).
   */
  Optional<LocalDateTime> filter(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text).truncatedTo(ChronoUnit.SECONDS));
    } catch (DateTimeException notWithoutZone) {
      return withZone(text);
    }
  }

  private Optional<LocalDateTime> withZone(String text) {
    try {
      return Optional.of(
        OffsetDateTime.parse(text).atZoneSameInstant(zone).toLocalDateTime().truncatedTo(ChronoUnit.SECONDS)
      );
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
