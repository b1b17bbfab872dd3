package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Call;
import io.ledgerroutes.sandbox.stage.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shop as a visitor and its staff see it in a browser: buy, refund, cancel, trash. Works without script. */
record StoreFront(Shop shop, String home) {
  private static final String BUY = "/buy";

  /** Empty for what is no part of the page. */
  Optional<Answer> answer(Call call) {
    if (call.path().equals("/")) {
      return call.method().equals("GET") || call.method().equals("HEAD")
        ? Optional.of(page(200, call.param("done").flatMap(this::told), Optional.empty()))
        : Optional.empty();
    }
    if (!call.method().equals("POST")) {
      return Optional.empty();
    }
    if (call.path().equals(BUY)) {
      return Optional.of(written(call, () -> new Checkout(shop).buy(call.form()), "bought"));
    }
    List<String> segments = call.segments();
    if (segments.size() != 3 || !segments.getFirst().equals("order")) {
      return Optional.empty();
    }
    return Chore.called(segments.get(2)).map(chore ->
      written(call, () -> done(chore, segments.get(1), call.form()), chore.text())
    );
  }

  private interface Work {
    ObjectNode order();
  }

  private Answer written(Call call, Work work, String what) {
    if (fromElsewhere(call)) {
      return page(403, Optional.empty(), Optional.of("Another site sent this form; nothing was done."));
    }
    try {
      String id = work.order().path("id").asText();
      return Answer.empty(303).with("Location", home + "?done=" + what + "-" + id);
    } catch (IllegalArgumentException refused) {
      return page(400, Optional.empty(), Optional.of(refused.getMessage()));
    }
  }

  /** A form that another site's page sends says so. */
  private boolean fromElsewhere(Call call) {
    String own = "http://" + call.header("Host").orElse("");
    return call
      .header("Origin")
      .filter(origin -> !origin.equals(own))
      .isPresent();
  }

  private ObjectNode done(Chore chore, String id, Map<String, String> form) {
    ObjectNode order = shop
      .orders()
      .get(id)
      .orElseThrow(() -> new IllegalArgumentException("The shop has no order " + id + "."));
    ObjectNode wish = Json.object();
    form.forEach(wish::put);
    return shop.together(() -> chore.on(new Deeds(shop), order, wish));
  }

  /** What was done, in words; empty for what the page never says. */
  private Optional<String> told(String done) {
    int dash = done.lastIndexOf('-');
    Optional<ObjectNode> order = dash < 0 ? Optional.empty() : shop.orders().get(done.substring(dash + 1));
    return order.map(
      found ->
        "Order " +
        found.path("number").asText() +
        " is " +
        found.path("status").asText() +
        " now, its total " +
        found.path("total").asText() +
        " " +
        found.path("currency").asText() +
        given(found) +
        ". The ledger follows within seconds."
    );
  }

  private static String given(JsonNode order) {
    int refunds = order.path("refunds").size();
    return refunds == 0 ? "" : ", with " + refunds + (refunds == 1 ? " refund" : " refunds");
  }

  private Answer page(int status, Optional<String> done, Optional<String> problem) {
    return Answer.html(status, new StorePage(shop, home).text(done, problem))
      .with(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
      )
      .with("Referrer-Policy", "same-origin")
      .with("X-Content-Type-Options", "nosniff");
  }
}
