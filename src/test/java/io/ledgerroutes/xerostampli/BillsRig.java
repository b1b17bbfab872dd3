package io.ledgerroutes.xerostampli;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Schedule;
import io.ledgerroutes.connection.XeroTenancy;
import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.inbox.PlainInbox;
import io.ledgerroutes.inbox.SeenStore;
import io.ledgerroutes.inbox.WorkBench;
import io.ledgerroutes.polling.PollCursorStore;
import io.ledgerroutes.polling.PollSettings;
import io.ledgerroutes.polling.PolledRecords;
import io.ledgerroutes.posting.Recovery;
import io.ledgerroutes.reconcile.BackfillPeriods;
import io.ledgerroutes.reconcile.Period;
import io.ledgerroutes.reconcile.Report;
import io.ledgerroutes.stampli.FileEntry;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.stampli.FiledRecordStore;
import io.ledgerroutes.stampli.StagedFile;
import io.ledgerroutes.stampli.StampliFileStore;
import io.ledgerroutes.stampli.UnattendedFiles;
import io.ledgerroutes.xero.XeroJson;
import io.ledgerroutes.xero.XeroPeriod;
import io.ledgerroutes.xero.XeroTestBed;
import io.ledgerroutes.xero.mirror.MirrorKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The flow of bills against the sandbox's Xero, on a database of its own; what files hold is what a test says. */
final class BillsRig implements AutoCloseable {

  static final String CONNECTION = "craft-bills";
  static final String TENANT = XeroTestBed.TENANT;
  private static final String HASH = "-";
  private static final String SETTINGS = """
    server: sftp://ledger@sftp.example/import
    company: PAPER-1
    accounts: same
    tax-codes: same
    """;

  final XeroTestBed bed = new XeroTestBed();
  final WorkBench work = new WorkBench(bed.store, bed.vault, List.of());
  final AuditTrail audit = new AuditTrail(new AuditStore(bed.store.database()));
  final BillAlarms alarms = new BillAlarms(
    new BillAlarmStore(bed.store.database()),
    audit,
    bed.store.database()
  );
  private final FiledRecordStore store = mock(FiledRecordStore.class);
  private final FiledRecords filed = new FiledRecords(store);
  final Inbox inbox = PlainInbox.over(bed.store, bed.vault, List.of(alarms, new FiledDiscarding(filed)));
  final Recovery recovery = mock(Recovery.class);
  final BackfillPeriods approved = mock(BackfillPeriods.class);
  final BillDecisions decisions = new BillDecisions(
    new BillDecisionStore(bed.store.database()),
    audit,
    bed.store.database()
  );
  final Map<String, List<FiledRecord>> files = new HashMap<>();
  final List<FileEntry> staged = new ArrayList<>();

  private final XeroTestBed.Node node;
  private final BillContext context;
  private final WaitingBills waiting;
  final UnattendedFiles unattended = mock(UnattendedFiles.class);
  /** How long hints of webhooks wait for others. */
  Duration pooled = Duration.ZERO;
  /** The connection's start-date, from the next {@link #connect} on. */
  LocalDate start = LocalDate.of(2026, 1, 1);

  BillsRig() {
    this("");
  }

  /** With more settings under {@code stampli:}. */
  BillsRig(String settings) {
    connect(settings);
    this.node = bed.node();
    bed.consent(node, CONNECTION);
    when(store.latest(anyString(), anyString(), any())).thenAnswer(asked -> latest(asked.getArgument(2)));
    when(store.versions(anyString(), anyString(), any())).thenAnswer(asked -> versions(asked.getArgument(2)));
    when(store.numbered(anyString(), any())).thenAnswer(asked -> numbered(asked.getArgument(1)));
    this.context = new BillContext(bed.connections, node.reference, approved);
    this.waiting = new WaitingBills(work.store(), node.mirrorChanges, bed.store.database());
    when(recovery.recoveredFrom()).thenReturn(Optional.empty());
    bed.lease(WorkBench.EPOCH, Duration.ofHours(1));
  }

  /** What the connection's file says from now on. */
  void connect(String settings) {
    bed.connect(
      new Connection(
        CONNECTION,
        XeroStampli.NAME,
        start,
        new XeroTenancy(TENANT, "main"),
        new Schedule("0 0 * * * ?", Optional.empty()),
        BillSample.only(SETTINGS + (settings.contains("pays:") ? settings : settings + "pays: stampli\n")),
        HASH
      )
    );
  }

