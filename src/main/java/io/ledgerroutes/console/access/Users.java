package io.ledgerroutes.console.access;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.inbox.CorrelationId;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.vault.Vault;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsPasswordService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Who may sign in: names with a role and the hash of a password, kept in the vault. */
@Component
public class Users implements UserDetailsPasswordService {

  /** bcrypt reads no further. */
  public static final int LONGEST_PASSWORD_BYTES = 72;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final String HASH = "password-hash";
  private static final String ROLE = "role";
  private static final String VERSION = "version";
  private static final String BCRYPT = "bcrypt";

  private final Vault vault;
  private final AuditTrail audit;
  private final Database database;
  private final PasswordEncoder passwords;

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

  public boolean exists(String name) {
    // The vault remembers what it was asked for: names that strangers try must not fill its memory.
    return NAME.matcher(name).matches() && vault.names(owner(name)).contains(HASH);
  }

  /** Adds a user or gives one a new password and role; on disk when it returns. */
  public void put(String name, Role role, String password) {
    String hash = passwords.encode(password);
    database.durably(() -> {
      vault.put(owner(name), ROLE, role.name());
      vault.put(owner(name), HASH, hash);
      vault.put(owner(name), VERSION, CorrelationId.fresh());
      audit.record(entry(name, role));
    });
  }

  /** Changes whenever the user's password or role is changed by somebody; empty where there is no such user. */
  Optional<String> version(String name) {
    return NAME.matcher(name).matches() && vault.get(owner(name), HASH).isPresent()
      ? Optional.of(vault.get(owner(name), VERSION).orElse("first"))
      : Optional.empty();
  }

  /** The same password under a stronger hash: nothing that the user would notice. */
  @Override
  public UserDetails updatePassword(UserDetails user, String hash) {
    vault.put(owner(user.getUsername()), HASH, hash);
    return User.withUserDetails(user).password(hash).build();
  }

  /** Adds a user unless the name is taken, also by another node at the same time; whether it was added. */
  public boolean putIfAbsent(String name, Role role, String password) {
    vault.putIfAbsent(owner(name), ROLE, role.name());
    boolean added = vault.putIfAbsent(owner(name), HASH, passwords.encode(password));
    if (added) {
      database.durably(() -> audit.record(entry(name, role)));
    }
    return added;
  }

  /** The user with hash and authorities; throws UsernameNotFoundException where there is none. */
  public UserDetails load(String name) {
    if (!exists(name)) {
      throw new UsernameNotFoundException("There is no such user");
    }
    Role role = Role.valueOf(vault.get(owner(name), ROLE).orElseThrow());
    String hash = vault.get(owner(name), HASH).orElseThrow();
    return User.withUsername(name).password(hash).authorities(role.authorities()).build();
  }

  private static String owner(String name) {
    return "user:" + name;
  }

  private static AuditEntry entry(String name, Role role) {
    return AuditEntry.of("user-password").with("user", name).with("role", role);
  }
}
