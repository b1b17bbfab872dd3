package io.ledgerroutes.xerostampli;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.stampli.StagedFiles;
import io.ledgerroutes.xerostampli.BillAtHand.Corrected;
import org.apache.camel.Handler;
import org.springframework.stereotype.Component;

/** What files hold already: it is there, it waits for its file, or it changed since and a rule says what that means. */
@Component("deliveredBills")
public class DeliveredBills {

  private final BillContext context;
  private final BillAlarms alarms;
  private final BillRemarks remarks;

  DeliveredBills(BillContext context, BillAlarms alarms, BillRemarks remarks) {
    this.context = context;
    this.alarms = alarms;
    this.remarks = remarks;
  }

  /** Settles what needs no file any more, and leaves {@link Corrected} on what goes to correct one. */
  @Handler
  public void look(Batch batch) {
    BillContext.Scope scope = context.of(batch.connection());
    for (Element element : batch.open()) {
      BillAtHand at = element.known(BillAtHand.class);
      SinceDelivery since = SinceDelivery.of(
        at.bill(),
        at.number(),
        at.vendor(scope.settings()),
        at.filed(),
        alarms.released(element, at),
        scope.settings()
      );
      take(element, at, since);
    }
    remarks.ask(batch, scope);
  }

  private void take(Element element, BillAtHand at, SinceDelivery since) {
    switch (since) {
      case SinceDelivery.NeverFiled _ -> {
        // The steps behind look at it.
      }
      case SinceDelivery.InFile(FiledRecord filed) -> element.settle(
        StagedFiles.outcome(element.message().connection(), filed)
      );
      case SinceDelivery.Correct(FiledRecord filed, String words, boolean stop) -> {
        alarms.tell(element, at, words, "CORRECTED", stop);
        element.learn(Corrected.class, new Corrected(filed));
      }
      case SinceDelivery.Hold(FiledRecord _, String words, boolean stop) -> element.settle(
        alarms.tell(element, at, words, "HELD", stop)
          ? new Outcome.Skipped("told before, and closed by an operator: " + words)
          : new Outcome.Held(words)
      );
    }
  }
}
