package io.ledgerroutes.console;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
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

  /** A misspelt {@code preview} must not do what it was to show: a field that no call knows is refused. */
  @Override
  public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
    converters
      .stream()
      .filter(MappingJackson2HttpMessageConverter.class::isInstance)
      .map(MappingJackson2HttpMessageConverter.class::cast)
      .forEach(json ->
        json.setObjectMapper(
          json
            .getObjectMapper()
            .copy()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        )
      );
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new NothingAsked()).addPathPatterns("/api/**");
    registry.addInterceptor(new AcceptedAnswer()).addPathPatterns("/api/**");
  }
}