  private Map<String, List<FiledRecord>> versions(Collection<String> ids) {
    Map<String, List<FiledRecord>> versions = new HashMap<>(files);
    versions.keySet().retainAll(ids);
    return versions;
  }

  private Map<String, FiledRecord> latest(Collection<String> ids) {
    Map<String, FiledRecord> latest = new HashMap<>();
    ids
      .stream()
      .filter(files::containsKey)
      .forEach(id -> latest.put(id, files.get(id).getLast()));
    return latest;
  }

  private List<FiledRecord> numbered(Collection<String> numbers) {
    return files
      .values()
      .stream()
      .flatMap(List::stream)
      .filter(record -> numbers.stream().anyMatch(number -> sameNumber(number, record.number())))
      .toList();
  }

  private static boolean sameNumber(String one, String other) {
    return FiledRecord.numberKey(one).equals(FiledRecord.numberKey(other));
  }

  /** A poll, once. */
  void poll() {
    XeroBills bills = new XeroBills(
      context,
      node.mirror,
      node.mirrorChanges,
      new PollCursorStore(bed.store.database()),
      new PollSettings(Duration.ofMinutes(15), Duration.ofSeconds(1)),
      new PolledRecords(new SeenStore(bed.store.database()), inbox),
      filed,
      waiting,
      unattended
    );
    inbox.store(List.of(new NewMessage(CONNECTION, XeroStampli.POLL, "poll", new byte[0], "c")));
    work(XeroStampli.POLL, bills::poll);
  }

  /** The connection goes for good, and its organisation's mirrors stay, another connection using them. */
  void remove() {
    bed.store
      .database()
      .durably(() -> {
        new SeenStore(bed.store.database()).forgetUnfinished(CONNECTION);
        new PollCursorStore(bed.store.database()).forget(CONNECTION);
        inbox.end(CONNECTION, "the connection was removed", "ann");
      });
  }

  /** Works what is due of a flow, once. */
  int work(String flow, Consumer<Batch> steps) {
    return work.work(CONNECTION, flow, 500, batch ->
      steps.accept(new Batch(CONNECTION, flow, TENANT, batch.epoch(), batch.elements()))
    );
  }

  /** As routes/xero-stampli/bills.camel.yaml has it, up to the file: what would be staged is noted and left waiting. */
  int workBills() {
    return work(XeroStampli.BILL, batch -> {
      documents().fetch(batch);
      delivered().look(batch);
      new BillChoice(context, recovery).choose(batch);
      new OrderMatching(context, new BuyingBooks(node.reference, filed), decisions, waiting).match(batch);
      new BillEntries(context, filed, audit).translate(batch);
      batch
        .open()
        .forEach(element ->
          element
            .learned(FileEntry.class)
            .ifPresent(entry -> {
              staged.add(entry);
              element.settle(new io.ledgerroutes.inbox.Outcome.Held("staged"));
            })
        );
    });
  }

  private SupplierDocuments documents() {
    return new SupplierDocuments(
      context,
      new FreshMirrors(node.mirror, node.mirrorChanges, pooled),
      node.mirrorChanges,
      node.reference,
      new Suppliers(node.reference),
      decisions,
      filed,
      alarms,
      node.links
    );
  }

  private DeliveredBills delivered() {
    return new DeliveredBills(context, alarms, remarks());
  }

  /** What a dry run says of a bill now. */
  PlannedBill planned(String bill) {
    var documents = node.reference.supplierDocuments(TENANT, MirrorKind.BILLS, List.of(bill));
    return planner().plan(context.of(CONNECTION), documents).bills().getFirst();
  }

  private BillPlanner planner() {
    return new BillPlanner(
      context,
      new BuyingBooks(node.reference, filed),
      new Suppliers(node.reference),
      decisions,
      filed,
      alarms,
      node.links
    );
  }

  /** What a comparison says of a period now. */
  Report reconciled(Period period) {
    XeroPeriod nothingPrepaid = mock(XeroPeriod.class);
    XeroStampliPeriods periods = new XeroStampliPeriods(
      context,
      planner(),
      new Suppliers(node.reference),
      node.mirror,
      node.mirrorChanges,
      node.reference,
      nothingPrepaid,
      node.budget,
      store,
      mock(StampliFileStore.class),
      work.store()
    );
    return periods.reconcile(bed.connections.find(CONNECTION).orElseThrow(), period);
  }

  BillRemarks remarks() {
    return new BillRemarks(inbox, node.links, filed, node.posting, node.notes);
  }

  /** The last message of a record. */
  Message message(String flow, String key) {
    return work.message(CONNECTION, flow, key);
  }

