package io.ledgerroutes.console.description;

import io.ledgerroutes.console.access.Role;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How calls are refused: problem details (RFC 9457) whose {@code detail} says what to do. */
final class Refusals {

  static final String SCHEMA = "Problem";

  private static final Map<String, ApiResponse> SHARED = Map.of(
    "400",
    problem("What was asked makes no sense; the detail says what would."),
    "401",
    problem("Nobody is signed in, or the password is wrong.").addHeaderObject(
      "WWW-Authenticate",
      header("Basic, with the realm", "string")
    ),
    "403",
    problem("The user's role does not do for this call, or a page of another site sent it."),
    "404",
    problem("What the address names is not there."),
    "406",
    problem("The answer has no form that the caller accepts."),
    "413",
    problem("The body has more than a million bytes."),
    "415",
    problem("The body's Content-Type is not the one that this call takes."),
    "429",
    problem("Signing in failed too often for this user from there.").addHeaderObject(
      "Retry-After",
      header("Seconds until it may be tried again", "integer")
    ),
    "503",
    problem("The store or a remote cannot be asked now; nothing was changed.").addHeaderObject(
      "Retry-After",
      header("Seconds after which to try again, where that is known", "integer")
    )
  );

  private Refusals() {}

  static Map<String, ApiResponse> shared() {
    return SHARED;
  }

  /** Adds to a call how it may be refused, as far as its address and its form tell. */
  static void describe(String path, HttpMethod method, Role role, Operation operation) {
    ApiResponses responses = operation.getResponses();
    for (String status : List.of("400", "401", "429", "503")) {
      responses.addApiResponse(status, reference(status));
    }
    if (role == Role.OPERATOR) {
      responses.addApiResponse("403", reference("403"));
    }
    // What a PUT names last need not be there before.
    String named = method == HttpMethod.PUT ? path.substring(0, path.lastIndexOf('/')) : path;
    if (named.contains("{")) {
      responses.addApiResponse("404", reference("404"));
    }
    if (operation.getRequestBody() != null) {
      responses.addApiResponse("413", reference("413"));
      responses.addApiResponse("415", reference("415"));
    }
    if (
      responses
        .values()
        .stream()
        .anyMatch(answer -> answer.getContent() != null && !isProblem(answer))
    ) {
      responses.addApiResponse("406", reference("406"));
    }
  }

  static ApiResponse problem(String words) {
    Schema<?> schema = new Schema<>().$ref("#/components/schemas/" + SCHEMA);
    return new ApiResponse()
      .description(words)
      .content(new Content().addMediaType("application/problem+json", new MediaType().schema(schema)));
  }

  static Schema<?> schema() {
    Map<String, Schema<?>> properties = new LinkedHashMap<>();
    properties.put("type", text("Always about:blank: the status says what kind it is.").format("uri"));
    properties.put("title", text("The status in words."));
    properties.put("status", new JsonSchema().types(Set.of("integer")).description("The status again."));
    properties.put("detail", text("What is wrong and what to do, in one or two sentences."));
    properties.put("instance", text("The address that was called, where known.").format("uri-reference"));
    properties.put("correlationId", text("Names this call in the log, where it is known."));
    Schema<?> problem = new JsonSchema()
      .types(Set.of("object"))
      .description("Why a call was refused (RFC 9457).")
      .required(List.of("detail", "status", "title", "type"));
    properties.forEach(problem::addProperty);
    return problem;
  }

  private static Schema<?> text(String words) {
    return new JsonSchema().types(Set.of("string")).description(words);
  }

  private static Header header(String words, String type) {
    return new Header().description(words).schema(new JsonSchema().types(Set.of(type)));
  }

  private static ApiResponse reference(String status) {
    return new ApiResponse().$ref("#/components/responses/" + status);
  }

  private static boolean isProblem(ApiResponse answer) {
    return answer.getContent().containsKey("application/problem+json");
  }
}
