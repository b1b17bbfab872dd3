package io.ledgerroutes.xerostampli;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.inbox.CorrelationId;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.xero.DocumentPage;
import io.ledgerroutes.xero.mirror.MirrorKind;
import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xero.mirror.XeroReference;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** One bill or credit as a person looks at it: how it stands and why, and what he decides about it. */
@Component
public class BillReview {

  private final BillContext context;
  private final BillPlanner planner;
  private final BillDecisions decisions;
  private final XeroReference reference;
  private final Inbox inbox;
  private final InboxStore messages;

  BillReview(
    BillContext context,
    BillPlanner planner,
    BillDecisions decisions,
    XeroReference reference,
    Inbox inbox,
    InboxStore messages
  ) {
    this.context = context;
    this.planner = planner;
    this.decisions = decisions;
    this.reference = reference;
    this.inbox = inbox;
    this.messages = messages;
  }

  /**
   * How a bill stands.
   *
   * @param vendor Stampli's id of its supplier
   * @param number under which it goes
   * @param match what was found out about its orders; empty where nobody looks for them
   * @param finding what a pass would do with it now, and why
   * @param held whether it waits for a person's decision
   * @param decided what somebody decided about it
   * @param filed its versions in files, oldest first
   * @param orders of its supplier, by id
   * @param left what no document takes of each of them, net
   * @param message the last one of it
   * @param address of it in Xero
   */
  public record Standing(
    SupplierDocument document,
    Optional<String> vendor,
    String number,
    Optional<Match> match,
    String finding,
    boolean held,
    Decided decided,
    List<FiledRecord> filed,
    Map<String, PurchaseOrder> orders,
    Map<String, BigDecimal> left,
    Optional<Message> message,
    Optional<String> address
  ) {}

  /** Whether the connection's bills can be looked at. */
  public static boolean covers(Connection connection) {
    return connection.settings() instanceof XeroStampliSettings;
  }

  /** Whether messages of this flow are of bills or credits. */
  public static boolean covers(String flow) {
    return flow.equals(XeroStampli.BILL) || flow.equals(XeroStampli.CREDIT);
  }

  /**
   * How a bill or credit of this id at Xero stands; empty where the mirror has none.
   *
   * @throws io.ledgerroutes.remote.RemoteFailure where the mirror is too old and Xero cannot be asked
   */
  public Optional<Standing> of(Connection connection, String bill) {
    BillContext.Scope scope = context.of(connection.id());
    return Stream.of(MirrorKind.BILLS, MirrorKind.SUPPLIER_CREDITS)
      .flatMap(kind -> reference.supplierDocuments(scope.tenant(), kind, List.of(bill)).stream())
      .findFirst()
      .map(document -> standing(scope, document));
  }

  private Standing standing(BillContext.Scope scope, SupplierDocument document) {
    BillPlanner.Plan plan = planner.plan(scope, List.of(document));
    PlannedBill planned = plan.bills().getFirst();
    PeriodFinding finding = PeriodFinding.tried(planned, last(scope.id(), document));
    String shortCode = reference.organisation(scope.tenant()).organisation().shortCode();
    return new Standing(
      document,
      planned.at().vendor(scope.settings()),
      planned.at().number(),
      planned.match(),
      finding.reason(),
      planned.course() instanceof PlannedBill.Course.Stopped,
      planned.at().decided(),
      planned.filed(),
      plan.orders(),
      plan.left(),
      last(scope.id(), document),
      DocumentPage.address(shortCode, document.recordType(), document.id())
    );
  }

  private Optional<Message> last(String connection, SupplierDocument document) {
    return Optional.ofNullable(
      messages.lastOf(connection, document.recordType(), List.of(document.id())).get(document.id())
    );
  }

  /**
   * Decides about a bill, on disk and on the trail when it returns, and sends it through again.
   *
   * @param released since when it is released, if it was decided before; empty: a release counts from now
   * @param note why; may be null
   * @return the message that goes through, or the one that waits for its turn
   */
  public Optional<Long> decide(
    Connection connection,
    SupplierDocument bill,
    Decision decision,
    Optional<Instant> released,
    String note,
    String actor
  ) {
    decisions.decide(connection.id(), bill.id(), decision, released, note, actor);
    Optional<Message> last = last(connection.id(), bill);
    if (last.filter(message -> waits(message.state())).isPresent()) {
      inbox.replay(last.get().id(), actor);
    } else if (last.filter(message -> waitsForItsTurn(message.state())).isEmpty()) {
      // One at work may have read what was decided before.
      inbox.store(
        List.of(
          new NewMessage(connection.id(), bill.recordType(), bill.id(), new byte[0], CorrelationId.fresh())
        )
      );
    }
    return last(connection.id(), bill).map(Message::id);
  }

  private static boolean waits(MessageState state) {
    return state == MessageState.HELD || state == MessageState.DEAD;
  }

  private static boolean waitsForItsTurn(MessageState state) {
    return state == MessageState.RECEIVED || state == MessageState.RETRY;
  }
}
