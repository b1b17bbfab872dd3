package io.ledgerroutes.console.access;

import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.console.access.Users.Known;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.stereotype.Component;

/** What operators do with users, and everybody with the own password: the rules, for pages and calls alike. */
@Component
class UserDesk {

  static final int SHORTEST_PASSWORD = 12;

  private static final int FEWEST_LETTERS = 5;
  private static final String ADMIN_IS_CONFIGURED =
    "The password of admin comes from ledger.admin.password: change it there and restart.";

  private final Users users;
  private final FirstUser firstUser;
  private final SignIn signIn;

  UserDesk(Users users, FirstUser firstUser, SignIn signIn) {
    this.users = users;
    this.firstUser = firstUser;
    this.signIn = signIn;
  }

  List<Known> all() {
    return users.all();
  }

  Known one(String name) {
    requireKnown(name);
    return new Known(name, users.role(name).orElseThrow());
  }

  /** Why this user is not changed here; null where nothing stands against it. */
  String fixed(String name) {
    return isConfigured(name) ? ADMIN_IS_CONFIGURED : null;
  }

  /**
   * Adds a user, or changes one.
   *
   * @param role {@code viewer} or {@code operator}; null or blank leaves that of a known user
   * @param password null or blank leaves that of a known user
   * @param by the operator
   * @return whether the user is a new one
   */
  boolean put(String name, String role, String password, String by) {
    if (!Users.isName(name)) {
      throw ApiRefusal.badRequest(
        "A name has 1 to 64 of a-z, 0-9 and . _ -, and begins with a letter or a digit."
      );
    }
    boolean fresh = !users.exists(name);
    String chosen = password == null || password.isEmpty() ? null : password;
    boolean noRole = role == null || role.isBlank();
    if (fresh && (noRole || chosen == null)) {
      throw ApiRefusal.badRequest("A new user needs both: a role and a password.");
    }
    Role wanted = noRole ? users.role(name).orElseThrow() : role(role);
    if (isConfigured(name) && (chosen != null || wanted != Role.OPERATOR)) {
      throw ApiRefusal.conflict(ADMIN_IS_CONFIGURED + " While it is set, admin is an operator.");
    }
    if (chosen != null) {
      requireGood(name, chosen);
    }
    users.change(name, wanted, chosen, by);
    signIn.forgive(name);
    return fresh;
  }

  void remove(String name, String by) {
    requireKnown(name);
    if (isConfigured(name)) {
      throw ApiRefusal.conflict(
        "As long as ledger.admin.password is set, admin would be there again after a restart: remove the setting first."
      );
    }
    users.remove(name, by);
  }

  /**
   * Somebody's new password, by the one that was.
   *
   * @param now name and current password, with the address they come from: guessing here is guessing
   */
  void ownPassword(UsernamePasswordAuthenticationToken now, String password) {
    String name = now.getName();
    if (isConfigured(name)) {
      throw ApiRefusal.conflict(ADMIN_IS_CONFIGURED);
    }
    try {
      signIn.authenticate(now);
    } catch (BadCredentialsException wrong) {
      throw ApiRefusal.badRequest("The current password is another one; nothing was changed.");
    } catch (TooManyFailures many) {
      throw ApiRefusal.tooOften(
        "A wrong password was given too often; try again in " + many.seconds() + " seconds."
      );
    }
    requireGood(name, password == null ? "" : password);
    users.change(name, users.role(name).orElseThrow(), password, name);
  }

  private boolean isConfigured(String name) {
    return name.equals(FirstUser.NAME) && firstUser.isConfigured();
  }

  private void requireKnown(String name) {
    if (!users.exists(name)) {
      throw ApiRefusal.notFound("There is no user of that name; GET /api/v1/users lists them.");
    }
  }

  private static Role role(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "viewer" -> Role.VIEWER;
      case "operator" -> Role.OPERATOR;
      default -> throw ApiRefusal.badRequest("The role is viewer, who reads, or operator, who also changes.");
    };
  }

  private static void requireGood(String name, String password) {
    String lower = password.toLowerCase(Locale.ROOT);
    if (
      password.length() < SHORTEST_PASSWORD ||
      password.getBytes(StandardCharsets.UTF_8).length > Users.LONGEST_PASSWORD_BYTES
    ) {
      throw ApiRefusal.badRequest(
        "A password has at least " +
          SHORTEST_PASSWORD +
          " characters and at most " +
          Users.LONGEST_PASSWORD_BYTES +
          " bytes; a few words that nobody would put together do well."
      );
    }
    if (lower.contains(name) || lower.chars().distinct().count() < FEWEST_LETTERS) {
      throw ApiRefusal.badRequest(
        "A password does not contain the user's name and has at least " +
          FEWEST_LETTERS +
          " different characters."
      );
    }
  }
}
