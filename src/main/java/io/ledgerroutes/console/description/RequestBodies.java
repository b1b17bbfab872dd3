package io.ledgerroutes.console.description;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Of what is sent, what may be null and what is off by default may be left out. */
final class RequestBodies {

  private RequestBodies() {}

  static void describe(OpenAPI api) {
    api
      .getPaths()
      .values()
      .stream()
      .map(PathItem::readOperations)
      .flatMap(List::stream)
      .map(Operation::getRequestBody)
      .filter(Objects::nonNull)
      .flatMap(body -> body.getContent().values().stream())
      .map(type -> type.getSchema().get$ref())
      .filter(Objects::nonNull)
      .distinct()
      .map(name -> api.getComponents().getSchemas().get(name.substring(name.lastIndexOf('/') + 1)))
      .forEach(RequestBodies::leaveOut);
  }

  @SuppressWarnings({ "rawtypes", "unchecked" })
  private static void leaveOut(Schema<?> sent) {
    TreeSet<String> needed = new TreeSet<>();
    Map<String, Schema> properties = sent.getProperties();
    properties.forEach((name, property) -> {
      if (!mayBeNull(property) && !is(property, "boolean")) {
        needed.add(name);
      }
    });
    sent.setRequired(needed.isEmpty() ? null : List.copyOf(needed));
  }

  private static boolean mayBeNull(Schema<?> property) {
    return (
      is(property, "null") ||
      (property.getAnyOf() != null &&
        property
          .getAnyOf()
          .stream()
          .anyMatch(each -> is(each, "null")))
    );
  }

  private static boolean is(Schema<?> schema, String type) {
    return schema.getTypes() != null && schema.getTypes().contains(type);
  }
}
