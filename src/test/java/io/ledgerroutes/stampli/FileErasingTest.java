package io.ledgerroutes.stampli;

import static io.ledgerroutes.stampli.Entries.bill;
import static io.ledgerroutes.stampli.FileBench.CONNECTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.retention.Erased;
import io.ledgerroutes.retention.Sought;
import io.ledgerroutes.stampli.StagedFile.State;
import io.ledgerroutes.store.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileErasingTest {

  @TempDir
  Path data;

  @Test
  void files_that_name_a_person_lose_their_bytes_once_they_are_handed_over() {
    try (FileBench bench = new FileBench(TestDatabase.h2(), data)) {
      bench.body = (kind, template, company, rows) ->
        "Ann,ANN@paper.example\n".getBytes(StandardCharsets.UTF_8);
      String delivered = bench.stage(bill("1", "a")).getFirst();
      String waiting = bench.stage(bill("2", "a")).getFirst();
      bench.body = (kind, template, company, rows) ->
        "Bob,joann@paper.example\n".getBytes(StandardCharsets.UTF_8);
      String other = bench.stage(bill("3", "a")).getFirst();
      advance(bench, delivered);
      advance(bench, other);
      FileErasing erasing = new FileErasing(bench.store, bench.disk);

      Erased first = erasing.erase(new Sought("ann@paper.example"));

      assertThat(first.erased()).isEqualTo(1);
      assertThat(first.left()).isEqualTo(1);
      assertThat(first.why()).contains("on their way");
      assertThat(bench.file(delivered).kept()).isFalse();
      assertThat(bench.store.content(bench.file(delivered))).isEmpty();
      assertThat(data.resolve("files").resolve(CONNECTION).resolve(delivered)).doesNotExist();
      assertThat(bench.file(other).kept()).isTrue();
      assertThat(bench.records.latest(CONNECTION, Entries.BILL, java.util.List.of("1"))).containsKey("1");
      advance(bench, waiting);
      Erased second = erasing.erase(new Sought("ann@paper.example"));
      assertThat(second).isEqualTo(new Erased("files", 1, 0, null));
    }
  }

  private static void advance(FileBench bench, String file) {
    bench.db
      .database()
      .durably(() -> bench.store.advance(bench.file(file), State.STAGED, State.DELIVERED, "s"));
  }
}
