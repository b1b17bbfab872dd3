package io.ledgerroutes.sandbox;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * Runs the sandbox inside the runtime under the profile {@code sandbox}, up before the first route starts;
 * {@code ledger.sandbox.inside=false} leaves it to a process of its own. Its state is kept below the data
 * directory.
 */
@Configuration(proxyBeanMethods = false)
@Profile("sandbox")
@ConditionalOnProperty(name = "ledger.sandbox.inside", havingValue = "true", matchIfMissing = true)
class SandboxInside {

  @Bean(destroyMethod = "")
  Sandbox sandbox(
    @Value("${ledger.sandbox.port:8090}") int port,
    @Value("${ledger.sandbox.sftp-port:2222}") int sftpPort,
    @Value("${ledger.data-dir}") Path dataDir,
    @Value("${ledger.sandbox.webhooks-to:}") String webhooksTo
  ) {
    SandboxSettings settings = SandboxSettings.defaults()
      .withPort(port)
      .withSftpPort(sftpPort)
      .withStateDir(dataDir.resolve("sandbox"));
    return new Sandbox(webhooksTo.isBlank() ? settings : settings.withShopWebhooksTo(webhooksTo));
  }

  @Bean
  SmartLifecycle sandboxLifecycle(Sandbox sandbox) {
    return new SmartLifecycle() {
      private volatile boolean running;

      @Override
      public void start() {
        sandbox.start();
        running = true;
      }

      @Override
      public void stop() {
        sandbox.close();
        running = false;
      }

      @Override
      public boolean isRunning() {
        return running;
      }

      /** First to start and last to stop. */
      @Override
      public int getPhase() {
        return Integer.MIN_VALUE + 1000;
      }
    };
  }
}
