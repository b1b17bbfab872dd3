package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.posting.Current;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.LinkStore;
import io.ledgerroutes.woocommerce.Refund;
import io.ledgerroutes.xero.XeroCreditNotes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Keeps a new credit away from an invoice on which the credit note of a deleted refund stands: the shop counts that
 * refund no more and would give the same goods back twice (rule W7; facts, WooCommerce 12).
 */
@Component
class DeletedRefunds {

  private final LinkStore links;
  private final XeroCreditNotes notes;

  DeletedRefunds(LinkStore links, XeroCreditNotes notes) {
    this.links = links;
    this.notes = notes;
  }

  /**
   * Why nothing more may be credited now, in words.
   *
   * @param there the order's refunds as the shop has them now
   * @param invoices numbers that the order's invoice has or would have
   */
  Optional<String> obstacle(String tenant, String connection, List<Refund> there, Set<String> invoices) {
    Set<String> ids = there
      .stream()
      .map(refund -> Long.toString(refund.id()))
      .collect(Collectors.toSet());
    List<Link> gone = new ArrayList<>();
    invoices
      .stream()
      .flatMap(number ->
        links
          .numbered(connection, RefundTranslator.REFUND, XeroCreditNotes.TYPE, number + "-R")
          .stream()
          // A number may begin like another order's.
          .filter(link -> link.number().equals(number + "-R" + link.source().id()))
      )
      .filter(link -> !ids.contains(link.source().id()))
      .forEach(gone::add);
    if (gone.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Current> now = notes.read(tenant, gone.stream().map(Link::targetId).distinct().toList());
    Set<Long> standing = gone
      .stream()
      .filter(link -> Optional.ofNullable(now.get(link.targetId())).filter(Current::live).isPresent())
      .map(link -> Long.parseLong(link.source().id()))
      .collect(Collectors.toCollection(TreeSet::new));
    List<String> words = MissingRefunds.of(standing, there);
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", words) + ". Then replay");
  }
}
