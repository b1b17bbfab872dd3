package io.ledgerroutes.posting;

import io.ledgerroutes.retention.Erased;
import io.ledgerroutes.retention.Erasing;
import io.ledgerroutes.retention.Sought;
import io.ledgerroutes.vault.SealedColumn;
import io.ledgerroutes.vault.SealedColumnStore;
import io.ledgerroutes.vault.SealedColumnStore.Walk;
import io.ledgerroutes.vault.Vault;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Empties the requests of closed intents that name a person, and what their elements were meant to be. */
@Component
@Order(Erasing.KNOWS_NAMES)
class RequestErasing implements Erasing {

  private static final String OPEN =
    "Requests of which it is not known what became of them stay until it is: replay or discard their messages, and " +
    "erase again.";

  private final SealedColumnStore cells;
  private final Vault vault;

  RequestErasing(SealedColumnStore cells, Vault vault) {
    this.cells = cells;
    this.vault = vault;
  }

  @Override
  public Erased erase(Sought sought) {
    Walk requests = empty(IntentStore.closedRequests(), sought);
    Walk contents = empty(IntentStore.closedContents(), sought);
    int left = requests.left() + contents.left();
    return new Erased("requests", requests.changed() + contents.changed(), left, left > 0 ? OPEN : null);
  }

  private Walk empty(SealedColumn column, Sought sought) {
    return cells.change(column, vault, content ->
      sought.in(IntentStore.inflate(content)) ? Optional.of(new byte[0]) : Optional.empty()
    );
  }
}
