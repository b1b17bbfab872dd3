package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A tax rate of the shops; an empty state is the whole country, an empty class the standard one.
 *
 * @param compound whether it is charged on the taxes before it as well (facts, shop 27)
 * @param shipping whether shipping is taxed by it
 */
record Rate(
  int id,
  String country,
  String state,
  String percent,
  String label,
  int priority,
  boolean compound,
  boolean shipping,
  String taxClass
) {
  static final List<Rate> ALL = List.of(
    new Rate(1, "AU", "", "10.0000", "GST", 1, false, true, ""),
    new Rate(2, "NZ", "", "15.0000", "GST NZ", 1, false, true, ""),
    new Rate(3, "US", "CA", "7.2500", "CA State", 1, false, false, ""),
    new Rate(4, "US", "CA", "1.2500", "CA County", 2, false, false, ""),
    new Rate(5, "CA", "QC", "5.0000", "GST", 1, false, true, ""),
    new Rate(6, "CA", "QC", "9.9750", "QST", 2, true, true, ""),
    new Rate(7, "GB", "", "20.0000", "VAT", 1, false, true, ""),
    new Rate(8, "GB", "", "5.0000", "VAT reduced", 1, false, true, "reduced-rate"),
    new Rate(9, "FR", "", "20.0000", "TVA", 1, false, true, ""),
    new Rate(10, "IE", "", "23.0000", "VAT IE", 1, false, true, "")
  );

  /** The rates of a class at a place, in the order in which they are charged. */
  static List<Rate> of(String country, String state, String taxClass) {
    return ALL.stream()
      .filter(rate -> rate.country.equals(country) && rate.taxClass.equals(taxClass))
      .filter(rate -> rate.state.isEmpty() || rate.state.equals(state))
      .toList();
  }

  /** What it is of one unit. */
  BigDecimal share() {
    return new BigDecimal(percent).movePointLeft(2);
  }

  /** As orders name it, e.g. {@code US-CA-CA STATE-1}. */
  String code() {
    return Stream.of(country, state, label, Integer.toString(priority))
      .filter(part -> !part.isEmpty())
      .collect(Collectors.joining("-"))
      .toUpperCase(Locale.ROOT);
  }

  /** As {@code /taxes} lists it. */
  ObjectNode shown() {
    ObjectNode shown = Json.object().put("id", id).put("country", country).put("state", state);
    shown.put("postcode", "").put("city", "").put("rate", percent).put("name", label);
    shown.put("priority", priority).put("compound", compound).put("shipping", shipping).put("order", 0);
    shown.put("class", taxClass.isEmpty() ? "standard" : taxClass);
    shown.putArray("postcodes");
    shown.putArray("cities");
    return shown;
  }
}
