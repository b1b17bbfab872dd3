package io.ledgerroutes.console.access;

import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /sign-in}: name and password, why they are asked for, and where it goes on from here. */
@Controller
class SignInPage {

  /** Why somebody is here who did not come by himself; what is not one of them says nothing. */
  enum Why {
    WRONG("This name and password do not belong together."),
    WAIT("Sign-in failed too often; try again in a minute."),
    ENDED("You were signed out in the meantime; sign in again."),
    UNDONE("You were signed out in the meantime: what you sent was not done. Sign in and repeat it."),
    STALE("This page was too old, or the browser keeps no cookies; sign in now."),
    LATER("The runtime cannot answer now; try again in a moment."),
    OUT("You are signed out.");

    private final String words;

    Why(String words) {
      this.words = words;
    }

    String parameter() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Why> of(String parameter) {
      for (Why why : values()) {
        if (why.parameter().equals(parameter)) {
          return Optional.of(why);
        }
      }
      return Optional.empty();
    }
  }

  @GetMapping("/sign-in")
  String page(
    @RequestParam(defaultValue = "") String why,
    @RequestParam(defaultValue = "") String to,
    Model page
  ) {
    Optional<Why> known = Why.of(why);
    page.addAttribute(
      "refusal",
      known
        .filter(one -> one != Why.OUT)
        .map(one -> one.words)
        .orElse(null)
    );
    page.addAttribute(
      "notice",
      known
        .filter(one -> one == Why.OUT)
        .map(one -> one.words)
        .orElse(null)
    );
    page.addAttribute("to", ReturnAddress.of(to).orElse(null));
    return "sign-in";
  }

  /** The address of the page of sign-in. */
  static String address(Why why, Optional<String> to) {
    String reason = why == null ? "" : "?why=" + why.parameter();
    String back = to
      .map(address -> (reason.isEmpty() ? "?" : "&") + "to=" + ReturnAddress.encoded(address))
      .orElse("");
    return "/sign-in" + reason + back;
  }
}
