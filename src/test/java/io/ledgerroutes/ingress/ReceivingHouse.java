package io.ledgerroutes.ingress;

import io.ledgerroutes.connection.Integration;
import io.ledgerroutes.inbox.Admission;
import io.ledgerroutes.start.JmxView;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.woocommercexero.WooCommerceXero;
import io.ledgerroutes.xero.XeroProperties;
import io.ledgerroutes.xero.XeroTenantStore;
import io.ledgerroutes.xero.XeroWebhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The receiving half of the product on a real port: shipped routes, door, webhooks, inbox and store, with nothing
 * delivered. Beside it a bare route without any of the product's protection.
 */
public final class ReceivingHouse implements AutoCloseable {

  /** What the connection's webhooks are signed with. */
  public static final String SECRET = "s3cret &amp; <more>";

  private final ConfigurableApplicationContext context;

  private ReceivingHouse(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** A house over the directory, with connection {@code craft-shop}. */
  public static ReceivingHouse open(Path data) {
    return open(data, Path.of("routes/connections"));
  }

  /** A house over the directory, with the connections of another one; {@link Books} is an integration there. */
  static ReceivingHouse open(Path data, Path connections, String... more) {
    ReceivingHouse house = new ReceivingHouse(
      new SpringApplicationBuilder(Parts.class)
        .profiles("sandbox")
        .run(
          Stream.concat(
            Stream.of(
              "--server.port=0",
              // The bare route, which shows what Camel does by itself, needs Camel's own mapping.
              "--spring.autoconfigure.exclude=",
              "--ledger.data-dir=" + data,
              "--ledger.routes-dir=routes",
              "--ledger.connections-dir=" + connections,
              "--camel.main.routes-include-pattern=file:routes/shared/*.camel.yaml,file:routes/xero/webhooks.camel.yaml,file:" +
                receiveOnly(data),
              "--logging.level.root=WARN",
              "--logging.level.org.apache.camel.processor.errorhandler=OFF"
            ),
            Stream.of(more)
          ).toArray(String[]::new)
        )
    );
    house.bean(Vault.class).put("connection:craft-shop", "webhook-secret", SECRET);
    return house;
  }

  /** Takes from the inbox as a work route does, though nothing is admitted here: it shows in JMX. */
  private static final String WORK = """
    - route:
        id: orders-at-rest
        routeConfigurationId: ledger
        from:
          uri: inbox:woocommerce-order
          parameters: { batchSize: 50 }
          steps:
            - to: inbox:settle
    """;

  /** The shop's shipped route by which webhooks come in, without the steps that work on what came. */
  private static Path receiveOnly(Path data) {
    try {
      String shipped = Files.readString(Path.of("routes/woocommerce-xero/orders.camel.yaml"));
      String route = Stream.of(shipped.split("(?m)^(?=- route:)"))
        .filter(each -> each.contains("id: woocommerce-xero-orders-receive"))
        .findFirst()
        .orElseThrow();
      Path folder = Files.createDirectories(data.resolve("receive"));
      return Files.writeString(folder.resolve("orders.camel.yaml"), route + WORK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
  }

  /** Makes the runtime ready, or not. */
  public void readiness(ReadinessState state) {
    AvailabilityChangeEvent.publish(context, state);
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** What the inbox holds of a flow, as {@code connection key}, in order. */
  List<String> hints(String flow) {
    return bean(Database.class)
      .sql()
      .sql("SELECT connection || ' ' || record_key FROM inbox WHERE flow = ? ORDER BY connection, id")
      .params(flow)
      .query(String.class)
      .list();
  }

  /** How many rows the inbox holds of an order. */
  public int rows(String key) {
    return bean(Database.class)
      .sql()
      .sql("SELECT COUNT(*) FROM inbox WHERE flow = 'woocommerce-order' AND record_key = ?")
      .params(key)
      .query(Integer.class)
      .single();
  }

  /** How many rows the inbox holds of orders. */
  public int rows() {
    return bean(Database.class)
      .sql()
      .sql("SELECT COUNT(*) FROM inbox WHERE flow = 'woocommerce-order'")
      .query(Integer.class)
      .single();
  }

  @Override
  public void close() {
    context.close();
  }

  @EnableAutoConfiguration
  @ComponentScan(
    {
      "io.ledgerroutes.audit",
      "io.ledgerroutes.connection",
      "io.ledgerroutes.inbox",
      "io.ledgerroutes.ingress",
      "io.ledgerroutes.polling",
      "io.ledgerroutes.remote",
      "io.ledgerroutes.start",
      "io.ledgerroutes.store",
      "io.ledgerroutes.vault",
      "io.ledgerroutes.woocommerce",
    }
  )
  @Import({ JmxView.class, WooCommerceXero.class, XeroTenantStore.class, XeroWebhook.class })
  @EnableConfigurationProperties(XeroProperties.class)
  static class Parts {

    @Bean
    Integration books() {
      return new Books();
    }

    @Bean
    Admission nothingIsDelivered() {
      return new Admission() {
        @Override
        public Set<String> candidates() {
          return Set.of();
        }

        @Override
        public Optional<Ticket> admit(String connection) {
          return Optional.empty();
        }

        @Override
        public void confirm(Ticket ticket) {
          // Nobody else claims here.
        }
      };
    }

    @Bean
    SecurityFilterChain openToAll(HttpSecurity http) throws Exception {
      return http.csrf(AbstractHttpConfigurer::disable).build();
    }

    @Bean
    HeaderFilterStrategy camelsOwnHeaders() {
      return new HttpHeaderFilterStrategy();
    }

    @Bean
    RouteBuilder bareRoute() {
      return new RouteBuilder() {
        @Override
        public void configure() {
          from("platform-http:/bare?headerFilterStrategy=#camelsOwnHeaders")
            .routeId("bare")
            .to("log:bare?level=OFF");
          from("platform-http:/webhooks/unprepared").routeId("unprepared").to("log:unprepared?level=OFF");
          from("platform-http:/webhooks/failing")
            .routeId("failing")
            .throwException(new IllegalStateException("the customer is jo@example.test"));
        }
      };
    }
  }
}
