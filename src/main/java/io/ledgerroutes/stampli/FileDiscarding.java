package io.ledgerroutes.stampli;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Farewell;
import io.ledgerroutes.inbox.Discarding;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.stampli.StagedFile.State;
import io.ledgerroutes.store.Database;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Whoever discards a file's message, or removes its connection, gives the file up: its records are free for other
 * files. One that is at the server already cannot be given up, for Stampli may have it.
 */
@Component
class FileDiscarding implements Discarding, Farewell {

  private static final int SOME = 100;

  private final StampliFileStore store;
  private final InboxStore messages;
  private final AuditTrail audit;
  private final Database database;

  FileDiscarding(StampliFileStore store, InboxStore messages, AuditTrail audit, Database database) {
    this.store = store;
    this.messages = messages;
    this.audit = audit;
    this.database = database;
  }

  @Override
  public Optional<String> refusal(Message message) {
    return file(message)
      .filter(FileDiscarding::isAtTheServer)
      .map(
        file ->
          "file " +
          file.name() +
          " is at the server already, and its records must enter no other file: replay it, say that it was handed " +
          "over, or have it sent again"
      );
  }

  private static boolean isAtTheServer(StagedFile file) {
    return file.state() == State.UPLOADED || file.state() == State.RENAMING;
  }

  @Override
  public void discarded(Message message, String reason, String actor) {
    file(message).ifPresent(file -> giveUp(file, message.id(), reason, actor));
  }

  private Optional<StagedFile> file(Message message) {
    return message.flow().equals(StagedFiles.FLOW)
      ? store.locked(message.connection(), message.key())
      : Optional.empty();
  }

  private void giveUp(StagedFile file, Long message, String reason, String actor) {
    if (!store.advance(file, State.STAGED, State.DISCARDED, null)) {
      return;
    }
    audit.record(
      AuditEntry.of("file-discard")
        .connection(file.connection())
        .flow(StagedFiles.FLOW)
        .key(file.name())
        .message(message)
        .actor(actor)
        .outcome(State.DISCARDED.name())
        .reason(reason)
        .with("sha256", file.sha256())
        .with("records", file.records())
    );
    messages.releaseWaiting(StagedFile.waitsForName(file.connection(), file.name()));
  }

  /** Gives up what never left; what is at the server waits for a person, should the connection come again. */
  @Override
  public String leave(Connection connection) {
    int given = 0;
    for (
      List<StagedFile> some = some(connection, State.STAGED);
      !some.isEmpty();
      some = some(connection, State.STAGED)
    ) {
      List<StagedFile> now = some;
      database.durably(() ->
        now.forEach(file -> giveUp(file, null, "the connection was removed", AuditEntry.SYSTEM))
      );
      given += now.size();
    }
    List<String> left = Stream.of(State.UPLOADED, State.RENAMING)
      .flatMap(state -> some(connection, state).stream())
      .map(StagedFile::name)
      .toList();
    if (given == 0 && left.isEmpty()) {
      return "";
    }
    String words = given + " files for Stampli were given up before they left";
    return left.isEmpty()
      ? words
      : words + "; look whether Stampli has these, which may have reached it: " + String.join(", ", left);
  }

  private List<StagedFile> some(Connection connection, State state) {
    return store.files(FileQuery.newest(SOME).ofConnection(connection.id()).in(state));
  }
}
