package io.ledgerroutes.xero;

import io.ledgerroutes.remote.RemoteFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The two pages of the consent. The only address redirected to is Xero's own; what comes back is answered with
 * a line of text, never with a redirect.
 */
@RestController
@RequestMapping("/connect/xero")
class XeroConnectController {

  private static final Logger LOG = LoggerFactory.getLogger(XeroConnectController.class);

  private final XeroConsent consent;

  XeroConnectController(XeroConsent consent) {
    this.consent = consent;
  }

  @GetMapping("/{connection}")
  ResponseEntity<String> begin(@PathVariable String connection, Principal operator) {
    URI login = consent.begin(connection, operator.getName());
    return ResponseEntity.status(HttpStatus.FOUND)
      .cacheControl(CacheControl.noStore())
      .location(login)
      .build();
  }

  @GetMapping("/callback")
  ResponseEntity<String> callback(
    @RequestParam(defaultValue = "") String state,
    @RequestParam(defaultValue = "") String code,
    Principal operator
  ) {
    if (code.isEmpty()) {
      consent.abandon(state);
      return page(
        HttpStatus.BAD_REQUEST,
        "Xero gave no consent: nothing was changed. Begin again when you are ready."
      );
    }
    return page(HttpStatus.OK, words(consent.complete(state, code, operator.getName())));
  }

  private static String words(Consented consented) {
    StringBuilder words = new StringBuilder("Connected to ").append(consented.organisation().name());
    consented.also().forEach(other -> words.append(" and to ").append(other.name()));
    words.append(". You may close this page.\n");
    if (!consented.free().isEmpty()) {
      words.append(
        "\nThe consent also covers, for the xero.tenant of further connections of the same grant:\n"
      );
      consented
        .free()
        .forEach(one -> words.append(one.tenant()).append("  ").append(one.name()).append('\n'));
    }
    return words.toString();
  }

  @ExceptionHandler
  ResponseEntity<String> refused(ConsentRefused refused) {
    return page(HttpStatus.BAD_REQUEST, refused.getMessage());
  }

  @ExceptionHandler
  ResponseEntity<String> failed(RemoteFailure failed) {
    LOG.warn("A consent could not be completed: {}", failed.failure());
    return page(HttpStatus.BAD_GATEWAY, "Xero could not be asked (" + failed.failure() + "): begin again.");
  }

  private static ResponseEntity<String> page(HttpStatus status, String text) {
    return ResponseEntity.status(status)
      .cacheControl(CacheControl.noStore())
      .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
      .header("X-Content-Type-Options", "nosniff")
      .body(text);
  }
}
