package io.ledgerroutes.console.connections;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.connection.Farewell;
import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.inbox.SeenStore;
import io.ledgerroutes.polling.PollCursorStore;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.xero.XeroLeave;
import io.ledgerroutes.xero.mirror.XeroMirror;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Removes a connection for good, once its file is gone: what it was the last to use at Xero, what it left at its other
 * system, its credentials, its waiting messages and its addresses. Links, what was decided for good and the audit trail
 * stay; what still waited or was held is new to its polls should it come again.
 */
@Component
class ConnectionRemoval {

  private final Connections connections;
  private final XeroLeave xero;
  private final XeroMirror mirror;
  private final Vault vault;
  private final Inbox inbox;
  private final InboxStore messages;
  private final SeenStore seen;
  private final PollCursorStore cursors;
  private final ObjectProvider<Farewell> farewells;

  ConnectionRemoval(
    Connections connections,
    XeroLeave xero,
    XeroMirror mirror,
    Vault vault,
    Inbox inbox,
    InboxStore messages,
    SeenStore seen,
    PollCursorStore cursors,
    ObjectProvider<Farewell> farewells
  ) {
    this.mirror = mirror;
    this.connections = connections;
    this.xero = xero;
    this.vault = vault;
    this.inbox = inbox;
    this.messages = messages;
    this.seen = seen;
    this.cursors = cursors;
    this.farewells = farewells;
  }

  /**
   * What was done.
   *
   * @param id of the connection
   * @param disconnected whether the organisation was disconnected at Xero, being nobody else's
   * @param revoked whether the consent was ended, serving nobody else
   * @param ended how many messages waited and will not be brought over
   * @param elsewhere what was done at its other system, or is left to do there by hand
   */
  record Removed(String id, boolean disconnected, boolean revoked, int ended, List<String> elsewhere) {}

  /**
   * Removes it.
   *
   * @throws ApiRefusal while its file is there, messages are at work, or Xero cannot be asked; nothing was
   *     removed then, and it may be tried again
   */
  Removed remove(String id, String actor) {
    if (connections.hasFile(id)) {
      throw ApiRefusal.conflict("The connection's file is still there; remove " + id + ".yaml first.");
    }
    if (messages.counts(id).getOrDefault(MessageState.IN_FLIGHT, 0L) > 0) {
      throw ApiRefusal.conflict("Messages of the connection are still at work; try again in a moment.");
    }
    Connection connection = connections.find(id).orElseThrow();
    XeroLeave.Left left = leave(connection);
    // Before its credentials go.
    List<String> elsewhere = farewells
      .orderedStream()
      .map(farewell -> farewell.leave(connection))
      .filter(words -> !words.isEmpty())
      .toList();
    int[] ended = new int[1];
    connections.forget(id, actor, () -> {
      String owner = "connection:" + id;
      vault.names(owner).forEach(name -> vault.remove(owner, name));
      if (connections.ofTenant(connection.xero().tenant()).size() == 1) {
        mirror.forget(connection.xero().tenant());
      }
      seen.forgetUnfinished(id);
      cursors.forget(id);
      ended[0] = inbox.end(id, "the connection was removed", actor);
    });
    return new Removed(id, left.disconnected(), left.revoked(), ended[0], elsewhere);
  }

  private XeroLeave.Left leave(Connection connection) {
    try {
      return xero.leave(connection);
    } catch (RemoteFailure failed) {
      throw ApiRefusal.conflict(
        "Xero could not be asked to disconnect the organisation (" +
          failed.failure() +
          "); nothing was removed, try again later."
      );
    }
  }
}
