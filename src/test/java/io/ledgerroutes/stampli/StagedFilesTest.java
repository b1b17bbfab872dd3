package io.ledgerroutes.stampli;

import static io.ledgerroutes.stampli.Entries.bill;
import static io.ledgerroutes.stampli.FileBench.CONNECTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.stampli.StagedFile.State;
import io.ledgerroutes.stampli.StampliSettings.Swept;
import io.ledgerroutes.store.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedFilesTest {

  @TempDir
  Path data;

  private FileBench bench;

  @BeforeEach
  void open() {
    bench = new FileBench(TestDatabase.h2(), data);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private Path onDisk(String file) {
    return data.resolve("files").resolve(CONNECTION).resolve(file);
  }

  @Test
  void a_file_its_records_its_message_and_what_lies_on_the_disk_are_there_together() throws IOException {
    String file = bench.stage(bill("1", "a"), bill("2", "a")).getFirst();

    assertThat(file).matches("stampli_ledger-ap_invoices_\\d{8}T\\d{6}Z_1\\.csv");
    StagedFile staged = bench.file(file);
    assertThat(staged.state()).isEqualTo(State.STAGED);
    assertThat(staged.rows()).isEqualTo(2);
    assertThat(bench.message(file).state()).isEqualTo(MessageState.RECEIVED);
    assertThat(bench.store.records(staged, 0, 10))
      .extracting(FiledRecord::recordId)
      .containsExactly("1", "2");
    byte[] bytes = Files.readAllBytes(onDisk(file));
    assertThat(bench.store.content(staged)).hasValue(bytes);
    assertThat(staged.sha256()).isEqualTo(Bytes.sha256(bytes));
    assertThat(new String(bytes, StandardCharsets.UTF_8))
      .contains("Company")
      .contains("C-1")
      .contains("\"\"A4\"\"");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(onDisk(file)))).isEqualTo(
      "rw-------"
    );
    assertThat(
      PosixFilePermissions.toString(Files.getPosixFilePermissions(onDisk(file).getParent()))
    ).isEqualTo("rwx------");
  }

  @Test
  void each_record_waits_for_its_file() {
    String file = bench.stage(bill("1", "a")).getFirst();

    Message bill = bench.bill("1");

    assertThat(bill.state()).isEqualTo(MessageState.HELD);
    assertThat(bill.reason()).isEqualTo("waits for its file " + file);
  }

  @Test
  void files_are_cut_by_rows_and_no_record_is_split() {
    bench.settings(FileBench.settings("127.0.0.1", 22, "/import", Swept.DELIVERED, 5));

    List<String> files = bench.stage(
      bill("1", "a", 3, List.of()),
      bill("2", "a", 3, List.of()),
      bill("3", "a", 2, List.of()),
      bill("4", "a", 9, List.of()),
      bill("5", "a", 1, List.of())
    );

    assertThat(files).hasSize(4);
    assertThat(files)
      .extracting(file -> bench.file(file).rows())
      .containsExactly(3, 5, 9, 1);
    assertThat(files)
      .extracting(file ->
        bench.store.records(bench.file(file), 0, 9).stream().map(FiledRecord::recordId).toList()
      )
      .containsExactly(List.of("1"), List.of("2", "3"), List.of("4"), List.of("5"));
  }

  @Test
  void a_version_that_stands_in_a_file_is_not_staged_again() {
    String first = bench.stage(bill("1", "a")).getFirst();
    bench.receive(bill("1", "a"), bill("2", "a"));

    bench.stageDue(bill("1", "a"), bill("2", "a"));

    List<StagedFile> files = bench.store.files(FileQuery.newest(10));
    assertThat(files).hasSize(2);
    assertThat(bench.store.records(files.getFirst(), 0, 10))
      .extracting(FiledRecord::recordId)
      .containsExactly("2");
    assertThat(bench.bill("1").reason()).isEqualTo("waits for its file " + first);
  }

  @Test
  void a_version_that_was_delivered_is_done_and_a_new_one_gets_a_file() {
    String first = bench.stage(bill("1", "a")).getFirst();
    bench.db
      .database()
      .durably(() -> bench.store.advance(bench.file(first), State.STAGED, State.DELIVERED, "s"));
    bench.receive(bill("1", "a"));
    bench.stageDue(bill("1", "a"));
    assertThat(bench.bill("1").state()).isEqualTo(MessageState.DONE);
    assertThat(bench.bill("1").reason()).isEqualTo("in file " + first);

    assertThat(bench.stage(bill("1", "b"))).hasSize(1);
  }

  @Test
  void what_begins_to_wait_in_the_moment_of_its_delivery_goes_on_at_once() {
    bench.receive(bill("1", "a"));
    StagedFiles staging = bench.staging();

    bench.work.work(CONNECTION, Entries.BILL, 10, batch -> {
      batch.elements().getFirst().learn(FileEntry.class, bill("1", "a"));
      staging.stage(batch);
      StagedFile file = bench.store.files(FileQuery.newest(1)).getFirst();
      bench.db.database().durably(() -> bench.store.advance(file, State.STAGED, State.DELIVERED, "s"));
    });

    assertThat(bench.bill("1").state()).isEqualTo(MessageState.RETRY);
    bench.stageDue(bill("1", "a"));
    assertThat(bench.bill("1").state()).isEqualTo(MessageState.DONE);
  }

  @Test
  void without_the_lease_nothing_is_staged() throws IOException {
    bench.loseLease();

    assertThat(bench.stage(bill("1", "a"))).isEmpty();

    assertThat(bench.bill("1").state()).isEqualTo(MessageState.RETRY);
    try (var left = Files.list(data.resolve("files").resolve(CONNECTION))) {
      assertThat(left).isEmpty();
    }
    bench.work.later();
    bench.stageDue(bill("1", "a"));
    assertThat(bench.bill("1").state()).isEqualTo(MessageState.HELD);
  }

  @Test
  void one_record_that_does_not_read_back_is_dead_and_the_others_go() {
    bench.body = (kind, template, company, rows) -> {
      byte[] written = FileBody.write(kind, template, company, rows);
      if (rows.stream().anyMatch(row -> row.cell("bill-id").equals(new Cell.Code("2")))) {
        throw new FileDiffersException("Row 1 does not read back as one row");
      }
      return written;
    };

    List<String> files = bench.stage(bill("1", "a"), bill("2", "a"), bill("3", "a"));

    assertThat(bench.bill("2").state()).isEqualTo(MessageState.DEAD);
    assertThat(bench.bill("2").reason()).contains("the file is not sent");
    assertThat(bench.bill("1").state()).isEqualTo(MessageState.HELD);
    assertThat(bench.bill("3").state()).isEqualTo(MessageState.HELD);
    assertThat(files).hasSize(2);
  }

  @Test
  void one_record_that_the_store_cannot_take_is_dead_and_the_others_go() {
    FileEntry tooLong = bill("2", "v".repeat(300));

    List<String> files = bench.stage(bill("1", "a"), tooLong, bill("3", "a"));

    assertThat(bench.bill("2").state()).isEqualTo(MessageState.DEAD);
    assertThat(bench.bill("2").reason()).contains("too long");
    assertThat(bench.bill("1").state()).isEqualTo(MessageState.HELD);
    assertThat(bench.bill("3").state()).isEqualTo(MessageState.HELD);
    assertThat(files).isNotEmpty();
  }

  @Test
  void only_what_may_still_be_asked_for_stays_on_the_disk() throws IOException {
    String kept = bench.stage(bill("1", "a")).getFirst();
    String gone = bench.stage(bill("2", "a")).getFirst();
    Path unknown = Files.writeString(onDisk("unknown.csv"), "x");
    Path begun = Files.writeString(onDisk(".unfinished-1"), "x");
    Files.setLastModifiedTime(begun, java.nio.file.attribute.FileTime.fromMillis(0));
    Path beginning = Files.writeString(onDisk(".unfinished-2"), "x");
    bench.db
      .database()
      .durably(() -> bench.store.advance(bench.file(gone), State.STAGED, State.DELIVERED, "s"));
    bench.store.drop(bench.file(gone));

    new StampliFilesKept(bench.store, bench.disk, bench.db.database()).tidy();

    assertThat(onDisk(kept)).exists();
    assertThat(beginning).exists();
    assertThat(List.of(onDisk(gone), unknown, begun)).allSatisfy(path -> assertThat(path).doesNotExist());
  }
}
