package io.ledgerroutes.console.access;

import io.ledgerroutes.start.StartRefused;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The user {@code admin}, an operator: with the password of {@code ledger.admin.password} where it is set, also
 * when it is changed later; else with one that is made where there is no operator at all, which is the first start.
 */
@Component
class FirstUser {

  static final String NAME = "admin";

  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 24;

  private final Users users;
  private final String configured;
  private final SecureRandom random = new SecureRandom();

  FirstUser(Users users, @Value("${ledger.admin.password:}") String configured) {
    if (configured.getBytes(StandardCharsets.UTF_8).length > Users.LONGEST_PASSWORD_BYTES) {
      throw new StartRefused(
        "ledger.admin.password is longer than " + Users.LONGEST_PASSWORD_BYTES + " bytes.",
        "Choose a shorter one: no more than that would count."
      );
    }
    this.users = users;
    this.configured = configured;
  }

  /** Whether the setting says what the password is; each start sees to it that it does. */
  boolean isConfigured() {
    return !configured.isBlank();
  }

  /** Makes sure that there is one; the password if it was made just now, which nobody can read again. */
  Optional<String> ensure() {
    if (isConfigured()) {
      takeConfigured();
      return Optional.empty();
    }
    if (users.hasOperator()) {
      return Optional.empty();
    }
    String made = made();
    return users.putIfAbsent(NAME, Role.OPERATOR, made) ? Optional.of(made) : Optional.empty();
  }

  private void takeConfigured() {
    boolean known =
      users.exists(NAME) &&
      users.role(NAME).filter(Role.OPERATOR::equals).isPresent() &&
      users.passwords().matches(configured, users.load(NAME).getPassword());
    if (!known) {
      users.put(NAME, Role.OPERATOR, configured);
    }
  }

  private String made() {
    return random
      .ints(LENGTH, 0, LETTERS.length())
      .mapToObj(LETTERS::charAt)
      .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
      .toString();
  }
}
