package io.ledgerroutes.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The console's main places, in every page. */
@ControllerAdvice(annotations = Controller.class)
class Navigation {

  private static final List<Place> PLACES = List.of(
    new Place("/", "Overview", false),
    new Place("/messages", "Messages", false),
    new Place("/review", "Held and dead", false),
    new Place("/connections", "Connections", false),
    new Place("/audit", "Audit trail", false),
    new Place("/users", "Users", true),
    new Place("/actuator/hawtio/", "Routes", false)
  );

  private record Place(String path, String name, boolean operatorsOnly) {
    Item at(String address) {
      boolean current = path.equals("/") ? address.equals("/") : address.startsWith(path);
      return new Item(path, name, current);
    }
  }

  /** A place, and whether the page asked for belongs to it. */
  public record Item(String path, String name, boolean current) {}

  @ModelAttribute("navigation")
  List<Item> navigation(HttpServletRequest request) {
    return PLACES.stream()
      .filter(place -> !place.operatorsOnly() || request.isUserInRole("OPERATOR"))
      .map(place -> place.at(request.getRequestURI()))
      .toList();
  }
}
