package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Finds contacts, archived ones too, by several values at once. What Xero finds loosely the callers compare. */
@Component
class XeroContactLook {

  // With a page, because only then MergedToContactID is answered.
  private static final String REST = "&includeArchived=true&page=1&pageSize=1000";

  private final XeroCalls calls;

  XeroContactLook(XeroCalls calls) {
    this.calls = calls;
  }

  List<LedgerContact> byEmail(String tenant, Collection<String> emails) {
    return by(tenant, "EmailAddress", emails);
  }

  List<LedgerContact> byName(String tenant, Collection<String> names) {
    return by(tenant, "Name", names);
  }

  List<LedgerContact> byNumber(String tenant, Collection<String> numbers) {
    return by(tenant, "ContactNumber", numbers);
  }

  List<LedgerContact> byId(String tenant, Collection<String> ids) {
    Map<String, LedgerContact> found = new LinkedHashMap<>();
    XeroQuery.chunks(ids, id -> id, ",").forEach(chunk -> read(tenant, "IDs=" + chunk, found));
    return List.copyOf(found.values());
  }

  private List<LedgerContact> by(String tenant, String field, Collection<String> values) {
    Map<String, LedgerContact> found = new LinkedHashMap<>();
    List<String> quotable = values.stream().filter(XeroQuery::quotable).distinct().toList();
    XeroQuery.chunks(quotable, XeroQuery.equal(field), " OR ").forEach(chunk ->
      read(tenant, "where=" + chunk, found)
    );
    values
      .stream()
      .filter(Predicate.not(XeroQuery::quotable))
      .distinct()
      .forEach(value -> read(tenant, "searchTerm=" + XeroQuery.encoded(value), found));
    return new ArrayList<>(found.values());
  }

  private void read(String tenant, String query, Map<String, LedgerContact> found) {
    JsonNode answer = calls.call(tenant, XeroCall.read("/Contacts?" + query + REST));
    answer
      .path("Contacts")
      .forEach(contact -> found.put(contact.path("ContactID").asText(), LedgerContact.of(contact)));
  }
}
