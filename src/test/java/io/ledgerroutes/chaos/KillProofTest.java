package io.ledgerroutes.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is lost and nothing double under kill -9 at named points and random moments (issue proof 2). */
class KillProofTest {

  private static final System.Logger LOG = System.getLogger("seed");
  private final long seed = new Random().nextLong();

  @TempDir
  Path directory;

  @Test
  void orders_survive_kills_on_h2() {
    survive(true, 88, 11);
  }

  @Test
  void orders_survive_kills_on_postgresql() {
    survive(false, 88, 11);
  }

  @Test
  @Tag("long")
  void five_hundred_orders_survive_thirty_three_kills_on_h2() {
    survive(true, 500, 33);
  }

  @Test
  @Tag("long")
  void five_hundred_orders_survive_thirty_three_kills_on_postgresql() {
    survive(false, 500, 33);
  }

  /** The proof bites: a node that neither remembers its intents nor looks at the target leaves orders behind. */
  @Test
  void without_intents_and_without_looking_the_proof_fails() {
    try (SandboxProcess sandbox = new SandboxProcess(directory)) {
      House house = House.onH2(directory, sandbox.port(), 1);
      KillProof proof = new KillProof(
        sandbox,
        house,
        Set.of(Guard.SPENT_CALLS, Guard.INTENT, Guard.LOOK),
        seed
      );

      proof.run(10, 2);

      LOG.log(System.Logger.Level.INFO, "without intents and looking: " + proof.faults());
      assertThat(proof.faults()).as("seed " + seed).isNotEmpty();
    }
  }

  /** The proof bites for credit notes as well: unlooked for, one whose answer was lost never gets its money. */
  @Test
  @Tag("long")
  void without_looking_for_credit_notes_the_proof_fails() {
    try (SandboxProcess sandbox = new SandboxProcess(directory)) {
      House house = House.onH2(directory, sandbox.port(), 1);
      KillProof proof = new KillProof(
        sandbox,
        house,
        Set.of(Guard.SPENT_CALLS, Guard.INTENT, Guard.LOOK_FOR_NOTES),
        seed
      );

      proof.run(10, 1, KillPoint.AFTER_CREDIT_NOTES_WRITE);

      assertThat(proof.faults()).as("seed " + seed).isNotEmpty();
    }
  }

  private void survive(boolean h2, int orders, int kills) {
    LOG.log(System.Logger.Level.INFO, "seed of the kills: " + seed);
    try (SandboxProcess sandbox = new SandboxProcess(directory)) {
      House house = h2
        ? House.onH2(directory, sandbox.port(), 1)
        : House.onPostgres(directory, sandbox.port(), 1);
      KillProof proof = new KillProof(sandbox, house, Set.of(Guard.SPENT_CALLS), seed);

      proof.run(orders, kills);

      LOG.log(System.Logger.Level.INFO, proof.report());
      assertThat(proof.faults()).as("seed " + seed).isEmpty();
      proof.everyPointWasHit();
    }
  }
}
