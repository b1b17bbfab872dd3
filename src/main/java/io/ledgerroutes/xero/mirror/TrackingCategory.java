package io.ledgerroutes.xero.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.xero.LedgerContact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A tracking category with its options, archived ones too. */
public record TrackingCategory(String id, String name, boolean active, List<Option> options) {
  /** One of its options. */
  public record Option(String id, String name, boolean active) {}

  static TrackingCategory of(JsonNode json) {
    List<Option> options = new ArrayList<>();
    json
      .path("Options")
      .forEach(option ->
        options.add(
          new Option(
            option.path("TrackingOptionID").asText(""),
            option.path("Name").asText(""),
            isActive(option)
          )
        )
      );
    return new TrackingCategory(
      json.path("TrackingCategoryID").asText(""),
      json.path("Name").asText(""),
      isActive(json),
      List.copyOf(options)
    );
  }

  private static boolean isActive(JsonNode json) {
    return json.path("Status").asText("").equals("ACTIVE");
  }

  /** The option of this name, in any case. */
  public Optional<Option> option(String name) {
    return options
      .stream()
      .filter(option -> LedgerContact.foldedName(option.name()).equals(LedgerContact.foldedName(name)))
      .findFirst();
  }
}
