package io.ledgerroutes.console;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands a call what it was asked, as far as its {@link Asks} allows; everything else is refused with 400. */
final class AskedArguments implements HandlerMethodArgumentResolver {

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Asked.class && parameter.hasParameterAnnotation(Asks.class);
  }

  @Override
  public Asked resolveArgument(
    MethodParameter parameter,
    ModelAndViewContainer container,
    NativeWebRequest request,
    WebDataBinderFactory binders
  ) {
    Asks asks = parameter.getParameterAnnotation(Asks.class);
    MultiValueMap<String, String> given = new LinkedMultiValueMap<>();
    request.getParameterMap().forEach((name, values) -> given.put(name, List.of(values)));
    String[] allowed = Stream.concat(Arrays.stream(asks.needed()), Arrays.stream(asks.value()))
      .map(Question::text)
      .toArray(String[]::new);
    Asked asked = Asked.of(given, allowed);
    requireAll(asks.needed(), asked);
    return asked;
  }

  private static void requireAll(Question[] needed, Asked asked) {
    if (Arrays.stream(needed).anyMatch(question -> asked.text(question.text()) == null)) {
      throw ApiRefusal.badRequest(
        Arrays.stream(needed)
          .map(question -> question.text() + "=" + question.example())
          .collect(Collectors.joining("&", "Say which record: ?", "."))
      );
    }
  }
}
