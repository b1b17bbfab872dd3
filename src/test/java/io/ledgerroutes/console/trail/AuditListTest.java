package io.ledgerroutes.console.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditRow;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditListTest {

  private static final Instant MADE = Instant.parse("2026-11-21T09:30:00Z");
  private static final AuditQuery ALL = AuditQuery.newest(50);

  private static String written(AuditQuery query, AuditEntry... entries) {
    StringBuilder out = new StringBuilder();
    AuditList.write(out, MADE, query, sink -> {
      long id = entries.length;
      for (AuditEntry entry : entries) {
        sink.accept(new AuditRow(id--, Instant.parse("2026-11-20T08:00:00.123Z"), entry));
      }
    });
    return out.toString();
  }

  /** As a program reads it that keeps to RFC 4180. */
  private static List<CSVRecord> read(String list) {
    try {
      return CSVFormat.RFC4180.parse(new StringReader(list)).getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CSVRecord last(String list) {
    return read(list).getLast();
  }

  @Test
  void the_head_says_what_it_is_of_and_what_the_columns_are() {
    AuditQuery query = ALL.ofActor("admin")
      .ofAction("replay")
      .between(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-12-01T00:00:00Z"));

    assertThat(written(query)).isEqualTo(
      "\uFEFFList,audit trail\r\n" +
        "Made at,2026-11-21T09:30:00Z\r\n" +
        "Period,2026-11-01T00:00:00Z to before 2026-12-01T00:00:00Z\r\n" +
        "Filters,action=replay; actor=admin\r\n" +
        "\r\n" +
        "id,at,actor,action,outcome,connection,flow,key,message,reason,remote status,correlation id,duration ms,detail\r\n"
    );
    assertThat(written(ALL)).contains("Period,the beginning to 2026-11-21T09:30:00Z\r\n", "Filters,none\r\n");
  }

  @Test
  void an_entry_is_a_line_and_what_it_lacks_an_empty_cell() {
    AuditEntry full = AuditEntry.of("write")
      .connection("craft-shop")
      .flow("woocommerce-order")
      .key("1042")
      .message(12L)
      .actor("admin")
      .outcome("written")
      .reason("made")
      .remoteStatus(200)
      .correlation("c-1")
      .took(Duration.ofMillis(250))
      .with("targetId", "id-1")
      .with("kind", "xero-invoice");

    String list = written(ALL, full, AuditEntry.of("start"));

    assertThat(list).endsWith(
      "2,2026-11-20T08:00:00.123Z,admin,write,written,craft-shop,woocommerce-order,1042,12,made,200,c-1,250," +
        "kind=xero-invoice; targetId=id-1\r\n" +
        "1,2026-11-20T08:00:00.123Z,system,start,,,,,,,,,,\r\n"
    );
  }

  @Test
  void quotes_commas_and_breaks_come_back_as_they_were() {
    String words = "the shop said \"no, never\",\r\nthen\nnothing";

    String list = written(ALL, AuditEntry.of("hold").reason(words));

    assertThat(list).contains("\"the shop said \"\"no, never\"\",");
    assertThat(last(list).get(9)).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(
    strings = { "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1" }
  )
  void no_free_text_is_taken_for_a_formula(String formula) {
    AuditEntry entry = AuditEntry.of(formula)
      .connection(formula)
      .flow(formula)
      .key(formula)
      .actor(formula)
      .outcome(formula)
      .reason(formula)
      .correlation(formula)
      .with(formula, "x");

    CSVRecord line = last(written(ALL, entry));

    for (int column : new int[] { 2, 3, 4, 5, 6, 7, 9, 11, 13 }) {
      assertThat(line.get(column)).as("column %d", column).startsWith("'" + formula);
    }
  }

  @Test
  void text_from_right_to_left_stays_as_it_was_written() {
    String hebrew = "ההזמנה נמחקה, 110.00 AUD";
    String arabic = "تم حذف الطلب";

    CSVRecord line = last(written(ALL, AuditEntry.of("hold").reason(hebrew).key(arabic)));

    assertThat(line.get(9)).isEqualTo(hebrew);
    assertThat(line.get(7)).isEqualTo(arabic);
  }
}
