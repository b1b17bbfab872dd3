package io.ledgerroutes.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads the shop's JSON leniently: its types wobble between releases and plugins (facts, WooCommerce 30). */
final class RecordReader {

  private static final int LONGEST_NUMBER = 40;

  private final JsonNode node;

  RecordReader(JsonNode node) {
    this.node = node;
  }

  JsonNode node() {
    return node;
  }

  RecordReader at(String field) {
    return new RecordReader(node.path(field));
  }

  /** A text as it is, of whatever scalar; empty where there is none. */
  String text(String field) {
    JsonNode value = node.path(field);
    return value.isValueNode() && !value.isNull() ? value.asText() : "";
  }

  /** A text that may hold HTML, as plain words. */
  String words(String field) {
    return PlainText.of(text(field));
  }

  long number(String field) {
    return node.path(field).asLong(0);
  }

  boolean flag(String field) {
    return node.path(field).asBoolean(false);
  }

  /** A decimal as the shop wrote it; zero where there is none. */
  BigDecimal decimal(String field) {
    String written = text(field).strip();
    if (written.isEmpty()) {
      return BigDecimal.ZERO;
    }
    if (written.length() > LONGEST_NUMBER) {
      throw new UnreadableRecord("its field " + field + " is no number");
    }
    try {
      BigDecimal number = new BigDecimal(written);
      if (Math.abs((long) number.scale()) > LONGEST_NUMBER) {
        throw new UnreadableRecord("its field " + field + " is out of range");
      }
      return number;
    } catch (NumberFormatException noNumber) {
      throw new UnreadableRecord("its field " + field + " is no number");
    }
  }

  /** A {@code …_gmt} time, which carries no zone and is UTC (facts, WooCommerce 31); null where there is none. */
  Instant utc(String field) {
    String written = text(field);
    if (written.isEmpty()) {
      return null;
    }
    try {
      String unzoned = written.endsWith("Z") ? written.substring(0, written.length() - 1) : written;
      return LocalDateTime.parse(unzoned).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException noTime) {
      throw new UnreadableRecord("its field " + field + " is no time");
    }
  }

  <T> List<T> list(String field, Function<RecordReader, T> each) {
    List<T> read = new ArrayList<>();
    JsonNode list = node.path(field);
    if (list.isArray()) {
      list.forEach(item -> read.add(each.apply(new RecordReader(item))));
    }
    return List.copyOf(read);
  }
}
