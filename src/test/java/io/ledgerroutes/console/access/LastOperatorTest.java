package io.ledgerroutes.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.store.TestDatabase;
import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.vault.VaultKeys;
import io.ledgerroutes.vault.VaultStore;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LastOperatorTest {

  private static final VaultKeys KEYS = VaultKeys.of(VaultKeys.generate(), null);

  private enum Kind {
    H2,
    POSTGRES;

    TestDatabase open() {
      return this == H2 ? TestDatabase.h2() : TestDatabase.postgres();
    }
  }

  private static Users node(TestDatabase store) {
    return new Users(
      new Vault(KEYS, new VaultStore(store.database())),
      new AuditTrail(new AuditStore(store.database())),
      store.database(),
      4
    );
  }

  @ParameterizedTest
  @EnumSource
  void the_last_operator_is_neither_removed_nor_demoted(Kind kind) {
    try (TestDatabase store = kind.open()) {
      Users users = node(store);
      users.put("one", Role.OPERATOR, "a");
      users.put("two", Role.VIEWER, "b");

      assertThatThrownBy(() -> users.remove("one", "one"))
        .isInstanceOf(ApiRefusal.class)
        .hasMessageContaining("last operator");
      assertThatThrownBy(() -> users.change("one", Role.VIEWER, null, "one"))
        .isInstanceOf(ApiRefusal.class)
        .hasMessageContaining("last operator");
      assertThat(users.role("one")).contains(Role.OPERATOR);
      users.change("two", Role.OPERATOR, null, "one");
      users.remove("one", "two");
      assertThat(users.all()).extracting(Users.Known::name).containsExactly("two");
    }
  }

  @ParameterizedTest
  @EnumSource
  void two_operators_who_remove_each_other_on_two_nodes_leave_one(Kind kind) throws Exception {
    try (TestDatabase store = kind.open(); ExecutorService at = Executors.newFixedThreadPool(2)) {
      Users one = node(store);
      Users other = node(store);
      for (int round = 0; round < 20; round++) {
        one.put("anna", Role.OPERATOR, "a");
        one.put("berta", Role.OPERATOR, "b");

        List<Callable<Boolean>> both = List.of(() -> removed(one, "anna"), () -> removed(other, "berta"));
        List<Future<Boolean>> ends = at.invokeAll(both);

        assertThat(List.of(ends.get(0).get(), ends.get(1).get())).containsOnlyOnce(true);
        assertThat(one.all()).hasSize(1);
      }
    }
  }

  private static boolean removed(Users users, String name) {
    try {
      users.remove(name, "somebody");
      return true;
    } catch (ApiRefusal last) {
      return false;
    }
  }
}
