package io.ledgerroutes.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.store.StoreBackup;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded store is put back to a time before the last hundred orders were posted (issue proof 6). */
class BackupTest {

  private static final int BEFORE = 10;
  private static final int AFTER = 100;
  private static final int REFUNDED = 20;

  @TempDir
  Path directory;

  @Test
  void with_the_setting_every_lost_link_is_found_again_and_nothing_is_even_tried_twice() throws IOException {
    try (SandboxProcess sandbox = new SandboxProcess(directory)) {
      House house = House.onH2(directory, sandbox.port(), 1);
      String time = postBackUpAndLose(sandbox, house);
      int writes = invoiceWrites(sandbox);
      int money = moneyWrites(sandbox);

      catchUp(house, "--ledger.recovered-from=" + time);

      nothingIsDouble(sandbox);
      assertThat(invoiceWrites(sandbox)).isEqualTo(writes);
      assertThat(moneyWrites(sandbox)).isEqualTo(money);
    }
  }

  @Test
  void without_the_setting_xeros_unique_numbers_save_the_invoices() throws IOException {
    try (SandboxProcess sandbox = new SandboxProcess(directory)) {
      House house = House.onH2(directory, sandbox.port(), 1);
      postBackUpAndLose(sandbox, house);
      int writes = invoiceWrites(sandbox);
      int money = moneyWrites(sandbox);

      catchUp(house);

      nothingIsDouble(sandbox);
      // It asked to write them again and was told that the numbers are taken; then it looked.
      assertThat(invoiceWrites(sandbox)).isGreaterThan(writes);
      // Payments and credit notes have no unique number: they are looked for before every write.
      assertThat(moneyWrites(sandbox)).isEqualTo(money);
    }
  }

  /** Returns the time that the store was put back to. */
  private String postBackUpAndLose(SandboxProcess sandbox, House house) throws IOException {
    sandbox.withoutLimits();
    StoreBackup.Backup backup;
    try (RuntimeHere runtime = RuntimeHere.in(house)) {
      sandbox.placeOrders("shop", BEFORE, 1);
      // All of it: an intent that is open in the backup would be sent once more under its own key, which is no new write.
      awaitLinked(runtime, BEFORE);
      awaitDone(runtime, BEFORE);
      backup = runtime.bean(StoreBackup.class).backUp();
      JsonNode later = sandbox.placeOrders("shop", AFTER, 2).path("orders");
      awaitLinked(runtime, BEFORE + AFTER);
      for (int order = 0; order < REFUNDED; order++) {
        BigDecimal total = new BigDecimal(later.get(order).path("total").asText());
        sandbox.refund(later.get(order), total.divide(BigDecimal.TWO, 2, RoundingMode.UP), true);
      }
      awaitPaid(runtime);
    }
    restore(backup.file());
    assertThat(
      house
        .sql()
        .sql("SELECT COUNT(*) FROM link WHERE target_type = 'xero-invoice'")
        .query(Long.class)
        .single()
    )
      .as("the backup knows nothing of the later orders")
      .isEqualTo(BEFORE);
    return backup.recoveredFrom().toString();
  }

  private void restore(Path backup) throws IOException {
    Path data = directory.resolve("data");
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(backup))) {
      List<String> unpacked = new ArrayList<>();
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        copy(zip, data.resolve(entry.getName().replaceFirst("^/", "")));
        unpacked.add(entry.getName());
      }
      assertThat(unpacked).singleElement().asString().contains("ledger.mv.db");
    }
  }

  private static void copy(InputStream from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void catchUp(House house, String... settings) {
    try (RuntimeHere runtime = RuntimeHere.in(house, settings)) {
      awaitLinked(runtime, BEFORE + AFTER);
      awaitPaid(runtime);
      awaitDone(runtime, BEFORE + AFTER);
    }
  }

  private static void awaitDone(RuntimeHere runtime, long orders) {
    await()
      .atMost(Duration.ofSeconds(30))
      .untilAsserted(() -> assertThat(runtime.orders()).isEqualTo(Map.of("DONE", orders)));
  }

  private static void awaitLinked(RuntimeHere runtime, int orders) {
    // Looking for a hundred orders' documents takes more calls than one minute has.
    await()
      .atMost(Duration.ofSeconds(180))
      .pollInterval(Duration.ofMillis(200))
      .untilAsserted(() -> assertThat(runtime.linkedInvoices()).isEqualTo(orders));
  }

  /** Every order is paid, and every refund credited and paid back. */
  private static void awaitPaid(RuntimeHere runtime) {
    await()
      .atMost(Duration.ofSeconds(150))
      .pollInterval(Duration.ofMillis(200))
      .untilAsserted(() -> {
        assertThat(runtime.linked("xero-credit-note")).isEqualTo(REFUNDED);
        assertThat(runtime.linked("xero-payment")).isEqualTo(BEFORE + AFTER + REFUNDED);
      });
  }

  private static void nothingIsDouble(SandboxProcess sandbox) {
    JsonNode ledger = sandbox.ledger();
    assertThat(ledger.get("invoices").asInt()).isEqualTo(BEFORE + AFTER);
    assertThat(ledger.get("duplicates").asInt()).isZero();
    assertThat(ledger.get("tenants").get(House.tenant(0)).get("duplicateContactEmails")).isEmpty();
  }

  private static int invoiceWrites(SandboxProcess sandbox) {
    int writes = writes(sandbox, "PUT /Invoices");
    assertThat(writes).as("writes of invoices").isPositive();
    return writes;
  }

  private static int moneyWrites(SandboxProcess sandbox) {
    return writes(sandbox, "PUT /Payments") + writes(sandbox, "PUT /CreditNotes");
  }

  private static int writes(SandboxProcess sandbox, String call) {
    JsonNode calls = sandbox.ledger().get("tenants").get(House.tenant(0)).get("calls");
    return calls.get("byPath").path(call).asInt();
  }
}
