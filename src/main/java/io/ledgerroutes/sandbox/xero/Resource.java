package io.ledgerroutes.sandbox.xero;

import io.ledgerroutes.sandbox.stage.Answer;

/** One kind of record behind the accounting API, e.g. Invoices. */
interface Resource {
  /** The scope a caller needs to write; with {@code .read} behind it, to read. */
  String scope();

  Answer answer(ApiCall call);
}
