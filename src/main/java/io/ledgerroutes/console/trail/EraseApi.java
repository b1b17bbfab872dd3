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

  /** Who is to be erased; shows in no log. */
  record Asking(String email) {
    @Override
    public String toString() {
      return "Asking";
    }
  }

  @PostMapping("/api/v1/erase")
  Erasure.Report erase(@RequestBody Asking asking, Principal operator) {
    return desk.erase(asking.email(), operator.getName());
  }
}
