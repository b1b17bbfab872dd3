package io.ledgerroutes.posting;

import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.store.Database;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * Brings documents to a target exactly once. One pass a tenant at a time: what one connection writes, the
 * next one of the same tenant finds linked.
 */
@Component
public class Posting {

  private final LinkStore links;
  private final IntentStore intents;
  private final TenantLeases leases;
  private final Recovery recovery;
  private final AuditTrail audit;
  private final Database database;
  private final Map<String, ReentrantLock> tenants = new ConcurrentHashMap<>();

  public Posting(
    LinkStore links,
    IntentStore intents,
    TenantLeases leases,
    Recovery recovery,
    AuditTrail audit,
    Database database
  ) {
    this.links = links;
    this.intents = intents;
    this.leases = leases;
    this.recovery = recovery;
    this.audit = audit;
    this.database = database;
  }

  /**
   * Writes what is not linked yet, after finding out what became of earlier attempts.
   *
   * @return for every draft what became of it
   * @throws LeaseLost where this node may no longer write; what it did until then is linked
   */
  public Map<SourceRef, Posted> bring(String tenant, Target target, List<Draft> drafts) {
    ReentrantLock turn = tenants.computeIfAbsent(tenant, name -> new ReentrantLock(true));
    turn.lock();
    try {
      PostingPass pass = new PostingPass(tenant, target, drafts, links, intents, leases, audit, database);
      pass.takeKnownLinks();
      pass.resolveEarlierIntents();
      if (recovery.looksFirst(tenant)) {
        pass.lookForAll();
      }
      pass.writeMissing();
      return new HashMap<>(pass.results());
    } finally {
      turn.unlock();
    }
  }
}
