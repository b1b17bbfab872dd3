package io.ledgerroutes.xerostampli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import io.ledgerroutes.stampli.DefaultTemplate;
import io.ledgerroutes.stampli.FileBody;
import io.ledgerroutes.stampli.FileEntry;
import io.ledgerroutes.stampli.FileEntry.Share;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xerostampli.Match.LinePair;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bills, credits, orders and suppliers of every kind beside what Stampli gets of each: the cells of the file that are
 * not empty, as another parser reads them, or the words that stop it.
 */
class GoldenRowsTest {

  private static final String CASE = ".json";
  private static final String EXPECTED = ".rows.json";

  static List<String> cases() throws IOException {
    try (Stream<Path> files = Files.walk(BillSample.DIRECTORY, 2)) {
      return files
        .map(file -> BillSample.DIRECTORY.relativize(file).toString())
        .filter(name -> name.endsWith(CASE) && !name.endsWith(EXPECTED))
        .map(name -> name.substring(0, name.length() - CASE.length()))
        .sorted()
        .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void what_is_delivered_is_what_a_bookkeeper_expects(String name) {
    JsonNode given = BillSample.json(BillSample.DIRECTORY.resolve(name + CASE));

    JsonNode got = shown(translated(name, given));

    assertThat(got.toPrettyString()).isEqualTo(
      BillSample.json(BillSample.DIRECTORY.resolve(name + EXPECTED)).toPrettyString()
    );
  }

  private static Translated translated(String name, JsonNode given) {
    JsonNode document = given.path("document");
    XeroStampliSettings settings = given.has("only")
      ? BillSample.only(BillSample.SERVER + given.path("only").asText())
      : BillSample.settings(given.path("settings").asText(""));
    if (name.startsWith("vendors/")) {
      Supplier supplier = BillSample.supplier(document);
      return VendorTranslator.of(supplier, corrects(given, "V-KILN", ""), settings);
    }
    Optional<Supplier> supplier = given.has("supplier")
      ? Optional.of(given.path("supplier"))
          .filter(contact -> !contact.isNull())
          .map(BillSample::supplier)
      : Optional.of(BillSample.CLAY);
    if (name.startsWith("orders/")) {
      PurchaseOrder order = BillSample.order(document);
      Optional<FiledRecord> corrects = corrects(given, "V-CLAY", order.number());
      return OrderTranslator.of(order, supplier, BillSample.NAMES, corrects, settings);
    }
    SupplierDocument bill = BillSample.bill(document);
    return BillTranslator.of(
      bill,
      match(given.path("match")),
      orders(given),
      supplier,
      BillSample.NAMES,
      decision(given.path("decision")),
      corrects(given, "V-CLAY", bill.number()),
      settings
    );
  }

  private static Map<String, PurchaseOrder> orders(JsonNode given) {
    Map<String, PurchaseOrder> orders = new LinkedHashMap<>();
    given
      .path("orders")
      .forEach(order -> orders.put(order.path("PurchaseOrderID").asText(), BillSample.order(order)));
    return orders;
  }

  private static Match match(JsonNode match) {
    List<String> reasons = new ArrayList<>();
    match.path("reasons").forEach(reason -> reasons.add(reason.asText()));
    int score = match.path("score").asInt();
    return switch (match.path("result").asText()) {
      case "matched" -> new Match.Matched(score, reasons, shares(match), pairs(match));
      case "ambiguous" -> new Match.Ambiguous(score, reasons, List.of());
      default -> new Match.Unmatched(score, reasons, List.of());
    };
  }

  private static List<Share> shares(JsonNode match) {
    return match
      .path("shares")
      .properties()
      .stream()
      .map(share -> new Share(share.getKey(), new BigDecimal(share.getValue().asText())))
      .toList();
  }

  private static List<LinePair> pairs(JsonNode match) {
    List<LinePair> pairs = new ArrayList<>();
    match
      .path("pairs")
      .forEach(pair ->
        pairs.add(
          new LinePair(
            pair.path("bill").asInt(),
            pair.path("order").asText(),
            pair.path("line").asInt(),
            "by code"
          )
        )
      );
    return pairs;
  }

  private static Decision decision(JsonNode decision) {
    return new Decision(
      List.of(),
      Optional.ofNullable(decision.path("number").asText(null)),
      decision.path("released").asBoolean(false)
    );
  }

  private static Optional<FiledRecord> corrects(JsonNode given, String vendor, String number) {
    return Optional.ofNullable(given.path("corrects").asText(null)).map(version ->
      BillSample.filed(version, vendor, number)
    );
  }

  private static JsonNode shown(Translated translated) {
    return switch (translated) {
      case Translated.Stopped(String reason) -> BillSample.JSON.createObjectNode().put("stopped", reason);
      case Translated.Ready(FileEntry entry) -> BillSample.JSON.createObjectNode()
        .put("entry", said(entry))
        .set("rows", BillSample.JSON.valueToTree(rows(entry)));
    };
  }

  private static String said(FileEntry entry) {
    return String.join(
      " ",
      entry.recordType(),
      entry.kind().text(),
      entry.correction() ? "correction" : "first",
      "vendor " + entry.vendor(),
      "number " + entry.number(),
      "net " + entry.net().toPlainString(),
      "tax " + entry.tax().toPlainString(),
      "total " + entry.total().toPlainString(),
      "due " + entry.due().toPlainString(),
      "takes " +
        entry
          .orders()
          .stream()
          .map(share -> share.net().toPlainString())
          .toList()
    );
  }

  /** Through the file and back by a parser that did not check it. */
  private static List<Map<String, String>> rows(FileEntry entry) {
    byte[] csv = FileBody.write(entry.kind(), DefaultTemplate.of(entry.kind()), "POTTERY-1", entry.rows());
    CsvParserSettings format = new CsvParserSettings();
    format.setNormalizeLineEndingsWithinQuotes(false);
    format.setIgnoreLeadingWhitespaces(false);
    format.setIgnoreTrailingWhitespaces(false);
    List<String[]> lines = new CsvParser(format).parseAll(
      new ByteArrayInputStream(csv),
      StandardCharsets.UTF_8
    );
    return lines
      .stream()
      .skip(1)
      .map(line -> named(lines.getFirst(), line))
      .toList();
  }

  private static Map<String, String> named(String[] headings, String[] line) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (int i = 0; i < headings.length; i++) {
      if (line[i] != null && !headings[i].equals("Company ID")) {
        cells.put(headings[i], line[i]);
      }
    }
    return cells;
  }
}
