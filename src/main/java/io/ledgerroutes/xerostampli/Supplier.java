package io.ledgerroutes.xerostampli;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.xero.LedgerContact;
import io.ledgerroutes.xero.XeroRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * A supplier as Xero's contact says it is.
 *
 * @param accountNumber Xero's AccountNumber, which may be Stampli's vendor id; may be empty
 * @param active neither archived nor merged away
 * @param groups names of its contact groups
 */
public record Supplier(
  String id,
  String name,
  String accountNumber,
  String taxNumber,
  String currency,
  boolean active,
  List<String> groups
) {
  public Supplier {
    groups = List.copyOf(groups);
  }

  /** Reads one as Xero answers a contact, archived groups left out. */
  public static Supplier of(XeroRecord contact) {
    JsonNode json = contact.json();
    List<String> groups = new ArrayList<>();
    json
      .path("ContactGroups")
      .forEach(group -> {
        if (group.path("Status").asText("ACTIVE").equals("ACTIVE")) {
          groups.add(group.path("Name").asText(""));
        }
      });
    return new Supplier(
      contact.id(),
      json.path("Name").asText(""),
      json.path("AccountNumber").asText(""),
      json.path("TaxNumber").asText(""),
      json.path("DefaultCurrency").asText(""),
      LedgerContact.of(json).usable(),
      groups
    );
  }

  /** Without who it is. */
  @Override
  public String toString() {
    return "Supplier[" + id + "]";
  }
}
