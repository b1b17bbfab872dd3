package io.ledgerroutes.connection;

import java.util.List;

/** Reads an integration's own settings as they would stand in a connection's file. */
public final class SettingsFile {

  private SettingsFile() {}

  /**
   * The settings.
   *
   * @param section what stands in the integration's section, without indentation
   * @throws IllegalArgumentException with the problems where there are any
   */
  public static <T extends IntegrationSettings> T read(
    Integration integration,
    String section,
    Class<T> type
  ) {
    return read(integration, "woocommerce", section, type);
  }

  /** The settings of an integration whose section has another name. */
  public static <T extends IntegrationSettings> T read(
    Integration integration,
    String key,
    String section,
    Class<T> type
  ) {
    String file = """
      id: sample
      integration: %s
      start-date: 2026-01-01
      xero: { tenant: 8be9db36-3598-4755-ba5c-c2dbc8c4a7a2, grant: main }
      schedule: { poll: "0 0/1 * * * ?" }
      %s:
      """.formatted(integration.name(), key);
    String text = file + section.indent(2);
    return switch (new ConnectionReader(List.of(integration), false).read("sample.yaml", text)) {
      case Reading.Good(Connection connection) -> type.cast(connection.settings());
      case Reading.Bad(List<ConnectionProblem> problems) -> throw new IllegalArgumentException(
        problems.toString()
      );
      case Reading.Ignored() -> throw new IllegalArgumentException("a file for the sandbox");
    };
  }
}
