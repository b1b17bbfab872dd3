package io.ledgerroutes.console;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.ledgerroutes.inbox.InboxFull;
import io.ledgerroutes.inbox.TryLater;
import io.ledgerroutes.reconcile.RunRefused;
import io.ledgerroutes.reconcile.TooLarge;
import io.ledgerroutes.remote.RemoteFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What a caller is told when a call fails. What is not known is neither shown nor logged but by its kind. */
@RestControllerAdvice(annotations = RestController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiErrors {

  private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);
  private static final String RETRY_AFTER_SECONDS = "5";

  @ExceptionHandler
  ResponseEntity<ProblemDetail> of(Exception failure) {
    return switch (failure) {
      case ApiRefusal refusal -> Problems.answer(refusal.status(), refusal.getMessage());
      case RunRefused refusal -> Problems.answer(409, refusal.getMessage());
      case TooLarge period -> Problems.answer(400, period.getMessage() + "; choose a shorter one.");
      case MethodArgumentTypeMismatchException wrong -> Problems.answer(
        400,
        "The " + wrong.getName() + " in the address must be a whole number."
      );
      case HttpMessageNotReadableException body when (
        body.getCause() instanceof BodyTooLarge
      ) -> Problems.answer(413, Problems.words(413));
      case HttpMessageNotReadableException body when (
        body.getCause() instanceof UnrecognizedPropertyException field
      ) -> Problems.answer(400, unknown(field));
      case HttpMessageNotReadableException body -> Problems.answer(
        400,
        "The body is missing or is not the JSON object that this call takes."
      );
      case RemoteFailure failed -> remote(failed);
      case InboxFull busy -> notNow(busy);
      case TryLater later -> Problems.answer(
        503,
        "Not now: " + later.getMessage() + "; try again in a moment."
      );
      case DataAccessException busy -> notNow(busy);
      case TransactionException busy -> notNow(busy);
      case ErrorResponse known -> known(known);
      default -> unknown(failure);
    };
  }

  // What was sent is not repeated: it is not ours.
  private static String unknown(UnrecognizedPropertyException field) {
    String known = field.getKnownPropertyIds().stream().map(Object::toString).sorted().collect(joining(", "));
    return "The body has a field that this call does not know; nothing was done. There are " + known + ".";
  }

  /** A remote that was asked for the caller's sake. */
  private static ResponseEntity<ProblemDetail> remote(RemoteFailure failed) {
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

  private static ResponseEntity<ProblemDetail> notNow(RuntimeException busy) {
    LOG.warn("A call could not be served now: {}", kindOf(busy));
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    return Problems.answer(
      503,
      "The store does not answer or is full; nothing was changed, try again.",
      headers
    );
  }

  private static ResponseEntity<ProblemDetail> known(ErrorResponse failure) {
    int status = failure.getStatusCode().value();
    return Problems.answer(status, Problems.words(status), failure.getHeaders());
  }

  private static ResponseEntity<ProblemDetail> unknown(Exception failure) {
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
