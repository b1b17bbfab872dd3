package io.ledgerroutes.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run from Xero to Stampli with templates for XML, and a remark for each bill (issue proof 5, rule P1). */
class XmlBillsTest {

  @TempDir
  Path directory;

  @Test
  void bills_orders_and_vendors_arrive_as_xml_and_the_sums_agree() {
    try (SandboxProcess sandbox = new SandboxProcess(directory)) {
      sandbox.post(
        "/sandbox/ledger/bills",
        "{\"tenant\":\"" + BillLedger.TENANT + "\",\"count\":40,\"seed\":7}"
      );
      House house = House.ofBills(
        directory,
        House.h2(directory),
        sandbox,
        file ->
          file +
          "  templates:\n" +
          "    invoices: { format: xml }\n" +
          "    purchase-orders: { format: xml }\n" +
          "    vendors: { format: xml }\n"
      );
      try (RuntimeHere runtime = RuntimeHere.in(house)) {
        await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> assertThat(BillRun.atRest(runtime.sql(), sandbox)).isEmpty());
        assertThat(SweptFiles.rows(sandbox, "vendors")).isNotEmpty();
        assertThat(sandbox.stampli().path("taken"))
          .isNotEmpty()
          .allMatch(file -> file.path("name").asText().endsWith(".xml"));
        BillAudit audit = BillAudit.of(sandbox, runtime.sql());
        assertThat(audit.faults()).isEmpty();
        assertThat(audit.states().get("DONE")).isGreaterThan(10);
        assertThat(remarks(sandbox)).as("remarks in the history").isEqualTo(bills(runtime));
      }
    }
  }

  private static int remarks(SandboxProcess sandbox) {
    return sandbox
      .ledger()
      .path("tenants")
      .path(BillLedger.TENANT)
      .path("calls")
      .path("byPath")
      .path("PUT /Invoices/{id}/History")
      .asInt();
  }

  private static int bills(RuntimeHere runtime) {
    return runtime
      .sql()
      .sql("SELECT COUNT(DISTINCT record_key) FROM inbox WHERE flow = 'xero-bill' AND state = 'DONE'")
      .query(Integer.class)
      .single();
  }
}
