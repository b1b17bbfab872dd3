package io.ledgerroutes.xerostampli;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.CorrelationId;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.LinkStore;
import io.ledgerroutes.posting.Posted;
import io.ledgerroutes.posting.Posting;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.xero.NoteDraft;
import io.ledgerroutes.xero.XeroList;
import io.ledgerroutes.xero.XeroNotes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Remarks in Xero's history of delivered bills (rule P1), where the connection wants them. Each is a message of its
 * own, so that no failure of it touches what the bill came to; it is written once for each file that the bill went in.
 */
@Component("billRemarks")
public class BillRemarks {

  private final Inbox inbox;
  private final LinkStore links;
  private final FiledRecords filed;
  private final Posting posting;
  private final XeroNotes notes;

  BillRemarks(Inbox inbox, LinkStore links, FiledRecords filed, Posting posting, XeroNotes notes) {
    this.inbox = inbox;
    this.links = links;
    this.filed = filed;
    this.posting = posting;
    this.notes = notes;
  }

  /** Stores a message for each delivered bill of the batch whose remark is not written yet. */
  void ask(Batch batch, BillContext.Scope scope) {
    if (!scope.settings().historyNote() || !batch.flow().equals(XeroStampli.BILL)) {
      return;
    }
    Map<SourceRef, String> wanted = new LinkedHashMap<>();
    for (Element element : batch.elements()) {
      element
        .learned(BillAtHand.class)
        .filter(at -> !at.bill().isEnded() && !at.filed().isEmpty() && at.filed().getLast().delivered())
        .ifPresent(at -> wanted.put(source(batch.connection(), at.filed().getLast()), element.key()));
    }
    links.find(wanted.keySet(), XeroNotes.TYPE).keySet().forEach(wanted::remove);
    Set<String> waiting = inbox.waiting(batch.connection(), XeroStampli.NOTE, wanted.values());
    inbox.store(
      wanted
        .values()
        .stream()
        .filter(bill -> !waiting.contains(bill))
        .map(bill ->
          new NewMessage(batch.connection(), XeroStampli.NOTE, bill, new byte[0], CorrelationId.fresh())
        )
        .toList()
    );
  }

  /**
   * Writes the remarks of a batch.
   *
   * @throws io.ledgerroutes.posting.LeaseLost where this node may no longer write
   */
  public void write(Batch batch) {
    List<String> ids = batch.open().stream().map(Element::key).toList();
    Map<String, List<FiledRecord>> inFiles = filed.all(batch.connection(), RecordKind.BILLS, ids);
    Map<Element, Draft> drafts = new HashMap<>();
    for (Element element : batch.open()) {
      List<FiledRecord> delivered = inFiles
        .getOrDefault(element.key(), List.of())
        .stream()
        .filter(FiledRecord::delivered)
        .toList();
      if (delivered.isEmpty()) {
        element.settle(new Outcome.Skipped("no delivered file holds the bill"));
      } else {
        drafts.put(element, remark(batch.connection(), delivered.getLast()));
      }
    }
    // Nobody else writes them, and an earlier attempt without an answer is found out by its intent.
    Set<SourceRef> own = Set.copyOf(drafts.values().stream().map(Draft::source).toList());
    Map<SourceRef, Posted> posted = posting.bring(
      batch.tenant(),
      notes,
      new ArrayList<>(drafts.values()),
      own
    );
    drafts.forEach((element, draft) -> element.settle(outcome(posted.get(draft.source()))));
  }

  private static Draft remark(String connection, FiledRecord record) {
    String words = "Sent to Stampli, file " + record.file();
    return new NoteDraft(source(connection, record), XeroList.INVOICES, record.recordId(), words).draft();
  }

  private static SourceRef source(String connection, FiledRecord record) {
    return new SourceRef(connection, XeroStampli.NOTE, record.recordId() + "/" + record.file());
  }

  private static Outcome outcome(Posted posted) {
    return switch (posted) {
      case Posted.Linked _ -> new Outcome.Delivered("the bill's history in Xero says so");
      case Posted.NotLinked stopped -> stopped.outcome();
    };
  }
}
