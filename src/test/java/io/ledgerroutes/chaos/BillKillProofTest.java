package io.ledgerroutes.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.store.Postgres;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No bill is lost, none delivered twice and no half file ever seen under kill -9 at named points and random moments,
 * between upload and rename and between rename and settle too (issue proof 3).
 */
class BillKillProofTest {

  private static final System.Logger LOG = System.getLogger("seed");

  private final long seed = new Random().nextLong();

  @TempDir
  Path directory;

  @Test
  void bills_survive_kills_around_upload_and_rename() {
    survive(
      House.h2(directory),
      file -> file,
      3,
      10,
      KillPoint.AFTER_FILE_STEP,
      KillPoint.BEFORE_DELIVERED,
      KillPoint.BEFORE_FILE_STEP
    );
  }

  @Test
  @Tag("long")
  void bills_survive_thirty_kills_on_h2() {
    survive(House.h2(directory), BillKillProofTest::withoutRemarks, 30, 20, KillPoint.ofBills());
  }

  @Test
  @Tag("long")
  void bills_survive_twenty_kills_on_postgresql() {
    survive(Postgres.freshDatabase(), BillKillProofTest::withoutRemarks, 20, 20, KillPoint.ofBills());
  }

  /** Each is a call, and there are sixty a minute. */
  private static String withoutRemarks(String file) {
    return file.replace("history-note: true", "history-note: false");
  }

  private void survive(
    String store,
    UnaryOperator<String> settings,
    int kills,
    int portion,
    KillPoint... points
  ) {
    LOG.log(System.Logger.Level.INFO, "seed of the kills: " + seed);
    try (SandboxProcess sandbox = new SandboxProcess(directory)) {
      House house = House.ofBills(directory, store, sandbox, settings);
      BillKillProof proof = new BillKillProof(sandbox, house, seed);

      proof.run(kills, portion, points);

      LOG.log(System.Logger.Level.INFO, proof.report());
      assertThat(proof.faults()).as("seed " + seed).isEmpty();
      assertThat(proof.remarkedTwice()).as("seed " + seed).isEmpty();
      assertThat(proof.kills()).as(proof.report()).isGreaterThanOrEqualTo((kills * 2) / 3);
    }
  }
}
