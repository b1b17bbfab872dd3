package io.ledgerroutes.sandbox.xero;

import static io.ledgerroutes.sandbox.xero.Desk.messages;
import static io.ledgerroutes.sandbox.xero.Desk.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.Caller;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurchaseOrdersTest {

  private Desk desk;

  @BeforeEach
  void start() {
    desk = new Desk();
  }

  @AfterEach
  void stop() {
    desk.close();
  }

  private String order(String number, String status) {
    return """
    {'PurchaseOrderNumber':'%s','Contact':{'ContactID':'%s'},'Date':'2026-11-21','DeliveryDate':'2026-12-01',
     'Status':'%s','LineItems':[{'Description':'Wax','Quantity':3,'UnitAmount':1.2345,'AccountCode':'429'}]}
    """.formatted(number, desk.contact, status);
  }

  private JsonNode made(String number, String status) {
    return desk.put("PurchaseOrders", order(number, status));
  }

  @Test
  void an_order_is_computed_with_four_places_without_being_asked() {
    JsonNode order = desk
      .send("PUT", "PurchaseOrders", "{'PurchaseOrders':[" + order("P-1", "AUTHORISED") + "]}")
      .json()
      .path("PurchaseOrders")
      .get(0);
    assertThat(order.path("LineItems").get(0).path("UnitAmount").decimalValue()).isEqualByComparingTo(
      "1.2345"
    );
    assertThat(order.path("SubTotal").decimalValue()).isEqualByComparingTo("3.70");
    assertThat(order.path("DeliveryDateString").asText()).isEqualTo("2026-12-01T00:00:00");
    assertThat(order.path("Type").asText()).isEqualTo("PURCHASEORDER");
    assertThat(desk.violations("unitdp-missing")).isZero();
  }

  @Test
  void a_number_is_unique_or_the_organisations_next() {
    made("P-1", "DRAFT");
    assertThat(messages(made("P-1", "DRAFT"))).containsExactly("Purchase order # must be unique.");
    assertThat(made("", "DRAFT").path("PurchaseOrderNumber").asText()).isEqualTo("PO-0001");
    assertThat(desk.one("PurchaseOrders/P-1").path("Status").asText()).isEqualTo("DRAFT");
  }

  @Test
  void lines_need_no_account() {
    String plain = order("P-1", "AUTHORISED").replace(",'AccountCode':'429'", "");
    assertThat(status(desk.put("PurchaseOrders", plain))).isEqualTo("OK");
  }

  @ParameterizedTest
  @CsvSource(
    {
      "DRAFT, SUBMITTED, OK",
      "SUBMITTED, AUTHORISED, OK",
      "AUTHORISED, BILLED, OK",
      "DRAFT, DELETED, OK",
      "AUTHORISED, DELETED, OK",
      "DRAFT, BILLED, ERROR",
      "AUTHORISED, DRAFT, ERROR",
    }
  )
  void an_order_goes_only_these_ways(String from, String to, String outcome) {
    String id = made("P-1", from).path("PurchaseOrderID").asText();
    JsonNode moved = desk.post("PurchaseOrders", "{'PurchaseOrderID':'" + id + "','Status':'" + to + "'}");
    assertThat(status(moved)).isEqualTo(outcome);
  }

  @Test
  void a_billed_order_is_finished_and_none_is_made_billed() {
    assertThat(status(made("P-1", "BILLED"))).isEqualTo("ERROR");
    made("P-2", "AUTHORISED");
    desk.post("PurchaseOrders", "{'PurchaseOrderNumber':'P-2','Status':'BILLED'}");
    JsonNode again = desk.post("PurchaseOrders", "{'PurchaseOrderNumber':'P-2','Reference':'r'}");
    assertThat(status(again)).isEqualTo("ERROR");
    assertThat(again.path("HasErrors").asBoolean()).isTrue();
  }

  @Test
  void lists_have_lines_with_or_without_a_page_and_are_filtered_by_status_day_and_change() {
    made("P-1", "DRAFT");
    desk.clock.advance(Duration.ofSeconds(10));
    desk.put("PurchaseOrders", order("P-2", "AUTHORISED").replace("2026-11-21", "2026-11-25"));
    assertThat(desk.one("PurchaseOrders").path("LineItems")).hasSize(1);
    assertThat(desk.violations("list-without-page")).isZero();
    assertThat(numbers("Status=AUTHORISED")).containsExactly("P-2");
    assertThat(numbers("DateFrom=2026-11-22&DateTo=2026-11-30")).containsExactly("P-2");
    assertThat(numbers("DateTo=2026-11-24")).containsExactly("P-1");
    assertThat(numbers("page=2&pageSize=1")).containsExactly("P-2");
    JsonNode since = desk.xero
      .with("If-Modified-Since", "2026-11-21T01:24:05")
      .get(Desk.API + "PurchaseOrders?page=1")
      .json()
      .path("PurchaseOrders");
    assertThat(since.findValuesAsText("PurchaseOrderNumber")).containsExactly("P-2");
  }

  private List<String> numbers(String query) {
    return desk.get("PurchaseOrders?" + query).findValuesAsText("PurchaseOrderNumber");
  }

  @Test
  void orders_know_no_where() {
    made("P-1", "DRAFT");
    assertThat(desk.get("PurchaseOrders?where=" + Caller.encode("Status==\"BILLED\""))).hasSize(1);
    assertThat(desk.violations("unknown-parameter")).isEqualTo(1);
  }

  @Test
  void an_order_is_no_posting_so_a_locked_period_takes_it() {
    desk.tell("organisation", "{'tenant':'" + Caller.TENANT + "','PeriodLockDate':'2026-11-23'}");
    assertThat(status(made("P-1", "AUTHORISED"))).isEqualTo("OK");
  }

  @Test
  void nothing_links_an_order_to_its_bill() {
    made("P-1", "AUTHORISED");
    desk.bill("P-1", "3.70");
    assertThat(desk.one("PurchaseOrders/P-1").path("Status").asText()).isEqualTo("AUTHORISED");
    assertThat(desk.ledger().path("documents").has("PURCHASEORDER AUTHORISED AUD")).isTrue();
  }
}
