package io.ledgerroutes.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses a call whose answer the caller would not accept before it is made, not when it has changed something. */
final class AcceptedAnswer implements HandlerInterceptor {

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
    throws HttpMediaTypeNotAcceptableException {
    if (handler instanceof HandlerMethod call && !call.isVoid() && !acceptsJson(request)) {
      throw new HttpMediaTypeNotAcceptableException(List.of(MediaType.APPLICATION_JSON));
    }
    return true;
  }

  private static boolean acceptsJson(HttpServletRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT);
    try {
      List<MediaType> types = MediaType.parseMediaTypes(accepted);
      return types.isEmpty() || types.stream().anyMatch(type -> type.includes(MediaType.APPLICATION_JSON));
    } catch (InvalidMediaTypeException nonsense) {
      return false;
    }
  }
}
