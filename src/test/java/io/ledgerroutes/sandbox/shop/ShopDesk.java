package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.Caller;
import io.ledgerroutes.sandbox.Receiver;
import io.ledgerroutes.sandbox.Sandbox;
import io.ledgerroutes.sandbox.SandboxSettings;
import io.ledgerroutes.sandbox.TestClock;
import java.util.List;

/** A sandbox with one shop that is called as its staff would, its clock, and somebody who takes its webhooks. */
final class ShopDesk implements AutoCloseable {

  static final String API = "/shop/wp-json/wc/v3";

  private final TestClock clock = new TestClock();
  private final Receiver receiver = new Receiver();
  private final Sandbox sandbox = new Sandbox(SandboxSettings.defaults().withClock(clock)).start();

  TestClock clock() {
    return clock;
  }

  Receiver receiver() {
    return receiver;
  }

  String url() {
    return sandbox.url();
  }

  Caller shop() {
    return Caller.shop(sandbox.url());
  }

  Caller control() {
    return new Caller(sandbox.url());
  }

  /** An order as it is now. */
  JsonNode order(int id) {
    return shop().get(API + "/orders/" + id).json();
  }

  JsonNode get(String path) {
    return shop().get(API + path).json();
  }

  /** One placed order, e.g. with {@code "kind":"plain"}. */
  JsonNode place(String wish) {
    JsonNode placed = control()
      .post("/sandbox/shop/orders", "{\"count\":1" + (wish.isEmpty() ? "" : "," + wish) + "}")
      .json();
    return order(placed.path("orders").get(0).path("id").asInt());
  }

  JsonNode plain() {
    return place("\"kind\":\"plain\"");
  }

  /** A webhook of this topic to the receiver, its ping already there. */
  void hook(String topic) {
    shop().post(
      API + "/webhooks",
      "{\"topic\":\"" + topic + "\",\"delivery_url\":\"" + receiver.url() + "\",\"secret\":\"s\"}"
    );
  }

  /** Topics delivered so far, pings left out. */
  List<String> topics() {
    return receiver
      .received()
      .stream()
      .map(Receiver.Received::topic)
      .filter(topic -> !topic.equals("ping"))
      .toList();
  }

  @Override
  public void close() {
    sandbox.close();
    receiver.close();
  }
}
