package io.ledgerroutes.console.messages;

import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.console.Asked;
import io.ledgerroutes.console.Page;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageQuery;
import io.ledgerroutes.inbox.RecordCard;
import io.ledgerroutes.inbox.RecordCardStore;
import io.ledgerroutes.inbox.RecordKey;
import io.ledgerroutes.inbox.RecordPart;
import io.ledgerroutes.inbox.RecordSearch;
import io.ledgerroutes.posting.LinkStore;
import io.ledgerroutes.posting.SourceRef;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Messages by filter and by what a person looks for, newest first. */
@Component
class MessageList {

  private static final String[] FILTERS = { "connection", "flow", "state", "key", "reason", "from", "to" };
  private static final int MOST_DOCUMENTS = 100;

  private final InboxStore messages;
  private final RecordCardStore cards;
  private final LinkStore links;

  MessageList(InboxStore messages, RecordCardStore cards, LinkStore links) {
    this.messages = messages;
    this.cards = cards;
    this.links = links;
  }

  /** The names of the filters, and these more. */
  static String[] filters(String... more) {
    String[] names = java.util.Arrays.copyOf(FILTERS, FILTERS.length + more.length);
    System.arraycopy(more, 0, names, FILTERS.length, more.length);
    return names;
  }

  /** The messages of a filter. */
  static MessageQuery query(Asked asked) {
    return MessageQuery.newest(Page.ROWS)
      .ofConnection(asked.text("connection"))
      .ofFlow(asked.text("flow"))
      .in(asked.state())
      .ofKey(asked.text("key"))
      .because(asked.text("reason"))
      .between(asked.time("from"), asked.time("to"));
  }

  Page<MessageView> page(MessageQuery query) {
    List<Message> found = messages.find(query.atMost(Page.ROWS));
    Map<Long, RecordCard> known = cards.of(found);
    return Page.of(found, Message::id, message -> MessageView.of(message, known.get(message.id())));
  }

  /** The messages of a query that are looked for by these words. */
  Page<MessageView> page(MessageQuery query, SearchText words) {
    return page(query.lookingFor(search(words)));
  }

  /** What was typed, understood; {@link ApiRefusal} where it is too long or empty. */
  static SearchText understood(String typed) {
    if (typed == null || typed.isBlank() || typed.length() > SearchText.LONGEST) {
      throw ApiRefusal.badRequest(
        "Say what to look for, in at most " +
          SearchText.LONGEST +
          " characters: the number of an order or an invoice, an e-mail, an amount, a key or a correlation id."
      );
    }
    return SearchText.of(typed);
  }

  private RecordSearch search(SearchText words) {
    return new RecordSearch(
      words.words(),
      words.ids(),
      words.totals(),
      words.currency(),
      words.email() == null ? null : cards.pseudonym(words.email()),
      records(links.sourcesNumbered(words.words(), MOST_DOCUMENTS))
    );
  }

  /** Whose documents these are: the record's own, or of something that belongs to it. */
  private Set<RecordKey> records(List<SourceRef> sources) {
    Set<RecordKey> records = new LinkedHashSet<>();
    for (SourceRef source : sources) {
      records.add(new RecordKey(source.scope(), source.type(), source.id()));
      records.addAll(cards.recordsOf(source.scope(), new RecordPart(source.type(), source.id())));
    }
    return records;
  }
}
