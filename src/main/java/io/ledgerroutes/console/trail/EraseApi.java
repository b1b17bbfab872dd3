package io.ledgerroutes.console.trail;

import io.ledgerroutes.retention.Erasure;
import java.security.Principal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/erase}: a person's data goes out of everything that is stored. */
@RestController
class EraseApi {

  private final EraseDesk desk;

  EraseApi(EraseDesk desk) {
    this.desk = desk;
  }

  /**
   * Who is to be erased; shows in no log.
   *
   * @param email the person's address
   */
  record Person(String email) {
    @Override
    public String toString() {
      return "Person";
    }
  }

  /** Takes a person's data out of payloads, requests and lists; the report says what stays and why. */
  @PostMapping("/api/v1/erase")
  Erasure.Report erase(@RequestBody Person person, Principal operator) {
    return desk.erase(person.email(), operator.getName());
  }
}
