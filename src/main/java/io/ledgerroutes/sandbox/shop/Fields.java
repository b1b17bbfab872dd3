package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Call;
import io.ledgerroutes.sandbox.stage.Json;
import java.util.List;
import java.util.Optional;

/** {@code _fields}: of each record only what was asked for. */
final class Fields {

  private Fields() {}

  static Answer asked(Call call, Answer answer) {
    List<String> fields = call
      .params("_fields")
      .stream()
      .map(field -> field.replaceFirst("\\..*", ""))
      .toList();
    if (fields.isEmpty() || answer.status() >= 300) {
      return answer;
    }
    Optional<JsonNode> body = Json.parse(answer.body());
    body.ifPresent(records -> {
      if (records instanceof ObjectNode record) {
        record.retain(fields);
      } else {
        records.forEach(record -> ((ObjectNode) record).retain(fields));
      }
    });
    return body.map(less -> Answer.json(answer.status(), less).with(answer.headers())).orElse(answer);
  }
}
