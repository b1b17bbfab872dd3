package io.ledgerroutes.console.access;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Who may do what. Webhooks have a chain of their own where they come in; health is open; everything else is for
 * those who are signed in: viewers read, operators change. Programs sign in with each call, people once a session.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  private static final String CONTENT =
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

  private final SecurityAnswers answers;

  SecurityConfiguration(SecurityAnswers answers) {
    this.answers = answers;
  }

  @Bean
  AuthenticationManager authenticationManager(SignIn signIn) {
    return new ProviderManager(signIn);
  }

  /** For programs: no session, and no token, since no form reaches it; see OtherSite. */
  @Bean
  @Order(1)
  SecurityFilterChain callSecurity(HttpSecurity http, AuthenticationManager signIn) throws Exception {
    return common(http, signIn)
      .securityMatcher("/api/**", "/actuator", "/actuator/health/**", "/actuator/prometheus", "/actuator/env")
      .csrf(AbstractHttpConfigurer::disable)
      .requestCache(AbstractHttpConfigurer::disable)
      .logout(AbstractHttpConfigurer::disable)
      .httpBasic(basic -> basic.authenticationEntryPoint(answers))
      .exceptionHandling(errors -> errors.authenticationEntryPoint(answers).accessDeniedHandler(answers))
      .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
      .authorizeHttpRequests(rules -> {
        rules.requestMatchers("/actuator/health/**").permitAll();
        readersReadAndOperatorsChange(rules);
      })
      .build();
  }

  /** For people: the console, the consent that leaves for Xero and comes back, Hawtio. */
  @Bean
  @Order(2)
  SecurityFilterChain pageSecurity(HttpSecurity http, AuthenticationManager signIn) throws Exception {
    return common(http, signIn)
      .httpBasic(basic ->
        basic
          .authenticationEntryPoint(answers)
          .securityContextRepository(new HttpSessionSecurityContextRepository())
      )
      .formLogin(form -> form.loginPage("/sign-in").failureHandler(answers::wrong).permitAll())
      .logout(logout -> logout.logoutSuccessUrl("/sign-in"))
      .exceptionHandling(errors -> errors.accessDeniedHandler(answers))
      .authorizeHttpRequests(rules -> {
        rules.requestMatchers("/console/**", "/webjars/**").permitAll();
        rules.requestMatchers("/connect/**", "/users/**").hasRole(Role.OPERATOR.name());
        // A search changes nothing; it is sent in a body because an address is logged.
        rules.requestMatchers(HttpMethod.POST, "/messages/search").hasRole(Role.VIEWER.name());
        readersReadAndOperatorsChange(rules);
      })
      .build();
  }

  private static void readersReadAndOperatorsChange(
    AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry rules
  ) {
    rules
      .dispatcherTypeMatchers(DispatcherType.ERROR)
      .permitAll()
      .requestMatchers(OtherSite::writes)
      .denyAll()
      .requestMatchers(HttpMethod.GET)
      .hasRole(Role.VIEWER.name())
      .requestMatchers(HttpMethod.HEAD)
      .hasRole(Role.VIEWER.name())
      .anyRequest()
      .hasRole(Role.OPERATOR.name());
  }

  private HttpSecurity common(HttpSecurity http, AuthenticationManager signIn) throws Exception {
    return http
      .authenticationManager(signIn)
      .headers(headers ->
        headers
          .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
          .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
      );
  }
}
