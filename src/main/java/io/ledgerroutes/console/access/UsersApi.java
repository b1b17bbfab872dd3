package io.ledgerroutes.console.access;

import io.ledgerroutes.console.Conflict;
import io.ledgerroutes.console.Page;
import io.ledgerroutes.console.access.Users.Known;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/users}, for operators, and {@code /api/v1/me} for everybody: who may sign in. */
@RestController
class UsersApi {

  private final UserDesk desk;

  UsersApi(UserDesk desk) {
    this.desk = desk;
  }

  /**
   * A user.
   *
   * @param name by which it signs in
   * @param role {@code viewer} or {@code operator}
   */
  record UserView(String name, String role) {
    static UserView of(Known user) {
      return new UserView(user.name(), user.role().name().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * What a user is to be; what is left out stays as it is.
   *
   * @param role {@code viewer} or {@code operator}
   * @param password of 12 characters to 72 bytes
   */
  record Wanted(@Nullable String role, @Nullable String password) {}

  /**
   * The own password, by the one that was.
   *
   * @param current the one that was
   * @param password of 12 characters to 72 bytes
   */
  record OwnPassword(String current, String password) {}

  /** Lists who may sign in. */
  @GetMapping("/api/v1/users")
  Page<UserView> list() {
    return new Page<>(desk.all().stream().map(UserView::of).toList(), null);
  }

  /** Adds a user, or changes one. */
  @PutMapping("/api/v1/users/{name}")
  @ApiResponse(responseCode = "200", description = "Changed")
  @ApiResponse(responseCode = "201", description = "Added")
  @Conflict("The last operator would be none, or the password of admin comes from a setting.")
  ResponseEntity<UserView> put(@PathVariable String name, @RequestBody Wanted wanted, Principal operator) {
    boolean fresh = desk.put(name, wanted.role(), wanted.password(), operator.getName());
    return ResponseEntity.status(fresh ? HttpStatus.CREATED : HttpStatus.OK).body(
      UserView.of(desk.one(name))
    );
  }

  /** Removes a user, who is signed out at once. */
  @Conflict("It is the last operator, or admin while a setting names its password.")
  @DeleteMapping("/api/v1/users/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable String name, Principal operator) {
    desk.remove(name, operator.getName());
  }

  /** Tells who calls. */
  @GetMapping("/api/v1/me")
  UserView me(Principal user) {
    return UserView.of(desk.one(user.getName()));
  }

  /** Changes the password of who calls. */
  @PutMapping("/api/v1/me/password")
  @Conflict("The password of admin comes from a setting.")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void ownPassword(@RequestBody OwnPassword wanted, HttpServletRequest call) {
    desk.ownPassword(asked(call, wanted.current()), wanted.password());
  }

  /** Who calls, with a password to be looked at. */
  static UsernamePasswordAuthenticationToken asked(HttpServletRequest call, String password) {
    UsernamePasswordAuthenticationToken asked = UsernamePasswordAuthenticationToken.unauthenticated(
      call.getUserPrincipal().getName(),
      password == null ? "" : password
    );
    asked.setDetails(new WebAuthenticationDetails(call));
    return asked;
  }
}
