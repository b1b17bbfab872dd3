package io.ledgerroutes.connection;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Reads a connection's file: the keys that every connection has, then those of its integration. */
@Component
public class ConnectionReader {

  static final String SUFFIX = ".yaml";
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern TENANT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Map<String, Integration> integrations;
  private final boolean sandbox;

  @Autowired
  ConnectionReader(List<Integration> integrations, Environment environment) {
    this(integrations, environment.acceptsProfiles(Profiles.of("sandbox")));
  }

  /** @param sandbox whether files for the sandbox count */
  public ConnectionReader(List<Integration> integrations, boolean sandbox) {
    this.integrations = integrations
      .stream()
      .collect(Collectors.toMap(Integration::name, integration -> integration, (a, b) -> a, TreeMap::new));
    this.sandbox = sandbox;
  }

  /**
   * Reads one file.
   *
   * @param file its name without the directory
   */
  Reading read(String file, String text) {
    ConnectionProblems problems = new ConnectionProblems(file);
    Map<String, YamlEntry> entries = YamlTree.read(text, problems);
    if (isForSandbox(entries) && !sandbox) {
      return new Reading.Ignored();
    }
    SecretsInFile.refuse("", entries, problems);
    if (!problems.none()) {
      return new Reading.Bad(problems.all());
    }
    Connection connection = read(
      file,
      new SettingsNode("", 1, entries, problems),
      SettingsHash.of(entries),
      problems
    );
    return problems.none() ? new Reading.Good(connection) : new Reading.Bad(problems.all());
  }

  private static boolean isForSandbox(Map<String, YamlEntry> entries) {
    YamlEntry profile = entries.get("profile");
    return (
      profile != null && profile.value() instanceof YamlEntry.Text(String text) && text.equals("sandbox")
    );
  }

  private Connection read(String file, SettingsNode root, String hash, ConnectionProblems problems) {
    String id = root.text("id", ID, "use lower-case letters, digits and hyphens, at most 63");
    if (!id.isEmpty() && !file.equals(id + SUFFIX)) {
      problems.add(
        root,
        "id",
        "differs from the file's name",
        "name the file " + id + SUFFIX + ", or give another id"
      );
    }
    root
      .optionalText("profile")
      .filter(profile -> !profile.equals("sandbox"))
      .ifPresent(profile ->
        problems.add(root, "profile", "is not a profile", "remove it; the only one is sandbox")
      );
    LocalDate start = root.date("start-date");
    XeroTenancy xero = xero(root.section("xero"));
    Schedule schedule = schedule(root.section("schedule"));
    String name = root.text("integration");
    Integration integration = integrations.get(name);
    if (integration == null) {
      if (!name.isEmpty()) {
        problems.add(
          root,
          "integration",
          "is not known",
          "use one of " + String.join(", ", integrations.keySet())
        );
      }
      return null;
    }
    IntegrationSettings settings = integration.read(root, problems);
    root.refuseUnknown();
    return problems.none() ? new Connection(id, name, start, xero, schedule, settings, hash) : null;
  }

  private static XeroTenancy xero(SettingsNode section) {
    return new XeroTenancy(
      section.text("tenant", TENANT, "use the organisation's tenant id, a lower-case UUID"),
      section.text("grant", ID, "use the name of a consent: lower-case letters, digits and hyphens")
    );
  }

  private static Schedule schedule(SettingsNode section) {
    Optional<Window> window = section.optionalValue(
      "backfill-window",
      Window::of,
      "write it as 01:00-05:00 Pacific/Auckland"
    );
    String remedy = "use a Quartz cron expression, in UTC, such as 0 0/10 * * * ?";
    Schedule never = new Schedule("0 0 0 1 1 ?", window);
    return section
      .optionalValue("poll", cron -> new Schedule(cron, window), remedy)
      .orElseGet(() -> {
        if (!section.has("poll")) {
          section.text("poll");
        }
        return never;
      });
  }
}
