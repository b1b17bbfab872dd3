package io.ledgerroutes.stampli;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.inbox.CorrelationId;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.MessageQuery;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.store.Database;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** The operator's hand on files: handed over by hand, or to be sent again. Giving up is a discard. */
@Component
public class FileDesk {

  private final StampliFileStore store;
  private final Receipts receipts;
  private final FileSteps steps;
  private final Connections connections;
  private final Inbox inbox;
  private final InboxStore messages;
  private final AuditTrail audit;
  private final Database database;

  FileDesk(
    StampliFileStore store,
    Receipts receipts,
    FileSteps steps,
    Connections connections,
    Inbox inbox,
    InboxStore messages,
    AuditTrail audit,
    Database database
  ) {
    this.store = store;
    this.receipts = receipts;
    this.steps = steps;
    this.connections = connections;
    this.inbox = inbox;
    this.messages = messages;
    this.audit = audit;
    this.database = database;
  }

  /**
   * An operator says that Stampli has the file: uploaded by hand, or found there. It counts as delivered.
   *
   * @param note how it is known, for the trail
   * @return false where there is no such file, it is being worked on this moment, or it is delivered or given up already
   */
  public boolean handedOver(String connection, String name, String note, String actor) {
    return decided(connection, name, file -> {
      String server = StampliConnection.settings(connections, connection)
        .map(StampliSettings::server)
        .orElse(null);
      Receipts.How how = new Receipts.How(actor, null, null, "by an operator's word: " + note);
      return receipts.arrived(connections.find(connection).orElseThrow(), file, file.state(), server, how);
    });
  }

  /**
   * An operator says that Stampli does not have the file: it is sent from the beginning.
   *
   * @param note how it is known, for the trail
   * @return false where there is no such file, it is being worked on this moment, or it is delivered or given up already
   */
  public boolean sendAgain(String connection, String name, String note, String actor) {
    return decided(connection, name, file -> {
      audit.record(entry("file-send-again", file, note, actor));
      return store.restart(file);
    });
  }

  /**
   * Decides, and has a new message look at the file, in one commit. The file's row is locked before its message is
   * looked at: whoever claims that later finds another step taken, and changes nothing at the server.
   */
  private boolean decided(String connection, String name, Predicate<StagedFile> decision) {
    NewMessage look = new NewMessage(
      connection,
      StagedFiles.FLOW,
      name,
      new byte[0],
      CorrelationId.current()
    );
    Optional<StagedFile> done = database.durably(() -> {
      Optional<StagedFile> decided = store
        .locked(connection, name)
        .filter(file -> !file.over())
        .filter(file -> !isAtWork(file))
        .filter(decision);
      // Due at once, whatever the last one waits for or how it ended; it supersedes those before it.
      decided.ifPresent(file -> inbox.storeWithin(List.of(look)));
      return decided;
    });
    done.ifPresent(file -> {
      inbox.announce(List.of(look));
      steps.ring(file);
    });
    return done.isPresent();
  }

  private boolean isAtWork(StagedFile file) {
    MessageQuery ofFile = MessageQuery.newest(1)
      .ofConnection(file.connection())
      .ofFlow(StagedFiles.FLOW)
      .ofKey(file.name());
    return !messages.find(ofFile.in(MessageState.IN_FLIGHT)).isEmpty();
  }

  private static AuditEntry entry(String action, StagedFile file, String reason, String actor) {
    return AuditEntry.of(action)
      .connection(file.connection())
      .flow(StagedFiles.FLOW)
      .key(file.name())
      .actor(actor)
      .reason(reason)
      .with("sha256", file.sha256());
  }
}
