package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Call;
import io.ledgerroutes.sandbox.stage.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code /customers}: only the role customer unless asked for, whenever they changed (facts, shop 20). */
record Customers(Shop shop, String home) {
  Answer answer(Call call) {
    List<String> segments = call.segments();
    if (segments.size() == 1) {
      return switch (call.method()) {
        case "GET" -> list(call);
        case "POST" -> create(call);
        default -> ShopErrors.noRoute();
      };
    }
    Optional<ObjectNode> person = segments.get(1).matches("\\d{1,9}")
      ? shop.people().find(Integer.parseInt(segments.get(1)))
      : Optional.empty();
    if (person.isEmpty()) {
      return ShopErrors.error(404, "woocommerce_rest_invalid_id", "Invalid resource ID.");
    }
    return switch (call.method()) {
      case "GET" -> Answer.json(200, shown(person.get(), home));
      case "PUT", "POST" -> change(call, person.get());
      case "DELETE" -> delete(call, person.get());
      default -> ShopErrors.noRoute();
    };
  }

  // modified_after is no parameter of this list: given, it is ignored.
  private Answer list(Call call) {
    String role = call.param("role").orElse("customer");
    List<String> ids = call.params("include");
    Predicate<ObjectNode> wanted = person ->
      (role.equals("all") || person.path("role").asText().equals(role)) &&
      (ids.isEmpty() || ids.contains(person.path("id").asText())) &&
      call
        .param("email")
        .map(email -> person.path("email").asText().equalsIgnoreCase(email))
        .orElse(true);
    return Page.of(
      call,
      home + "wp-json/wc/v3",
      shop
        .people()
        .all()
        .stream()
        .filter(wanted)
        .map(person -> shown(person, home))
        .toList()
    );
  }

  private Answer create(Call call) {
    if (!(call.json().orElse(null) instanceof ObjectNode wish)) {
      return ShopErrors.badJson();
    }
    String email = wish.path("email").asText();
    if (!email.matches("[^@\\s]+@[^@\\s]+")) {
      return ShopErrors.badParam("email", "Invalid email address.", "rest_invalid_email");
    }
    if (shop.people().byEmail(email).isPresent()) {
      return ShopErrors.error(
        400,
        "registration-error-email-exists",
        "An account is already registered with " + email + ". Please log in or use a different email address."
      );
    }
    return Answer.json(201, shown(shop.people().create(wish), home));
  }

  private Answer change(Call call, ObjectNode person) {
    if (!(call.json().orElse(null) instanceof ObjectNode wish)) {
      return ShopErrors.badJson();
    }
    boolean taken = Json.text(wish, "email")
      .flatMap(shop.people()::byEmail)
      .filter(other -> other.path("id").asInt() != person.path("id").asInt())
      .isPresent();
    return taken
      ? ShopErrors.error(400, "woocommerce_rest_customer_invalid_email", "Email address is invalid.")
      : Answer.json(200, shown(shop.people().change(person, wish), home));
  }

  private Answer delete(Call call, ObjectNode person) {
    if (!call.param("force").map("true"::equals).orElse(false)) {
      return ShopErrors.cannotTrash("woocommerce_rest_trash_not_supported", "Customers");
    }
    shop.people().delete(person);
    shop.deliveries().announce("customer.deleted", Json.object().put("id", person.path("id").asInt()));
    return Answer.json(200, shown(person, home));
  }

  static ObjectNode shown(ObjectNode person, String home) {
    ObjectNode shown = person.deepCopy();
    String api = home + "wp-json/wc/v3/customers";
    ObjectNode links = shown.putObject("_links");
    links.putArray("self").addObject().put("href", api + "/" + person.path("id").asText());
    links.putArray("collection").addObject().put("href", api);
    return shown;
  }
}
