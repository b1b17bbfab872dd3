package io.ledgerroutes.xerostampli;

import io.ledgerroutes.connection.ConnectionProblems;
import io.ledgerroutes.connection.Integration;
import io.ledgerroutes.connection.IntegrationSettings;
import io.ledgerroutes.connection.SettingsNode;
import io.ledgerroutes.stampli.StagedFiles;
import io.ledgerroutes.xero.PayableTypes;
import io.ledgerroutes.xero.mirror.XeroMirrorSchedule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The integration Xero → Stampli. */
@Component
public class XeroStampli implements Integration {

  /** As it stands after {@code integration:} in a connection's file. */
  public static final String NAME = "xero-stampli";

  /** The flow of the poll of bills, credits, purchase orders and suppliers. */
  public static final String POLL = "xero-bills-poll";

  /** The flow of bills; the key is Xero's InvoiceID. */
  public static final String BILL = PayableTypes.BILL;

  /** The flow of suppliers' credits; the key is Xero's CreditNoteID. */
  public static final String CREDIT = PayableTypes.SUPPLIER_CREDIT;

  /** The flow of purchase orders; the key is Xero's PurchaseOrderID. */
  public static final String ORDER = PayableTypes.PURCHASE_ORDER;

  /** The flow of suppliers; the key is Xero's ContactID. */
  public static final String SUPPLIER = PayableTypes.SUPPLIER;

  /** The flow of remarks in the history of delivered bills; the key is Xero's InvoiceID. */
  public static final String NOTE = "xero-bill-note";

  /** The flow that feeds backfills. */
  public static final String BACKFILL = "xero-bill-backfill";

  /** The flow of files; the key is the file's name. */
  public static final String FILE = StagedFiles.FLOW;

  private static final String INVOICES = "accounting.invoices";
  private static final String READ = ".read";
  /** Opens prepayments and overpayments (facts, Xero 1), which a comparison tells (rule P4). */
  private static final String PREPAID = "accounting.payments" + READ;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> flows() {
    return Set.of(BILL, CREDIT, ORDER, SUPPLIER, NOTE, FILE, POLL, BACKFILL);
  }

  @Override
  public String pollFlow() {
    return POLL;
  }

  @Override
  public Set<String> credentials() {
    return Set.of("sftp-host-key");
  }

  @Override
  public List<Set<String>> alternativeCredentials() {
    return List.of(Set.of("sftp-password", "sftp-private-key"));
  }

  @Override
  public Set<String> credentialsOfSeveralLines() {
    return Set.of("sftp-private-key", "sftp-host-key");
  }

  @Override
  public Set<String> xeroScopes() {
    return Set.of(INVOICES + READ, PREPAID, "accounting.contacts.read", "accounting.settings.read");
  }

  /** Only remarks in a bill's history are ever written. */
  @Override
  public Set<String> xeroScopes(IntegrationSettings settings) {
    boolean writes = settings instanceof XeroStampliSettings own && own.historyNote();
    return writes
      ? Set.of(INVOICES, PREPAID, "accounting.contacts.read", "accounting.settings.read")
      : xeroScopes();
  }

  @Override
  public Map<String, String> xeroEvents() {
    return Map.of("INVOICE", BILL, "CREDITNOTE", CREDIT, "CONTACT", XeroMirrorSchedule.FLOW);
  }

  @Override
  public IntegrationSettings read(SettingsNode section, ConnectionProblems problems) {
    return SettingsReader.read(section, problems);
  }
}
