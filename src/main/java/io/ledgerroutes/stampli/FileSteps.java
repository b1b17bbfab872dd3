package io.ledgerroutes.stampli;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.posting.TenantLeases;
import io.ledgerroutes.stampli.StagedFile.State;
import io.ledgerroutes.store.Database;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** A file's steps, each on disk before the next begins, under the lease of the batch that takes them. */
@Component
class FileSteps {

  private final StampliFileStore store;
  private final Receipts receipts;
  private final Connections connections;
  private final TenantLeases leases;
  private final Inbox inbox;
  private final Database database;
  private final SftpProperties sftp;

  FileSteps(
    StampliFileStore store,
    Receipts receipts,
    Connections connections,
    TenantLeases leases,
    Inbox inbox,
    Database database,
    SftpProperties sftp
  ) {
    this.store = store;
    this.receipts = receipts;
    this.connections = connections;
    this.leases = leases;
    this.inbox = inbox;
    this.database = database;
    this.sftp = sftp;
  }

  /**
   * Before something is changed at the server: only if the lease outlasts it.
   *
   * @throws io.ledgerroutes.posting.LeaseLost where this node may not
   */
  void mayCall(Batch batch) {
    leases.require(batch.tenant(), sftp.callTimeout());
  }

  /**
   * Takes a step.
   *
   * @return the file as it is now
   * @throws FileMoved where somebody else took one meanwhile
   * @throws io.ledgerroutes.posting.LeaseLost where this node may not
   */
  StagedFile take(Batch batch, StagedFile file, State to, String server) {
    return step(batch, file, () -> store.advance(file, file.state(), to, server));
  }

  /**
   * Notes that its absence at the server will prove nothing, as a step.
   *
   * @return the file as it is now
   * @throws FileMoved where somebody else took a step meanwhile
   * @throws io.ledgerroutes.posting.LeaseLost where this node may not
   */
  StagedFile doubt(Batch batch, StagedFile file) {
    return step(batch, file, () -> store.doubt(file));
  }

  private StagedFile step(Batch batch, StagedFile file, BooleanSupplier taken) {
    return database.durably(() -> {
      leases.confirm(batch.tenant(), batch.epoch());
      if (!taken.getAsBoolean()) {
        throw new FileMoved(file);
      }
      return store.file(file.connection(), file.name()).orElseThrow();
    });
  }

  /**
   * The last step: its records have their links and nobody waits for it any more.
   *
   * @param words how it is known that it arrived; null where it was renamed just now
   */
  void deliver(Batch batch, Element element, StagedFile file, String server, String words) {
    Receipts.How how = new Receipts.How(
      AuditEntry.SYSTEM,
      element.message().id(),
      element.message().correlationId(),
      words
    );
    database.durably(() -> {
      leases.confirm(batch.tenant(), batch.epoch());
      if (
        !receipts.arrived(connections.find(file.connection()).orElseThrow(), file, file.state(), server, how)
      ) {
        throw new FileMoved(file);
      }
    });
    ring(file);
  }

  /** What waited for the file is due. */
  void ring(StagedFile file) {
    store.recordTypes(file).forEach(flow -> inbox.ring(file.connection(), flow));
  }

  /** Notes what stopped a file, for the console. */
  void stopped(StagedFile file, String reason) {
    database.transact(() -> {
      store.stopped(file, reason);
      return null;
    });
  }
}
