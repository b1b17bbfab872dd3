package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.posting.Link;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** A linked document as it was last written or read: what its link's projection says. */
public final class PostedDocument {

  private final JsonNode projection;

  private PostedDocument(JsonNode projection) {
    this.projection = projection;
  }

  public static PostedDocument of(Link link) {
    return new PostedDocument(XeroJson.own(link.targetProjection().getBytes(StandardCharsets.UTF_8)));
  }

  /** Whether it was voided or deleted. */
  public boolean gone() {
    return DocumentProjection.GONE.contains(projection.path("status").asText());
  }

  /** The day it is dated, as ISO text. */
  public String day() {
    return projection.path("date").asText();
  }

  /** The day it is due, as ISO text; empty for what is never due. */
  public String due() {
    return projection.path("due").asText();
  }

  /** The total of an invoice or a credit note, the amount of a payment or an allocation. */
  public BigDecimal amount() {
    return Canonical.decimal(projection, projection.has("amount") ? "amount" : "total");
  }
}
