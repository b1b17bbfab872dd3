package io.ledgerroutes.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerroutes.start.StartRefused;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XeroPropertiesTest {

  @ParameterizedTest
  @ValueSource(
    strings = {
      "https://api.xero.com", "http://localhost:8090", "http://127.0.0.1:8090/", "http://[::1]:8090",
    }
  )
  void https_and_loopback_are_taken(String address) {
    assertThat(at(address).apiUrl().toString()).doesNotEndWith("/");
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "http://api.xero.com",
      "ftp://localhost",
      "http://127.0.0.1.evil.example",
      "http://localhost.evil.example",
      "https://user:word@api.xero.com",
      "https://api.xero.com?x=1",
      "api.xero.com",
    }
  )
  void anything_else_refuses_the_start_and_names_the_setting(String address) {
    assertThatThrownBy(() -> at(address))
      .isInstanceOf(StartRefused.class)
      .hasMessageContaining("ledger.xero.api-url")
      .hasMessageNotContaining("word");
  }

  @Test
  void secrets_are_not_printed() {
    assertThat(at("https://api.xero.com").toString())
      .doesNotContain("the-secret")
      .doesNotContain("the-webhook-key");
  }

  private static XeroProperties at(String api) {
    URI xero = URI.create("https://login.xero.com");
    return new XeroProperties(
      URI.create(api),
      xero,
      xero,
      "id",
      "the-secret",
      "the-webhook-key",
      List.of(),
      XeroTestBed.CALL_TIMEOUT
    );
  }
}
