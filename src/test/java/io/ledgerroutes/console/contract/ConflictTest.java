package io.ledgerroutes.console.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.Month;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.stampli.FilesInStore;
import io.ledgerroutes.stampli.StagedFile;
import io.ledgerroutes.store.Database;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every call whose description tells of a conflict is brought into one. */
@ExtendWith(OneHouse.class)
class ConflictTest {

  private static final String CONNECTIONS = "/api/v1/connections/{id}";

  private final ConsoleHouse house;
  private final Contract contract;
  private final Samples samples;

  ConflictTest(ConsoleHouse house, Contract contract) {
    this.house = house;
    this.contract = contract;
    this.samples = Samples.of(house);
  }

  /** A call as things must not stand for it, and its refusal's words. */
  private record Amiss(String path, String words) {}

  @Test
  void a_call_that_does_not_fit_how_things_stand_is_told_why() {
    String finished = Long.toString(house.message("finished-1", MessageState.DONE, "invoice WC-1"));
    // Looked at while its file was good.
    String kept = Long.toString(new Month(1).dryRun(house, named("broken-shop")).id());
    String neverGood = "has never been good";
    Map<String, Amiss> amiss = new TreeMap<>();
    for (String call : new String[] {
      "backfill",
      "check",
      "dry-run",
      "pause",
      "poll",
      "reconcile",
      "resume",
    }) {
      amiss.put("POST " + CONNECTIONS + "/" + call, new Amiss(broken("/" + call), neverGood));
    }
    amiss.put("POST " + CONNECTIONS + "/reconcile/queue", new Amiss(broken("/reconcile/queue"), neverGood));
    for (String call : new String[] { "runs/{run}", "runs/{run}.csv", "runs/{run}/{tab}.csv" }) {
      String path = broken("/" + call.replace("{run}", kept).replace("{tab}", "summary"));
      amiss.put("GET " + CONNECTIONS + "/" + call, new Amiss(path, neverGood));
    }
    amiss.put(
      "PUT " + CONNECTIONS + "/credentials/{name}",
      new Amiss(broken("/credentials/consumer-key"), neverGood)
    );
    String configured = "ledger.admin.password";
    amiss.put("PUT /api/v1/users/{name}", new Amiss("/api/v1/users/admin", configured));
    amiss.put("DELETE /api/v1/users/{name}", new Amiss("/api/v1/users/admin", configured));
    amiss.put("PUT /api/v1/me/password", new Amiss("/api/v1/me/password", configured));
    amiss.put(
      "DELETE " + CONNECTIONS,
      new Amiss("/api/v1/connections/craft-shop", "remove craft-shop.yaml first")
    );
    amiss.put(
      "POST /api/v1/messages/{id}/replay",
      new Amiss("/api/v1/messages/" + finished + "/replay", "is DONE; only one that is HELD or DEAD")
    );
    amiss.put(
      "POST /api/v1/messages/{id}/discard",
      new Amiss("/api/v1/messages/" + finished + "/discard", "is DONE; one that is in flight or finished")
    );

    StagedFile altered = FilesInStore.of(
      house.context(),
      ConsoleHouse.CONNECTION,
      List.of(FilesInStore.entry("altered"))
    );
    house
      .bean(Database.class)
      .sql()
      .sql("UPDATE stampli_file SET sha256 = 'another' WHERE id = ?")
      .params(altered.id())
      .update();
    amiss.put(
      "GET " + CONNECTIONS + "/files/{name}/content",
      new Amiss(
        "/api/v1/connections/craft-shop/files/" + altered.name() + "/content",
        "is not what was staged"
      )
    );

    for (String call : new String[] { "handed-over", "send-again" }) {
      amiss.put(
        "POST " + CONNECTIONS + "/files/{name}/" + call,
        new Amiss(
          "/api/v1/connections/craft-shop/files/" + delivered() + "/" + call,
          "delivered or given up already"
        )
      );
    }
    amiss.put("GET " + CONNECTIONS + "/bills/{bill}", new Amiss(broken("/bills/b-1"), neverGood));
    amiss.put(
      "POST " + CONNECTIONS + "/bills/{bill}/decision",
      new Amiss(broken("/bills/b-1/decision"), neverGood)
    );

    assertThat(new TreeSet<>(amiss.keySet())).isEqualTo(telling());
    amiss.forEach((call, how) ->
      contract.refuses(call, samples.sendTo("admin", call, how.path()), 409, how.words())
    );
  }

  private String delivered() {
    StagedFile file = FilesInStore.of(
      house.context(),
      ConsoleHouse.CONNECTION,
      List.of(FilesInStore.entry("delivered-" + System.nanoTime()))
    );
    FilesInStore.advance(house.context(), file, StagedFile.State.DELIVERED);
    return file.name();
  }

  private Connection named(String id) {
    Connection good = Samples.connection(house);
    return new Connection(
      id,
      good.integration(),
      good.startDate(),
      good.xero(),
      good.schedule(),
      good.settings(),
      good.settingsHash()
    );
  }

  private static String broken(String call) {
    return "/api/v1/connections/broken-shop" + call;
  }

  private TreeSet<String> telling() {
    TreeSet<String> telling = new TreeSet<>(contract.calls());
    // Only where the store is PostgreSQL; its words are tested with it.
    telling.remove("POST /api/v1/backup");
    telling.removeIf(call -> !contract.of(call).path("responses").has("409"));
    return telling;
  }
}
