package io.ledgerroutes.console.access;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.vault.Vault;
import java.util.regex.Pattern;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Who may sign in: names with a role and the bcrypt hash of a password, kept in the vault. */
@Component
public class Users {

  /** bcrypt reads no further. */
  public static final int LONGEST_PASSWORD_BYTES = 72;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final String HASH = "password-hash";
  private static final String ROLE = "role";

  private final Vault vault;
  private final AuditTrail audit;
  private final Database database;
  private final PasswordEncoder passwords = new BCryptPasswordEncoder();

  Users(Vault vault, AuditTrail audit, Database database) {
    this.vault = vault;
    this.audit = audit;
    this.database = database;
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
      audit.record(entry(name, role));
    });
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
