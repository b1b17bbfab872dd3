package io.ledgerroutes.routing;

import java.lang.reflect.Field;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.quartz.CronExpression;

/**
 * Stands for a component whose real one would touch what runs: the scheduler, the inbox, the HTTP listener.
 * It takes the options of the real one, refuses others, and does nothing.
 */
final class StandIn extends DefaultComponent {

  private final String scheme;
  private final Set<String> options;

  private StandIn(String scheme, Set<String> options) {
    this.scheme = scheme;
    this.options = options;
  }

  /** @param real any endpoint of the real component, for its options; null takes every option */
  static StandIn of(String scheme, Endpoint real) {
    Set<String> options = new TreeSet<>();
    for (Class<?> type = real == null ? null : real.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.isAnnotationPresent(UriParam.class)) {
          String given = field.getAnnotation(UriParam.class).name();
          options.add(given.isEmpty() ? field.getName() : given);
        }
      }
    }
    return new StandIn(scheme, options);
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    for (String name : parameters.keySet()) {
      // A dot belongs to a group of free names, such as quartz's job.* and trigger.*.
      if (!options.isEmpty() && !options.contains(name) && !name.contains(".")) {
        throw new IllegalArgumentException(
          scheme + " has no option " + name + "; it has " + String.join(", ", options)
        );
      }
    }
    if (scheme.equals("quartz") && parameters.containsKey("cron")) {
      checkCron(parameters.get("cron").toString());
    }
    parameters.clear();
    return new Inert(uri, this);
  }

  private static void checkCron(String cron) {
    try {
      CronExpression.validateExpression(cron.replace('+', ' '));
    } catch (ParseException e) {
      // Without the cause: the innermost message is what an operator is shown.
      throw new IllegalArgumentException(
        "quartz does not understand the cron " + cron + ": " + e.getMessage()
      );
    }
  }

  private static final class Inert extends DefaultEndpoint {

    Inert(String uri, StandIn component) {
      super(uri, component);
    }

    @Override
    public Producer createProducer() {
      return new DefaultProducer(this) {
        @Override
        public void process(Exchange exchange) {
          throw new IllegalStateException("A dry run sends nothing");
        }
      };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
      return new DefaultConsumer(this, processor);
    }
  }
}
