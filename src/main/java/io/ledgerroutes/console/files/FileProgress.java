package io.ledgerroutes.console.files;

import io.ledgerroutes.stampli.StagedFile.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a file has come, step by step. */
final class FileProgress {

  private FileProgress() {}

  /**
   * One step.
   *
   * @param tone class that colours it
   * @param word whether it is done
   * @param what it is
   * @param at when it was done, as far as that is known
   */
  record Step(String tone, String word, String what, @Nullable Instant at) {}

  static List<Step> of(FileView file) {
    if (file.state() == State.DISCARDED) {
      return List.of(
        step(file, State.STAGED, "whole on this side", file.stagedAt()),
        new Step(
          "soft",
          "given up",
          "by an operator, before it was uploaded: its records are free again",
          null
        )
      );
    }
    return List.of(
      step(file, State.STAGED, "whole on this side, read back and compared", file.stagedAt()),
      step(file, State.UPLOADED, "whole at the server under a temporary name, its size verified", null),
      step(file, State.RENAMING, "about to get its final name", null),
      step(file, State.DELIVERED, "under its final name, where Stampli fetches it", file.deliveredAt())
    );
  }

  private static Step step(FileView file, State step, String what, Instant at) {
    boolean done = file.state().ordinal() >= step.ordinal();
    boolean next = !done && file.state().ordinal() + 1 == step.ordinal();
    if (next && file.dead()) {
      return new Step("bad", "stopped", what, null);
    }
    return done
      ? new Step("good", "done", what, at)
      : new Step(next ? "warn" : "soft", next ? "next" : "to come", what, null);
  }
}
