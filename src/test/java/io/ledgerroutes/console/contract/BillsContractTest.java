package io.ledgerroutes.console.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import io.ledgerroutes.console.HouseOfBills;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OneHouse.class)
class BillsContractTest {

  private static final String CALL = "/api/v1/connections/{id}/bills/{bill}";

  private final ConsoleHouse house;
  private final Contract contract;
  private final HouseOfBills bills;

  BillsContractTest(ConsoleHouse house, Contract contract) {
    this.house = house;
    this.contract = contract;
    this.bills = HouseOfBills.in(house.context());
  }

  private static String path(String bill) {
    return "/api/v1/connections/craft-bills/bills/" + bill;
  }

  @Test
  @Of({ "GET /api/v1/connections/{id}/bills/{bill}", "POST /api/v1/connections/{id}/bills/{bill}/decision" })
  void a_bill_that_may_belong_to_two_orders_tells_why_it_waits_and_is_paired_by_an_operator() {
    String bill = bills.bill("INV-" + System.nanoTime());

    JsonNode waits = contract.fulfils("GET " + CALL, house.get("admin", path(bill)));
    Answer answer = house.post(
      "admin",
      path(bill) + "/decision",
      "{\"orders\":[\"po-0042\"],\"note\":\"asked the buyer\"}"
    );
    JsonNode decided = contract.fulfils("POST " + CALL + "/decision", answer);

    assertThat(waits.path("held").asBoolean()).isTrue();
    assertThat(waits.path("match").path("result").asText()).isEqualTo("ambiguous");
    assertThat(waits.path("match").path("reasons")).isNotEmpty();
    assertThat(waits.path("orders").findValuesAsText("number")).contains("PO-0041", "PO-0042");
    assertThat(waits.path("supplierName").asText()).isEqualTo("Paper and Sons");
    assertThat(decided.path("held").asBoolean()).isFalse();
    assertThat(decided.path("match").path("result").asText()).isEqualTo("matched");
    assertThat(decided.path("match").path("shares").findValuesAsText("order")).containsExactly(
      HouseOfBills.ORDER_TWO
    );
    assertThat(decided.path("decision").path("by").asText()).isEqualTo("admin");
    assertThat(decided.path("message").isNull()).as("its message goes through").isFalse();
    AuditEntry told = house
      .bean(AuditTrail.class)
      .find(AuditQuery.newest(1).ofAction("bill-decision"))
      .getFirst()
      .entry();
    assertThat(told.actor()).isEqualTo("admin");
    assertThat(told.key()).isEqualTo(bill);
    assertThat(told.reason()).isEqualTo("asked the buyer");
  }

  @Test
  void what_a_call_leaves_out_stays_as_it_was_decided() {
    String bill = bills.bill("INV-kept");
    decide(bill, "{\"number\":\"TB-77\",\"orders\":[\"PO-0042\"]}");

    JsonNode released = decide(bill, "{\"release\":true}");
    assertThat(released.path("number").asText()).isEqualTo("TB-77");
    assertThat(released.path("numbers")).extracting(JsonNode::asText).containsExactly("PO-0042");
    assertThat(released.path("released").asBoolean()).isTrue();

    JsonNode renumbered = decide(bill, "{\"number\":\"TB-78\",\"orders\":null}");
    assertThat(renumbered.path("number").asText()).isEqualTo("TB-78");
    assertThat(renumbered.path("numbers")).hasSize(1);
    assertThat(renumbered.path("released").asBoolean()).isTrue();

    JsonNode takenBack = decide(bill, "{\"number\":\"\",\"orders\":[],\"release\":false}");
    assertThat(takenBack.path("number").isNull()).isTrue();
    assertThat(takenBack.path("numbers")).isEmpty();
    assertThat(takenBack.path("released").asBoolean()).isFalse();
  }

  private JsonNode decide(String bill, String body) {
    Answer answer = house.post("admin", path(bill) + "/decision", body);
    return contract.fulfils("POST " + CALL + "/decision", answer).path("decision");
  }

  @Test
  void a_viewer_is_shown_no_names() {
    JsonNode shown = contract.fulfils("GET " + CALL, house.get("eve", path(bills.bill("INV-names"))));

    assertThat(shown.path("supplierName").isNull()).isTrue();
    assertThat(shown.path("lines").path(0).path("description").isNull()).isTrue();
  }

  @Test
  void what_decides_nothing_or_names_no_order_of_the_supplier_is_refused_and_decides_nothing() {
    String bill = bills.bill("INV-refused");
    String call = "POST " + CALL + "/decision";
    Answer nothing = house.post("admin", path(bill) + "/decision", "{\"note\":\"hm\"}");
    Answer foreign = house.post("admin", path(bill) + "/decision", "{\"orders\":[\"PO-9999\"]}");
    Answer longer = house.post("admin", path(bill) + "/decision", "{\"number\":\"" + "9".repeat(256) + "\"}");

    contract.refuses(call, nothing, 400, "Say what is decided");
    contract.refuses(call, foreign, 400, "no purchase order of that id or number");
    contract.refuses(call, longer, 400, "longer than 255");
    contract.refuses("GET " + CALL, house.get("eve", path("nothing-here")), 404, "There is no bill");
    assertThat(
      contract.fulfils("GET " + CALL, house.get("admin", path(bill))).path("decision").isNull()
    ).isTrue();
  }
}
