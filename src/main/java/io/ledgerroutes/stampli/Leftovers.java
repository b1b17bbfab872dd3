package io.ledgerroutes.stampli;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.remote.RemoteFailure;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Removes what lies at the server under the temporary names of files that are over: given up, or brought there by
 * somebody else. Nothing depends on it; what cannot be removed lies there until somebody does it by hand.
 */
@Component
class Leftovers {

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  private final StampliFileStore store;
  private final FileSteps steps;

  Leftovers(StampliFileStore store, FileSteps steps) {
    this.store = store;
    this.steps = steps;
  }

  /**
   * Removes those of the connection among these names.
   *
   * @throws io.ledgerroutes.posting.LeaseLost where this node may not
   */
  void clear(Batch batch, RemoteDirectory server, Collection<String> there) {
    there
      .stream()
      .filter(name -> isOver(batch.connection(), name))
      .forEach(name -> {
        steps.mayCall(batch);
        try {
          server.delete(name);
        } catch (RemoteFailure stays) {
          LOG.warn("{} stays at the server, remove it by hand: {}", name, stays.failure().words());
        }
      });
  }

  private boolean isOver(String connection, String name) {
    if (!name.endsWith(StampliFiles.UNFINISHED)) {
      return false;
    }
    String file = name.substring(0, name.length() - StampliFiles.UNFINISHED.length());
    return store.file(connection, file).filter(StagedFile::over).isPresent();
  }
}
