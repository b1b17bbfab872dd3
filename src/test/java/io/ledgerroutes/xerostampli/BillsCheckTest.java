package io.ledgerroutes.xerostampli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Finding;
import io.ledgerroutes.connection.IntegrationSettings;
import io.ledgerroutes.connection.Schedule;
import io.ledgerroutes.connection.XeroTenancy;
import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.xero.Organisation;
import io.ledgerroutes.xero.XeroRecord;
import io.ledgerroutes.xero.mirror.MirrorKind;
import io.ledgerroutes.xero.mirror.OrganisationFacts;
import io.ledgerroutes.xero.mirror.XeroReference;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A connection's check of its mapping, out of the mirrors. */
class BillsCheckTest {

  private static final String TENANT = "tenant-1";

  private static final XeroStampliSettings LITTLE = BillSample.only(
    BillSample.SERVER + "accounts: { \"310\": GLAZE }\ntax-codes: same\n"
  );

  private final XeroReference reference = mock(XeroReference.class);
  private final BillsCheck check = new BillsCheck(reference);

  @Test
  void bills_credits_orders_and_their_suppliers_are_looked_at() {
    JsonNode contact = BillSample.read(
      "{\"ContactID\":\"" + BillSample.CLAY.id() + "\",\"Name\":\"Clay Pit\",\"ContactStatus\":\"ACTIVE\"}"
    );
    when(reference.organisation(TENANT)).thenReturn(australian());
    when(reference.latestSupplierDocuments(eq(TENANT), eq(MirrorKind.BILLS), anyInt())).thenReturn(
      List.of(BillSample.bill(document("bills/approved")))
    );
    when(reference.latestSupplierDocuments(eq(TENANT), eq(MirrorKind.SUPPLIER_CREDITS), anyInt())).thenReturn(
      List.of(BillSample.bill(document("credits/credit-partly-used-with-a-fee")))
    );
    when(reference.latestPurchaseOrders(eq(TENANT), anyInt())).thenReturn(
      List.of(BillSample.order(document("orders/stopped-unmapped")))
    );
    when(reference.contacts(TENANT, Set.of(BillSample.CLAY.id()))).thenReturn(
      List.of(new XeroRecord(BillSample.CLAY.id(), Instant.EPOCH, contact))
    );

    List<Finding> found = check.check(connection(LITTLE));

    assertThat(found)
      .filteredOn(finding -> finding.what().equals("accounts"))
      .extracting(Finding::words)
      .containsExactly(
        "name under stampli.accounts the account 300 (2 lines), 429 (1 line), 470 (1 line)",
        "Xero has no account 310: correct it under stampli.accounts"
      );
    assertThat(found)
      .filteredOn(finding -> finding.what().equals("vendors"))
      .extracting(Finding::words)
      .containsExactly(
        "1 supplier has no vendor id; enter the account number in Xero, or name it under stampli.vendors: " +
          "contact " +
          BillSample.CLAY.id()
      );
  }

  @Test
  void xero_that_cannot_be_asked_is_said_so() {
    when(reference.latestSupplierDocuments(any(), any(), anyInt())).thenThrow(
      new RemoteFailure(
        new Failure("xero", FailureKind.CREDENTIALS, 401, "the consent is gone", Optional.empty(), false)
      )
    );

    List<Finding> found = check.check(connection(BillSample.settings("")));

    assertThat(found)
      .singleElement()
      .satisfies(finding -> {
        assertThat(finding.ok()).isFalse();
        assertThat(finding.words()).contains("the consent is gone").contains("/connect/xero/pottery");
      });
  }

  @Test
  void another_integrations_connection_is_none_of_its_business() {
    assertThat(check.check(connection(new IntegrationSettings() {}))).isEmpty();
    verifyNoInteractions(reference);
  }

  private static OrganisationFacts australian() {
    Organisation organisation = new Organisation(
      TENANT,
      "o-1",
      "Pottery",
      "!P0tt3",
      "AU",
      ZoneOffset.UTC,
      "AUD"
    );
    return new OrganisationFacts(organisation, Optional.empty(), Optional.empty(), "ACCRUALS", "AU");
  }

  private static Connection connection(IntegrationSettings settings) {
    return new Connection(
      "pottery",
      "xero-stampli",
      LocalDate.of(2026, 1, 1),
      new XeroTenancy(TENANT, "main"),
      new Schedule("0 0 0 1 1 ?", Optional.empty()),
      settings,
      "hash"
    );
  }

  private static JsonNode document(String name) {
    return BillSample.json(BillSample.DIRECTORY.resolve(name + ".json")).path("document");
  }
}
