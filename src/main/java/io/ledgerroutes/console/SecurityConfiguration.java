package io.ledgerroutes.console;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Who may do what. Webhooks have a chain of their own where they come in; health is open; everything else is for
 * those who are signed in: viewers read, operators change.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  private static final String CONTENT = "default-src 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final SecurityAnswers answers;

  SecurityConfiguration(SecurityAnswers answers) {
    this.answers = answers;
  }

  @Bean
  AuthenticationManager authenticationManager(SignIn signIn) {
    return new ProviderManager(signIn);
  }

  /** The consent leaves for Xero and comes back: a session keeps the operator signed in meanwhile. */
  @Bean
  @Order(1)
  SecurityFilterChain consentSecurity(HttpSecurity http, AuthenticationManager signIn) throws Exception {
    return common(http, signIn)
      .securityMatcher("/connect/**")
      .httpBasic(basic ->
        basic
          .authenticationEntryPoint(answers)
          .securityContextRepository(new HttpSessionSecurityContextRepository())
      )
      .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.IF_REQUIRED))
      .authorizeHttpRequests(rules ->
        rules
          .dispatcherTypeMatchers(DispatcherType.ERROR)
          .permitAll()
          .requestMatchers(OtherSite::writes)
          .denyAll()
          .anyRequest()
          .hasRole(Role.OPERATOR.name())
      )
      .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain security(HttpSecurity http, AuthenticationManager signIn) throws Exception {
    return common(http, signIn)
      .httpBasic(basic -> basic.authenticationEntryPoint(answers))
      .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
      .authorizeHttpRequests(rules ->
        rules
          .dispatcherTypeMatchers(DispatcherType.ERROR)
          .permitAll()
          .requestMatchers("/actuator/health/**")
          .permitAll()
          .requestMatchers(OtherSite::writes)
          .denyAll()
          .requestMatchers(HttpMethod.GET)
          .hasRole(Role.VIEWER.name())
          .requestMatchers(HttpMethod.HEAD)
          .hasRole(Role.VIEWER.name())
          .anyRequest()
          .hasRole(Role.OPERATOR.name())
      )
      .build();
  }

  private HttpSecurity common(HttpSecurity http, AuthenticationManager signIn) throws Exception {
    return http
      .authenticationManager(signIn)
      // Writes are guarded by where they come from, see OtherSite; there is no form that could carry a token.
      .csrf(AbstractHttpConfigurer::disable)
      .logout(AbstractHttpConfigurer::disable)
      .requestCache(AbstractHttpConfigurer::disable)
      .exceptionHandling(errors -> errors.authenticationEntryPoint(answers).accessDeniedHandler(answers))
      .headers(headers ->
        headers
          .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
          .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
      );
  }
}
