package io.ledgerroutes.console.bills;

import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xerostampli.BillReview.Standing;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A supplier's bill or credit, how it stands and why. Names and descriptions are shown to operators.
 *
 * @param id at Xero
 * @param connection whose
 * @param type {@code xero-bill} or {@code xero-supplier-credit}: the flow of its messages
 * @param number under which Stampli knows it, or would
 * @param status in Xero
 * @param day of it
 * @param dueDay when it is to be paid
 * @param currency ISO 4217 code
 * @param net of it
 * @param tax of it
 * @param total with tax
 * @param due what is still to be paid
 * @param supplier the contact's id
 * @param supplierName its name; null for viewers
 * @param vendor Stampli's id of it; null where it has none
 * @param finding what would be done with it now, and why
 * @param held whether it waits for a decision
 * @param match what was found out about its orders; null where nobody looks for them
 * @param lines of it
 * @param orders that it is or may be matched to
 * @param files names of those in which it stands, oldest first
 * @param decision what somebody decided about it; null where nobody did
 * @param message id of its last message; null where there is none
 * @param messageState how that stands; null where there is none
 * @param messageReason why it stands so; null where nothing happened yet
 * @param address of it in Xero; null where the organisation's pages are not known
 */
public record BillView(
  String id,
  String connection,
  String type,
  String number,
  String status,
  @Nullable LocalDate day,
  @Nullable LocalDate dueDay,
  String currency,
  BigDecimal net,
  BigDecimal tax,
  BigDecimal total,
  BigDecimal due,
  String supplier,
  @Nullable String supplierName,
  @Nullable String vendor,
  String finding,
  boolean held,
  @Nullable BillMatchView match,
  List<BillLineView> lines,
  List<BillOrderView> orders,
  List<String> files,
  @Nullable BillDecisionView decision,
  @Nullable Long message,
  @Nullable MessageState messageState,
  @Nullable String messageReason,
  @Nullable String address
) {
  static BillView of(String connection, Standing standing, List<BillOrderView> orders, boolean names) {
    SupplierDocument bill = standing.document();
    return new BillView(
      bill.id(),
      connection,
      bill.recordType(),
      standing.number(),
      bill.status(),
      bill.date().orElse(null),
      bill.dueDate().orElse(null),
      bill.currency(),
      bill.net(),
      bill.tax(),
      bill.total(),
      bill.due(),
      bill.supplier(),
      names ? bill.supplierName() : null,
      standing.vendor().orElse(null),
      standing.finding(),
      standing.held(),
      standing.match().map(BillMatchView::of).orElse(null),
      bill
        .lines()
        .stream()
        .map(line -> BillLineView.of(line, names))
        .toList(),
      orders,
      standing
        .filed()
        .stream()
        .map(filed -> filed.file())
        .distinct()
        .toList(),
      BillDecisionView.of(standing.decided(), standing.orders()),
      standing.message().map(Message::id).orElse(null),
      standing.message().map(Message::state).orElse(null),
      standing.message().map(Message::reason).orElse(null),
      standing.address().orElse(null)
    );
  }
}
