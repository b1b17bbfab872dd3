package io.ledgerroutes.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.ingress.IngressRefusal;
import io.ledgerroutes.vault.Vault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WooCommerceWebhookTest {

  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final Connections connections = mock(Connections.class);
  private final Vault vault = mock(Vault.class);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final WooCommerceWebhook webhook = new WooCommerceWebhook(connections, vault, meters);

  @BeforeEach
  void oneConnection() {
    when(connections.known("clay-shop")).thenReturn(true);
    when(vault.get(anyString(), anyString())).thenReturn(Optional.empty());
    when(vault.get("connection:clay-shop", "webhook-secret")).thenReturn(Optional.of("plain secret"));
  }

  @ParameterizedTest
  @CsvSource({ "order.created", "order.updated", "order.deleted", "order.restored" })
  void a_genuine_order_topic_is_a_hint_of_the_order(String topic) {
    List<NewMessage> hints = verify(JSON, topic, "{\"id\":1042}");

    assertThat(hints)
      .singleElement()
      .satisfies(hint -> {
        assertThat(hint.connection()).isEqualTo("clay-shop");
        assertThat(hint.flow()).isEqualTo("woocommerce-order");
        assertThat(hint.key()).isEqualTo("1042");
        assertThat(hint.payload()).isEqualTo(bytes("{\"id\":1042}"));
      });
  }

  @ParameterizedTest
  @CsvSource({ "customer.created", "customer.updated" })
  void a_genuine_customer_topic_is_a_hint_of_the_customer(String topic) {
    assertThat(verify(JSON, topic, "{\"id\":17}"))
      .singleElement()
      .satisfies(hint -> {
        assertThat(hint.flow()).isEqualTo("woocommerce-customer");
        assertThat(hint.key()).isEqualTo("17");
      });
  }

  @ParameterizedTest
  @CsvSource(
    delimiter = '|',
    value = {
      "other-topic  | customer.deleted | {'id':2}",
      "other-topic  | product.created  | {'id':2}",
      "error-object | order.updated    | {'code':'woocommerce_rest_shop_order_invalid_id','data':{'status':404}}",
      "error-object | order.updated    | {'code':'woocommerce_rest_cannot_view','message':'Sorry','id':null}",
    }
  )
  void what_no_flow_takes_is_acknowledged_counted_and_not_stored(String kind, String topic, String body) {
    assertThat(verify(JSON, topic, body.replace('\'', '"'))).isEmpty();
    assertThat(meters.counter("ledger.webhooks", "system", "woocommerce", "kind", kind).count()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
    delimiter = '|',
    value = {
      "400 | order.created | {'id':'12'}",
      "400 | order.created | {'id':1.5}",
      "400 | order.created | {'id':-1}",
      "400 | order.created | {'id':123456789012345678901}",
      "400 | order.created | {'order':{'id':5}}",
      "400 | order.created | [{'id':5}]",
      "400 | order.created | {'id':5",
      "400 | order.created | {'id':5}{'id':6}",
      "400 | ''            | {'id':5}",
    }
  )
  void a_genuine_body_that_names_no_order_is_refused(int status, String topic, String body) {
    assertThat(refusal(JSON, topic, body.replace('\'', '"')).status()).isEqualTo(status);
  }

  @Test
  void the_ping_is_taken_unsigned_in_exactly_its_form() {
    assertThat(webhook.verify("clay-shop", FORM, null, null, bytes("webhook_id=8"))).isEmpty();
    assertThat(refusal(FORM, null, null, "webhook_id=8&order=5").status()).isEqualTo(415);
    assertThat(refusal(FORM, null, null, "webhook_id=x").status()).isEqualTo(415);
    assertThat(refusal(JSON, null, null, "webhook_id=8").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = { "-", "''", "' '", "bm9wZQ==", "not base64" })
  void a_missing_or_wrong_signature_is_refused(String signature) {
    assertThat(refusal(JSON, signature, "order.created", "{\"id\":1}").status()).isEqualTo(401);
  }

  @Test
  void one_changed_byte_makes_the_signature_wrong() {
    String signature = signature("plain secret", bytes("{\"id\":1042}"));

    assertThat(refusal(JSON, signature, "order.created", "{\"id\":1043}").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
    delimiter = '|',
    value = {
      "a &amp; b    | a & b",
      "&lt;&gt;     | <>",
      "&quot;x&#34; | \"x\"",
      "&#039;&#x27; | ''",
      "&#038;lt;    | &lt;",
      "&copy; &foo; | &copy; &foo;",
      "50% $1 \\2   | 50% $1 \\2",
    },
    quoteCharacter = '~'
  )
  void the_secret_is_used_as_the_shop_decodes_it(String stored, String used) {
    when(vault.get("connection:clay-shop", "webhook-secret")).thenReturn(Optional.of(stored));
    byte[] body = bytes("{\"id\":7}");

    assertThat(webhook.verify("clay-shop", JSON, signature(used, body), "order.created", body)).hasSize(1);
  }

  @Test
  void a_connection_nobody_knows_and_a_missing_secret_are_refused_in_words() {
    when(connections.known("new-shop")).thenReturn(true);
    byte[] body = bytes("{\"id\":1}");
    String signature = signature("plain secret", body);

    IngressRefusal unknown = catchThrowableOfType(IngressRefusal.class, () ->
      webhook.verify("nobody", JSON, signature, "order.created", body)
    );
    IngressRefusal unprepared = catchThrowableOfType(IngressRefusal.class, () ->
      webhook.verify("new-shop", JSON, signature, "order.created", body)
    );

    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unprepared.status()).isEqualTo(401);
    assertThat(unprepared).hasMessageContaining("store it as webhook-secret");
  }

  private List<NewMessage> verify(String contentType, String topic, String body) {
    return webhook.verify(
      "clay-shop",
      contentType,
      signature("plain secret", bytes(body)),
      topic,
      bytes(body)
    );
  }

  private IngressRefusal refusal(String contentType, String topic, String body) {
    return refusal(contentType, signature("plain secret", bytes(body)), topic, body);
  }

  private IngressRefusal refusal(String contentType, String signature, String topic, String body) {
    return catchThrowableOfType(IngressRefusal.class, () ->
      webhook.verify("clay-shop", contentType, signature, topic, bytes(body))
    );
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String signature(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
