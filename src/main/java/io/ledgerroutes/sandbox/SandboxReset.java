package io.ledgerroutes.sandbox;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** {@code DELETE /sandbox} reaches the runtime too: rows, links, cursors and staged files of its connections start afresh. */
class SandboxReset {

  private static final String ACTOR = "sandbox";
  private static final int LONGEST_WAITS = 300;

  private final Connections connections;
  private final SandboxResetStore store;
  private final SandboxSetUp setUp;
  private final Path staged;

  /** {@code staged} holds a directory of staged files for each connection. */
  SandboxReset(
    Sandbox sandbox,
    Connections connections,
    SandboxResetStore store,
    SandboxSetUp setUp,
    Path staged
  ) {
    this.staged = staged;
    this.connections = connections;
    this.store = store;
    this.setUp = setUp;
    sandbox.onReset(this::reset);
  }

  private void reset() {
    List<String> ids = connections.all().stream().map(Connection::id).toList();
    if (ids.isEmpty()) {
      return;
    }
    ids.forEach(id -> connections.pause(id, ACTOR));
    try {
      // A batch in work would leave links to invoices that are gone.
      for (int waits = 0; store.inFlight(ids) > 0 && waits < LONGEST_WAITS; waits++) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
      store.forget(
        ids,
        connections
          .all()
          .stream()
          .map(connection -> connection.xero().tenant())
          .distinct()
          .toList()
      );
      ids.forEach(this::forgetFiles);
      setUp.consentAgain();
    } finally {
      ids.forEach(id -> connections.resume(id, ACTOR));
    }
  }

  private void forgetFiles(String connection) {
    Path directory = staged.resolve(connection);
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
        "The staged files of connection " + connection + " cannot be deleted",
        e
      );
    }
  }
}
