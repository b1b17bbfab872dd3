package io.ledgerroutes.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnSecretsTest {

  private static final String KEY = "ck_0123456789";
  private static final String SECRET = "cs_9876543210";
  private static final String BASIC = Base64.getEncoder().encodeToString(
    (KEY + ":" + SECRET).getBytes(StandardCharsets.UTF_8)
  );

  private static RemoteRequest request(String query, String body) {
    return new RemoteRequest(
      "woocommerce",
      "POST",
      URI.create("https://shop.example/wp-json/wc/v3/orders" + query),
      Map.of("Authorization", "Basic " + BASIC),
      body.getBytes(StandardCharsets.UTF_8),
      Duration.ofSeconds(1)
    );
  }

  private static String struck(int status, String answer, RemoteRequest request) {
    return OwnSecrets.struckFrom(
      new RemoteAnswer(status, Map.of(), answer.getBytes(StandardCharsets.UTF_8)),
      request
    ).text();
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "ck_0123456789", "cs_9876543210", "tok/en+1", "tok%2Fen%2B1", "s3cr3t-of-webhooks", "refresh-me",
    }
  )
  void what_a_refusing_remote_repeats_of_our_secrets_is_struck_out(String secret) {
    RemoteRequest request = request(
      "?consumer_key=other-key&access_token=tok%2Fen%2B1",
      "{\"name\":\"Ledger\",\"secret\":\"s3cr3t-of-webhooks\",\"refresh_token\" : \"refresh-me\"}"
    );

    String answer = struck(401, "{\"message\":\"no " + secret + " here: " + BASIC + "\"}", request);

    assertThat(answer).isEqualTo("{\"message\":\"no ••• here: •••\"}");
  }

  @Test
  void a_form_s_secrets_are_struck_too() {
    RemoteRequest form = request(
      "",
      "grant_type=refresh_token&refresh_token=abcdef123&code_verifier=v%7Everify"
    );

    assertThat(struck(400, "abcdef123 v~verify v%7Everify refresh_token", form)).isEqualTo(
      "••• ••• ••• refresh_token"
    );
  }

  @Test
  void what_a_remote_accepts_and_what_is_no_secret_stays_as_it_is() {
    RemoteRequest request = request("", "{\"code\":\"200\",\"AccountCode\":\"4000\"}");

    assertThat(struck(200, "{\"key\":\"" + KEY + "\"}", request)).contains(KEY);
    assertThat(struck(400, "{\"message\":\"Account code 4000 is not 200\"}", request)).contains(
      "4000 is not 200"
    );
  }
}
