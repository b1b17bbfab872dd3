package io.ledgerroutes.posting;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Brings documents to a target exactly once, and changes them as their sources change. One pass a tenant at a time: what one connection writes, the
 * next one of the same tenant finds linked.
 */
@Component
public class Posting {

  private final PostingStores stores;
  private final Recovery recovery;
  private final Map<String, ReentrantLock> tenants = new ConcurrentHashMap<>();

  public Posting(PostingStores stores, Recovery recovery) {
    this.stores = stores;
    this.recovery = recovery;
  }

  /**
   * Writes what is not linked yet, after finding out what became of earlier attempts.
   *
   * @return for every draft what became of it
   * @throws LeaseLost where this node may no longer write; what it did until then is linked
   */
  public Map<SourceRef, Posted> bring(String tenant, Target target, List<Draft> drafts) {
    return bring(tenant, target, drafts, Set.of());
  }

  /**
   * The same, where nothing can stand yet for some of them: what they belong to was made a moment ago, by the caller.
   * These are not looked for before they are written, unless the store was restored.
   */
  public Map<SourceRef, Posted> bring(
    String tenant,
    Target target,
    List<Draft> drafts,
    Set<SourceRef> certainlyNew
  ) {
    return inTurn(tenant, () -> {
      PostingPass pass = new PostingPass(tenant, target, drafts, stores);
      pass.takeKnownLinks();
      pass.resolveEarlierIntents();
      if (recovery.looksFirst(tenant)) {
        pass.lookForAll(Set.of());
      } else if (target.terms().looksFirst()) {
        pass.lookForAll(certainlyNew);
      }
      pass.writeMissing();
      return pass.results();
    });
  }

  /**
   * Links documents that are there already, without a call where no earlier write is unresolved.
   *
   * @param found each draft's document; it is linked if it equals what is meant
   * @return for every draft what became of it
   * @throws LeaseLost where this node may no longer write
   */
  public Map<SourceRef, Posted> adopt(String tenant, Target target, Map<Draft, Found> found) {
    return inTurn(tenant, () -> {
      PostingPass pass = new PostingPass(tenant, target, List.copyOf(found.keySet()), stores);
      pass.takeKnownLinks();
      pass.resolveEarlierIntents();
      Map<SourceRef, Found> bySource = new HashMap<>();
      found.forEach((draft, document) -> bySource.put(draft.source(), document));
      pass.adoptOpen(bySource);
      return pass.results();
    });
  }

  /**
   * Links what earlier writes of these records have made without a known end. Nothing is written: for records that
   * are not wanted any more.
   *
   * @return those of which nobody can tell yet: an answer may still come, or the remote fails on the look for them
   * @throws LeaseLost where this node may no longer write
   */
  public Set<SourceRef> recall(String tenant, Target target, Collection<SourceRef> sources) {
    Set<SourceRef> untold = new HashSet<>();
    inTurn(tenant, () -> {
      PostingPass pass = new PostingPass(tenant, target, List.of(), stores);
      untold.addAll(pass.recall(sources));
      return pass.results();
    });
    return untold;
  }

  /**
   * Brings linked documents to what their sources are now. Each is read first: one that is as meant is only noted,
   * one that a person changed is held (DESIGN, rule 12).
   *
   * @return for every change what became of it, by the link's source
   * @throws LeaseLost where this node may no longer write
   */
  public Map<SourceRef, Posted> change(String tenant, ChangeTarget target, List<Change> changes) {
    return inTurn(tenant, () -> {
      ChangePass pass = new ChangePass(tenant, target, changes, stores);
      pass.resolveEarlierIntents();
      pass.changeAll();
      return pass.results();
    });
  }

  private Map<SourceRef, Posted> inTurn(String tenant, Supplier<Map<SourceRef, Posted>> pass) {
    ReentrantLock turn = tenants.computeIfAbsent(tenant, name -> new ReentrantLock(true));
    turn.lock();
    try {
      return new HashMap<>(pass.get());
    } finally {
      turn.unlock();
    }
  }
}
