package io.ledgerroutes.remote;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.springframework.stereotype.Component;

/**
 * Switches off what the HTTP client would do by itself: it repeats a PUT after an I/O error and sleeps
 * through a 429, both of which are the inbox's to decide.
 */
@Component("plainHttpClient")
public class PlainHttpClient implements HttpClientConfigurer {

  @Override
  public void configureHttpClient(HttpClientBuilder client) {
    client.disableAutomaticRetries().disableCookieManagement().disableRedirectHandling().disableAuthCaching();
  }
}
