package io.ledgerroutes.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What orders became that have flown through the whole product. */
@ExtendWith(LiveHouse.Keys.class)
class LinksTest {

  @Test
  void an_order_s_links_are_its_invoice_its_payment_its_credit_note_and_what_became_of_that(LiveHouse house)
    throws Exception {
    String refunded = recordOf(house, "xero-credit-note");
    List<String> kinds = targets(house, refunded);

    assertThat(kinds).startsWith("xero-invoice").contains("xero-credit-note", "xero-payment");
    assertThat(kinds).as("each once").hasSize((int) links(house, refunded));
  }

  private static String recordOf(LiveHouse house, String target) {
    return house
      .bean(JdbcClient.class)
      .sql(
        """
        SELECT MIN(p.record_key) FROM record_part p
          JOIN link l ON l.scope = p.connection AND l.source_type = p.part_type AND l.source_id = p.part_id
         WHERE l.target_type = ?
        """
      )
      .params(target)
      .query(String.class)
      .single();
  }

  private static long links(LiveHouse house, String order) {
    return house
      .bean(JdbcClient.class)
      .sql(
        """
        SELECT COUNT(*) FROM link l WHERE EXISTS (
          SELECT 1 FROM record_part p WHERE p.record_key = ? AND p.flow = 'woocommerce-order'
             AND l.scope = p.connection AND l.source_type = p.part_type AND l.source_id = p.part_id)
        """
      )
      .params(order)
      .query(Long.class)
      .single();
  }

  private static List<String> targets(LiveHouse house, String order) throws Exception {
    String user = Base64.getEncoder().encodeToString(("eve:" + LiveHouse.PASSWORD).getBytes());
    HttpRequest request = HttpRequest.newBuilder(
      URI.create(house.url("/api/v1/links?system=woocommerce&type=order&id=" + order))
    )
      .header("Authorization", "Basic " + user)
      .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      JsonNode found = new ObjectMapper().readTree(http.send(request, BodyHandlers.ofString()).body());
      return found
        .path("items")
        .findValues("target")
        .stream()
        .map(target -> target.path("type").asText())
        .toList();
    }
  }
}
