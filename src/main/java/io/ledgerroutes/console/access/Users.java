package io.ledgerroutes.console.access;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.inbox.CorrelationId;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.vault.Vault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsPasswordService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Who may sign in: names with a role and the hash of a password, kept in the vault; one operator at least. */
@Component
public class Users implements UserDetailsPasswordService {

  /** bcrypt reads no further. */
  public static final int LONGEST_PASSWORD_BYTES = 72;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final String KIND = "user";
  private static final String HASH = "password-hash";
  private static final String ROLE = "role";
  private static final String VERSION = "version";
  private static final String BCRYPT = "bcrypt";

  private final Vault vault;
  private final AuditTrail audit;
  private final Database database;
  private final PasswordEncoder passwords;

  /** A name and what it may do. */
  public record Known(String name, Role role) {}

  /** With the cost of a hash: each step doubles it. A password is hashed anew at its next use when it has risen. */
  Users(
    Vault vault,
    AuditTrail audit,
    Database database,
    @Value("${ledger.password-strength:10}") int strength
  ) {
    this.vault = vault;
    this.audit = audit;
    this.database = database;
    this.passwords = encoder(strength);
  }

  private static PasswordEncoder encoder(int strength) {
    PasswordEncoder bcrypt = new BCryptPasswordEncoder(strength);
    DelegatingPasswordEncoder named = new DelegatingPasswordEncoder(BCRYPT, Map.of(BCRYPT, bcrypt));
    // Hashes of earlier releases bear no name.
    named.setDefaultPasswordEncoderForMatches(bcrypt);
    return named;
  }

  public PasswordEncoder passwords() {
    return passwords;
  }

  /** Whether the text can be a user's name. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  public boolean exists(String name) {
    // The vault remembers what it was asked for: names that strangers try must not fill its memory.
    return isName(name) && vault.names(owner(name)).contains(HASH);
  }

  /** All users by name. */
  public List<Known> all() {
    return vault.owners(KIND, HASH).stream().map(Users::name).flatMap(this::known).toList();
  }

  // Somebody may remove a user between two looks.
  private Stream<Known> known(String name) {
    return role(name)
      .map(role -> new Known(name, role))
      .stream();
  }

  boolean hasOperator() {
    return all()
      .stream()
      .anyMatch(user -> user.role() == Role.OPERATOR);
  }

  /** Adds a user or gives one a new password and role, asked by nobody; on disk when it returns. */
  public void put(String name, Role role, String password) {
    change(name, role, password, AuditEntry.SYSTEM);
  }

  /**
   * Adds a user, or changes one; on disk when it returns. All sessions of the user end.
   *
   * @param password null leaves that of a known user as it is
   * @param by who asked for it
   * @throws ApiRefusal if no operator would be left
   */
  void change(String name, Role role, String password, String by) {
    String hash = password == null ? null : passwords.encode(password);
    database.durably(() -> {
      if (role != Role.OPERATOR) {
        requireAnotherOperator(name);
      }
      vault.put(owner(name), ROLE, role.name());
      if (hash != null) {
        vault.put(owner(name), HASH, hash);
      }
      vault.put(owner(name), VERSION, CorrelationId.fresh());
      audit.record(entry(name, role, by).with("password", hash == null ? "as it was" : "new"));
    });
  }

  /**
   * Removes a user; all sessions of the user end.
   *
   * @throws ApiRefusal if no operator would be left
   */
  void remove(String name, String by) {
    database.durably(() -> {
      requireAnotherOperator(name);
      AuditEntry removed = AuditEntry.of("user-remove").actor(by).with("user", name);
      List.of(HASH, ROLE, VERSION).forEach(secret -> vault.remove(owner(name), secret));
      audit.record(removed);
    });
  }

  /** Of two who demote each other at the same time, also on two nodes, the second finds nobody left. */
  private void requireAnotherOperator(String name) {
    List<String> owners = vault.lockedOwners(KIND, ROLE);
    boolean isOperator = role(name).filter(Role.OPERATOR::equals).isPresent();
    boolean another = owners
      .stream()
      .map(Users::name)
      .anyMatch(other -> !other.equals(name) && role(other).filter(Role.OPERATOR::equals).isPresent());
    if (isOperator && !another) {
      throw ApiRefusal.conflict(
        "This is the last operator: make another user an operator first, or nobody could change anything."
      );
    }
  }

  /** Adds a user unless the name is taken, also by another node at the same time; whether it was added. */
  public boolean putIfAbsent(String name, Role role, String password) {
    vault.putIfAbsent(owner(name), ROLE, role.name());
    boolean added = vault.putIfAbsent(owner(name), HASH, passwords.encode(password));
    if (added) {
      database.durably(() -> audit.record(entry(name, role, AuditEntry.SYSTEM).with("password", "new")));
    }
    return added;
  }

  /** The user with hash and authorities; throws UsernameNotFoundException where there is none. */
  public UserDetails load(String name) {
    if (!exists(name)) {
      throw new UsernameNotFoundException("There is no such user");
    }
    Role role = role(name).orElseThrow();
    String hash = vault.get(owner(name), HASH).orElseThrow();
    return User.withUsername(name).password(hash).authorities(role.authorities()).build();
  }

  /** Changes whenever the user's password or role is changed by somebody; empty where there is no such user. */
  Optional<String> version(String name) {
    return isName(name) && vault.get(owner(name), HASH).isPresent()
      ? Optional.of(vault.get(owner(name), VERSION).orElse("first"))
      : Optional.empty();
  }

  /** The same password under a stronger hash: nothing that the user would notice. */
  @Override
  public UserDetails updatePassword(UserDetails user, String hash) {
    vault.put(owner(user.getUsername()), HASH, hash);
    return User.withUserDetails(user).password(hash).build();
  }

  Optional<Role> role(String name) {
    return vault.get(owner(name), ROLE).map(Role::valueOf);
  }

  private static String owner(String name) {
    return KIND + ":" + name;
  }

  private static String name(String owner) {
    return owner.substring(KIND.length() + 1);
  }

  private static AuditEntry entry(String name, Role role, String by) {
    return AuditEntry.of("user-put").actor(by).with("user", name).with("role", role);
  }
}
