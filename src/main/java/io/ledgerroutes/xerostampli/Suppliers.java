package io.ledgerroutes.xerostampli;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.xero.mirror.XeroReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Suppliers as their contacts are mirrored. */
@Component
class Suppliers {

  private final XeroReference reference;

  Suppliers(XeroReference reference) {
    this.reference = reference;
  }

  /** By the contact's id; those that the mirror does not have are absent. */
  Map<String, Supplier> of(String tenant, Collection<String> ids) {
    return reference
      .contacts(tenant, ids)
      .stream()
      .map(record -> of(record.json()))
      .collect(Collectors.toMap(Supplier::id, Function.identity()));
  }

  static Supplier of(JsonNode contact) {
    List<String> groups = new ArrayList<>();
    contact.path("ContactGroups").forEach(group -> groups.add(group.path("Name").asText("")));
    boolean active =
      contact.path("ContactStatus").asText("ACTIVE").equals("ACTIVE") &&
      contact.path("MergedToContactID").asText("").isEmpty();
    return new Supplier(
      contact.path("ContactID").asText(""),
      contact.path("Name").asText(""),
      contact.path("AccountNumber").asText(""),
      contact.path("TaxNumber").asText(""),
      contact.path("DefaultCurrency").asText(""),
      active,
      groups
    );
  }
}
