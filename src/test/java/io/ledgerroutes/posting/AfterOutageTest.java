package io.ledgerroutes.posting;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.ConnectionState;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.connection.Schedule;
import io.ledgerroutes.connection.XeroTenancy;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.remote.Breakers;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class AfterOutageTest {

  private final Breakers breakers = mock(Breakers.class);
  private final Connections connections = mock(Connections.class);
  private final Inbox inbox = mock(Inbox.class);
  private Consumer<String> answersAgain;
  private Consumer<String> changed;

  @BeforeEach
  @SuppressWarnings("unchecked")
  void listening() {
    when(connections.all()).thenReturn(
      List.of(connection("one", "t1"), connection("two", "t1"), connection("three", "t2"))
    );
    when(connections.known(any())).thenReturn(true);
    when(connections.state(any())).thenReturn(ConnectionState.RUNNING);
    new AfterOutage(breakers, connections, inbox);
    ArgumentCaptor<Consumer<String>> listener = ArgumentCaptor.forClass(Consumer.class);
    verify(breakers).onAnswersAgain(listener.capture());
    answersAgain = listener.getValue();
    verify(connections).onChange(listener.capture());
    changed = listener.getValue();
  }

  @Test
  void a_tenant_that_answers_again_hastens_all_its_connections_and_a_shop_its_own() {
    answersAgain.accept("t1");
    answersAgain.accept("three");

    verify(inbox).hasten(List.of("one", "two"));
    verify(inbox).hasten(List.of("three"));
  }

  @Test
  void a_consent_given_again_hastens_once_and_other_changes_do_not() {
    changed.accept("one");
    when(connections.state("one")).thenReturn(ConnectionState.RECONNECT);
    changed.accept("one");
    verify(inbox, never()).hasten(anyCollection());

    when(connections.state("one")).thenReturn(ConnectionState.RUNNING);
    changed.accept("one");
    changed.accept("one");

    verify(inbox, times(1)).hasten(List.of("one"));
  }

  @Test
  void a_connection_that_is_resumed_hastens_also_where_it_was_paused_before_this_node_began() {
    when(connections.state("two")).thenReturn(ConnectionState.PAUSED);
    new AfterOutage(breakers, connections, inbox);
    ArgumentCaptor<Consumer<String>> listener = ArgumentCaptor.captor();
    verify(connections, times(2)).onChange(listener.capture());
    when(connections.state("one")).thenReturn(ConnectionState.PAUSED);
    listener.getValue().accept("one");
    listener.getValue().accept("two");
    verify(inbox, never()).hasten(anyCollection());

    when(connections.state(any())).thenReturn(ConnectionState.RUNNING);
    listener.getValue().accept("one");
    listener.getValue().accept("two");

    verify(inbox).hasten(List.of("one"));
    verify(inbox).hasten(List.of("two"));
  }

  private static Connection connection(String id, String tenant) {
    return new Connection(
      id,
      "test",
      LocalDate.of(2026, 1, 1),
      new XeroTenancy(tenant, "main"),
      new Schedule("0 0 * * * ?", Optional.empty()),
      null,
      "-"
    );
  }
}
