package io.ledgerroutes.console.contract;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.zaxxer.hikari.HikariDataSource;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import io.ledgerroutes.console.HouseOfBills;
import io.ledgerroutes.console.Month;
import io.ledgerroutes.console.access.Role;
import io.ledgerroutes.console.access.Users;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.LinkStore;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.stampli.FilesInStore;
import io.ledgerroutes.store.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** For each call a request that would be right, from which one thing at a time is made wrong. */
record Samples(ConsoleHouse house, String message, String run, String file, String bill) {
  static final String TENANT = "8be9db36-3598-4755-ba5c-c2dbc8c4a7a2";
  static final String PERIOD = "{\"from\":\"2026-03-01\",\"to\":\"2026-03-31\"}";

  static final String NEW_PASSWORD = "four words that nobody says";

  private static final Map<String, String> BODIES = Map.ofEntries(
    Map.entry("/dry-run", PERIOD),
    Map.entry("/reconcile", PERIOD),
    Map.entry("/backfill", "{\"from\":\"2026-03-01\",\"to\":\"2026-03-31\",\"run\":1}"),
    Map.entry("/reconcile/queue", "{\"run\":1}"),
    Map.entry("/messages/replay", "{\"filter\":{\"key\":\"none\"}}"),
    Map.entry("/messages/discard", "{\"filter\":{\"key\":\"none\"},\"note\":\"entered by hand\"}"),
    Map.entry("/messages/search", "{\"search\":\"WC-1\"}"),
    Map.entry("/{id}/discard", "{\"reason\":\"entered by hand\"}"),
    Map.entry("/bills/{bill}/decision", "{\"number\":\"A-77\"}"),
    Map.entry("/handed-over", "{\"note\":\"brought there by hand\"}"),
    Map.entry("/send-again", "{\"note\":\"it is not there\"}"),
    Map.entry("/credentials/{name}", "some-secret"),
    Map.entry("/users/{name}", "{\"role\":\"viewer\",\"password\":\"" + NEW_PASSWORD + "\"}"),
    Map.entry(
      "/me/password",
      "{\"current\":\"" + ConsoleHouse.PASSWORD + "\",\"password\":\"" + NEW_PASSWORD + "\"}"
    ),
    Map.entry("/erase", "{\"email\":\"nobody@example.com\"}")
  );
  private static final Map<String, String> QUESTIONS = Map.of(
    "/api/v1/links",
    "?system=woocommerce&type=order&id=1"
  );

  static Samples of(ConsoleHouse house) {
    long message = house.message("sample-" + System.nanoTime(), MessageState.DONE, "invoice WC-1");
    long run = new Month(2).dryRun(house, connection(house)).id();
    house.bean(Users.class).put("sam", Role.VIEWER, NEW_PASSWORD);
    house.bean(Users.class).put("olga", Role.OPERATOR, ConsoleHouse.PASSWORD);
    return new Samples(
      house,
      Long.toString(message),
      Long.toString(run),
      FilesInStore.one(house.context(), ConsoleHouse.CONNECTION),
      HouseOfBills.in(house.context()).bill("INV-" + System.nanoTime())
    );
  }

  static Connection connection(ConsoleHouse house) {
    return house.bean(Connections.class).find(ConsoleHouse.CONNECTION).orElseThrow();
  }

  static void link(ConsoleHouse house, String order, String invoice) {
    Draft draft = new Draft(
      new SourceRef(ConsoleHouse.CONNECTION, "woocommerce-order", order),
      "WC-" + order,
      JsonNodeFactory.instance.objectNode(),
      "{}",
      "hash"
    );
    house
      .bean(Database.class)
      .durably(() ->
        house
          .bean(LinkStore.class)
          .add(TENANT, draft, "xero-invoice", invoice, "WC-" + order, "{\"total\":1}")
      );
  }

  /** Its address, where everything that it names is there. */
  String path(String call) {
    String path = call.split(" ")[1];
    return path
      .replace("/connections/{id}/bills/{bill}", "/connections/craft-bills/bills/" + bill)
      .replace("/messages/{id}", "/messages/" + message)
      .replace("/users/{name}", "/users/sam")
      .replace("{id}", ConsoleHouse.CONNECTION)
      .replace("{run}", run)
      .replace("{tab}", "summary")
      .replace("/files/{name}", "/files/" + file)
      .replace("{name}", "consumer-key");
  }

  /** Its address, where what it names first is not there. */
  String pathToNothing(String call) {
    String path = call.split(" ")[1];
    return path
      .replace("/bills/{bill}", "/bills/" + bill)
      .replace("/messages/{id}", "/messages/99999999")
      .replace("/connections/{id}", "/connections/nobody")
      .replace("/users/{name}", "/users/nobody")
      .replace("{run}", run)
      .replace("{tab}", "summary")
      .replace("/files/{name}", "/files/" + file)
      .replace("{name}", "consumer-key");
  }

  /** What it has to be asked. */
  String questions(String call) {
    return QUESTIONS.getOrDefault(call.split(" ")[1], "");
  }

  /** A body that it takes; null where it takes none. */
  String body(String call) {
    return call.startsWith("GET")
      ? null
      : BODIES.entrySet()
          .stream()
          .filter(body -> call.endsWith(body.getKey()))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse(null);
  }

  Answer send(String user, String call, String... headers) {
    return sendTo(user, call, path(call) + questions(call), headers);
  }

  /** With its own body and that body's type, unless a header says another. */
  Answer sendTo(String user, String call, String path, String... headers) {
    return sendBody(user, call, path, body(call), headers);
  }

  Answer sendBody(String user, String call, String path, String body, String... headers) {
    String[] all = headers;
    if (body != null && Stream.of(headers).noneMatch("Content-Type"::equals)) {
      String type = call.startsWith("PUT") && call.contains("/credentials/")
        ? "text/plain"
        : "application/json";
      all = Stream.concat(Stream.of("Content-Type", type), Stream.of(headers)).toArray(String[]::new);
    }
    return house.send(call.split(" ")[0], user, path, body, all);
  }

  /** While no connection to the store is left, as when it does not answer. */
  static void withoutStore(ConsoleHouse house, Runnable meanwhile) throws Exception {
    HikariDataSource pool = house.bean(HikariDataSource.class);
    long before = pool.getConnectionTimeout();
    List<AutoCloseable> taken = new ArrayList<>();
    try {
      for (int each = 0; each < pool.getMaximumPoolSize(); each++) {
        taken.add(pool.getConnection());
      }
      pool.setConnectionTimeout(250);
      meanwhile.run();
    } finally {
      pool.setConnectionTimeout(before);
      for (AutoCloseable connection : taken) {
        connection.close();
      }
    }
  }
}
