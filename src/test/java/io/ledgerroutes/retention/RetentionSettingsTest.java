package io.ledgerroutes.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ledgerroutes.start.StartRefused;
import java.time.Instant;
import java.time.Period;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RetentionSettingsTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void the_defaults_are_thirty_ninety_and_four_hundred_days_and_seven_years() {
    RetentionSettings settings = bound(Map.of());

    settings.check();
    assertThat(settings.before(Age.PAYLOAD, NOW)).isEqualTo(Instant.parse("2026-10-22T12:00:00Z"));
    assertThat(settings.before(Age.FILES, NOW)).isEqualTo(Instant.parse("2026-08-23T12:00:00Z"));
    assertThat(settings.before(Age.DONE, NOW)).isEqualTo(Instant.parse("2025-10-17T12:00:00Z"));
    assertThat(settings.before(Age.AUDIT, NOW)).isEqualTo(Instant.parse("2019-11-21T12:00:00Z"));
  }

  @Test
  void the_names_and_units_of_the_readme_bind() {
    RetentionSettings settings = bound(
      Map.of(
        "ledger.retention.payload",
        "2w",
        "ledger.retention.files",
        "6m",
        "ledger.retention.done",
        "1y",
        "ledger.retention.audit",
        "0"
      )
    );

    assertThat(settings).isEqualTo(
      new RetentionSettings(Period.ofWeeks(2), Period.ofMonths(6), Period.ofYears(1), Period.ZERO)
    );
    assertThat(settings.keepsForGood(Age.AUDIT)).isTrue();
    assertThatCode(settings::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
    {
      "-1d, 90d, 400d, 7y, ledger.retention.payload, at least 1d",
      "30d, 2d, 400d, 7y, ledger.retention.files, at least 7d",
      "1d, 90d, 3d, 7y, ledger.retention.done, at least 7d",
      "60d, 90d, 30d, 7y, ledger.retention.done, no shorter than ledger.retention.payload",
      "0, 90d, 400d, 7y, ledger.retention.done, no shorter than ledger.retention.payload",
      "30d, 90d, 400d, 1y, ledger.retention.audit, no shorter than ledger.retention.done",
      "30d, 90d, 0, 7y, ledger.retention.audit, no shorter than ledger.retention.done",
    }
  )
  void what_would_not_be_safe_is_refused_with_reason_and_remedy(
    String payload,
    String files,
    String done,
    String audit,
    String name,
    String remedy
  ) {
    RetentionSettings settings = bound(
      Map.of(
        "ledger.retention.payload",
        payload,
        "ledger.retention.files",
        files,
        "ledger.retention.done",
        done,
        "ledger.retention.audit",
        audit
      )
    );

    StartRefused refused = catchThrowableOfType(StartRefused.class, settings::check);

    assertThat(refused).hasMessageStartingWith(name + " is ").hasMessageContaining("too short: ");
    assertThat(refused.remedy()).contains(name).contains(remedy).contains("0 to keep");
  }

  private static RetentionSettings bound(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate(
      "ledger.retention",
      RetentionSettings.class
    );
  }
}
