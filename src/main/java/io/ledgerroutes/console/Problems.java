package io.ledgerroutes.console;

import io.ledgerroutes.trace.Trace;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Errors as problem details (RFC 9457), each with one sentence that says what to do. */
public final class Problems {

  /** The attribute of a request under which a filter leaves the words of its refusal for the page that shows it. */
  public static final String WORDS = Problems.class.getName() + ".words";

  private Problems() {}

  public static ResponseEntity<ProblemDetail> answer(int status, String detail) {
    return answer(status, detail, new HttpHeaders());
  }

  public static ResponseEntity<ProblemDetail> answer(int status, String detail, HttpHeaders headers) {
    return ResponseEntity.status(status)
      .headers(headers)
      .contentType(MediaType.APPLICATION_PROBLEM_JSON)
      .body(detail(status, detail));
  }

  public static ProblemDetail detail(int status, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status), detail);
    Trace.id().ifPresent(id -> problem.setProperty("correlationId", id));
    return problem;
  }

  /** For a status that somebody else chose. */
  public static String words(int status) {
    return switch (status) {
      case 401 -> "Sign in with HTTP Basic, for instance curl -u admin.";
      case 403 -> "Your user may not do this; sign in as an operator.";
      case 404 -> "Nothing is at this address; check its spelling.";
      case 405 -> "This address does not take that method; the header Allow names those it takes.";
      case 406 -> "The answer is JSON; accept application/json.";
      case 413 -> "The body is too large; send less at once.";
      case 415 -> "A credential is sent with Content-Type: text/plain, everything else with application/json.";
      case 503 -> "The runtime cannot answer now; try again in a moment.";
      default -> status < 500
        ? "The request cannot be understood; check it against the README."
        : "Something failed inside; try again, and look into the log if it stays.";
    };
  }
}
