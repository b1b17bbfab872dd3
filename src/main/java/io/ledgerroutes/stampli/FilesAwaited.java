package io.ledgerroutes.stampli;

import io.ledgerroutes.inbox.Awaited;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Messages that begin to wait for a file in the moment in which it is delivered, or given up, go on at once. */
@Component
class FilesAwaited implements Awaited {

  private final StampliFileStore store;

  FilesAwaited(StampliFileStore store) {
    this.store = store;
  }

  @Override
  public boolean isOver(String name) {
    String[] parts = name.split("/", 3);
    if (parts.length != 3 || !parts[1].equals(StagedFiles.FLOW)) {
      return false;
    }
    Optional<StagedFile> file = store.locked(parts[0], parts[2]);
    return file.map(StagedFile::over).orElse(true);
  }
}
