package io.ledgerroutes.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A remote's own words about a failure, short and safe to show: no page, no address of a person. */
public final class RemoteWords {

  private static final int LONGEST = 500;
  private static final Pattern EMAIL = Pattern.compile("[^\\s@\"'<>]+@[^\\s@\"'<>]+");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
  private static final List<String> FIELDS = List.of(
    "error",
    "error_description",
    "code",
    "message",
    "Message",
    "Title",
    "Detail",
    "detail"
  );
  private static final ObjectMapper JSON = new ObjectMapper();

  private RemoteWords() {}

  static String of(RemoteAnswer answer) {
    if (answer.body().length == 0) {
      return "no body";
    }
    if (answer.contentType().contains("html") || answer.text().stripLeading().startsWith("<")) {
      return "an HTML page instead of JSON";
    }
    try {
      JsonNode body = JSON.readTree(answer.body());
      List<String> said = new ArrayList<>();
      FIELDS.forEach(field -> {
        if (body.path(field).isValueNode() && !body.path(field).asText().isBlank()) {
          said.add(body.path(field).asText());
        }
      });
      body
        .findValues("ValidationErrors")
        .forEach(list -> list.forEach(error -> said.add(error.path("Message").asText())));
      return said.isEmpty() ? "JSON without a message" : clip(String.join(": ", said));
    } catch (JsonProcessingException | RuntimeException notJson) {
      return clip(answer.text());
    } catch (java.io.IOException impossible) {
      return "unreadable";
    }
  }

  /** Words of a remote on one line, without e-mails, at most 500 characters. */
  public static String clip(String words) {
    String safe = EMAIL.matcher(CONTROL.matcher(words).replaceAll(" ")).replaceAll("<e-mail>").strip();
    return safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST - 1) + "…";
  }
}
