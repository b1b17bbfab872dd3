package io.ledgerroutes.xerostampli;

import io.ledgerroutes.xero.mirror.XeroReference;
import java.util.Collection;
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
      .map(Supplier::of)
      .collect(Collectors.toMap(Supplier::id, Function.identity()));
  }
}
