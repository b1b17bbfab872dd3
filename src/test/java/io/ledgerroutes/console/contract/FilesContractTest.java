package io.ledgerroutes.console.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import io.ledgerroutes.stampli.FileEntry;
import io.ledgerroutes.stampli.FilesInStore;
import io.ledgerroutes.stampli.StagedFile;
import io.ledgerroutes.stampli.StampliFileStore;
import io.ledgerroutes.store.Database;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OneHouse.class)
class FilesContractTest {

  private static final String CALLS = "/api/v1/connections/{id}/files";
  private static final String FILES = "/api/v1/connections/craft-shop/files";

  private final ConsoleHouse house;
  private final Contract contract;

  FilesContractTest(ConsoleHouse house, Contract contract) {
    this.house = house;
    this.contract = contract;
  }

  private StagedFile file(int records) {
    List<FileEntry> entries = IntStream.range(0, records)
      .mapToObj(each -> FilesInStore.entry("bill-" + System.nanoTime() + "-" + each))
      .toList();
    return FilesInStore.of(house.context(), ConsoleHouse.CONNECTION, entries);
  }

  @Test
  @Of({ "GET /api/v1/connections/{id}/files", "GET /api/v1/connections/{id}/files/{name}" })
  void files_are_listed_newest_first_and_each_tells_how_far_it_is_and_what_stands_in_it() {
    StagedFile file = file(1);

    JsonNode list = contract.fulfils("GET " + CALLS, house.get("eve", FILES + "?kind=invoices&state=STAGED"));
    JsonNode story = contract.fulfils(
      "GET " + CALLS + "/{name}",
      house.get("eve", FILES + "/" + file.name())
    );

    JsonNode newest = list.path("items").path(0);
    assertThat(newest.path("name").asText()).isEqualTo(file.name());
    assertThat(newest.path("state").asText()).isEqualTo("STAGED");
    assertThat(newest.path("kind").asText()).isEqualTo("invoices");
    assertThat(newest.path("sha256").asText()).hasSize(64);
    JsonNode record = story.path("items").path(0);
    assertThat(record.path("number").asText()).isEqualTo("INV-7");
    assertThat(record.path("orders").path(0).path("order").asText()).isEqualTo("order-1");
    assertThat(house.get("eve", FILES + "/" + file.name()).response().body()).contains("\"total\":110.00");
    assertThat(
      contract
        .fulfils("GET " + CALLS, house.get("eve", FILES + "?state=DELIVERED&kind=vendors"))
        .path("items")
    ).isEmpty();
  }

  @Test
  void a_file_of_many_records_tells_them_a_hundred_at_once() {
    StagedFile file = file(130);
    String path = FILES + "/" + file.name();

    JsonNode first = contract.fulfils("GET " + CALLS + "/{name}", house.get("eve", path));
    JsonNode rest = contract.fulfils(
      "GET " + CALLS + "/{name}",
      house.get("eve", path + "?cursor=" + first.path("next").asText())
    );

    assertThat(first.path("items")).hasSize(100);
    assertThat(rest.path("items")).hasSize(30);
    assertThat(rest.path("next").isNull()).isTrue();
  }

  @Test
  @Of("GET /api/v1/connections/{id}/files/{name}/content")
  void an_operator_takes_the_bytes_as_they_were_staged_and_that_is_on_the_trail() {
    StagedFile file = file(1);
    String path = FILES + "/" + file.name() + "/content";

    Answer answer = house.get("admin", path);

    contract.fulfils("GET " + CALLS + "/{name}/content", answer);
    assertThat(answer.response().body()).isEqualTo(FilesInStore.CONTENT);
    assertThat(answer.header("Content-Disposition")).isEqualTo(
      "attachment; filename=\"" + file.name() + "\""
    );
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    contract.refuses("GET " + CALLS + "/{name}/content", house.get("eve", path), 403, "operator");
    AuditEntry told = house
      .bean(AuditTrail.class)
      .find(AuditQuery.newest(1).ofAction("file-download"))
      .getFirst()
      .entry();
    assertThat(told.actor()).isEqualTo("admin");
    assertThat(told.key()).isEqualTo(file.name());
    assertThat(told.detail()).containsEntry("sha256", file.sha256());
  }

  @Test
  @Of(
    {
      "POST /api/v1/connections/{id}/files/{name}/handed-over",
      "POST /api/v1/connections/{id}/files/{name}/send-again",
    }
  )
  void an_operator_says_whether_stampli_has_a_file() {
    StagedFile brought = file(1);
    StagedFile lost = file(1);
    FilesInStore.advance(house.context(), lost, StagedFile.State.UPLOADED);
    String note = "{\"note\":\"looked at Stampli\"}";

    JsonNode there = contract.fulfils(
      "POST " + CALLS + "/{name}/handed-over",
      house.post("admin", FILES + "/" + brought.name() + "/handed-over", note)
    );
    JsonNode again = contract.fulfils(
      "POST " + CALLS + "/{name}/send-again",
      house.post("admin", FILES + "/" + lost.name() + "/send-again", note)
    );

    assertThat(there.at("/file/state").asText()).isEqualTo("DELIVERED");
    assertThat(again.at("/file/state").asText()).isEqualTo("STAGED");
    contract.refuses(
      "POST " + CALLS + "/{name}/send-again",
      house.post("admin", FILES + "/" + lost.name() + "/send-again", "{\"note\":\" \"}"),
      400,
      "Say how it is known"
    );
  }

  @Test
  void a_file_that_is_not_there_or_whose_bytes_are_gone_is_told_so() {
    StagedFile file = file(1);
    String call = "GET " + CALLS + "/{name}/content";
    sql("DELETE FROM stampli_file_part WHERE file_id = ?", file.id());
    sql("UPDATE stampli_file SET kept = FALSE WHERE id = ?", file.id());

    Answer gone = house.get("admin", FILES + "/" + file.name() + "/content");
    JsonNode story = contract.fulfils(
      "GET " + CALLS + "/{name}",
      house.get("eve", FILES + "/" + file.name())
    );

    contract.refuses(call, gone, 404, "purged by age");
    contract.refuses(call, house.get("admin", FILES + "/no-such-file.csv/content"), 404, "There is no file");
    contract.refuses(
      "GET " + CALLS + "/{name}",
      house.get("eve", FILES + "/nothing"),
      404,
      "There is no file"
    );
    assertThat(story.at("/file/kept").asBoolean()).isFalse();
    assertThat(house.bean(StampliFileStore.class).file(file.connection(), file.name())).isPresent();
  }

  private void sql(String text, Object... values) {
    house.bean(Database.class).sql().sql(text).params(values).update();
  }
}
