package io.ledgerroutes.console.connections;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.TenantChoice;
import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.xero.ConsentRefused;
import io.ledgerroutes.xero.XeroConsent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.security.Principal;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * {@code /connect/xero}: the way to Xero's consent and back. The only foreign address redirected to is Xero's own; what
 * comes back is answered with a page. Where the consent covers other organisations than the connection's, the operator
 * may choose of those that Xero has named.
 */
@Controller
@RequestMapping("/connect/xero")
class ConsentPages {

  private static final Logger LOG = LoggerFactory.getLogger(ConsentPages.class);
  /** Under which the session keeps what may be chosen, until it is. */
  private static final String CHOICE = "consent-choice";

  private final XeroConsent consent;
  private final TenantChoice choice;
  private final NamedConnection addressed;

  ConsentPages(XeroConsent consent, TenantChoice choice, NamedConnection addressed) {
    this.consent = consent;
    this.choice = choice;
    this.addressed = addressed;
  }

  @GetMapping("/{connection}")
  ResponseEntity<Void> begin(@PathVariable String connection, Principal operator) {
    URI login = consent.begin(connection, operator.getName());
    return ResponseEntity.status(HttpStatus.FOUND)
      .cacheControl(CacheControl.noStore())
      .location(login)
      .build();
  }

  @GetMapping("/callback")
  ModelAndView callback(
    @RequestParam(defaultValue = "") String state,
    @RequestParam(defaultValue = "") String code,
    Principal operator,
    HttpServletRequest request
  ) {
    if (code.isEmpty()) {
      consent.abandon(state);
      return refused(
        HttpStatus.BAD_REQUEST,
        "Xero gave no consent: nothing was changed. Begin again when you are ready."
      );
    }
    offer(request, null);
    try {
      ModelAndView page = new ModelAndView("connections/consented");
      page.addObject("consented", consent.complete(state, code, operator.getName()));
      return page;
    } catch (ConsentRefused refused) {
      offer(request, refused.choice());
      return refused(refused);
    }
  }

  /** Nobody gets a session for nothing. */
  private static void offer(HttpServletRequest request, ConsentRefused.Choice choice) {
    HttpSession session = request.getSession(choice != null);
    if (session != null) {
      session.setAttribute(CHOICE, choice);
    }
  }

  /** The organisation that is meant: one of those that Xero has named to this operator just now. */
  @PostMapping("/{connection}/organisation")
  String choose(
    @PathVariable String connection,
    @RequestParam(defaultValue = "") String tenant,
    Principal operator,
    HttpSession session,
    RedirectAttributes to
  ) {
    Connection named = addressed.good(connection);
    boolean offered =
      session.getAttribute(CHOICE) instanceof ConsentRefused.Choice open &&
      open.connection().equals(connection) &&
      open
        .organisations()
        .stream()
        .anyMatch(one -> one.tenant().equals(tenant));
    if (!offered) {
      throw ApiRefusal.conflict(
        "Xero has not named that organisation for this connection just now; open /connect/xero/" +
          connection +
          " again."
      );
    }
    session.removeAttribute(CHOICE);
    Optional<String> refusal = choice.choose(named, tenant, operator.getName());
    to.addFlashAttribute(
      refusal.isPresent() ? "problem" : "notice",
      refusal.orElse(
        connection +
          ".yaml names the organisation now and is taken over within seconds. Then connect it to Xero once more."
      )
    );
    return "redirect:/connections/" + named.id();
  }

  @ExceptionHandler
  ModelAndView refused(ConsentRefused refused) {
    ModelAndView page = refused(HttpStatus.BAD_REQUEST, refused.getMessage());
    page.addObject("choice", refused.choice());
    return page;
  }

  @ExceptionHandler
  ModelAndView failed(RemoteFailure failed) {
    LOG.warn("A consent could not be completed: {}", failed.failure());
    return refused(
      HttpStatus.BAD_GATEWAY,
      "Xero could not be asked (" + failed.failure() + "): begin again."
    );
  }

  private static ModelAndView refused(HttpStatus status, String words) {
    ModelAndView page = new ModelAndView("connections/not-consented");
    page.setStatus(status);
    page.addObject("words", words);
    return page;
  }
}
