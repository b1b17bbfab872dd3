package io.ledgerroutes.console.trail;

import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.retention.Erasure;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** What call and page of erasing a person share. */
@Component
class EraseDesk {

  private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,189}");

  private final Erasure erasure;

  EraseDesk(Erasure erasure) {
    this.erasure = erasure;
  }

  /**
   * Erases the person of this e-mail.
   *
   * @throws ApiRefusal where it is none; the words do not repeat it
   */
  Erasure.Report erase(String email, String operator) {
    String address = email == null ? "" : email.strip();
    if (!EMAIL.matcher(address).matches()) {
      throw ApiRefusal.badRequest("Give one e-mail address: {\"email\":\"somebody@example.com\"}.");
    }
    return erasure.erase(address, operator);
  }
}
