package io.ledgerroutes.xero;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.Outcome.Held;
import io.ledgerroutes.posting.Change;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.Posted;
import io.ledgerroutes.posting.Posted.How;
import io.ledgerroutes.posting.Posting;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.store.Database;
import java.time.Duration;
import java.util.ArrayList;
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
      element.consistsOf(List.of(contacts.part(element.known(Person.class))));
      switch (ensured.get(element.known(Person.class).identity())) {
        case Ensured.Contact contact -> element.learn(ContactId.class, contact.id());
        case Ensured.Stopped stopped -> element.settle(stopped.outcome());
      }
    }
  }

  /**
   * A look at Xero's contacts serves every record that had come in by then: so the batches of a backlog share one.
   * What is tried again, or was replayed, may have waited for a person's change at Xero, and looks anew.
   */
  private Duration lookAge(List<Element> open) {
    boolean again = open.stream().map(Element::message).anyMatch(XeroSteps::wasHereBefore);
    long newest = open
      .stream()
      .mapToLong(element -> element.message().receivedAt().toEpochMilli())
      .max()
      .orElse(Long.MAX_VALUE);
    long waited = again ? 0 : Math.max(0, database.now() - newest);
    return Duration.ofMillis(Math.min(waited, OLDEST_LOOK.toMillis()));
  }

  /** A replay begins to count its attempts anew; but only what was never taken up has no reason. */
  private static boolean wasHereBefore(Message message) {
    return message.attempts() > 1 || message.reason() != null;
  }

  /**
   * Each open element's {@link InvoiceDraft} is brought to the ledger: made, or changed where its source has changed
   * since (rule A4). The link is then among what was {@link Brought}; an element that is stopped gets its outcome.
   */
  public void bringInvoices(Batch batch) {
    Map<SourceRef, Element> open = new LinkedHashMap<>();
    batch.open().forEach(element -> open.put(element.known(InvoiceDraft.class).source(), element));
    if (!open.isEmpty()) {
      bring(batch.tenant(), open, true);
    }
  }

  private void bring(String tenant, Map<SourceRef, Element> elements, boolean followMerges) {
    List<Draft> drafts = elements.values().stream().map(XeroSteps::draft).toList();
    Map<SourceRef, Posted> posted = posting.bring(tenant, invoices, drafts);
    Map<SourceRef, Element> again = new LinkedHashMap<>();
    Map<Link, Element> changed = new LinkedHashMap<>();
    elements.forEach((source, element) -> {
      switch (posted.get(source)) {
        case Posted.NotLinked stopped when followMerges && contactArchived(stopped) -> follow(
          tenant,
          element
        ).ifPresent(moved -> again.put(source, moved));
        case Posted.Linked linked when !asPosted(linked.link(), element) -> changed.put(
          linked.link(),
          element
        );
        default -> take(element, posted.get(source));
      }
    });
    change(tenant, changed);
    if (!again.isEmpty()) {
      bring(tenant, again, false);
    }
  }

  private static Draft draft(Element element) {
    return XeroInvoices.draft(element.known(InvoiceDraft.class), element.known(ContactId.class));
  }

  private static boolean asPosted(Link link, Element element) {
    return link.sourceProjection().equals(element.known(InvoiceDraft.class).sourceProjection());
  }

  private void change(String tenant, Map<Link, Element> changed) {
    if (changed.isEmpty()) {
      return;
    }
    List<Change> changes = new ArrayList<>();
    changed.forEach((link, element) ->
      changes.add(
        XeroInvoices.update(link, element.known(InvoiceDraft.class), element.known(ContactId.class))
      )
    );
    Map<SourceRef, Posted> posted = posting.change(tenant, invoices, changes);
    changed.forEach((link, element) -> take(element, asKnown(posted.get(link.source()))));
  }

  /** What was changed was there before: what belongs to it may be there too. */
  private static Posted asKnown(Posted posted) {
    return posted instanceof Posted.Linked linked ? new Posted.Linked(linked.link(), How.KNOWN) : posted;
  }

  private static boolean contactArchived(Posted.NotLinked stopped) {
    return stopped.failure() != null && stopped.failure().words().contains(ARCHIVED_CONTACT);
  }

  private Optional<Element> follow(String tenant, Element element) {
    Optional<ContactId> successor = contacts.successor(tenant, element.known(ContactId.class));
    successor.ifPresentOrElse(
      now -> element.learn(ContactId.class, now),
      () -> element.settle(new Held(ContactChoice.ARCHIVED))
    );
    return successor.map(now -> element);
  }

  private static void take(Element element, Posted posted) {
    switch (posted) {
      case Posted.Linked linked -> Brought.add(element, linked);
      case Posted.NotLinked stopped -> element.settle(stopped.outcome());
    }
  }
}
