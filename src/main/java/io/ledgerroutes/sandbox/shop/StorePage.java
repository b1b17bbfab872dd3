package io.ledgerroutes.sandbox.shop;

import static io.ledgerroutes.sandbox.shop.Html.escaped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The HTML of a shop's page: what it sells, a form to buy it, and its newest orders with what can be done to them. */
record StorePage(Shop shop, String home) {
  private static final int NEWEST = 30;

  private static final String PAGE = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Sandbox $NAME</title>
      <style>
        * { box-sizing: border-box; }
        body { font: 16px/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; max-width: 72rem;
          margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
        h1 { line-height: 1.2; }
        fieldset { border: 1px solid #767676; border-radius: .4rem; margin: 0 0 1rem; padding: .5rem 1rem 1rem; }
        legend { font-weight: 600; }
        input, select, button { font: inherit; min-height: 2.5rem; padding: .25rem .6rem; border: 1px solid #767676;
          border-radius: .3rem; background: #fff; color: inherit; }
        input[type=checkbox] { min-height: 0; width: 1.2rem; height: 1.2rem; vertical-align: middle; }
        input[type=number] { width: 5rem; }
        button { cursor: pointer; }
        button.main { background: #14532d; color: #fff; border-color: #14532d; padding: .25rem 1.5rem; }
        :focus-visible { outline: 3px solid #1d4ed8; outline-offset: 2px; }
        .goods { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: .5rem 1.5rem; }
        .goods label { display: flex; justify-content: space-between; align-items: center; gap: .5rem; }
        .who { display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: .75rem 1.5rem; }
        .who label { display: block; }
        .who input:not([type=checkbox]), .who select { display: block; width: 100%; }
        .note { border-left: .4rem solid #14532d; background: #ecfdf3; padding: .6rem 1rem; }
        .bad { border-left-color: #b91c1c; background: #fef2f2; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: .5rem .6rem .5rem 0; border-top: 1px solid #c8c8c8; }
        thead th, td:nth-of-type(2), td.money { white-space: nowrap; }
        td.money { font-variant-numeric: tabular-nums; }
        .deeds { display: flex; flex-wrap: wrap; gap: .4rem; }
        .deeds form { margin: 0; }
        @media (max-width: 45rem) {
          thead { position: absolute; left: -9999px; }
          table, tbody, tr, td, th[scope=row] { display: block; }
          tr { border: 1px solid #c8c8c8; border-radius: .4rem; padding: .5rem .75rem; margin-bottom: .75rem; }
          td, th[scope=row] { border: 0; padding: .1rem 0; }
        }
      </style>
    </head>
    <body>
      <main>
      <h1>Sandbox $NAME</h1>
      <p>A shop to play with: what you do here goes to the runtime as a real shop would tell it. No money moves.
        Its staff's REST address is <code>$HOMEwp-json/wc/v3</code>; <a href="/">the whole sandbox</a>.</p>
      $NOTE
      <h2>Buy</h2>
      <form method="post" action="$HOMEbuy">
        <fieldset><legend>How many of what</legend><div class="goods">$GOODS</div></fieldset>
        <fieldset><legend>Who and where</legend><div class="who">
          <label>First name <input name="first" value="Nora" maxlength="200" autocomplete="off"></label>
          <label>Last name <input name="last" value="Newcomer" maxlength="200" autocomplete="off"></label>
          <label>Company <input name="company" maxlength="200" autocomplete="off"></label>
          <label>E-mail <input name="email" type="email" value="nora@example.test" maxlength="200"
            autocomplete="off"></label>
          <label>Country <select name="place">$PLACES</select></label>
          <label>Payment <select name="payment">$PAYMENTS</select></label>
          <label><input type="checkbox" name="shipping" checked> Flat rate shipping, 9.95</label>
        </div></fieldset>
        <button class="main" type="submit">Buy</button>
      </form>
      <h2>The last orders</h2>
      $ORDERS
      </main>
    </body>
    </html>
    """;

  /** The page, with what was done or what is wrong. */
  String text(Optional<String> done, Optional<String> problem) {
    return PAGE.replace("$NAME", escaped(shop.settings().name()))
      .replace("$HOME", escaped(home))
      .replace("$GOODS", goods())
      .replace(
        "$PLACES",
        Arrays.stream(Checkout.Place.values())
          .map(place -> option(place.name(), place.title()))
          .collect(Collectors.joining())
      )
      .replace(
        "$PAYMENTS",
        Payment.OFFERED.stream()
          .map(payment -> option(payment.method(), payment.title()))
          .collect(Collectors.joining())
      )
      .replace("$ORDERS", orders())
      // Last: what it says may hold anything.
      .replace("$NOTE", note(done, problem));
  }

  private static String note(Optional<String> done, Optional<String> problem) {
    return problem
      .map(words -> "<p class=\"note bad\" role=\"alert\">" + escaped(words) + "</p>")
      .or(() -> done.map(words -> "<p class=\"note\" role=\"status\">" + escaped(words) + "</p>"))
      .orElse("");
  }

  private static String option(String value, String title) {
    return "<option value=\"" + escaped(value) + "\">" + escaped(title) + "</option>";
  }

  private String goods() {
    return shop
      .goods()
      .all()
      .stream()
      .filter(product -> product.path("status").asText().equals("publish"))
      .map(product ->
        """
        <label><span>%s, %s</span> <input type="number" name="product-%s" min="0" max="99" value="0"></label>
        """.formatted(
            escaped(plain(product.path("name").asText())),
            escaped(product.path("price").asText()),
            product.path("id").asInt()
          )
      )
      .collect(Collectors.joining());
  }

  /** Names are HTML in the shop; here they are words. */
  private static String plain(String name) {
    return name.replaceAll("<[^>]*>", "").replace("&amp;", "&");
  }

  private String orders() {
    List<ObjectNode> newest = shop.orders().all().reversed().stream().limit(NEWEST).toList();
    if (newest.isEmpty()) {
      return "<p>None yet.</p>";
    }
    return (
      "<table><thead><tr><th scope=\"col\">Order</th><th scope=\"col\">Customer</th><th scope=\"col\">Status</th>" +
      "<th scope=\"col\">Total</th><th scope=\"col\">Payment</th><th scope=\"col\">What to do</th></tr></thead><tbody>" +
      newest.stream().map(this::row).collect(Collectors.joining()) +
      "</tbody></table>"
    );
  }

  private String row(ObjectNode order) {
    return """
    <tr><th scope="row">%s<br><small>%s</small></th><td>%s</td><td>%s</td><td class="money">%s</td><td>%s</td>
    <td><div class="deeds">%s</div></td></tr>
    """.formatted(
        escaped(order.path("number").asText()),
        escaped(order.path("date_created").asText().replace('T', ' ')),
        escaped(customer(order.path("billing"))),
        escaped(order.path("status").asText()),
        money(order),
        escaped(payment(order)),
        deeds(order)
      );
  }

  private static String customer(JsonNode billing) {
    String person = (billing.path("first_name").asText() + " " + billing.path("last_name").asText()).strip();
    String name = person.isEmpty() ? billing.path("company").asText() : person;
    String who = name.isEmpty() ? billing.path("email").asText() : name;
    return who.length() > 60 ? who.substring(0, 60) + "…" : who;
  }

  private static String money(JsonNode order) {
    StringBuilder money = new StringBuilder(
      escaped(order.path("total").asText() + " " + order.path("currency").asText())
    );
    order
      .path("refunds")
      .forEach(refund -> money.append("<br>refund ").append(escaped(refund.path("total").asText())));
    return money.toString();
  }

  private static String payment(JsonNode order) {
    String title = order.path("payment_method_title").asText();
    String paid = order.path("date_paid").isNull() ? "not paid" : "paid";
    return title.isEmpty() ? paid : title + ", " + paid;
  }

  private String deeds(ObjectNode order) {
    String status = order.path("status").asText();
    if (status.equals("trash")) {
      return button(order, "restore", "Restore", "");
    }
    boolean over = status.matches("cancelled|refunded");
    StringBuilder deeds = new StringBuilder();
    if (!over) {
      if (order.path("date_paid").isNull()) {
        deeds.append(button(order, "pay", "Paid", ""));
      }
      if (!status.equals("completed")) {
        deeds.append(button(order, "complete", "Complete", ""));
      }
      deeds.append(button(order, "edit", "One more", ""));
      deeds.append(button(order, "refund", "Refund all", "all"));
      deeds.append(button(order, "refund", "Refund one", "item"));
      deeds.append(button(order, "cancel", "Cancel", ""));
    }
    if (!order.path("refunds").isEmpty()) {
      deeds.append(button(order, "delete-refund", "Delete refund", ""));
    }
    return deeds.append(button(order, "trash", "Trash", "")).toString();
  }

  private String button(ObjectNode order, String chore, String title, String part) {
    String id = order.path("id").asText();
    String gateway = RefundDesk.automatic(order)
      ? "<input type=\"hidden\" name=\"gateway\" value=\"true\">"
      : "";
    String wish = part.isEmpty()
      ? ""
      : "<input type=\"hidden\" name=\"part\" value=\"" + part + "\">" + gateway;
    return """
    <form method="post" action="%sorder/%s/%s">%s<button aria-label="%s order %s">%s</button></form>
    """.formatted(
        escaped(home),
        escaped(id),
        chore,
        wish,
        title,
        escaped(order.path("number").asText()),
        title
      );
  }
}
