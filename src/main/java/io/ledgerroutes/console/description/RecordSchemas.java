package io.ledgerroutes.console.description;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.time.YearMonth;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Records as JSON writes them: every component is there, and null only where it is marked {@link Nullable} or is
 * Optional. Enumerations are described once, with what each word means.
 */
@Component
class RecordSchemas implements ModelConverter {

  static {
    ModelResolver.enumsAsRef = true;
  }

  private static final String HOUSE = "io.ledgerroutes.";

  private final Docstrings docstrings;
  private final Map<String, Class<?>> named = new ConcurrentHashMap<>();

  RecordSchemas(Docstrings docstrings) {
    this.docstrings = docstrings;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Schema resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    if (!chain.hasNext()) {
      return null;
    }
    JavaType java = Json31.mapper().constructType(type.getType());
    if (java != null && java.hasRawClass(YearMonth.class)) {
      return new JsonSchema().types(new TreeSet<>(Set.of("string"))).pattern("^\\d{4}-\\d{2}$");
    }
    if (java != null && JsonNode.class.isAssignableFrom(java.getRawClass())) {
      return new JsonSchema();
    }
    Schema<?> schema = chain.next().resolve(type, context, chain);
    if (schema != null && java != null) {
      describe(java.getRawClass(), schema, context);
    }
    return schema;
  }

  private void describe(Class<?> type, Schema<?> schema, ModelConverterContext context) {
    Schema<?> model = defined(type, schema, context);
    if (model.getDescription() == null && model.get$ref() == null && type.getName().startsWith(HOUSE)) {
      model.setDescription(docstrings.getClassJavadoc(type));
    }
    if (type.isRecord() && model.getProperties() != null) {
      complete(type, model);
    } else if (type.isEnum() && model.getEnum() != null) {
      model.setDescription(docstrings.getClassJavadoc(type) + "\n" + docstrings.ofConstants(type));
    }
  }

  /** The description proper where only a reference was answered. */
  private Schema<?> defined(Class<?> type, Schema<?> schema, ModelConverterContext context) {
    if (schema.get$ref() == null) {
      return schema;
    }
    String name = schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1);
    Class<?> before = named.putIfAbsent(name, type);
    if (before != null && before != type) {
      throw new IllegalStateException(before + " and " + type + " are both called " + name + " in the API");
    }
    return context.getDefinedModels().getOrDefault(name, schema);
  }

  @SuppressWarnings({ "rawtypes", "unchecked" })
  private static void complete(Class<?> type, Schema<?> model) {
    Map<String, Schema> properties = model.getProperties();
    for (RecordComponent component : type.getRecordComponents()) {
      Schema<?> property = properties.get(component.getName());
      if (property != null && mayBeNull(component)) {
        properties.put(component.getName(), orNull(property));
      }
    }
    model.setRequired(List.copyOf(new TreeSet<>(properties.keySet())));
  }

  private static boolean mayBeNull(RecordComponent component) {
    return (
      component.getAnnotatedType().isAnnotationPresent(Nullable.class) ||
      component.getType() == Optional.class
    );
  }

  private static Schema<?> orNull(Schema<?> property) {
    if (property.getTypes() != null) {
      property.addType("null");
      return property;
    }
    if (property.get$ref() == null) {
      return property;
    }
    String words = property.getDescription();
    property.setDescription(null);
    return new JsonSchema()
      .anyOf(List.of(property, new JsonSchema().types(Set.of("null"))))
      .description(words);
  }
}
