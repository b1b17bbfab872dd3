package io.ledgerroutes.stampli;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.inbox.CorrelationId;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.store.Database;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Files on their way whose messages ended with their connection, which has come again: each gets a message. What had
 * reached the server was named to a person at the removal, who may have dealt with it since, so a person says what
 * became of it.
 */
@Component
public class UnattendedFiles {

  private static final String REMOVED =
    "its connection was removed after it had reached the server, and came again: look whether Stampli has it, then " +
    "say that it was handed over, or have it sent again";

  private final StampliFileStore store;
  private final Inbox inbox;
  private final Database database;

  UnattendedFiles(StampliFileStore store, Inbox inbox, Database database) {
    this.store = store;
    this.inbox = inbox;
    this.database = database;
  }

  /** Sees to it that each undelivered file of the connection has an open message; how many had none. */
  public int attend(String connection) {
    List<StagedFile> files = store.unattended(connection);
    if (files.isEmpty()) {
      return 0;
    }
    List<NewMessage> due = new ArrayList<>();
    database.durably(() -> {
      due.clear();
      files.forEach(file -> attend(file, due));
    });
    inbox.announce(due);
    return files.size();
  }

  private void attend(StagedFile file, List<NewMessage> due) {
    NewMessage message = new NewMessage(
      file.connection(),
      StagedFiles.FLOW,
      file.name(),
      new byte[0],
      CorrelationId.fresh()
    );
    if (file.state() == StagedFile.State.STAGED) {
      inbox.storeWithin(List.of(message));
      due.add(message);
    } else {
      inbox.holdWithin(message, REMOVED, AuditEntry.SYSTEM);
      store.stopped(file, REMOVED);
    }
  }
}