  /** Keys of messages of a flow that wait to be worked. */
  List<String> due(String flow) {
    return bed.store
      .database()
      .sql()
      .sql("SELECT record_key FROM inbox WHERE flow = ? AND state IN ('RECEIVED', 'RETRY') ORDER BY id")
      .params(flow)
      .query(String.class)
      .list();
  }

  String supplier(String name, String accountNumber) {
    ObjectNode body = XeroJson.object();
    body.putArray("Contacts").addObject().put("Name", name).put("AccountNumber", accountNumber);
    return bed.byHand(TENANT, "PUT", "/Contacts", body).path("Contacts").path(0).path("ContactID").asText();
  }

  /** An order of one line. */
  String order(String number, String supplier, int net) {
    return document("/PurchaseOrders", "PurchaseOrders", supplier, net, order ->
      order.put("PurchaseOrderNumber", number)
    )
      .path("PurchaseOrderID")
      .asText();
  }

  /** An approved bill of one line. */
  String bill(String number, String supplier, int net) {
    return bill(supplier, net, bill -> bill.put("InvoiceNumber", number));
  }

  String bill(String supplier, int net, Consumer<ObjectNode> more) {
    return document("/Invoices", "Invoices", supplier, net, bill -> {
      bill.put("Type", "ACCPAY").put("DueDate", LocalDate.now().plusDays(20).toString());
      more.accept(bill);
    })
      .path("InvoiceID")
      .asText();
  }

  private JsonNode document(String path, String list, String supplier, int net, Consumer<ObjectNode> more) {
    ObjectNode body = XeroJson.object();
    ObjectNode document = body.putArray(list).addObject();
    document.put("Date", LocalDate.now().minusDays(3).toString()).put("Status", "AUTHORISED");
    document.putObject("Contact").put("ContactID", supplier);
    ArrayNode lines = document.putArray("LineItems");
    lines
      .addObject()
      .put("Description", "Paper")
      .put("Quantity", 1)
      .put("UnitAmount", net)
      .put("AccountCode", "400")
      .put("TaxType", "INPUT");
    more.accept(document);
    return bed.byHand(TENANT, "PUT", path, body).path(list).path(0);
  }

  /** A change of one bill by hand. */
  void change(String bill, Consumer<ObjectNode> change) {
    ObjectNode body = XeroJson.object();
    ObjectNode document = body.putArray("Invoices").addObject();
    document.put("InvoiceID", bill);
    change.accept(document);
    bed.byHand(TENANT, "POST", "/Invoices", body);
  }

  /** A payment of a bill by hand; its id. */
  String pay(String bill, int amount) {
    ObjectNode body = XeroJson.object();
    ObjectNode payment = body.putArray("Payments").addObject();
    payment.put("Amount", amount).put("Date", LocalDate.now().toString());
    payment.putObject("Invoice").put("InvoiceID", bill);
    payment.putObject("Account").put("Code", "090");
    return bed.byHand(TENANT, "PUT", "/Payments", body).path("Payments").path(0).path("PaymentID").asText();
  }

  /** A payment is taken back by hand. */
  void unpay(String payment) {
    bed.byHand(TENANT, "POST", "/Payments/" + payment, XeroJson.object().put("Status", "DELETED"));
  }

  /** What was staged of a bill stands in a file from now on. */
  void inFile(String bill, String file, StagedFile.State state) {
    FileEntry entry = staged
      .stream()
      .filter(one -> one.recordId().equals(bill))
      .reduce((_, later) -> later)
      .orElseThrow();
    List<FiledRecord> records = new ArrayList<>(files.getOrDefault(bill, List.of()));
    records.removeIf(record -> record.file().equals(file));
    records.add(
      new FiledRecord(
        entry.recordType(),
        entry.recordId(),
        entry.version(),
        file,
        state,
        entry.vendor(),
        entry.number(),
        entry.currency(),
        entry.net(),
        entry.total(),
        entry.due(),
        entry.orders()
      )
    );
    files.put(bill, records);
  }

  /** Calls that the sandbox's Xero has answered for the tenant, by method and path. */
  Map<String, Integer> calls() {
    Map<String, Integer> calls = new TreeMap<>();
    bed
      .ledger()
      .path("tenants")
      .path(TENANT)
      .path("calls")
      .path("byPath")
      .properties()
      .forEach(call -> calls.put(call.getKey(), call.getValue().asInt()));
    return calls;
  }

  static BigDecimal amount(String text) {
    return new BigDecimal(text);
  }

  @Override
  public void close() {
    bed.close();
  }
}
