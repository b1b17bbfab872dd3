package io.ledgerroutes.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** What a page says when it cannot do what was asked: the API's own words, within the console. */
@ControllerAdvice(annotations = Controller.class)
@Order(Ordered.LOWEST_PRECEDENCE)
class PageErrors {

  private final ApiErrors words;

  PageErrors(ApiErrors words) {
    this.words = words;
  }

  @ExceptionHandler
  ModelAndView any(Exception failure, HttpServletRequest request, HttpServletResponse answer)
    throws Exception {
    if (answer.isCommitted()) {
      // Part of a list is out already: nothing may follow that looks like its end.
      throw failure;
    }
    ResponseEntity<ProblemDetail> problem = words.of(failure);
    problem
      .getHeaders()
      .forEach((name, values) ->
        values.forEach(value -> {
          if (name.equalsIgnoreCase("Retry-After")) {
            answer.setHeader(name, value);
          }
        })
      );
    return ProblemPage.of(problem.getStatusCode().value(), problem.getBody().getDetail());
  }
}
