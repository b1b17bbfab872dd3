package io.ledgerroutes.console.description;

import io.ledgerroutes.console.Asks;
import io.ledgerroutes.console.Conflict;
import io.ledgerroutes.console.Question;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/** Describes of a call what its method tells: its name, its room, what it may be asked, its list for spreadsheets, its conflicts. */
@Component
class CallDescription implements GlobalOperationCustomizer {

  @Override
  public Operation customize(Operation operation, HandlerMethod call) {
    String room = call.getBeanType().getPackageName().replaceAll(".*\\.", "");
    operation.setTags(List.of(room));
    operation.setOperationId(operationId(call));
    for (MethodParameter parameter : call.getMethodParameters()) {
      Asks asks = parameter.getParameterAnnotation(Asks.class);
      if (asks != null) {
        Arrays.stream(asks.needed()).forEach(question -> operation.addParametersItem(asked(question, true)));
        Arrays.stream(asks.value()).forEach(question -> operation.addParametersItem(asked(question, false)));
      }
      if (parameter.getParameterType() == InputStream.class) {
        operation.setRequestBody(new RequestBody().required(true).content(text("text/plain")));
      }
    }
    if (produces(call).contains("text/csv")) {
      operation.getResponses().get("200").setContent(text("text/csv"));
    }
    if (produces(call).contains("application/octet-stream")) {
      operation.getResponses().get("200").setContent(text("application/octet-stream"));
    }
    operation.getResponses().values().forEach(CallDescription::oneOrTheOther);
    Conflict conflict = call.getMethodAnnotation(Conflict.class);
    if (conflict != null) {
      operation.getResponses().addApiResponse("409", Refusals.problem(conflict.value()));
    }
    return operation;
  }

  // Springdoc takes what has no class of its own for a string.
  private static void oneOrTheOther(ApiResponse answer) {
    if (answer.getContent() != null) {
      answer
        .getContent()
        .values()
        .stream()
        .map(MediaType::getSchema)
        .filter(schema -> schema != null && schema.getOneOf() != null)
        .forEach(schema -> schema.type(null).types(null));
    }
  }

  private static String operationId(HandlerMethod call) {
    String subject = call.getBeanType().getSimpleName().replaceAll("Api$", "");
    String verb = call.getMethod().getName();
    return (
      subject.substring(0, 1).toLowerCase(Locale.ROOT) +
      subject.substring(1) +
      verb.substring(0, 1).toUpperCase(Locale.ROOT) +
      verb.substring(1)
    );
  }

  private static Set<String> produces(HandlerMethod call) {
    RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(
      call.getMethod(),
      RequestMapping.class
    );
    return mapping == null ? Set.of() : Set.of(mapping.produces());
  }

  private static Content text(String type) {
    return new Content().addMediaType(type, new MediaType().schema(new JsonSchema().types(Set.of("string"))));
  }

  private static Parameter asked(Question question, boolean needed) {
    return new QueryParameter()
      .name(question.text())
      .description(question.words())
      .required(needed)
      .schema(schema(question))
      .example(question.example());
  }

  private static Schema<?> schema(Question question) {
    return switch (question.type().getSimpleName()) {
      case "String" -> new JsonSchema().types(Set.of("string")).minLength(1);
      case "Long" -> new JsonSchema().types(Set.of("string")).pattern("^[0-9]{1,18}$");
      case "Instant" -> new JsonSchema().anyOf(List.of(format("date-time"), format("date")));
      default -> new JsonSchema()
        .types(Set.of("string"))
        ._enum(question.choices().stream().map(Object.class::cast).toList());
    };
  }

  private static Schema<?> format(String name) {
    return new JsonSchema().types(Set.of("string")).format(name);
  }
}
