package io.ledgerroutes.console.access;

import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.console.access.Users.Known;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /users}, for operators: who may sign in; {@code /me}: the own password. */
@Controller
class UsersPages {

  private final UserDesk desk;
  private final Sessions sessions;

  UsersPages(UserDesk desk, Sessions sessions) {
    this.desk = desk;
    this.sessions = sessions;
  }

  /**
   * A row of the list.
   *
   * @param fixed why the user is not changed here, or null
   */
  record Row(String name, Role role, String fixed) {}

  @GetMapping("/users")
  String list(Model page) {
    List<Row> rows = desk.all().stream().map(this::row).toList();
    page.addAttribute("users", rows);
    page.addAttribute("roles", Role.values());
    page.addAttribute("shortest", UserDesk.SHORTEST_PASSWORD);
    return "access/users";
  }

  private Row row(Known user) {
    return new Row(user.name(), user.role(), desk.fixed(user.name()));
  }

  @PostMapping("/users")
  String add(
    @RequestParam String name,
    @RequestParam String role,
    @RequestParam String password,
    Principal operator,
    RedirectAttributes told
  ) {
    return done("/users", told, () -> {
      boolean fresh = desk.put(name.strip(), role, password, operator.getName());
      return fresh ? "The user can sign in now." : "The user was there already and is changed.";
    });
  }

  @PostMapping("/users/{name}")
  String change(
    @PathVariable String name,
    @RequestParam(defaultValue = "") String role,
    @RequestParam(defaultValue = "") String password,
    Principal operator,
    RedirectAttributes told
  ) {
    return done("/users", told, () -> {
      desk.one(name);
      desk.put(name, role, password, operator.getName());
      return "Changed; wherever the user was signed in, that is over.";
    });
  }

  @PostMapping("/users/{name}/remove")
  String remove(@PathVariable String name, Principal operator, RedirectAttributes told) {
    return done("/users", told, () -> {
      desk.remove(name, operator.getName());
      return "Removed; wherever the user was signed in, that is over.";
    });
  }

  @GetMapping("/me")
  String me(Principal user, Model page) {
    Known known = desk.one(user.getName());
    page.addAttribute("user", row(known));
    page.addAttribute("shortest", UserDesk.SHORTEST_PASSWORD);
    return "access/me";
  }

  @PostMapping("/me/password")
  String ownPassword(
    @RequestParam String current,
    @RequestParam String password,
    @RequestParam String again,
    HttpServletRequest call,
    RedirectAttributes told
  ) {
    return done("/me", told, () -> {
      if (!password.equals(again)) {
        throw ApiRefusal.badRequest("The new password was typed in two ways; nothing was changed.");
      }
      desk.ownPassword(UsersApi.asked(call, current), password);
      Optional.ofNullable(call.getSession(false)).ifPresent(sessions::goOn);
      return "Your password is changed; wherever else you were signed in, that is over.";
    });
  }

  /** Something that is done, or refused, in words. */
  private interface Deed {
    String done();
  }

  private static String done(String page, RedirectAttributes told, Deed deed) {
    try {
      told.addFlashAttribute("notice", deed.done());
    } catch (ApiRefusal refused) {
      told.addFlashAttribute("refusal", refused.getMessage());
    }
    return "redirect:" + page;
  }
}
