package io.ledgerroutes.console.access;

import jakarta.servlet.DispatcherType;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer.SessionFixationConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * Who may do what. Webhooks have a chain of their own where they come in; health is open; everything else is for
 * those who are signed in: viewers read, operators change. Programs sign in with each call, people once a session.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  private static final String CONTENT =
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";
  /** What stands in a file names suppliers and what they are paid. */
  private static final String BYTES = "/connections/*/files/*/content";
  private static final String NO_DEVICES =
    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

  private final CallAnswers callAnswers;
  private final PageAnswers pageAnswers;
  private final boolean https;

  SecurityConfiguration(
    CallAnswers callAnswers,
    PageAnswers pageAnswers,
    @Value("${ledger.public-url}") URI publicUrl
  ) {
    this.callAnswers = callAnswers;
    this.pageAnswers = pageAnswers;
    this.https = "https".equalsIgnoreCase(publicUrl.getScheme());
  }

  @Bean
  AuthenticationManager authenticationManager(SignIn signIn) {
    return new ProviderManager(signIn);
  }

  /** Where people come by https, a browser must not send the session by anything else. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> sessionCookieOverHttpsOnly() {
    return server -> {
      if (https) {
        server.getSession().getCookie().setSecure(true);
      }
    };
  }

  /** For programs: no session, and no token, since no form reaches it; see OtherSite. */
  @Bean
  @Order(1)
  SecurityFilterChain callSecurity(HttpSecurity http, AuthenticationManager signIn) throws Exception {
    return common(http, signIn)
      .securityMatcher("/api/**", "/actuator", "/actuator/health/**", "/actuator/prometheus", "/actuator/env")
      .csrf(AbstractHttpConfigurer::disable)
      .logout(AbstractHttpConfigurer::disable)
      .httpBasic(basic -> basic.authenticationEntryPoint(callAnswers))
      .exceptionHandling(errors ->
        errors.authenticationEntryPoint(callAnswers).accessDeniedHandler(callAnswers)
      )
      .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
      .authorizeHttpRequests(rules -> {
        // What went wrong is told to whoever it went wrong for.
        rules.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
        rules.requestMatchers("/actuator/health/**").permitAll();
        rules.requestMatchers(OtherSite::writes).denyAll();
        rules.requestMatchers("/api/v1/me/**").hasRole(Role.VIEWER.name());
        rules.requestMatchers("/api/v1/users/**", "/api/v1" + BYTES).hasRole(Role.OPERATOR.name());
        readersReadAndOperatorsChange(rules);
      })
      .build();
  }

  /** For people: the console, the consent that leaves for Xero and comes back, Hawtio. */
  @Bean
  @Order(2)
  SecurityFilterChain pageSecurity(
    HttpSecurity http,
    AuthenticationManager signIn,
    FormSignIn form,
    Sessions sessions,
    CsrfTokenRepository tokens
  ) throws Exception {
    return common(http, signIn)
      .addFilterBefore(new SessionGuard(sessions), SecurityContextHolderFilter.class)
      .csrf(csrf -> csrf.csrfTokenRepository(tokens).csrfTokenRequestHandler(new FormToken()))
      .httpBasic(basic -> basic.authenticationEntryPoint(pageAnswers))
      .formLogin(login -> login.loginPage("/sign-in").successHandler(form).failureHandler(form))
      .logout(logout -> logout.addLogoutHandler(form).logoutSuccessUrl("/sign-in?why=out"))
      .exceptionHandling(errors ->
        errors.authenticationEntryPoint(pageAnswers).accessDeniedHandler(pageAnswers)
      )
      .sessionManagement(session -> session.sessionFixation(SessionFixationConfigurer::newSession))
      .authorizeHttpRequests(rules -> {
        rules.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
        rules.requestMatchers(HttpMethod.GET, "/console/**", "/webjars/**", "/sign-in").permitAll();
        rules.requestMatchers(OtherSite::writes).denyAll();
        rules.requestMatchers("/me/**").hasRole(Role.VIEWER.name());
        rules.requestMatchers("/connect/**", "/users/**", BYTES).hasRole(Role.OPERATOR.name());
        // A search changes nothing; it is sent in a body because an address is logged.
        rules.requestMatchers(HttpMethod.POST, "/messages/search").hasRole(Role.VIEWER.name());
        readersReadAndOperatorsChange(rules);
      })
      .build();
  }

  /** In a cookie, so that nobody needs a session who is not signed in. */
  @Bean
  CsrfTokenRepository tokens() {
    CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
    tokens.setCookieCustomizer(cookie -> cookie.httpOnly(false).secure(https).path("/").sameSite("Lax"));
    return tokens;
  }

  private static void readersReadAndOperatorsChange(
    AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry rules
  ) {
    rules
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
      .addFilterBefore(new BodyLimit(), CsrfFilter.class)
      .requestCache(RequestCacheConfigurer::disable)
      .headers(headers ->
        headers
          .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
          .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
          .permissionsPolicyHeader(policy -> policy.policy(NO_DEVICES))
          .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
          .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
          .httpStrictTransportSecurity(strict ->
            // A proxy speaks TLS, the request that comes through it does not: public-url knows.
            strict.requestMatcher(https ? AnyRequestMatcher.INSTANCE : request -> false)
          )
      );
  }
}
