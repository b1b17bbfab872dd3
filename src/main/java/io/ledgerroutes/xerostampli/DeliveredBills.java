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
      take(element, at, SinceDelivery.of(at, scope.settings()));
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
        element.learn(Corrected.class, new Corrected(filed, words));
      }
      case SinceDelivery.Hold hold -> {
        alarms.tell(element, at, hold.words(), "HELD", hold.alarm());
        element.settle(new Outcome.Held(hold.reason()));
      }
      case SinceDelivery.Closed closed -> element.settle(new Outcome.Skipped(closed.reason()));
    }
  }
}
