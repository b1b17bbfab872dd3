package io.ledgerroutes.console;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What no controller answered: the container's and the filters' own errors, in the same form as all others. */
@Controller
class ErrorPage implements ErrorController {

  @RequestMapping("${server.error.path:/error}")
  ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
    int status = status(request);
    return Problems.answer(status, words(request, status));
  }

  /** For a browser. */
  @RequestMapping(path = "${server.error.path:/error}", produces = MediaType.TEXT_HTML_VALUE)
  ModelAndView page(HttpServletRequest request) {
    int status = status(request);
    return ProblemPage.of(status, words(request, status));
  }

  /** For a part of a page. */
  @RequestMapping(path = "${server.error.path:/error}", headers = "HX-Request=true")
  ModelAndView part(HttpServletRequest request) {
    return page(request);
  }

  private static String words(HttpServletRequest request, int status) {
    return request.getAttribute(Problems.WORDS) instanceof String words ? words : Problems.words(status);
  }

  private static int status(HttpServletRequest request) {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    return status instanceof Integer code ? code : 404;
  }
}
