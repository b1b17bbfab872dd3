package io.ledgerroutes.console.health;

import jakarta.servlet.DispatcherType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the gate before everything else that a webhook meets. */
@Configuration(proxyBeanMethods = false)
class GateConfiguration {

  @Bean
  FilterRegistrationBean<WebhookGate> webhookGate(RunningRoutes routes) {
    FilterRegistrationBean<WebhookGate> registration = new FilterRegistrationBean<>(new WebhookGate(routes));
    registration.addUrlPatterns("/webhooks/*");
    registration.setDispatcherTypes(DispatcherType.REQUEST);
    registration.setAsyncSupported(true);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 5);
    return registration;
  }
}
