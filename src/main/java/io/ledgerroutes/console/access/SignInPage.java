package io.ledgerroutes.console.access;

import jakarta.servlet.http.HttpSession;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.SessionAttribute;

/** {@code /sign-in}: name and password. */
@Controller
class SignInPage {

  /** Under which the session keeps why the last try was refused, until it was said. */
  static final String REFUSAL = "sign-in-refusal";

  @GetMapping("/sign-in")
  String page(
    @SessionAttribute(name = REFUSAL, required = false) String refusal,
    HttpSession session,
    Model page
  ) {
    page.addAttribute("refusal", refusal);
    session.removeAttribute(REFUSAL);
    return "sign-in";
  }
}
