package io.ledgerroutes.stampli;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.inbox.Discarding;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.stampli.StagedFile.State;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Whoever discards a file's message gives the file up: its records are free for other files. One that is at the server
 * already cannot be given up, for Stampli may have it.
 */
@Component
class FileDiscarding implements Discarding {

  private final StampliFileStore store;
  private final InboxStore messages;
  private final AuditTrail audit;

  FileDiscarding(StampliFileStore store, InboxStore messages, AuditTrail audit) {
    this.store = store;
    this.messages = messages;
    this.audit = audit;
  }

  @Override
  public Optional<String> refusal(Message message) {
    return file(message)
      .filter(file -> file.state() == State.UPLOADED || file.state() == State.RENAMING)
      .map(
        file ->
          "file " +
          file.name() +
          " is at the server already, and its records must enter no other file: replay it, say that it was handed " +
          "over, or have it sent again"
      );
  }

  @Override
  public void discarded(Message message, String reason, String actor) {
    file(message)
      .filter(file -> store.advance(file, State.STAGED, State.DISCARDED, null))
      .ifPresent(file -> {
        audit.record(
          AuditEntry.of("file-discard")
            .connection(file.connection())
            .flow(StagedFiles.FLOW)
            .key(file.name())
            .message(message.id())
            .actor(actor)
            .outcome(State.DISCARDED.name())
            .reason(reason)
            .with("sha256", file.sha256())
            .with("records", file.records())
        );
        messages.releaseWaiting(StagedFile.waitsForName(file.connection(), file.name()));
      });
  }

  private Optional<StagedFile> file(Message message) {
    return message.flow().equals(StagedFiles.FLOW)
      ? store.locked(message.connection(), message.key())
      : Optional.empty();
  }
}
