package io.ledgerroutes.console.trail;

import static io.ledgerroutes.console.Question.ID;
import static io.ledgerroutes.console.Question.SYSTEM;
import static io.ledgerroutes.console.Question.TYPE;

import io.ledgerroutes.console.Asked;
import io.ledgerroutes.console.Asks;
import io.ledgerroutes.console.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/links}: what a record became, or what a document was made from. */
@RestController
class LinksApi {

  private final RecordLinks records;

  LinksApi(RecordLinks records) {
    this.records = records;
  }

  /**
   * Lists what a record and its parts became, as {@code system=woocommerce&type=order&id=1042}, or what a document was
   * made from.
   */
  @GetMapping("/api/v1/links")
  Page<LinkView> list(@Asks(needed = { SYSTEM, TYPE, ID }) Asked asked) {
    String kind = asked.text("system") + "-" + asked.text("type");
    return new Page<>(records.of(kind, asked.text("id")).stream().map(LinkView::of).toList(), null);
  }
}
