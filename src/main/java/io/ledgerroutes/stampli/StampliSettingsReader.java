package io.ledgerroutes.stampli;

import io.ledgerroutes.connection.ConnectionProblems;
import io.ledgerroutes.connection.SettingsNode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads {@link StampliSettings} out of a connection's file; whoever reads asks the section for its own keys too. */
public final class StampliSettingsReader {

  private static final int MOST_ROWS = 50_000;
  private static final int USUAL_ROWS = 5_000;
  private static final SftpServer NOWHERE = new SftpServer("nobody", "invalid", SftpServer.PORT, "/");

  private StampliSettingsReader() {}

  /**
   * Reads server, directory, company and templates. What is wrong goes to the problems; then the settings hold
   * harmless values and must not be used.
   *
   * @param stampli the section {@code stampli}
   */
  public static StampliSettings read(SettingsNode stampli, ConnectionProblems problems) {
    SftpServer server = server(stampli);
    return new StampliSettings(
      server.host(),
      server.port(),
      server.user(),
      server.directory(),
      stampli.text("company"),
      templates(stampli, problems),
      stampli.number("rows-per-file", 1, MOST_ROWS, USUAL_ROWS),
      stampli.choice("swept", StampliSettings.Swept.class, StampliSettings.Swept.DELIVERED)
    );
  }

  private static SftpServer server(SettingsNode stampli) {
    String example = "sftp://user@sftp.example:22/import";
    Optional<SftpServer> server = stampli.optionalValue("server", SftpServer::of, "write it as " + example);
    if (!stampli.has("server")) {
      stampli.problem("server", "is missing", "add it as " + example);
    }
    return server.orElse(NOWHERE);
  }

  private static Map<FileKind, Template> templates(SettingsNode stampli, ConnectionProblems problems) {
    Map<FileKind, Template> templates = Arrays.stream(FileKind.values()).collect(
      Collectors.toMap(
        Function.identity(),
        DefaultTemplate::of,
        (a, _) -> a,
        () -> new EnumMap<>(FileKind.class)
      )
    );
    stampli
      .optionalSection("templates")
      .ifPresent(section -> {
        for (FileKind kind : FileKind.values()) {
          section
            .optionalSection(kind.text())
            .ifPresent(template -> templates.put(kind, new TemplateReader(kind, template, problems).read()));
        }
        if (!section.has(FileKind.CREDITS.text())) {
          templates.put(FileKind.CREDITS, templates.get(FileKind.INVOICES));
        }
      });
    return templates;
  }
}
