package io.ledgerroutes.inbox;

import io.ledgerroutes.retention.Erased;
import io.ledgerroutes.retention.Erasing;
import io.ledgerroutes.retention.Sought;
import io.ledgerroutes.vault.SealedColumnStore;
import io.ledgerroutes.vault.Vault;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Empties payloads that name a person, whatever their message's state: records are fetched anew to be worked. */
@Component
@Order(Erasing.KNOWS_NAMES)
class PayloadErasing implements Erasing {

  private final SealedColumnStore cells;
  private final Vault vault;

  PayloadErasing(SealedColumnStore cells, Vault vault) {
    this.cells = cells;
    this.vault = vault;
  }

  @Override
  public Erased erase(Sought sought) {
    SealedColumnStore.Walk walk = cells.change(InboxStore.sealedPayloads(), vault, payload ->
      sought.in(payload) ? Optional.of(new byte[0]) : Optional.empty()
    );
    String why = walk.changed() > 0 ? "What waits is fetched anew when it is worked." : null;
    return new Erased("payloads", walk.changed(), walk.left(), why);
  }
}
