package io.ledgerroutes.xero;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Outcome.Delivered;
import io.ledgerroutes.inbox.Outcome.Held;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.Posted;
import io.ledgerroutes.posting.Posting;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.store.Database;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the routes of this room do with a batch: contacts first, then invoices. */
@Component
public class XeroSteps {

  private static final String ARCHIVED_CONTACT = "archived contact";
  private static final Duration OLDEST_LOOK = Duration.ofSeconds(30);

  private final XeroContactBook contacts;
  private final XeroInvoices invoices;
  private final Posting posting;
  private final Database database;

  XeroSteps(XeroContactBook contacts, XeroInvoices invoices, Posting posting, Database database) {
    this.database = database;
    this.contacts = contacts;
    this.invoices = invoices;
    this.posting = posting;
  }

  /** Each open element's {@link Person} gets a {@link ContactId}, or the element its outcome. */
  public void ensureContacts(Batch batch) {
    List<Element> open = batch.open();
    Map<String, Ensured> ensured = contacts.ensure(
      batch.tenant(),
      open
        .stream()
        .map(element -> element.known(Person.class))
        .toList(),
      lookAge(open)
    );
    for (Element element : open) {
      switch (ensured.get(element.known(Person.class).identity())) {
        case Ensured.Contact contact -> element.learn(ContactId.class, contact.id());
        case Ensured.Stopped stopped -> element.settle(stopped.outcome());
      }
    }
  }

  /**
   * A look at Xero's contacts serves every record that had come in by then: so the batches of a backlog share one.
   * What is tried again may have waited for a person's change at Xero, and looks anew.
   */
  private Duration lookAge(List<Element> open) {
    boolean again = open.stream().anyMatch(element -> element.message().attempts() > 1);
    long newest = open
      .stream()
      .mapToLong(element -> element.message().receivedAt().toEpochMilli())
      .max()
      .orElse(Long.MAX_VALUE);
    long waited = again ? 0 : Math.max(0, database.now() - newest);
    return Duration.ofMillis(Math.min(waited, OLDEST_LOOK.toMillis()));
  }

  /** Each open element's {@link InvoiceDraft} is brought to the ledger, and the element settled. */
  public void bringInvoices(Batch batch) {
    Map<SourceRef, Element> open = new LinkedHashMap<>();
    batch.open().forEach(element -> open.put(element.known(InvoiceDraft.class).source(), element));
    bring(batch.tenant(), open, true);
  }

  private void bring(String tenant, Map<SourceRef, Element> elements, boolean followMerges) {
    List<Draft> drafts = elements.values().stream().map(XeroSteps::draft).toList();
    Map<SourceRef, Posted> posted = posting.bring(tenant, invoices, drafts);
    Map<SourceRef, Element> again = new LinkedHashMap<>();
    elements.forEach((source, element) -> {
      if (followMerges && contactArchived(posted.get(source))) {
        follow(tenant, element).ifPresent(moved -> again.put(source, moved));
      } else {
        settle(element, posted.get(source));
      }
    });
    if (!again.isEmpty()) {
      bring(tenant, again, false);
    }
  }

  private static Draft draft(Element element) {
    return XeroInvoices.draft(element.known(InvoiceDraft.class), element.known(ContactId.class));
  }

  private static boolean contactArchived(Posted posted) {
    return (
      posted instanceof Posted.NotLinked stopped &&
      stopped.failure() != null &&
      stopped.failure().words().contains(ARCHIVED_CONTACT)
    );
  }

  private Optional<Element> follow(String tenant, Element element) {
    Optional<ContactId> successor = contacts.successor(tenant, element.known(ContactId.class));
    successor.ifPresentOrElse(
      now -> element.learn(ContactId.class, now),
      () -> element.settle(new Held(ContactChoice.ARCHIVED))
    );
    return successor.map(now -> element);
  }

  private static void settle(Element element, Posted posted) {
    InvoiceDraft draft = element.known(InvoiceDraft.class);
    switch (posted) {
      case Posted.NotLinked stopped -> element.settle(stopped.outcome());
      case Posted.Linked linked -> {
        boolean asPosted = linked.link().sourceProjection().equals(draft.sourceProjection());
        element.settle(
          asPosted
            ? new Delivered("invoice " + draft.number())
            : new Held(
                "the order changed after it was posted: compare it with invoice " + linked.link().number()
              )
        );
      }
    }
  }
}
