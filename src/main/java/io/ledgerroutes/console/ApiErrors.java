package io.ledgerroutes.console;

import io.ledgerroutes.inbox.InboxFull;
import io.ledgerroutes.inbox.TryLater;
import io.ledgerroutes.reconcile.RunRefused;
import io.ledgerroutes.reconcile.TooLarge;
import io.ledgerroutes.remote.RemoteFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What a caller is told when a call fails. What is not known is neither shown nor logged but by its kind. */
@RestControllerAdvice("io.ledgerroutes")
class ApiErrors {

  private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);
  private static final String RETRY_AFTER_SECONDS = "5";

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(ApiRefusal refusal) {
    return Problems.answer(refusal.status(), refusal.getMessage());
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> notANumber(MethodArgumentTypeMismatchException wrong) {
    return Problems.answer(400, "The " + wrong.getName() + " in the address must be a whole number.");
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException body) {
    return Problems.answer(400, "The body is missing or is not the JSON object that this call takes.");
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(RunRefused refusal) {
    return Problems.answer(409, refusal.getMessage());
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> tooLarge(TooLarge period) {
    return Problems.answer(400, period.getMessage() + "; choose a shorter one.");
  }

  /** A remote that was asked for the caller's sake. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> remote(RemoteFailure failed) {
    HttpHeaders headers = new HttpHeaders();
    failed
      .failure()
      .retryAfter()
      .ifPresent(after ->
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, after.toSeconds())))
      );
    return Problems.answer(
      503,
      "A remote could not be asked (" + failed.failure() + "); nothing was changed, try again later.",
      headers
    );
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> later(TryLater later) {
    return Problems.answer(503, "Not now: " + later.getMessage() + "; try again in a moment.");
  }

  @ExceptionHandler({ InboxFull.class, DataAccessException.class, TransactionException.class })
  ResponseEntity<ProblemDetail> notNow(RuntimeException busy) {
    LOG.warn("A call could not be served now: {}", kindOf(busy));
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    return Problems.answer(
      503,
      "The store does not answer or is full; nothing was changed, try again.",
      headers
    );
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> other(Exception failure) {
    if (failure instanceof ErrorResponse known) {
      int status = known.getStatusCode().value();
      return Problems.answer(status, Problems.words(status), known.getHeaders());
    }
    LOG.error("A call failed: {}", kindOf(failure));
    return Problems.answer(500, Problems.words(500));
  }

  private static String kindOf(Throwable failure) {
    StringBuilder kinds = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      kinds.append(kinds.isEmpty() ? "" : " caused by ").append(cause.getClass().getName());
      if (cause.getStackTrace().length > 0) {
        kinds.append(" at ").append(cause.getStackTrace()[0]);
      }
    }
    return kinds.toString();
  }
}
