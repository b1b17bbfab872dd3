package io.ledgerroutes.stampli;

import static io.ledgerroutes.inbox.WorkBench.TENANT;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditRow;
import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.connection.IntegrationSettings;
import io.ledgerroutes.connection.Schedule;
import io.ledgerroutes.connection.XeroTenancy;
import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.inbox.PlainInbox;
import io.ledgerroutes.inbox.WorkBench;
import io.ledgerroutes.posting.Lease;
import io.ledgerroutes.posting.LinkStore;
import io.ledgerroutes.posting.Recovery;
import io.ledgerroutes.posting.TenantLeases;
import io.ledgerroutes.store.TestDatabase;
import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.vault.VaultKeys;
import io.ledgerroutes.vault.VaultStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** A store, a data directory and a connection that delivers files; the lease is held until said otherwise. */
final class FileBench implements AutoCloseable {

  static final String CONNECTION = "ledger-ap";
  static final Template TEMPLATE = new Template(
    Template.Format.CSV,
    List.of(
      new Template.Column("company", "Company"),
      new Template.Column("bill-id", "Bill"),
      new Template.Column("line-number", "Line"),
      new Template.Column("description", "Description")
    ),
    true,
    ',',
    "yyyy-MM-dd",
    '.'
  );

  record Settings(StampliSettings stampli) implements IntegrationSettings, StampliConnection {}

  final TestDatabase db;
  final Vault vault;
  final Connections connections = mock(Connections.class);
  final TenantLeases leases = mock(TenantLeases.class);
  final Recovery recovery = mock(Recovery.class);
  final StampliFileStore store;
  final FiledRecordStore records;
  final StagingDirectory disk;
  final LinkStore links;
  final AuditTrail audit;
  final Receipts receipts;
  final WorkBench work;
  final FileDiscarding discarding;
  final Inbox inbox;
  StagedFiles.Body body = FileBody::write;

  FileBench(TestDatabase db, Path dataDirectory) {
    this(db, dataDirectory, VaultKeys.generate());
  }

  FileBench(TestDatabase db, Path dataDirectory, String vaultKey) {
    this.db = db;
    JdbcTemplate jdbc = new JdbcTemplate(db.source());
    this.vault = new Vault(VaultKeys.of(vaultKey, null), new VaultStore(db.database()));
    this.records = new FiledRecordStore(db.database(), jdbc);
    this.store = new StampliFileStore(db.database(), records, vault);
    this.disk = new StagingDirectory(dataDirectory);
    this.work = new WorkBench(db, vault, List.of(new FilesAwaited(store)));
    this.links = new LinkStore(db.database(), work.store(), vault);
    this.audit = new AuditTrail(new AuditStore(db.database()));
    this.discarding = new FileDiscarding(store, work.store(), audit, db.database());
    this.inbox = PlainInbox.over(db, vault, List.of(discarding));
    this.receipts = new Receipts(store, records, links, work.store(), audit);
    settings(settings("127.0.0.1", 22, "/import", StampliSettings.Swept.DELIVERED, 5_000));
    when(leases.require(anyString(), any())).thenReturn(
      new Lease(TENANT, WorkBench.EPOCH, System.nanoTime() + Duration.ofHours(1).toNanos())
    );
    when(recovery.recoveredFrom()).thenReturn(Optional.empty());
  }

  static StampliSettings settings(
    String host,
    int port,
    String directory,
    StampliSettings.Swept swept,
    int rowsPerFile
  ) {
    return new StampliSettings(
      host,
      port,
      "stampli",
      directory,
      "C-1",
      Map.of(FileKind.INVOICES, TEMPLATE, FileKind.VENDORS, TEMPLATE),
      rowsPerFile,
      swept
    );
  }

  /** What the connection's file says from now on. */
  void settings(StampliSettings settings) {
    Connection connection = new Connection(
      CONNECTION,
      "test",
      LocalDate.of(2026, 1, 1),
      new XeroTenancy(TENANT, "main"),
      new Schedule("0 0 * * * ?", Optional.empty()),
      new Settings(settings),
      "-"
    );
    when(connections.find(CONNECTION)).thenReturn(Optional.of(connection));
  }

  FileSteps steps() {
    return new FileSteps(
      store,
      records,
      receipts,
      connections,
      leases,
      inbox,
      db.database(),
      SftpProperties.DEFAULT
    );
  }

  StampliFiles files(RemoteDirectories servers) {
    return files(servers, steps());
  }

  StampliFiles files(RemoteDirectories servers, FileSteps steps) {
    return new StampliFiles(store, disk, steps, servers, connections, recovery, new Leftovers(store, steps));
  }

  FileDesk desk() {
    return desk(inbox, audit);
  }

  FileDesk desk(Inbox inbox, AuditTrail audit) {
    return new FileDesk(store, receipts, steps(), connections, inbox, work.store(), audit, db.database());
  }

  UnattendedFiles unattended() {
    return new UnattendedFiles(store, inbox, db.database());
  }

  StagedFiles staging() {
    return new StagedFiles(store, records, disk, connections, leases, inbox, db.database(), body);
  }

  /** Messages of bills arrive and are staged; the name of each file, in order. */
  List<String> stage(FileEntry... entries) {
    List<String> before = names();
    receive(entries);
    stageDue(entries);
    return names()
      .stream()
      .filter(name -> !before.contains(name))
      .toList();
  }

  void receive(FileEntry... entries) {
    inbox.store(
      Arrays.stream(entries)
        .map(entry -> new NewMessage(CONNECTION, entry.recordType(), entry.recordId(), new byte[0], "c"))
        .toList()
    );
  }

  /** Works the bills that are due, each being this entry; others, which were released meanwhile, are what they were. */
  void stageDue(FileEntry... entries) {
    Map<String, FileEntry> byId = Arrays.stream(entries).collect(
      Collectors.toMap(FileEntry::recordId, entry -> entry)
    );
    StagedFiles staging = staging();
    work.work(CONNECTION, Entries.BILL, 500, batch -> {
      batch
        .elements()
        .forEach(element ->
          element.learn(FileEntry.class, byId.getOrDefault(element.key(), Entries.bill(element.key(), "a")))
        );
      staging.stage(batch);
    });
  }

  private List<String> names() {
    return store.files(FileQuery.newest(1_000)).reversed().stream().map(StagedFile::name).toList();
  }

  /** The route, once, over what is due. */
  int deliver(RemoteDirectories servers) {
    return deliver(files(servers));
  }

  int deliver(StampliFiles files) {
    return work.work(CONNECTION, StagedFiles.FLOW, 20, batch -> route(files, batch));
  }

  /** As routes/xero-stampli/files.camel.yaml has it. */
  static void route(StampliFiles files, Batch batch) {
    files.take(batch);
    files.upload(batch);
    files.rename(batch);
  }

  StagedFile file(String name) {
    return store.file(CONNECTION, name).orElseThrow();
  }

  Message message(String file) {
    return work.message(CONNECTION, StagedFiles.FLOW, file);
  }

  Message bill(String id) {
    return work.message(CONNECTION, Entries.BILL, id);
  }

  List<AuditRow> trail(String action) {
    return audit.find(AuditQuery.newest(100).ofAction(action));
  }

  /** The next lease is somebody else's. */
  void loseLease() {
    org.mockito.Mockito.doThrow(new io.ledgerroutes.posting.LeaseLost(TENANT))
      .doNothing()
      .when(leases)
      .confirm(eq(TENANT), anyLong());
  }

  @Override
  public void close() {
    db.close();
  }
}
