package io.ledgerroutes.xero.mirror;

import com.fasterxml.jackson.databind.JsonNode;

/** How a document looks when it is printed or sent. */
public record BrandingTheme(String id, String name, int sortOrder) {
  static BrandingTheme of(JsonNode json) {
    return new BrandingTheme(
      json.path("BrandingThemeID").asText(""),
      json.path("Name").asText(""),
      json.path("SortOrder").asInt(0)
    );
  }
}
