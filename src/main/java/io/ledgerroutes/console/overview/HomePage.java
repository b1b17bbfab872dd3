package io.ledgerroutes.console.overview;

import io.ledgerroutes.connection.Connections;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /}: what needs a hand now. */
@Controller
class HomePage {

  private final Connections connections;

  HomePage(Connections connections) {
    this.connections = connections;
  }

  @GetMapping("/")
  String home(Model page) {
    page.addAttribute("connections", connections.ids());
    return "overview";
  }
}
