package io.ledgerroutes.polling;

import io.ledgerroutes.inbox.CorrelationId;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.inbox.SeenStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Makes messages of what a poll has read: one for each record whose version nobody has decided on yet. */
@Component
public class PolledRecords {

  private final SeenStore seen;
  private final Inbox inbox;

  public PolledRecords(SeenStore seen, Inbox inbox) {
    this.seen = seen;
    this.inbox = inbox;
  }

  /**
   * Stores the new ones, on disk when it returns.
   *
   * @param flow the messages' flow, which is also the type under which decisions are remembered
   * @param settingsHash of the connection: with other settings every version is new, but what an operator discarded
   * @param versions what was read, by record id
   * @return how many were new
   */
  public int store(String connection, String flow, String settingsHash, Map<String, String> versions) {
    Map<String, String> known = seen.versions(connection, flow, versions.keySet(), settingsHash);
    // What waits will be fetched as it is by then; another hint would only undo its backoff.
    Set<String> waiting = inbox.waiting(connection, flow, versions.keySet());
    Map<String, String> others = new LinkedHashMap<>(versions);
    others.entrySet().removeAll(known.entrySet());
    others.keySet().removeAll(waiting);
    others.keySet().removeAll(discarded(connection, flow, others));
    List<NewMessage> fresh = others
      .keySet()
      .stream()
      .map(id -> new NewMessage(connection, flow, id, new byte[0], CorrelationId.fresh()))
      .toList();
    inbox.store(fresh);
    return fresh.size();
  }

  private Set<String> discarded(String connection, String flow, Map<String, String> versions) {
    Map<String, String> decided = seen.versions(connection, flow, versions.keySet());
    decided.entrySet().retainAll(versions.entrySet());
    return inbox.discarded(connection, flow, decided.keySet());
  }
}
