package io.ledgerroutes.console;

import static org.awaitility.Awaitility.await;

import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.xero.mirror.MirrorKind;
import io.ledgerroutes.xero.mirror.MirrorsInStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;

/** The connection {@code craft-bills}, paused, in a house whose Xero is nowhere: its bills stand in the mirrors alone. */
public record HouseOfBills(ApplicationContext house) {
  public static final String CONNECTION = "craft-bills";
  public static final String TENANT = "0c5d3f2e-8a41-4c7b-9e10-2f6b7d1a0002";
  public static final String SUPPLIER = "5040915e-8ce7-4177-8d08-fde416232f18";
  public static final String ORDER_ONE = "15369b9f-17b6-4fc1-88c4-1e4a1c9b0001";
  public static final String ORDER_TWO = "15369b9f-17b6-4fc1-88c4-1e4a1c9b0002";

  /** In this house, which has it from now on. */
  public static HouseOfBills in(ApplicationContext house) {
    Connections connections = house.getBean(Connections.class);
    if (!connections.known(CONNECTION)) {
      Path directory = Path.of(house.getEnvironment().getRequiredProperty("ledger.connections-dir"));
      write(directory.resolve(CONNECTION + ".yaml"));
      await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> connections.find(CONNECTION).isPresent());
      connections.pause(CONNECTION, "test");
    }
    HouseOfBills bills = new HouseOfBills(house);
    bills.books();
    return bills;
  }

  private static void write(Path file) {
    try (Stream<String> lines = Files.lines(Path.of("routes/connections/craft-bills.yaml"))) {
      List<String> own = lines.filter(line -> !line.startsWith("profile:")).toList();
      Files.write(file, own);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two orders of 100.00 each that a bill of as much may belong to. */
  private void books() {
    put(
      MirrorKind.ORGANISATION,
      """
      {"OrganisationID":"o-1","Name":"Craft Books","ShortCode":"!b00ks","CountryCode":"AU","BaseCurrency":"AUD",
       "Timezone":"AUSEASTERNSTANDARDTIME","Version":"AU","UpdatedDateUTC":"/Date(1763700000000+0000)/"}
      """
    );
    put(
      MirrorKind.TAX_RATES,
      """
      {"TaxType":"INPUT","Name":"GST on Expenses","EffectiveRate":10.0,"Status":"ACTIVE"}
      """
    );
    put(
      MirrorKind.ACCOUNTS,
      """
      {"AccountID":"a-1","Code":"429","Name":"Printing","Type":"EXPENSE","Class":"EXPENSE","Status":"ACTIVE"}
      """
    );
    put(
      MirrorKind.CONTACTS,
      """
      {"ContactID":"%s","Name":"Paper and Sons","AccountNumber":"V-100","ContactStatus":"ACTIVE","IsSupplier":true,
       "UpdatedDateUTC":"/Date(1763700000000+0000)/"}
      """.formatted(SUPPLIER)
    );
    put(MirrorKind.PURCHASE_ORDERS, order(ORDER_ONE, "PO-0041"), order(ORDER_TWO, "PO-0042"));
    MirrorsInStore.fresh(house, TENANT);
  }

  private void put(MirrorKind kind, String... records) {
    MirrorsInStore.put(house, TENANT, kind, records);
  }

  private static String order(String id, String number) {
    return """
    {"PurchaseOrderID":"%s","PurchaseOrderNumber":"%s","Status":"AUTHORISED","Contact":{"ContactID":"%s",
     "Name":"Paper and Sons"},"DateString":"2026-11-01T00:00:00","CurrencyCode":"AUD","LineAmountTypes":"Exclusive",
     "SubTotal":100.00,"TotalTax":10.00,"Total":110.00,"UpdatedDateUTC":"/Date(1763700000000+0000)/",
     "LineItems":[{"LineItemID":"%s-1","ItemCode":"A4","Description":"Paper","Quantity":10,"UnitAmount":10.00,
     "LineAmount":100.00,"TaxAmount":10.00,"AccountCode":"429","TaxType":"INPUT"}]}
    """.formatted(id, number, SUPPLIER, id);
  }

  /** A bill of 100.00 and tax that names neither order; its id. */
  public String bill(String number) {
    String id = UUID.randomUUID().toString();
    put(
      MirrorKind.BILLS,
      """
      {"InvoiceID":"%s","Type":"ACCPAY","InvoiceNumber":"%s","Status":"AUTHORISED","Contact":{"ContactID":"%s",
       "Name":"Paper and Sons"},"DateString":"2026-11-10T00:00:00","DueDateString":"2026-12-10T00:00:00",
       "CurrencyCode":"AUD","CurrencyRate":1.0,"LineAmountTypes":"Exclusive","SubTotal":100.00,"TotalTax":10.00,
       "Total":110.00,"AmountDue":110.00,"AmountPaid":0.00,"AmountCredited":0.00,
       "UpdatedDateUTC":"/Date(1763700000000+0000)/","LineItems":[{"LineItemID":"%s-1","ItemCode":"A4",
       "Description":"Paper","Quantity":10,"UnitAmount":10.00,"LineAmount":100.00,"TaxAmount":10.00,
       "AccountCode":"429","TaxType":"INPUT"}]}
      """.formatted(id, number, SUPPLIER, id)
    );
    return id;
  }
}
