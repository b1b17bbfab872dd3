package io.ledgerroutes.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses what is asked of a call that takes no questions: a filter that does nothing would be believed. */
final class NothingAsked implements HandlerInterceptor {

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
    boolean asked = request.getQueryString() != null && !request.getQueryString().isEmpty();
    if (asked && handler instanceof HandlerMethod call && takesNone(call)) {
      throw ApiRefusal.badRequest("This call takes no parameters in its address; leave them out.");
    }
    return true;
  }

  private static boolean takesNone(HandlerMethod call) {
    return (
      call.getBeanType().isAnnotationPresent(RestController.class) &&
      call.getBeanType().getPackageName().startsWith(NothingAsked.class.getPackageName()) &&
      Arrays.stream(call.getMethodParameters()).noneMatch(NothingAsked::takesSome)
    );
  }

  private static boolean takesSome(MethodParameter parameter) {
    return (
      parameter.hasParameterAnnotation(Asks.class) ||
      parameter.hasParameterAnnotation(org.springframework.web.bind.annotation.RequestParam.class)
    );
  }
}
