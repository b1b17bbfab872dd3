package io.ledgerroutes.console.description;

import io.ledgerroutes.console.Asked;
import io.ledgerroutes.console.access.Role;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code /api/v1/openapi.json}: the API as a whole, for those who may read it. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Asked.class);
  }

  private static final String WORDS = """
    What operators and their programs can ask and do.

    - Signed in by HTTP Basic. A *viewer* reads; an *operator* reads and changes. `x-role` of a call says which it takes.
    - Errors are problem details (RFC 9457) whose `detail` says what to do.
    - A list answers `{"items":[…],"next":"<cursor or null>"}`; `cursor=<next>` asks for the next page. Rows that come \
    in meanwhile neither repeat nor hide others.
    - Times are ISO 8601 in UTC. Amounts are decimal numbers with the places of their currency, never rounded.
    - A parameter that a call does not know, one that is given twice and one without a value are refused.
    """;

  /** What a part of an address names, by the parts that it follows. */
  private static final Map<String, Named> NAMED = Map.of(
    "/connections/{id}",
    new Named("The connection's id, as in its file.", "craft-shop"),
    "/messages/{id}",
    new Named("The message's number.", "138"),
    "/runs/{run}",
    new Named("The run's number.", "7"),
    "/runs/{run}/{tab}",
    new Named("The tab's name, as in the run's `tabs`.", "tax"),
    "/credentials/{name}",
    new Named("The credential's name, as in the connection's `credentials`.", "consumer-key"),
    "/users/{name}",
    new Named("The user's name.", "eve"),
    "/files/{name}",
    new Named("The file's name.", "stampli_craft-bills_invoices_20261121T093000Z_1.csv"),
    "/bills/{bill}",
    new Named("Xero's id of the bill or credit.", "243216c5-369e-4056-ac67-05388f86dc81")
  );

  private record Named(String words, String example) {}

  @Bean
  OpenAPI api(
    @Value("${spring.application.version}") String version,
    @Value("${ledger.public-url}") String publicUrl
  ) {
    SecurityScheme basic = new SecurityScheme()
      .type(SecurityScheme.Type.HTTP)
      .scheme("basic")
      .description("The name and password of a user of the console.");
    return new OpenAPI()
      .info(new Info().title("Ledger Routes").version(version).description(WORDS))
      .servers(List.of(new Server().url(publicUrl)))
      .components(new Components().addSecuritySchemes("basic", basic))
      .addSecurityItem(new SecurityRequirement().addList("basic"));
  }

  @Bean
  OpenApiCustomizer whatAllCallsHaveInCommon() {
    return api -> {
      api.setTags(null);
      api.getComponents().addSchemas(Refusals.SCHEMA, Refusals.schema());
      Refusals.shared().forEach(api.getComponents()::addResponses);
      api
        .getPaths()
        .forEach((path, item) ->
          item.readOperationsMap().forEach((method, operation) -> describe(path, method, operation))
        );
      RequestBodies.describe(api);
    };
  }

  private static void describe(String path, HttpMethod method, Operation operation) {
    Role role = role(path, method);
    operation.addExtension("x-role", role.name().toLowerCase(Locale.ROOT));
    Refusals.describe(path, method, role, operation);
    if (operation.getParameters() != null) {
      operation
        .getParameters()
        .stream()
        .filter(parameter -> "path".equals(parameter.getIn()))
        .forEach(parameter -> name(path, parameter));
    }
  }

  /**
   * As the security of calls has it: viewers read, operators change; users and the bytes of files are theirs, and
   * everybody is their own.
   */
  private static Role role(String path, HttpMethod method) {
    if (path.equals("/api/v1/me") || path.startsWith("/api/v1/me/")) {
      return Role.VIEWER;
    }
    boolean reads = method == HttpMethod.GET || method == HttpMethod.HEAD;
    boolean theirs = path.startsWith("/api/v1/users") || path.endsWith("/files/{name}/content");
    return reads && !theirs ? Role.VIEWER : Role.OPERATOR;
  }

  private static void name(String path, Parameter parameter) {
    String place = "{" + parameter.getName() + "}";
    NAMED.forEach((part, named) -> {
      if (part.endsWith(place) && path.contains(part)) {
        parameter.description(named.words()).example(named.example());
      }
    });
  }
}
