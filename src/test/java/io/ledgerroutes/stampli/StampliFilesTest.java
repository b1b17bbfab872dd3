package io.ledgerroutes.stampli;

import static io.ledgerroutes.stampli.Entries.BILL;
import static io.ledgerroutes.stampli.Entries.bill;
import static io.ledgerroutes.stampli.FileBench.CONNECTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.inbox.DiscardRefused;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.posting.LeaseLost;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.stampli.PaperServer.Weather;
import io.ledgerroutes.stampli.StagedFile.State;
import io.ledgerroutes.stampli.StampliSettings.Swept;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files over a real SFTP connection to the sandbox's server, and everything that can go wrong there. */
class StampliFilesTest {

  @TempDir
  Path data;

  private SftpBench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new SftpBench(data);
  }

  @AfterEach
  void close() throws Exception {
    bench.close();
  }

  private String staged() {
    return bench.files.stage(bill("1", "a"), bill("2", "a")).getFirst();
  }

  private MessageState state(String file) {
    return bench.files.message(file).state();
  }

  private String reason(String file) {
    return bench.files.message(file).reason();
  }

  private void nothingWasWrong() {
    assertThat(bench.server.report().path("violations")).isEmpty();
    assertThat(bench.server.report().path("duplicates")).isEmpty();
  }

  @Test
  void a_file_is_handed_over_with_its_links_its_receipt_and_its_bills_done() {
    String file = staged();

    bench.deliver();

    StagedFile delivered = bench.files.file(file);
    assertThat(delivered.state()).isEqualTo(State.DELIVERED);
    assertThat(bench.taken()).containsExactly(file);
    assertThat(bench.server.file(file)).hasValue(bench.files.store.content(delivered).orElseThrow());
    assertThat(state(file)).isEqualTo(MessageState.DONE);
    Link link = bench.files.links.find(new SourceRef(CONNECTION, BILL, "2"), "stampli-invoice").orElseThrow();
    assertThat(link.targetId()).isEqualTo("V-1/N-2");
    assertThat(link.number()).isEqualTo("N-2");
    assertThat(link.sourceProjection()).isEqualTo("a");
    assertThat(link.targetProjection()).contains(file);
    AuditEntry receipt = bench.files.trail("file-delivered").getFirst().entry();
    assertThat(receipt.key()).isEqualTo(file);
    assertThat(receipt.detail())
      .containsEntry("sha256", delivered.sha256())
      .containsEntry("rows", "2")
      .containsEntry("records", "2")
      .containsEntry("server", delivered.server().orElseThrow());
    assertThat(bench.files.bill("1").state()).isEqualTo(MessageState.RETRY);
    bench.files.stageDue(bill("1", "a"), bill("2", "a"));
    assertThat(bench.files.bill("1").state()).isEqualTo(MessageState.DONE);
    assertThat(bench.files.bill("1").reason()).isEqualTo("in file " + file);
    nothingWasWrong();
  }

  @Test
  void a_key_signs_in_too_and_several_files_go_in_one_batch() {
    bench.withoutSecret(SftpDirectories.PASSWORD);
    bench.secret(SftpDirectories.PRIVATE_KEY, bench.server.privateKey().strip());
    String one = staged();
    String two = bench.files.stage(bill("3", "a")).getFirst();

    assertThat(bench.deliver()).isEqualTo(2);

    assertThat(bench.taken()).containsExactly(one, two);
    assertThat(bench.server.report().path("signIns").path("publickey").asInt()).isPositive();
    assertThat(bench.server.report().path("signIns").has("password")).isFalse();
    nothingWasWrong();
  }

  @Test
  void a_server_that_cannot_be_reached_is_held_against_nobody() {
    String file = staged();
    bench.fault("\"kind\":\"offline\",\"method\":\"CONNECT\",\"times\":-1");

    bench.deliverFor(4);

    assertThat(state(file)).isEqualTo(MessageState.RETRY);
    assertThat(bench.files.message(file).blamed()).isZero();
    assertThat(reason(file)).startsWith("stampli: ");
    assertThat(bench.files.file(file).reason()).hasValue(reason(file));
    bench.faults.disarm();
    await().until(() -> {
      bench.deliverFor(1);
      return bench.taken().equals(List.of(file));
    });
    nothingWasWrong();
  }

  @Test
  void an_upload_that_is_cut_while_the_server_answers_is_counted_and_dead_in_the_end_with_its_file() {
    String file = staged();
    bench.fault("\"kind\":\"cut\",\"method\":\"WRITE\",\"times\":3,\"bytes\":10");

    bench.deliverFor(3);

    assertThat(state(file)).isEqualTo(MessageState.DEAD);
    assertThat(reason(file)).contains("cut in the middle of the upload");
    assertThat(bench.files.store.content(bench.files.file(file))).isPresent();
    assertThat(bench.taken()).isEmpty();
    byte[] before = bench.files.store.content(bench.files.file(file)).orElseThrow();
    assertThat(bench.files.inbox.replay(bench.files.message(file).id(), "ann")).isTrue();
    bench.deliver();
    assertThat(bench.taken()).containsExactly(file);
    assertThat(bench.server.file(file)).hasValue(before);
    nothingWasWrong();
  }

  @Test
  void a_rename_that_always_breaks_the_connection_is_dead_in_the_end_and_stops_no_other_file() {
    String breaking = staged();
    String other = bench.files.stage(bill("3", "a")).getFirst();
    bench.fault("\"kind\":\"reset\",\"method\":\"RENAME\",\"times\":-1,\"path\":\"" + breaking + "\"");

    bench.deliverFor(4);

    assertThat(state(breaking)).isEqualTo(MessageState.DEAD);
    assertThat(reason(breaking)).contains("cut while it was renamed");
    assertThat(bench.taken()).containsExactly(other);
    bench.faults.disarm();
    assertThat(bench.files.inbox.replay(bench.files.message(breaking).id(), "ann")).isTrue();
    bench.deliver();
    assertThat(bench.taken()).containsExactlyInAnyOrder(other, breaking);
    nothingWasWrong();
  }

  @Test
  void one_cut_is_made_up_for_by_itself() {
    String file = staged();
    bench.fault("\"kind\":\"cut\",\"method\":\"WRITE\",\"times\":1,\"bytes\":10");

    bench.deliverFor(2);

    assertThat(bench.taken()).containsExactly(file);
    nothingWasWrong();
  }

  @Test
  void a_full_disk_is_tried_again_and_dead_in_the_end() {
    String file = staged();
    bench.fault("\"kind\":\"disk-full\",\"method\":\"WRITE\",\"times\":3,\"bytes\":10");

    bench.deliverFor(1);
    assertThat(state(file)).isEqualTo(MessageState.RETRY);
    assertThat(reason(file)).contains("no room left there");
    bench.deliverFor(2);

    assertThat(state(file)).isEqualTo(MessageState.DEAD);
    assertThat(bench.taken()).isEmpty();
    nothingWasWrong();
  }

  @Test
  void who_may_not_rename_is_told_what_to_do_and_a_replay_goes_on_from_there() {
    String file = staged();
    String other = bench.files.stage(bill("3", "a")).getFirst();
    bench.fault("\"kind\":\"no-rename\",\"match\":\"\",\"times\":1");

    bench.deliver();

    assertThat(state(file)).isEqualTo(MessageState.DEAD);
    assertThat(reason(file)).contains("rename").contains("ask Stampli");
    assertThat(bench.files.file(file).state()).isEqualTo(State.UPLOADED);
    assertThat(bench.taken()).containsExactly(other);
    bench.files.inbox.replay(bench.files.message(file).id(), "ann");
    bench.deliver();
    assertThat(bench.taken()).containsExactly(other, file);
    nothingWasWrong();
  }

  @Test
  void what_is_cleared_away_after_a_refused_rename_is_sent_again_and_not_taken_for_fetched() {
    String file = staged();
    bench.fault("\"kind\":\"no-rename\",\"times\":1");
    bench.deliver();
    try (RemoteDirectory somebody = bench.sftp.open(CONNECTION, bench.settings())) {
      somebody.delete(file + StampliFiles.UNFINISHED);
    }
    bench.files.inbox.replay(bench.files.message(file).id(), "ann");

    bench.deliver();

    assertThat(bench.taken()).containsExactly(file);
    assertThat(bench.files.file(file).state()).isEqualTo(State.DELIVERED);
    nothingWasWrong();
  }

  private void clearedAway(String file) {
    try (RemoteDirectory somebody = bench.sftp.open(CONNECTION, bench.settings())) {
      somebody.delete(file + StampliFiles.UNFINISHED);
    }
  }

  private void replayed(String file) {
    assertThat(bench.files.inbox.replay(bench.files.message(file).id(), "ann")).isTrue();
    bench.deliver();
  }

  @Test
  void what_is_cleared_away_after_renames_that_failed_is_sent_again_and_not_taken_for_fetched() {
    String file = staged();
    bench.fault("\"kind\":\"rename-fails\",\"times\":3");
    bench.deliverFor(3);
    assertThat(state(file)).isEqualTo(MessageState.DEAD);
    assertThat(reason(file)).contains("the server failed to rename");
    assertThat(bench.files.file(file).state()).isEqualTo(State.UPLOADED);
    clearedAway(file);

    replayed(file);

    assertThat(bench.taken()).containsExactly(file);
    assertThat(bench.files.file(file).state()).isEqualTo(State.DELIVERED);
    nothingWasWrong();
  }

  @Test
  void what_still_lay_there_after_a_rename_that_broke_is_for_a_person_once_it_is_gone() {
    String file = staged();
    bench.fault("\"kind\":\"reset\",\"method\":\"RENAME\",\"times\":3");
    bench.deliverFor(3);
    assertThat(state(file)).isEqualTo(MessageState.DEAD);
    clearedAway(file);

    replayed(file);

    assertThat(state(file)).isEqualTo(MessageState.HELD);
    assertThat(reason(file)).contains("under neither name after a rename that failed", "sent again");
    assertThat(bench.files.desk().sendAgain(CONNECTION, file, "not at Stampli", "ann")).isTrue();
    bench.deliver();
    assertThat(bench.taken()).containsExactly(file);
    nothingWasWrong();
  }

  @Test
  void what_is_gone_in_the_moment_of_its_rename_is_for_a_person() {
    String file = staged();
    RemoteDirectories somebodyIsFaster = (connection, settings) ->
      new Through(bench.sftp.open(connection, settings)) {
        @Override
        public void rename(String from, String to) {
          super.delete(from);
          super.rename(from, to);
        }
      };
    bench.files.deliver(somebodyIsFaster);
    assertThat(state(file)).isEqualTo(MessageState.RETRY);
    assertThat(reason(file)).contains("not there any more");
    bench.files.work.later();

    bench.deliver();

    assertThat(state(file)).isEqualTo(MessageState.HELD);
    replayed(file);
    assertThat(state(file)).isEqualTo(MessageState.HELD);
    assertThat(bench.files.file(file).state()).isEqualTo(State.RENAMING);
    assertThat(bench.taken()).isEmpty();
  }

  @Test
  void a_directory_that_is_not_there_is_told() {
    bench.at("/nowhere", Swept.DELIVERED);
    String file = staged();

    bench.deliver();

    assertThat(state(file)).isEqualTo(MessageState.DEAD);
    assertThat(reason(file)).contains("there is no directory /nowhere");
    bench.at("/import", Swept.DELIVERED);
    bench.files.inbox.replay(bench.files.message(file).id(), "ann");
    bench.deliver();
    assertThat(bench.taken()).containsExactly(file);
  }

  @Test
  void a_password_that_is_refused_loses_nothing_and_is_not_in_any_words() {
    bench.secret(SftpDirectories.PASSWORD, "wrong-password-7");
    String file = staged();

    bench.deliverFor(4);

    assertThat(state(file)).isEqualTo(MessageState.RETRY);
    assertThat(bench.files.message(file).blamed()).isZero();
    assertThat(reason(file))
      .contains("does not let stampli in")
      .contains("sftp-password")
      .doesNotContain("wrong-password-7");
    bench.secret(SftpDirectories.PASSWORD, "stampli-sandbox");
    bench.deliver();
    assertThat(bench.taken()).containsExactly(file);
  }

  @Test
  void a_private_key_that_cannot_be_read_is_told() {
    bench.withoutSecret(SftpDirectories.PASSWORD);
    bench.secret(SftpDirectories.PRIVATE_KEY, "no key at all");
    String file = staged();

    bench.deliver();

    assertThat(reason(file)).contains("sftp-private-key cannot be read").doesNotContain("no key at all");
  }

  @ParameterizedTest
  @ValueSource(strings = { "sftp-host-key", "sftp-password" })
  void what_is_not_stored_yet_is_asked_for(String name) {
    bench.withoutSecret(name);
    String file = staged();

    bench.deliver();

    assertThat(state(file)).isEqualTo(MessageState.RETRY);
    assertThat(reason(file)).contains(name);
    assertThat(bench.server.report().path("signIns")).isEmpty();
  }

  @Test
  void another_host_key_stops_the_connection_before_anything_is_said() {
    String file = staged();
    bench.fault("\"kind\":\"host-key-changed\",\"times\":-1");

    bench.deliver();

    String expected = HostKey.read(bench.server.hostKey()).orElseThrow().fingerprint();
    verify(bench.files.connections).pause(
      eq(CONNECTION),
      eq("the check of the server's key"),
      contains(expected)
    );
    assertThat(state(file)).isEqualTo(MessageState.RETRY);
    assertThat(reason(file))
      .containsPattern("expected \\S+ SHA256:\\S+, saw \\S+ SHA256:")
      .contains("nothing was sent");
    assertThat(bench.server.report().path("signIns")).isEmpty();
    assertThat(bench.there()).isEmpty();
  }

  @Test
  void a_key_that_only_one_look_saw_is_told_as_that() {
    String file = staged();
    bench.fault("\"kind\":\"host-key-changed\",\"times\":1");

    bench.deliver();

    assertThat(reason(file)).contains("saw another one", "at a second look");
    assertThat(bench.taken()).isEmpty();
  }

  @Test
  void a_rename_whose_answer_is_lost_was_done_and_swept_away() {
    String file = staged();
    bench.fault("\"kind\":\"answer-lost\",\"method\":\"RENAME\",\"times\":1");

    bench.deliver();
    assertThat(bench.files.file(file).state()).isEqualTo(State.RENAMING);
    assertThat(state(file)).isEqualTo(MessageState.RETRY);
    bench.files.work.later();
    bench.deliver();

    assertThat(bench.files.file(file).state()).isEqualTo(State.DELIVERED);
    assertThat(bench.taken()).containsExactly(file);
    nothingWasWrong();
  }

  @Test
  void a_rename_begun_at_a_place_that_the_connection_no_longer_names_is_never_taken_for_done() {
    String file = staged();
    bench.fault("\"kind\":\"reset\",\"method\":\"RENAME\",\"times\":1");
    bench.deliver();
    assertThat(bench.files.file(file).state()).isEqualTo(State.RENAMING);
    bench.at("/", Swept.DELIVERED);
    bench.files.work.later();

    bench.deliver();

    assertThat(state(file)).isEqualTo(MessageState.HELD);
    assertThat(reason(file)).contains("begun at", "/import", "sent again");
    assertThat(bench.files.file(file).state()).isEqualTo(State.RENAMING);
    bench.at("/import", Swept.DELIVERED);
    bench.files.inbox.replay(bench.files.message(file).id(), "ann");
    bench.deliver();
    assertThat(bench.taken()).containsExactly(file);
    nothingWasWrong();
  }

  @Test
  void a_rename_whose_answer_is_lost_is_held_where_the_connection_says_so_and_a_person_decides() {
    bench.at("/import", Swept.HELD);
    String file = staged();
    bench.fault("\"kind\":\"answer-lost\",\"method\":\"RENAME\",\"times\":1");
    bench.deliverFor(2);
    assertThat(state(file)).isEqualTo(MessageState.HELD);
    assertThat(bench.files.file(file).state()).isEqualTo(State.RENAMING);

    assertThat(bench.files.desk().handedOver(CONNECTION, file, "seen at Stampli", "ann")).isTrue();
    bench.deliver();

    assertThat(state(file)).isEqualTo(MessageState.DONE);
    assertThat(bench.taken()).containsExactly(file);
    assertThat(bench.files.trail("file-delivered").getFirst().entry())
      .extracting(AuditEntry::actor, AuditEntry::reason)
      .containsExactly("ann", "by an operator's word: seen at Stampli");
    assertThat(bench.files.desk().handedOver(CONNECTION, file, "again", "ann")).isFalse();
  }

  @Test
  void a_rename_whose_answer_is_lost_is_found_under_its_final_name_where_nobody_swept() {
    bench.sweepsAfter(-1);
    String file = staged();
    bench.fault("\"kind\":\"answer-lost\",\"method\":\"RENAME\",\"times\":1");

    bench.deliverFor(2);

    assertThat(bench.files.file(file).state()).isEqualTo(State.DELIVERED);
    assertThat(bench.there()).containsExactly(file);
    nothingWasWrong();
  }

  @Test
  void who_claims_a_file_while_a_person_has_it_sent_again_changes_nothing_there() throws Exception {
    PaperServer server = new PaperServer(true);
    String file = staged();
    server.weather(Weather.CONNECTION_LOST);
    bench.files.deliver(server);
    bench.files.work.later();
    assertThat(bench.files.file(file).state()).isEqualTo(State.RENAMING);
    CountDownLatch deciding = new CountDownLatch(1);
    CountDownLatch claimed = new CountDownLatch(1);
    AuditTrail slow = new AuditTrail(new AuditStore(bench.files.db.database())) {
      @Override
      public void record(AuditEntry entry) {
        super.record(entry);
        deciding.countDown();
        awaited(claimed);
      }
    };
    StampliFiles worker = bench.files.files(server);
    try (ExecutorService person = Executors.newSingleThreadExecutor()) {
      Future<Boolean> again = person.submit(() ->
        bench.files.desk(bench.files.inbox, slow).sendAgain(CONNECTION, file, "not at Stampli", "ann")
      );
      awaited(deciding);
      bench.files.work.work(CONNECTION, StagedFiles.FLOW, 20, batch -> {
        worker.take(batch);
        claimed.countDown();
        assertThat(again).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(true);
        worker.upload(batch);
        worker.rename(batch);
      });
    }
    assertThat(server.taken()).isEmpty();

    bench.files.work.later();
    bench.files.deliver(server);

    assertThat(server.taken()).extracting(PaperServer.Taken::name).containsExactly(file);
    assertThat(state(file)).isEqualTo(MessageState.DONE);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void a_file_whose_message_waits_long_or_has_ended_is_sent_again_at_once() {
    String file = staged();
    bench.fault("\"kind\":\"offline\",\"method\":\"CONNECT\",\"times\":1");
    bench.deliver();
    assertThat(state(file)).isEqualTo(MessageState.RETRY);
    assertThat(bench.deliver()).isZero();

    assertThat(bench.files.desk().sendAgain(CONNECTION, file, "the server is back", "ann")).isTrue();
    assertThat(bench.deliver()).isEqualTo(1);
    assertThat(bench.taken()).containsExactly(file);

    String other = bench.files.stage(bill("3", "a")).getFirst();
    bench.files.inbox.end(CONNECTION, "the connection was removed", "ann");
    assertThat(bench.files.desk().sendAgain(CONNECTION, other, "it is there again", "ann")).isTrue();
    bench.deliver();
    assertThat(bench.taken()).containsExactly(file, other);
  }

  @Test
  void a_decision_and_what_acts_on_it_are_of_one_commit() {
    String file = staged();
    bench.fault("\"kind\":\"rename-fails\",\"times\":3");
    bench.deliverFor(3);
    Inbox dies = spy(bench.files.inbox);
    doThrow(new IllegalStateException("died")).when(dies).storeWithin(any());

    Assertions.assertThatThrownBy(() ->
      bench.files.desk(dies, bench.files.audit).handedOver(CONNECTION, file, "by hand", "ann")
    ).hasMessage("died");

    assertThat(bench.files.file(file).state()).isEqualTo(State.UPLOADED);
    assertThat(bench.files.trail("file-delivered")).isEmpty();
  }

  @Test
  void what_lies_there_of_files_that_are_over_is_removed_with_the_next_file() {
    String byHand = staged();
    bench.fault("\"kind\":\"no-rename\",\"times\":1");
    bench.deliver();
    String givenUp = bench.files.stage(bill("3", "a")).getFirst();
    bench.fault("\"kind\":\"cut\",\"method\":\"WRITE\",\"times\":1,\"bytes\":10");
    bench.deliver();
    assertThat(bench.files.desk().handedOver(CONNECTION, byHand, "by hand", "ann")).isTrue();
    assertThat(bench.files.inbox.discard(bench.files.message(givenUp).id(), "wrong", "ann")).isTrue();
    assertThat(bench.there()).containsExactly(
      byHand + StampliFiles.UNFINISHED,
      givenUp + StampliFiles.UNFINISHED
    );

    String next = bench.files.stage(bill("4", "a")).getFirst();
    bench.deliver();

    assertThat(bench.taken()).containsExactly(next);
    assertThat(bench.there()).isEmpty();
  }

  @Test
  void who_may_not_delete_what_is_left_delivers_all_the_same() throws Exception {
    bench.sweepsAfter(-1);
    String file = staged();
    bench.fault("\"kind\":\"no-rename\",\"times\":1");
    bench.deliver();
    handOver(file, bench.files.store.content(bench.files.file(file)).orElseThrow());
    bench.files.inbox.replay(bench.files.message(file).id(), "ann");

    bench.files.deliver((connection, settings) ->
      new Through(bench.sftp.open(connection, settings)) {
        @Override
        public void delete(String name) {
          throw new RemoteFailure(
            new Failure("stampli", FailureKind.STRUCTURAL, 3, "no", Optional.empty(), true)
          );
        }
      }
    );

    assertThat(state(file)).isEqualTo(MessageState.DONE);
    assertThat(bench.files.file(file).state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void a_lease_that_is_lost_while_the_directory_is_listed_lets_nothing_be_put() {
    PaperServer server = new PaperServer(true);
    String file = staged();

    bench.files.deliver((connection, settings) ->
      new Through(server.open(connection, settings)) {
        @Override
        public Map<String, Long> list() {
          doThrow(new LeaseLost("tenant-1")).when(bench.files.leases).require(any(), any());
          return super.list();
        }

        @Override
        public void put(String name, byte[] content) {
          throw new AssertionError("nobody may put " + name);
        }
      }
    );

    assertThat(state(file)).isEqualTo(MessageState.RETRY);
    assertThat(bench.files.file(file).state()).isEqualTo(State.STAGED);
  }

  @Test
  void a_connection_that_is_removed_gives_up_what_never_left_and_names_the_rest() {
    String never = staged();
    String there = bench.files.stage(bill("3", "a")).getFirst();
    StagedFile uploaded = bench.files.file(there);
    bench.files.db
      .database()
      .durably(() -> bench.files.store.advance(uploaded, State.STAGED, State.UPLOADED, "s"));
    Connection connection = bench.files.connections.find(CONNECTION).orElseThrow();

    assertThat(bench.files.discarding.leave(connection))
      .contains("1 files", "look whether Stampli has", there)
      .doesNotContain(never);

    assertThat(bench.files.file(never).state()).isEqualTo(State.DISCARDED);
    assertThat(bench.files.bill("1").state()).isEqualTo(MessageState.RETRY);
    assertThat(bench.files.file(there).state()).isEqualTo(State.UPLOADED);
    assertThat(bench.files.bill("3").state()).isEqualTo(MessageState.HELD);
    assertThat(bench.files.trail("file-discard").getFirst().entry().reason()).isEqualTo(
      "the connection was removed"
    );
  }

  @Test
  void a_file_of_a_connection_that_comes_again_is_for_a_person_where_stampli_may_have_it() {
    String there = staged();
    bench.fault("\"kind\":\"rename-fails\",\"times\":3");
    bench.deliverFor(3);
    assertThat(bench.files.file(there).state()).isEqualTo(State.UPLOADED);
    assertThat(state(there)).isEqualTo(MessageState.DEAD);
    String given = bench.files.stage(bill("3", "a")).getFirst();
    bench.files.discarding.leave(bench.files.connections.find(CONNECTION).orElseThrow());
    bench.files.inbox.end(CONNECTION, "the connection was removed", "ann");
    assertThat(state(there)).isEqualTo(MessageState.SKIPPED);

    assertThat(bench.files.unattended().attend(CONNECTION)).isEqualTo(1);
    assertThat(bench.files.unattended().attend(CONNECTION)).isZero();

    assertThat(state(there)).isEqualTo(MessageState.HELD);
    assertThat(reason(there)).contains("look whether Stampli has it");
    assertThat(bench.files.file(there).reason()).hasValue(reason(there));
    assertThat(bench.deliver()).isZero();
    // The poll finds its bills new, and that of the file that was given up.
    bench.files.receive(bill("1", "a"), bill("2", "a"), bill("3", "a"));
    bench.files.stageDue(bill("1", "a"), bill("2", "a"), bill("3", "a"));
    assertThat(bench.files.bill("1").reason()).isEqualTo("waits for its file " + there);
    assertThat(bench.files.bill("3").reason()).startsWith("waits for its file ").doesNotContain(given);
    bench.deliver();
    assertThat(bench.taken()).hasSize(1).doesNotContain(there, given);

    assertThat(bench.files.desk().sendAgain(CONNECTION, there, "not at Stampli", "ann")).isTrue();
    bench.deliver();

    assertThat(bench.taken()).hasSize(2).contains(there);
    bench.files.stageDue();
    assertThat(bench.files.bill("1").state()).isEqualTo(MessageState.DONE);
    assertThat(bench.files.bill("3").state()).isEqualTo(MessageState.DONE);
    nothingWasWrong();
  }

  @Test
  void a_file_that_never_left_and_lost_its_message_goes_by_itself() {
    String file = staged();
    bench.files.inbox.end(CONNECTION, "the connection was removed", "ann");

    assertThat(bench.files.unattended().attend(CONNECTION)).isEqualTo(1);
    bench.deliver();

    assertThat(bench.taken()).containsExactly(file);
  }

  @Test
  void a_person_may_have_a_file_sent_again_that_did_not_arrive() {
    bench.at("/import", Swept.HELD);
    String file = staged();
    bench.fault("\"kind\":\"answer-lost\",\"method\":\"RENAME\",\"times\":1");
    bench.deliverFor(2);

    assertThat(bench.files.desk().sendAgain(CONNECTION, file, "not at Stampli", "ann")).isTrue();
    bench.deliver();

    assertThat(bench.taken()).containsExactly(file, file);
    assertThat(state(file)).isEqualTo(MessageState.DONE);
    assertThat(bench.files.trail("file-send-again").getFirst().entry().actor()).isEqualTo("ann");
  }

  @Test
  void a_file_that_somebody_has_put_there_by_hand_is_delivered_and_not_replaced() throws Exception {
    bench.sweepsAfter(-1);
    String file = staged();
    handOver(file, bench.files.store.content(bench.files.file(file)).orElseThrow());

    bench.deliver();

    assertThat(bench.files.file(file).state()).isEqualTo(State.DELIVERED);
    assertThat(bench.files.trail("file-delivered").getFirst().entry().reason()).contains(
      "found under its final name"
    );
    assertThat(bench.there()).containsExactly(file);
    nothingWasWrong();
  }

  @Test
  void another_file_of_the_same_name_is_never_replaced() throws Exception {
    bench.sweepsAfter(-1);
    String file = staged();
    byte[] other = bench.files.store.content(bench.files.file(file)).orElseThrow().clone();
    other[0] ^= 1;
    handOver(file, other);

    bench.deliver();

    assertThat(state(file)).isEqualTo(MessageState.HELD);
    assertThat(reason(file)).contains("another file of this name");
    assertThat(bench.server.file(file)).hasValue(other);
  }

  private void handOver(String file, byte[] content) throws Exception {
    StampliSettings settings = StampliConnection.settings(bench.files.connections, CONNECTION).orElseThrow();
    try (RemoteDirectory server = bench.sftp.open(CONNECTION, settings)) {
      server.put("by-hand.part", content);
      server.rename("by-hand.part", file);
    }
  }

  @Test
  void a_staged_file_that_was_lost_or_altered_on_the_disk_is_made_again_from_the_store() throws Exception {
    String lost = staged();
    String altered = bench.files.stage(bill("3", "a")).getFirst();
    Path directory = data.resolve("files").resolve(CONNECTION);
    Files.delete(directory.resolve(lost));
    Files.writeString(directory.resolve(altered), "something else");

    bench.deliver();

    assertThat(bench.taken()).containsExactly(lost, altered);
    for (String file : List.of(lost, altered)) {
      byte[] meant = bench.files.store.content(bench.files.file(file)).orElseThrow();
      assertThat(bench.server.file(file)).hasValue(meant);
      assertThat(Files.readAllBytes(directory.resolve(file))).isEqualTo(meant);
    }
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "DELETE FROM stampli_file_part WHERE file_id = :id",
      "UPDATE stampli_file_part SET content = CAST('x' AS BYTEA) WHERE file_id = :id",
      "UPDATE stampli_file SET sha256 = 'other' WHERE id = :id",
    }
  )
  void a_file_whose_bytes_were_altered_in_the_store_is_dead_and_its_neighbours_go(String harm)
    throws Exception {
    String before = staged();
    String altered = bench.files.stage(bill("3", "a")).getFirst();
    String behind = bench.files.stage(bill("4", "a")).getFirst();
    Files.delete(data.resolve("files").resolve(CONNECTION).resolve(altered));
    bench.files.db.database().sql().sql(harm).param("id", bench.files.file(altered).id()).update();

    bench.deliver();

    assertThat(bench.taken()).containsExactly(before, behind);
    assertThat(state(altered)).isEqualTo(MessageState.DEAD);
    assertThat(reason(altered)).contains("restore the store from its backup");
  }

  @Test
  void a_file_that_never_left_can_be_given_up_and_its_bills_enter_another() {
    String file = staged();
    long message = bench.files.message(file).id();

    assertThat(bench.files.inbox.discard(message, "wrong mapping", "ann")).isTrue();

    assertThat(bench.files.file(file).state()).isEqualTo(State.DISCARDED);
    assertThat(bench.files.bill("1").state()).isEqualTo(MessageState.RETRY);
    bench.files.stageDue(bill("1", "a"), bill("2", "a"));
    String next = bench.files.store.files(FileQuery.newest(1)).getFirst().name();
    assertThat(next).isNotEqualTo(file);
    bench.deliver();
    assertThat(bench.taken()).containsExactly(next);
    assertThat(bench.files.trail("file-discard")).hasSize(1);
  }

  @Test
  void a_file_that_is_at_the_server_cannot_be_given_up() {
    String file = staged();
    bench.fault("\"kind\":\"no-rename\",\"times\":1");
    bench.deliver();
    long message = bench.files.message(file).id();

    Assertions.assertThatThrownBy(() -> bench.files.inbox.discard(message, "no", "ann"))
      .isInstanceOf(DiscardRefused.class)
      .hasMessageContaining(file + " is at the server already");
    assertThat(bench.files.inbox.discard(List.of(bench.files.message(file)), "no", "ann")).isZero();

    assertThat(state(file)).isEqualTo(MessageState.DEAD);
    assertThat(bench.files.file(file).state()).isEqualTo(State.UPLOADED);
  }

  @Test
  void after_a_restored_backup_files_wait_and_those_of_before_are_for_a_person() {
    String before = staged();
    when(bench.files.recovery.looksFirst("tenant-1")).thenReturn(true);
    when(bench.files.recovery.recoveredFrom()).thenReturn(
      Optional.of(java.time.Instant.now().plusSeconds(1))
    );
    bench.deliver();
    assertThat(state(before)).isEqualTo(MessageState.RETRY);
    assertThat(reason(before)).contains("a backup was restored");
    assertThat(bench.taken()).isEmpty();

    when(bench.files.recovery.looksFirst("tenant-1")).thenReturn(false);
    bench.files.work.later();
    bench.deliver();

    assertThat(state(before)).isEqualTo(MessageState.HELD);
    assertThat(reason(before)).contains("before the backup");
    when(bench.files.recovery.recoveredFrom()).thenReturn(
      Optional.of(java.time.Instant.now().minusSeconds(3600))
    );
    assertThat(bench.files.desk().sendAgain(CONNECTION, before, "not there", "ann")).isTrue();
    bench.deliver();
    assertThat(bench.taken()).containsExactly(before);
  }

  @Test
  void what_another_node_or_operator_moved_meanwhile_is_looked_at_again() {
    String file = staged();
    FileSteps slow = new FileSteps(
      bench.files.store,
      bench.files.records,
      bench.files.receipts,
      bench.files.connections,
      bench.files.leases,
      bench.files.inbox,
      bench.files.db.database(),
      SftpProperties.DEFAULT
    ) {
      @Override
      StagedFile take(io.ledgerroutes.inbox.Batch batch, StagedFile was, State to, String server) {
        bench.files.db
          .database()
          .durably(() -> bench.files.store.advance(was, was.state(), State.DELIVERED, "s"));
        return super.take(batch, was, to, server);
      }
    };

    bench.files.deliver(bench.files.files(bench.sftp, slow));

    assertThat(state(file)).isEqualTo(MessageState.RETRY);
    bench.files.work.later();
    bench.deliver();
    assertThat(state(file)).isEqualTo(MessageState.DONE);
    assertThat(bench.taken()).isEmpty();
  }
}
