package io.ledgerroutes.console;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.servlet.ModelAndView;

/** A problem as a page of the console: its title and one sentence that says what to do. */
final class ProblemPage {

  private ProblemPage() {}

  static ModelAndView of(int status, String detail) {
    HttpStatus known = HttpStatus.resolve(status);
    String title = known == null ? "Problem " + status : known.getReasonPhrase();
    ModelAndView page = new ModelAndView("problem", Map.of("heading", title, "detail", detail));
    page.setStatus(HttpStatusCode.valueOf(status));
    return page;
  }
}
