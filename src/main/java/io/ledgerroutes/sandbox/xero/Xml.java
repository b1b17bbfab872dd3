package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Json;

/** The answer a caller gets who forgets to ask for JSON: the same content as XML, roughly. */
final class Xml {

  private Xml() {}

  /** The answer as XML, unchanged when it has no JSON body. */
  static Answer of(Answer answer) {
    return Json.parse(answer.body())
      .map(body -> {
        StringBuilder xml = new StringBuilder();
        write(answer.status() < 300 ? "Response" : "ApiException", body, xml);
        return Answer.text(answer.status(), "text/xml; charset=utf-8", xml.toString());
      })
      .orElse(answer);
  }

  private static void write(String name, JsonNode node, StringBuilder xml) {
    xml.append('<').append(name).append('>');
    if (node.isArray()) {
      node.forEach(element -> write(name.replaceFirst("s$", ""), element, xml));
    } else if (node.isObject()) {
      node.properties().forEach(field -> write(field.getKey(), field.getValue(), xml));
    } else {
      xml.append(node.asText().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }
    xml.append("</").append(name).append('>');
  }
}
