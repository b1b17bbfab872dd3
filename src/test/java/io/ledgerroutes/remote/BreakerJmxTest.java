package io.ledgerroutes.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.start.JmxView;
import io.ledgerroutes.store.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jmx.export.MBeanExporter;
import org.springframework.jmx.export.annotation.AnnotationMBeanExporter;

class BreakerJmxTest {

  @Test
  void a_breaker_is_seen_and_closed_over_jmx() throws Exception {
    MBeanServer server = MBeanServerFactory.newMBeanServer();
    AnnotationMBeanExporter exporter = new AnnotationMBeanExporter();
    exporter.setServer(server);
    exporter.afterPropertiesSet();
    try (TestDatabase store = TestDatabase.h2()) {
      Breakers breakers = new Breakers(
        new SimpleMeterRegistry(),
        mock(AuditTrail.class),
        store.database(),
        new JmxView(providing(exporter))
      );
      Breaker breaker = breakers.of("woocommerce", "craft-shop", () -> {});
      for (int request = 0; request < Breaker.FAILURES; request++) {
        URI address = URI.create("https://shop.example/" + request);
        RemoteRequest asked = new RemoteRequest(
          "woocommerce",
          "GET",
          address,
          Map.of(),
          null,
          Duration.ofSeconds(1)
        );
        breaker.call(asked, () -> new RemoteAnswer(503, Map.of(), new byte[0]));
      }
      ObjectName name = new ObjectName("io.ledgerroutes:type=Breaker,remote=woocommerce,name=craft-shop");

      assertThat(server.getAttribute(name, "State")).isEqualTo("open");
      assertThat(server.getAttribute(name, "Reason").toString()).contains("503");
      assertThat(server.getAttribute(name, "TurnedAway")).isEqualTo(0L);
      server.invoke(name, "close", new Object[0], new String[0]);
      assertThat(server.getAttribute(name, "State")).isEqualTo("closed");
      assertThat(breakers.holdsBack("craft-shop")).isFalse();
    }
    exporter.destroy();
    assertThat(server.queryNames(new ObjectName("io.ledgerroutes:*"), null)).isEmpty();
  }

  @SuppressWarnings("unchecked")
  private static ObjectProvider<MBeanExporter> providing(MBeanExporter exporter) {
    ObjectProvider<MBeanExporter> provider = mock(ObjectProvider.class);
    doAnswer(call -> {
      call.<Consumer<MBeanExporter>>getArgument(0).accept(exporter);
      return null;
    })
      .when(provider)
      .ifAvailable(any());
    return provider;
  }
}
