package io.ledgerroutes.console.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class RedactionTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void amounts_codes_days_and_ids_stay() throws Exception {
    String invoice = """
      {"Type":"ACCREC","InvoiceNumber":"WC-1042","Contact":{"ContactID":"c1"},"Date":"2026-11-21",
       "LineItems":[{"Quantity":2,"UnitAmount":50.25,"AccountCode":"200","TaxType":"OUTPUT","TaxAmount":"9.14"}]}
      """;

    assertThat(redacted(invoice)).isEqualTo(JSON.readTree(invoice));
  }

  @Test
  void names_addresses_and_free_texts_are_masked_wherever_they_stand() throws Exception {
    JsonNode shown = redacted(
      """
      {"Name":"Ann Bell","EmailAddress":"ann@shop.example","ContactNumber":"shop-7","TaxNumber":123456789,
       "Addresses":[{"AddressLine1":"1 Main St","PostalCode":"2000","City":"Sydney"}],
       "Phones":[{"PhoneNumber":5551234}],"Contact":{"Name":"Ann Bell"},"Reference":"for Ann",
       "LineItems":[{"Description":"Mug for Ann"}],"Unheard":["of"]}
      """
    );

    assertThat(shown.toString()).doesNotContain(
      "Ann",
      "shop.example",
      "shop-7",
      "123456789",
      "Main",
      "2000",
      "Sydney",
      "5551234",
      "Mug",
      "of\""
    );
    assertThat(shown.path("Name").asText()).isEqualTo(Redaction.MASK);
    assertThat(shown.path("Phones").path(0).path("PhoneNumber").asText()).isEqualTo(Redaction.MASK);
  }

  @Test
  void what_is_empty_shows_as_empty() throws Exception {
    assertThat(redacted("{\"Name\":\"\",\"Phone\":null,\"Sent\":false}").toString()).isEqualTo(
      "{\"Name\":\"\",\"Phone\":null,\"Sent\":false}"
    );
  }

  private static JsonNode redacted(String json) throws Exception {
    return Redaction.of(JSON.readTree(json));
  }
}
