package io.ledgerroutes.reconcile;

import io.ledgerroutes.retention.Erased;
import io.ledgerroutes.retention.Erasing;
import io.ledgerroutes.retention.Sought;
import io.ledgerroutes.vault.SealedColumnStore;
import io.ledgerroutes.vault.Vault;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Takes a person out of the rows of dry runs and comparisons; amounts and ids stay, so that their sums add up. */
@Component
@Order(Erasing.NEEDS_NAMES)
class RunRowErasing implements Erasing {

  private final SealedColumnStore cells;
  private final Vault vault;

  RunRowErasing(SealedColumnStore cells, Vault vault) {
    this.cells = cells;
    this.vault = vault;
  }

  @Override
  public Erased erase(Sought sought) {
    SealedColumnStore.Walk walk = cells.change(RunStore.sealedRunRows(), vault, row ->
      sought.in(row) ? Optional.of(sought.without(row)) : Optional.empty()
    );
    return new Erased("rows of runs", walk.changed(), walk.left(), null);
  }
}
