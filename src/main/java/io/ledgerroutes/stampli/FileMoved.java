package io.ledgerroutes.stampli;

import io.ledgerroutes.inbox.TryLater;
import java.time.Duration;

/** Somebody else, another node or an operator, has taken a step with the file meanwhile: look again. */
final class FileMoved extends TryLater {

  FileMoved(StagedFile file) {
    super("somebody else went on with file " + file.name() + " meanwhile", Duration.ZERO);
  }
}
