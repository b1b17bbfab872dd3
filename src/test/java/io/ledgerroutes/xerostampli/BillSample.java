package io.ledgerroutes.xerostampli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ledgerroutes.connection.ConnectionProblems;
import io.ledgerroutes.connection.Integration;
import io.ledgerroutes.connection.IntegrationSettings;
import io.ledgerroutes.connection.SettingsFile;
import io.ledgerroutes.connection.SettingsNode;
import io.ledgerroutes.stampli.FileEntry.Share;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.stampli.StagedFile;
import io.ledgerroutes.xero.XeroRecord;
import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xerostampli.Match.LinePair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Bills, orders and suppliers of a small pottery, and the settings that deliver them. */
final class BillSample {

  static final ObjectMapper JSON = new ObjectMapper().enable(
    DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS
  );
  static final Path DIRECTORY = Path.of("src/test/resources/xerostampli");

  static final String SERVER = """
    server: sftp://ledger@sftp.example/import
    company: POTTERY-1
    pays: stampli
    """;
  static final String CODES = """
    accounts: { "300": 5000-RAW, "310": 5010-GLAZE, "429": 6100-SUNDRY, "430": 6200-FREIGHT }
    tax-codes: { INPUT: GST10, EXEMPTEXPENSES: FREE, NONE: FREE, BASEXCLUDED: OUT }
    dimensions:
      - { category: Region, values: { North: R-N, South: R-S } }
      - { category: Studio }
    vendors: { by: account-number, table: { "Kiln & Sons": V-KILN } }
    """;

  static final LedgerNames NAMES = new LedgerNames(
    "!P0tt3",
    "AUD",
    Map.of("INPUT", "GST on Expenses", "EXEMPTEXPENSES", "GST Free Expenses", "NONE", "Tax Exempt"),
    Map.of("INPUT", new BigDecimal("10.0000"), "EXEMPTEXPENSES", BigDecimal.ZERO, "NONE", BigDecimal.ZERO)
  );

  static final Supplier CLAY = new Supplier(
    "c1a10000-0000-4000-8000-000000000001",
    "Clay Pit Pty Ltd",
    "V-CLAY",
    "51 824 753 556",
    "AUD",
    true,
    List.of("Materials", "Local")
  );

  private BillSample() {}

  /** An integration with nothing but its settings. */
  private static final class SettingsOnly implements Integration {

    @Override
    public String name() {
      return "xero-stampli";
    }

    @Override
    public Set<String> flows() {
      return Set.of();
    }

    @Override
    public String pollFlow() {
      return "xero-bills-poll";
    }

    @Override
    public IntegrationSettings read(SettingsNode root, ConnectionProblems problems) {
      return SettingsReader.read(root, problems);
    }
  }

  /** The settings of a section {@code stampli}, whole. */
  static XeroStampliSettings only(String section) {
    return SettingsFile.read(new SettingsOnly(), "stampli", section, XeroStampliSettings.class);
  }

  /** The usual settings and these. */
  static XeroStampliSettings settings(String more) {
    return only(SERVER + CODES + more);
  }

  static JsonNode json(Path file) {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SupplierDocument bill(JsonNode json) {
    String id = json.path("CreditNoteID").asText(json.path("InvoiceID").asText());
    return SupplierDocument.of(new XeroRecord(id, Instant.EPOCH, json));
  }

  static PurchaseOrder order(JsonNode json) {
    return PurchaseOrder.of(new XeroRecord(json.path("PurchaseOrderID").asText(), Instant.EPOCH, json));
  }

  static Supplier supplier(JsonNode json) {
    return Supplier.of(new XeroRecord(json.path("ContactID").asText(), Instant.EPOCH, json));
  }

  /** A bill of one line of 100.00 and 10.00 tax, of the clay pit. */
  static SupplierDocument clayBill() {
    return bill(json(DIRECTORY.resolve("bills/approved.json")).path("document"));
  }

  static Match.Matched matched(String order, String net, LinePair... pairs) {
    return new Match.Matched(
      100,
      List.of("the bill names the order"),
      List.of(new Share(order, new BigDecimal(net))),
      List.of(pairs)
    );
  }

  static Match.Unmatched unmatched() {
    return new Match.Unmatched(0, List.of("the supplier has no open order"), List.of());
  }

  /** A bill as it stands in a delivered file. */
  static FiledRecord filed(SupplierDocument bill, String version, String file) {
    return filed(bill, version, file, StagedFile.State.DELIVERED);
  }

  static FiledRecord filed(SupplierDocument bill, String version, String file, StagedFile.State state) {
    BigDecimal sign = bill.isCredit() ? BigDecimal.ONE.negate() : BigDecimal.ONE;
    return new FiledRecord(
      bill.recordType(),
      bill.id(),
      version,
      file,
      state,
      "V-CLAY",
      bill.number(),
      bill.currency(),
      bill.net().multiply(sign),
      bill.total().multiply(sign),
      bill.due().multiply(sign),
      List.of()
    );
  }

  /** Something of another version that stands in a delivered file. */
  static FiledRecord filed(String version, String vendor, String number) {
    return new FiledRecord(
      "",
      "",
      version,
      "stampli_pottery_invoices_20260302T010000Z_1.csv",
      StagedFile.State.DELIVERED,
      vendor,
      number,
      "AUD",
      BigDecimal.ZERO,
      BigDecimal.ZERO,
      BigDecimal.ZERO,
      List.of()
    );
  }
}
