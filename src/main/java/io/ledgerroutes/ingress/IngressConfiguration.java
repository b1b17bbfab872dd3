package io.ledgerroutes.ingress;

import jakarta.servlet.DispatcherType;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.spi.ComponentCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the door in place: the filter, and that platform-http leads to it. */
@Configuration(proxyBeanMethods = false)
class IngressConfiguration {

  @Bean
  FilterRegistrationBean<WebhookFilter> webhookFilter(
    WebhookAddresses addresses,
    ApplicationAvailability availability
  ) {
    FilterRegistrationBean<WebhookFilter> registration = new FilterRegistrationBean<>(
      new WebhookFilter(addresses, availability)
    );
    registration.addUrlPatterns("/webhooks/*");
    registration.setDispatcherTypes(DispatcherType.REQUEST);
    // Before all others, none of which is asked.
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return registration;
  }

  /** Set where endpoints are made, so that no route can forget it. */
  @Bean
  ComponentCustomizer platformHttpAtTheDoor(
    IngressHeaders headers,
    WebhookAddresses addresses,
    ObjectProvider<PlatformHttpEngine> others
  ) {
    return ComponentCustomizer.builder(PlatformHttpComponent.class).build(component -> {
      component.setHeaderFilterStrategy(headers);
      component.setEngine((endpoint, processor) ->
        WebhookAddresses.has(endpoint.getPath())
          ? new WebhookConsumer(endpoint, processor, addresses)
          : others
              .getIfAvailable(() -> IngressConfiguration::webhooksOnly)
              .createConsumer(endpoint, processor)
      );
    });
  }

  private static PlatformHttpConsumer webhooksOnly(PlatformHttpEndpoint endpoint, Processor processor) {
    throw new IllegalArgumentException(
      "platform-http:" + endpoint.getPath() + " is not below /webhooks/, where a route may listen"
    );
  }
}
