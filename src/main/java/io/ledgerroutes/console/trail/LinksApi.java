package io.ledgerroutes.console.trail;

import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.console.Asked;
import io.ledgerroutes.console.Page;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/links}: what a record became, or what a document was made from. */
@RestController
class LinksApi {

  private final RecordLinks records;

  LinksApi(RecordLinks records) {
    this.records = records;
  }

  /** Lists what {@code system=woocommerce&type=order&id=1042} and its parts became, or what a document was made from. */
  @GetMapping("/api/v1/links")
  Page<LinkView> list(@RequestParam MultiValueMap<String, String> parameters) {
    Asked asked = Asked.of(parameters, "system", "type", "id");
    if (asked.text("system") == null || asked.text("type") == null || asked.text("id") == null) {
      throw ApiRefusal.badRequest("Say which record: ?system=woocommerce&type=order&id=1042.");
    }
    String kind = asked.text("system") + "-" + asked.text("type");
    return new Page<>(records.of(kind, asked.text("id")).stream().map(LinkView::of).toList(), null);
  }
}
