package io.ledgerroutes.vault;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * While {@code ledger.vault.previous-key} is set: seals what is still under it again, in small batches behind
 * the running work, and says when it may go.
 */
@Component
class KeyRotation {

  private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);
  private static final int BATCH = 50;

  private final VaultKeys keys;
  private final Vault vault;
  private final List<SealedRows> others;
  private final List<SealedColumn> columns;
  private final SealedColumnStore cells;

  KeyRotation(
    VaultKeys keys,
    Vault vault,
    List<SealedRows> others,
    List<SealedColumn> columns,
    SealedColumnStore cells
  ) {
    this.keys = keys;
    this.vault = vault;
    this.others = others;
    this.columns = columns;
    this.cells = cells;
  }

  @EventListener(ApplicationReadyEvent.class)
  void begin() {
    if (keys.previous().isPresent()) {
      Thread.ofPlatform().daemon().name("vault-rotation").start(this::run);
    }
  }

  /** Everything again under the current key; what cannot be opened is named and stops the rotation. */
  void run() {
    String previous = keys.previous().orElseThrow().shownId();
    try {
      int secrets = sealAll();
      for (SealedRows rows : others) {
        LOG.info("Vault: {} {} sealed again under the new key", sealAll(rows), rows.what());
      }
      for (SealedColumn column : columns) {
        LOG.info("Vault: {} {} sealed again under the new key", cells.reseal(column, vault), column.what());
      }
      LOG.info(
        "Vault: {} secrets sealed again; nothing is left under the master key {}: ledger.vault.previous-key may go",
        secrets,
        previous
      );
    } catch (VaultException e) {
      LOG.error("Vault: keep ledger.vault.previous-key ({}): {}", previous, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error(
        "Vault: keep ledger.vault.previous-key ({}) and restart: {}",
        previous,
        e.getClass().getSimpleName()
      );
    }
  }

  private int sealAll() {
    int all = 0;
    for (int some = vault.resealSome(); some > 0; some = vault.resealSome()) {
      all += some;
    }
    return all;
  }

  private int sealAll(SealedRows rows) {
    int all = 0;
    for (int some = rows.reseal(vault, BATCH); some > 0; some = rows.reseal(vault, BATCH)) {
      all += some;
    }
    return all;
  }
}
