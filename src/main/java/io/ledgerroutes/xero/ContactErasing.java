package io.ledgerroutes.xero;

import io.ledgerroutes.posting.LinkStore;
import io.ledgerroutes.retention.Erased;
import io.ledgerroutes.retention.Erasing;
import io.ledgerroutes.retention.Remains;
import io.ledgerroutes.retention.Sought;
import io.ledgerroutes.vault.SealedColumnStore;
import io.ledgerroutes.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Forgets what a source last said of a person's name and address. That the person is a contact stays: it is known by
 * a pseudonym, and a later order finds it.
 */
@Component
@Order(Erasing.KNOWS_NAMES)
class ContactErasing implements Erasing {

  private static final byte[] NOTHING_KNOWN = "{}".getBytes(StandardCharsets.UTF_8);
  private static final String IN_DOCUMENTS =
    "Lines of documents that stand in Xero bear the person's name; by these lines a change by hand is told.";

  private final SealedColumnStore cells;
  private final Vault vault;

  ContactErasing(SealedColumnStore cells, Vault vault) {
    this.cells = cells;
    this.vault = vault;
  }

  @Bean
  static Remains xeroRemains() {
    return new Remains(
      "Xero",
      "Contacts, invoices and payments are books that the law makes you keep. Take the e-mail off the contact there, " +
        "or archive it; what is read of it again is what stands there then."
    );
  }

  @Override
  public Erased erase(Sought sought) {
    SealedColumnStore.Walk details = cells.change(
      LinkStore.projectionsOf(XeroContactDetails.TYPE),
      vault,
      said -> sought.in(said) ? Optional.of(NOTHING_KNOWN) : Optional.empty()
    );
    AtomicInteger named = new AtomicInteger();
    cells.change(LinkStore.projectionsBut(XeroContactDetails.TYPE), vault, document -> {
      named.addAndGet(sought.in(document) ? 1 : 0);
      return Optional.empty();
    });
    int left = details.left() + named.get();
    return new Erased("links", details.changed(), left, named.get() > 0 ? IN_DOCUMENTS : null);
  }
}
