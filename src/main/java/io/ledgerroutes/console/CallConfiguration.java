package io.ledgerroutes.console;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What every call of the API has in common. */
@Configuration(proxyBeanMethods = false)
class CallConfiguration implements WebMvcConfigurer {

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new AskedArguments());
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new NothingAsked()).addPathPatterns("/api/**");
    registry.addInterceptor(new AcceptedAnswer()).addPathPatterns("/api/**");
  }
}
