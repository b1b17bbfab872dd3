package io.ledgerroutes.ingress;

import jakarta.servlet.DispatcherType;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;

/** Puts the door in place: the filter, the header rule of every platform-http endpoint, no sign-in. */
@Configuration(proxyBeanMethods = false)
class IngressConfiguration {

  private static final String WEBHOOKS = "/webhooks/**";

  @Bean
  FilterRegistrationBean<WebhookFilter> webhookFilter() {
    FilterRegistrationBean<WebhookFilter> registration = new FilterRegistrationBean<>(new WebhookFilter());
    registration.addUrlPatterns("/webhooks/*");
    registration.setDispatcherTypes(DispatcherType.REQUEST);
    registration.setAsyncSupported(true);
    // Before Spring Security, whose firewall would read headers that nobody asked for.
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return registration;
  }

  /** Set where endpoints are made, so that no route can forget it. */
  @Bean
  ComponentCustomizer platformHttpHeaders(IngressHeaders headers) {
    return ComponentCustomizer.builder(PlatformHttpComponent.class).build(component ->
      component.setHeaderFilterStrategy(headers)
    );
  }

  /** Webhooks prove themselves by their signature; nothing of a browser's protection applies to them. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  SecurityFilterChain webhookSecurity(HttpSecurity http) throws Exception {
    return http
      .securityMatcher(WEBHOOKS)
      .csrf(AbstractHttpConfigurer::disable)
      .headers(AbstractHttpConfigurer::disable)
      .sessionManagement(AbstractHttpConfigurer::disable)
      .securityContext(AbstractHttpConfigurer::disable)
      .requestCache(AbstractHttpConfigurer::disable)
      .anonymous(AbstractHttpConfigurer::disable)
      .logout(AbstractHttpConfigurer::disable)
      .build();
  }
}
