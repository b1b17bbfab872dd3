package io.ledgerroutes.console.access;

import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;

/** What a user may do. */
public enum Role {
  /** Reads everything that is shown. */
  VIEWER("ROLE_VIEWER"),
  /** Reads and changes. */
  OPERATOR("ROLE_VIEWER", "ROLE_OPERATOR");

  private final List<GrantedAuthority> authorities;

  Role(String... authorities) {
    this.authorities = AuthorityUtils.createAuthorityList(authorities);
  }

  public List<GrantedAuthority> authorities() {
    return authorities;
  }
}
