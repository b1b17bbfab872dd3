package io.ledgerroutes.connection;

import java.util.Map;
import java.util.regex.Pattern;

/** Finds what looks like a credential in a connection's file, by its key or by its value, and never repeats it. */
final class SecretsInFile {

  private static final Pattern KEY = Pattern.compile(
    "(?i).*(password|passwd|passphrase|secret|credential|token|(api|private|consumer|access|webhook)[-_ ]?key).*"
  );
  private static final Pattern VALUE = Pattern.compile(
    "(?s)(ck_|cs_|sk_|rk_|pk_|whsec_)\\w{8,}|.*-----BEGIN .*|.*://[^/\\s]*:[^/\\s]*@.*"
  );

  private SecretsInFile() {}

  static void refuse(String path, Map<String, YamlEntry> entries, ConnectionProblems problems) {
    entries.forEach((key, entry) -> {
      String keyPath = path.isEmpty() ? key : path + "." + key;
      if (KEY.matcher(key).matches()) {
        refused(entry.line(), keyPath, problems);
      } else {
        refuse(keyPath, entry, problems);
      }
    });
  }

  private static void refuse(String path, YamlEntry entry, ConnectionProblems problems) {
    switch (entry.value()) {
      case YamlEntry.Section section -> refuse(path, section.entries(), problems);
      case YamlEntry.Many many -> many.items().forEach(item -> refuse(path, item, problems));
      case YamlEntry.Text text -> {
        if (VALUE.matcher(text.text()).matches()) {
          refused(entry.line(), path, problems);
        }
      }
    }
  }

  private static void refused(int line, String path, ConnectionProblems problems) {
    problems.add(
      line,
      path,
      "looks like a credential, and no secret may stand in this file",
      "remove it, change it at the remote, and store the new one with PUT /api/v1/connections/{id}/credentials/{name}"
    );
  }
}
