package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * A tenant's contacts as they were last read, archived and merged ones too. Finding them makes no call; who needs
 * them fresh says so first.
 */
public interface KnownContacts {
  /**
   * Returns when everything that stood in Xero at this moment is known; reads what changed unless someone has since.
   *
   * @param moment a {@link System#nanoTime} of this node
   * @throws io.ledgerroutes.remote.RemoteFailure where Xero could not be read
   */
  void since(String tenant, long moment);

  /** As {@link #since}, for what stood in Xero this long ago. */
  void notOlderThan(String tenant, Duration age);

  /** The contacts that have one of these e-mails, in any case. */
  List<LedgerContact> byEmail(String tenant, Collection<String> emails);

  /** The contacts that bear one of these ContactNumbers. */
  List<LedgerContact> byNumber(String tenant, Collection<String> numbers);

  /** The contacts that have one of these names, as {@link LedgerContact#foldedName} compares them. */
  List<LedgerContact> byName(String tenant, Collection<String> names);

  /** The contacts of these ids. */
  List<LedgerContact> byId(String tenant, Collection<String> ids);

  /** Takes in contacts as Xero answered them to a write. */
  void remember(String tenant, Collection<JsonNode> contacts);
}
