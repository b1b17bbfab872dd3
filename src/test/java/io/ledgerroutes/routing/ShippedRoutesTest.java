package io.ledgerroutes.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The route files that are shipped, by the rules that hold while running and by Camel's own schema. */
class ShippedRoutesTest {

  private static final List<RouteFile> FILES = new ArrayList<>();

  @BeforeAll
  static void read() throws IOException, RouteRefused {
    FILES.clear();
    RouteFolder folder = new RouteFolder(Path.of("routes"), Path.of("routes/connections"));
    for (Map.Entry<String, String> file : folder.read().entrySet()) {
      FILES.add(RouteFile.parse(file.getKey(), file.getValue()));
    }
  }

  @Test
  void there_are_some() {
    assertThat(FILES).extracting(RouteFile::path).contains("shared/error-handling.camel.yaml");
    assertThat(FILES).anySatisfy(file -> assertThat(file.routeIds()).isNotEmpty());
  }

  @Test
  void each_passes_the_lint() {
    for (RouteFile file : FILES) {
      List<RouteFile> others = FILES.stream()
        .filter(other -> other != file)
        .toList();

      assertThat(RouteLint.check(file, others)).extracting(RouteProblem::inOneLine).isEmpty();
    }
  }

  @Test
  void each_is_what_camels_schema_describes() throws IOException {
    ObjectMapper json = new ObjectMapper();
    try (InputStream text = getClass().getResourceAsStream("/schema/camelYamlDsl.json")) {
      JsonNode definition = json.readTree(text);
      JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(definition);
      for (RouteFile file : FILES) {
        JsonNode routes = json.valueToTree(new Yaml().<Object>load(file.text()));

        assertThat(schema.validate(routes)).as(file.path()).isEmpty();
      }
    }
  }

  @Test
  void the_schema_does_refuse_a_misspelt_step() throws IOException {
    ObjectMapper json = new ObjectMapper();
    try (InputStream text = getClass().getResourceAsStream("/schema/camelYamlDsl.json")) {
      JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(
        json.readTree(text)
      );
      String route = "- route: { id: a, from: { uri: 'direct:a', steps: [ { setBdy: { constant: x } } ] } }";

      assertThat(schema.validate(json.valueToTree(new Yaml().<Object>load(route)))).isNotEmpty();
    }
  }
}
