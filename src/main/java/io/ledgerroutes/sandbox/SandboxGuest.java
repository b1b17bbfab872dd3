package io.ledgerroutes.sandbox;

import io.ledgerroutes.connection.Connections;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** What the sandbox does to the runtime that it runs inside of. */
@Configuration(proxyBeanMethods = false)
@Profile("sandbox")
@ConditionalOnProperty(name = "ledger.sandbox.inside", havingValue = "true", matchIfMissing = true)
class SandboxGuest {

  /** Made at once: it hangs itself into the sandbox's control. */
  @Bean
  SandboxReset sandboxReset(
    Sandbox sandbox,
    Connections connections,
    SandboxResetStore store,
    SandboxSetUp setUp,
    @Value("${ledger.data-dir}") Path dataDir
  ) {
    return new SandboxReset(sandbox, connections, store, setUp, dataDir.resolve("files"));
  }

  @Bean
  @ConditionalOnProperty("ledger.xero.webhook-key")
  SandboxXeroWebhook sandboxXeroWebhook(
    Sandbox sandbox,
    @Value("${ledger.public-url}") String publicUrl,
    @Value("${ledger.xero.webhook-key}") String key
  ) {
    return new SandboxXeroWebhook(sandbox, publicUrl + "/webhooks/xero", key);
  }

  @Bean
  @ConditionalOnProperty(name = "ledger.sandbox.first-orders", havingValue = "true", matchIfMissing = true)
  SandboxFirstOrders sandboxFirstOrders(Sandbox sandbox) {
    return new SandboxFirstOrders(sandbox);
  }

  @Bean
  @ConditionalOnProperty(name = "ledger.sandbox.first-orders", havingValue = "true", matchIfMissing = true)
  SandboxFirstBills sandboxFirstBills(Sandbox sandbox, Connections connections) {
    return new SandboxFirstBills(sandbox, connections);
  }
}
