package io.ledgerroutes.xero;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import java.security.Principal;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class XeroConnectControllerTest {

  private static final Principal ADMIN = () -> "admin";

  private final XeroTestBed bed = new XeroTestBed();
  private final MockMvc web = MockMvcBuilders.standaloneSetup(
    new XeroConnectController(bed.node().consent)
  ).build();

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void an_operator_is_sent_to_xero_and_connected_on_return() throws Exception {
    String login = web
      .perform(get("/connect/xero/craft-shop").principal(ADMIN))
      .andExpect(status().isFound())
      .andExpect(header().string("Location", startsWith(bed.sandbox.url() + "/identity/connect/authorize?")))
      .andReturn()
      .getResponse()
      .getHeader("Location");
    Map<String, String> back = bed.login(URI.create(login));

    web
      .perform(
        get("/connect/xero/callback")
          .param("state", back.get("state"))
          .param("code", back.get("code"))
          .principal(ADMIN)
      )
      .andExpect(status().isOk())
      .andExpect(content().string(containsString("Craft Shop Pty Ltd")));
  }

  @Test
  void an_unknown_state_is_answered_400_in_plain_words() throws Exception {
    web
      .perform(get("/connect/xero/callback").param("state", "<script>").param("code", "x").principal(ADMIN))
      .andExpect(status().isBadRequest())
      .andExpect(content().contentTypeCompatibleWith("text/plain"))
      .andExpect(content().string(containsString("begin again")));
  }

  @Test
  void a_consent_refused_at_xero_changes_nothing() throws Exception {
    web
      .perform(get("/connect/xero/callback").param("error", "access_denied").principal(ADMIN))
      .andExpect(status().isBadRequest())
      .andExpect(content().string(containsString("nothing was changed")));
  }

  @Test
  void no_parameter_redirects_anywhere_but_to_xero() throws Exception {
    web
      .perform(get("/connect/xero/nowhere").param("redirect_uri", "https://evil.example").principal(ADMIN))
      .andExpect(status().isBadRequest())
      .andExpect(header().doesNotExist("Location"));
    web
      .perform(get("/connect/xero/craft-shop").param("redirect_uri", "https://evil.example").principal(ADMIN))
      .andExpect(header().string("Location", startsWith(bed.sandbox.url() + "/identity/connect/authorize?")));
  }
}
