package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.LinkStore;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.woocommercexero.ClosedPeriods.Dating;
import io.ledgerroutes.xero.PaymentDraft;
import io.ledgerroutes.xero.PaymentsWanted;
import io.ledgerroutes.xero.PostedDocument;
import io.ledgerroutes.xero.XeroPayments;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What of the money that is due may be posted now: once its document is approved, and on an open day. */
@Component
class OrderMoney {

  private final OrderContext context;
  private final LinkStore links;
  private final Approvals approvals;

  OrderMoney(OrderContext context, LinkStore links, Approvals approvals) {
    this.context = context;
    this.links = links;
    this.approvals = approvals;
  }

  /** Leaves {@link PaymentsWanted} on the elements that money is due for, or settles them with the reason. */
  void want(Batch batch, List<MoneyDue> due) {
    Map<SourceRef, Link> posted = links.find(
      due
        .stream()
        .map(each -> each.money().source())
        .toList(),
      XeroPayments.TYPE
    );
    List<MoneyDue> fresh = due
      .stream()
      .filter(each -> !posted.containsKey(each.money().source()))
      .toList();
    OrderContext.Scope scope = context.of(batch.connection());
    approvals.await(batch, scope, fresh.stream().map(MoneyDue::subject).toList());
    ClosedPeriods closed = context.closedPeriods(scope);
    Map<Element, List<PaymentDraft>> wanted = new LinkedHashMap<>();
    for (MoneyDue each : due) {
      Optional<Link> link = Optional.ofNullable(posted.get(each.money().source()));
      link
        .map(known -> asPosted(each, known))
        .orElseGet(() -> dated(each, closed))
        .ifPresent(draft -> wanted.computeIfAbsent(each.element(), key -> new ArrayList<>()).add(draft));
    }
    wanted.forEach((element, drafts) -> element.learn(PaymentsWanted.class, new PaymentsWanted(drafts)));
  }

  private static Optional<PaymentDraft> asPosted(MoneyDue due, Link link) {
    if (PostedDocument.of(link).amount().compareTo(due.money().amount()) == 0) {
      return Optional.of(due.draft());
    }
    due
      .element()
      .settle(
        new Outcome.Held(
          due.words() + " was posted as " + PostedDocument.of(link).amount() + ": compare it with the order"
        )
      );
    return Optional.empty();
  }

  private static Optional<PaymentDraft> dated(MoneyDue due, ClosedPeriods closed) {
    return switch (closed.date(ClosedPeriods.Kind.PAYMENT, due.words(), due.money().date())) {
      case Dating.On(LocalDate day) -> Optional.of(due.on(day).draft());
      case Dating.Stopped(String reason) -> {
        due.element().settle(new Outcome.Held(reason));
        yield Optional.empty();
      }
    };
  }
}
