package io.ledgerroutes.xero;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XeroDatesTest {

  @ParameterizedTest
  @CsvSource(
    {
      "/Date(1518685950940+0000)/, 2018-02-15T09:12:30.940Z",
      "/Date(1518685950940)/, 2018-02-15T09:12:30.940Z",
      "/Date(1518685950940+1300)/, 2018-02-15T09:12:30.940Z",
      "/Date(-62135596800000+0000)/, 0001-01-01T00:00:00Z",
      "2018-02-15T09:12:30.94, 2018-02-15T09:12:30.940Z",
      "2018-02-15T09:12:30Z, 2018-02-15T09:12:30Z",
      "2018-02-15T22:12:30+13:00, 2018-02-15T09:12:30Z",
    }
  )
  void a_moment_is_read_in_each_of_xeros_forms(String text, Instant moment) {
    assertThat(XeroDates.instant(text)).contains(moment);
  }

  @ParameterizedTest
  @CsvSource(
    {
      "/Date(1518652800000+0000)/, 2018-02-15",
      "/Date(1518652800000+1300)/, 2018-02-15",
      "2018-02-15T00:00:00, 2018-02-15",
      "2018-02-15, 2018-02-15",
    }
  )
  void a_day_is_the_organisations_whatever_zone_is_written_behind_it(String text, LocalDate day) {
    assertThat(XeroDates.day(text)).contains(day);
  }

  @ParameterizedTest
  @ValueSource(strings = { "", "soon", "/Date()/", "/Date(12345678901234567890)/", "2018-02-30" })
  void what_is_no_date_is_none(String text) {
    assertThat(XeroDates.instant(text)).isEmpty();
    assertThat(XeroDates.day(text)).isEmpty();
  }

  @Test
  void if_modified_since_is_whole_seconds_utc_and_a_second_early() {
    assertThat(XeroDates.modifiedSince(Instant.parse("2026-11-21T01:24:00.999Z"))).isEqualTo(
      "2026-11-21T01:23:59"
    );
  }
}
