package io.ledgerroutes.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.connection.XeroTenancy;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.NodeName;
import io.ledgerroutes.store.DiskSync;
import io.ledgerroutes.store.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which tenants a node works, as connections come and go. */
class TenantLeasesTest {

  private final TestDatabase db = TestDatabase.h2();
  private final Connections connections = mock(Connections.class);
  private final InboxStore inbox = spy(new InboxStore(db.database(), new JdbcTemplate(db.source())));
  private final TenantLeases leases = new TenantLeases(
    new TenantLeaseStore(db.database()),
    inbox,
    connections,
    db.database(),
    mock(DiskSync.class),
    new NodeName(),
    new PostingProperties(Duration.ofSeconds(60), null)
  );

  @AfterEach
  void close() {
    db.close();
  }

  private void named(String... tenants) {
    List<Connection> all = Stream.of(tenants)
      .map(tenant -> {
        Connection connection = mock(Connection.class);
        when(connection.xero()).thenReturn(new XeroTenancy(tenant, "main"));
        return connection;
      })
      .toList();
    when(connections.all()).thenReturn(all);
    when(connections.ofTenant(anyString())).thenReturn(List.of());
  }

  @Test
  void a_tenant_that_no_connection_names_any_more_takes_the_place_of_none_that_has_work() {
    named("a-old", "b-stays");
    leases.beat();
    assertThat(leases.acquire("a-old")).isPresent();
    assertThat(leases.acquire("b-stays")).isPresent();

    named("b-stays", "c-new");
    leases.beat();

    assertThat(leases.tenants()).containsExactly("b-stays");
    assertThat(leases.acquire("c-new")).isPresent();
    leases.beat();
    assertThat(leases.tenants()).containsExactly("b-stays", "c-new");
  }

  @Test
  void claims_of_earlier_nodes_are_given_back_at_the_next_beat_where_the_store_failed_at_first() {
    named("a");
    doThrow(new QueryTimeoutException("busy"))
      .doCallRealMethod()
      .when(inbox)
      .releaseOlderEpochs(any(), anyLong());

    assertThatThrownBy(() -> leases.acquire("a")).isInstanceOf(QueryTimeoutException.class);
    assertThat(leases.tenants()).isEmpty();
    assertThat(leases.acquire("a")).isPresent();
    leases.beat();

    verify(inbox, times(2)).releaseOlderEpochs(any(), anyLong());
  }
}
