package io.ledgerroutes.xero.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.xero.KnownContacts;
import io.ledgerroutes.xero.LedgerContact;
import io.ledgerroutes.xero.XeroRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** The mirrored contacts. */
@Component
public class ContactMirror implements KnownContacts {

  private static final MirrorKind KIND = MirrorKind.CONTACTS;

  private final XeroMirror mirror;
  private final XeroMirrorStore records;

  public ContactMirror(XeroMirror mirror, XeroMirrorStore records) {
    this.mirror = mirror;
    this.records = records;
  }

  @Override
  public void since(String tenant, long moment) {
    mirror.since(tenant, KIND, moment);
  }

  @Override
  public void notOlderThan(String tenant, Duration age) {
    mirror.notOlderThan(tenant, KIND, age);
  }

  @Override
  public List<LedgerContact> byEmail(String tenant, Collection<String> emails) {
    return byKey(tenant, MirrorKeys.EMAIL, emails.stream().map(LedgerContact::folded).toList());
  }

  @Override
  public List<LedgerContact> byNumber(String tenant, Collection<String> numbers) {
    return byKey(tenant, MirrorKeys.NUMBER, numbers);
  }

  @Override
  public List<LedgerContact> byName(String tenant, Collection<String> names) {
    return byKey(tenant, MirrorKeys.NAME, names.stream().map(LedgerContact::foldedName).toList());
  }

  @Override
  public List<LedgerContact> byId(String tenant, Collection<String> ids) {
    return contacts(records.byIds(tenant, KIND, ids));
  }

  @Override
  public void remember(String tenant, Collection<JsonNode> contacts) {
    records.put(
      tenant,
      KIND,
      contacts
        .stream()
        .map(contact -> XeroRecord.of(KIND.list(), contact))
        .toList()
    );
  }

  private List<LedgerContact> byKey(String tenant, String key, Collection<String> values) {
    return contacts(records.byKey(tenant, KIND, key, values));
  }

  private static List<LedgerContact> contacts(List<XeroRecord> records) {
    return records
      .stream()
      .map(record -> LedgerContact.of(record.json()))
      .toList();
  }
}
