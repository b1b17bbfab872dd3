package io.ledgerroutes.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.store.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;

class UnknownNameTest {

  private final List<CharSequence> hashed = new ArrayList<>();

  /** Notes each password that it was given to compare. */
  private final class Noting implements PasswordEncoder {

    @Override
    public String encode(CharSequence password) {
      return "hash of " + password;
    }

    @Override
    public boolean matches(CharSequence password, String hash) {
      hashed.add(password);
      return hash.equals(encode(password));
    }
  }

  @Test
  void a_name_that_nobody_has_costs_the_hash_that_a_wrong_password_costs() {
    Users users = mock(Users.class);
    when(users.passwords()).thenReturn(new Noting());
    when(users.load("eve")).thenReturn(
      User.withUsername("eve").password("hash of right").authorities("ROLE_VIEWER").build()
    );
    when(users.load("nobody")).thenThrow(new UsernameNotFoundException("none"));
    SignIn signIn = new SignIn(
      users,
      mock(AuditTrail.class),
      mock(Database.class),
      new SimpleMeterRegistry()
    );

    for (String name : List.of("eve", "nobody")) {
      assertThatThrownBy(() ->
        signIn.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(name, "wrong"))
      )
        .isInstanceOf(BadCredentialsException.class)
        .hasMessage("Bad credentials");
    }

    assertThat(hashed).hasSize(2).containsOnly("wrong");
  }
}
