package io.ledgerroutes.console.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Hawtio behind the console's sign-in. It asks for figures by POST, so viewers may post there too, and
 * {@link JmxAccess} decides about each; it takes its token from a cookie, and its editor needs styles and workers
 * that no other page may have.
 */
@Configuration(proxyBeanMethods = false)
class HawtioSecurity {

  private static final String HAWTIO = "/actuator/hawtio";
  private static final String JOLOKIA = "/actuator/jolokia";
  private static final String CONTENT =
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
    "worker-src 'self' blob:; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

  @Bean
  @Order(0)
  SecurityFilterChain hawtioChain(
    HttpSecurity http,
    Sessions sessions,
    CsrfTokenRepository tokens,
    PageAnswers answers
  ) throws Exception {
    return http
      .securityMatcher(new OrRequestMatcher(below(HAWTIO), below(JOLOKIA)))
      .addFilterBefore(new SessionGuard(sessions), SecurityContextHolderFilter.class)
      .csrf(csrf -> csrf.csrfTokenRepository(tokens).csrfTokenRequestHandler(tokenAtOnce()))
      .logout(logout -> logout.disable())
      .requestCache(cache -> cache.disable())
      .exceptionHandling(errors -> errors.authenticationEntryPoint(answers).accessDeniedHandler(answers))
      .headers(headers ->
        headers
          .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
          .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
      )
      .authorizeHttpRequests(rules ->
        rules
          .dispatcherTypeMatchers(DispatcherType.ERROR)
          .permitAll()
          .requestMatchers(OtherSite::writes)
          .denyAll()
          // Its own sign-in and sign-out are the console's matter.
          .requestMatchers(below(HAWTIO + "/auth/login"), below(HAWTIO + "/auth/logout"))
          .denyAll()
          .requestMatchers(HttpMethod.GET)
          .hasRole(Role.VIEWER.name())
          .requestMatchers(new AndRequestMatcher(HawtioSecurity::isPost, asks()))
          .hasRole(Role.VIEWER.name())
          .anyRequest()
          .denyAll()
      )
      .build();
  }

  private static RequestMatcher asks() {
    return new OrRequestMatcher(below(HAWTIO + "/jolokia"), below(JOLOKIA));
  }

  private static boolean isPost(HttpServletRequest request) {
    return request.getMethod().equals("POST");
  }

  /** By the whole path: a pattern of Spring's does not see the part that leads to a servlet of its own. */
  private static RequestMatcher below(String path) {
    return request -> {
      String asked = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
      return asked.equals(path) || asked.startsWith(path + "/");
    };
  }

  /** The cookie is set with the first page; the usual handler waits until a page asks for the token. */
  private static CsrfTokenRequestAttributeHandler tokenAtOnce() {
    CsrfTokenRequestAttributeHandler handler = new CsrfTokenRequestAttributeHandler();
    handler.setCsrfRequestAttributeName(null);
    return handler;
  }
}
