package io.ledgerroutes.sandbox.xero;

import io.ledgerroutes.sandbox.stage.Answer;
import java.util.Map;
import java.util.Optional;

/** A resource and what hangs below a single one of it, e.g. {@code /Invoices/{id}/History}. */
record WithParts(Resource whole, Map<String, Resource> parts) implements Resource {
  @Override
  public String scope() {
    return whole.scope();
  }

  @Override
  public Answer answer(ApiCall call) {
    if (call.part().isEmpty()) {
      return whole.answer(call);
    }
    return Optional.ofNullable(parts.get(call.part().get()))
      .map(part -> part.answer(call))
      .orElseGet(() -> {
        call.violation("unknown-address", call.method() + " " + call.call().path());
        return XeroErrors.missing();
      });
  }
}
