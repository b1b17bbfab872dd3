package io.ledgerroutes.stampli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.sandbox.sftp.Stampli;
import io.ledgerroutes.sandbox.stage.Faults;
import io.ledgerroutes.sandbox.stage.Journal;
import io.ledgerroutes.sandbox.stage.Json;
import io.ledgerroutes.store.TestDatabase;
import io.ledgerroutes.vault.VaultKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A delivering process is killed again and again, with kill -9 and at chosen places; Stampli counts what it got. */
class FileKillTest {

  private static final int BILLS_A_LIFE = 7;

  @TempDir
  Path directory;

  private final String vaultKey = VaultKeys.generate();
  private final Random random = new Random(6);
  private int killed;

  @Test
  void two_kills_lose_nothing_and_double_nothing() throws Exception {
    // Between a rename and its commit, and whenever.
    kill(List.of(19, 0));
  }

  @Test
  @Tag("long")
  void twenty_four_kills_lose_nothing_and_double_nothing() throws Exception {
    kill(
      IntStream.range(0, 24)
        .map(life -> life % 4 == 3 ? 0 : 1 + random.nextInt(30))
        .boxed()
        .toList()
    );
  }

  private void kill(List<Integer> places) throws Exception {
    try (
      Faults faults = new Faults();
      Journal journal = new Journal(null);
      Stampli server = new Stampli(0, null, journal, Clock.systemUTC(), faults)
    ) {
      server.changeHabits(Json.object().put("sweepAfterMillis", 5));
      int bills = 0;
      for (int place : places) {
        bills += BILLS_A_LIFE;
        live(server, bills, place);
      }
      assertThat(killed).as("kills").isGreaterThanOrEqualTo(places.size() - 1);
      Process last = node(server, bills, 0);
      assertThat(last.waitFor(60, TimeUnit.SECONDS)).as(output()).isTrue();
      assertThat(last.exitValue()).as(output()).isZero();
      counted(server, bills);
    }
  }

  private void live(Stampli server, int bills, int place) throws Exception {
    Process node = node(server, bills, place);
    try {
      boolean ended = place > 0
        ? node.waitFor(60, TimeUnit.SECONDS)
        : node.waitFor(1_500 + random.nextInt(2_500), TimeUnit.MILLISECONDS);
      if (!ended || node.exitValue() == 137) {
        killed++;
      }
    } finally {
      node.destroyForcibly().waitFor();
    }
  }

  private Process node(Stampli server, int bills, int place) throws IOException {
    return new ProcessBuilder(
      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
      "-Xmx200m",
      "-cp",
      System.getProperty("java.class.path"),
      FileNode.class.getName(),
      directory.toString(),
      vaultKey,
      Integer.toString(server.port()),
      server.hostKey(),
      Integer.toString(bills),
      Integer.toString(place)
    )
      .redirectErrorStream(true)
      .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("node.log").toFile()))
      .start();
  }

  private String output() throws IOException {
    return Files.readString(directory.resolve("node.log"));
  }

  private void counted(Stampli server, int bills) {
    server.sweep();
    assertThat(server.report().path("violations")).isEmpty();
    assertThat(server.report().path("duplicates")).isEmpty();
    try (FileBench bench = new FileBench(TestDatabase.h2(directory), directory, vaultKey)) {
      List<StagedFile> files = bench.store.files(FileQuery.newest(1_000));
      assertThat(files)
        .isNotEmpty()
        .allMatch(file -> file.state() == StagedFile.State.DELIVERED);
      assertThat(
        server
          .report()
          .path("taken")
          .valueStream()
          .map(file -> file.path("sha256").asText())
      ).containsExactlyInAnyOrderElementsOf(files.stream().map(StagedFile::sha256).toList());
      assertThat(IntStream.range(0, bills).mapToObj(number -> bench.bill("b" + number).state())).containsOnly(
        MessageState.DONE
      );
      assertThat(files.stream().mapToInt(StagedFile::records).sum())
        .as("each bill in one file")
        .isEqualTo(bills);
    }
  }
}
