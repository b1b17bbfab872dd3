package io.ledgerroutes.routing;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Processor;
import org.apache.camel.Service;
import org.apache.camel.spi.BeanRepository;
import org.quartz.Scheduler;

/**
 * The running beans, lent to a dry run by their names. Whatever belongs to the running Camel context
 * (components, services) or to the scheduler is not lent: the throw-away context would take it over and stop
 * it. A service asked for by name is stood for by a processor that does nothing.
 */
record BorrowedBeans(BeanRepository real) implements BeanRepository {
  private static boolean lendable(Object bean) {
    return !(bean instanceof Service || bean instanceof CamelContextAware || bean instanceof Scheduler);
  }

  @Override
  public Object lookupByName(String name) {
    Object bean = real.lookupByName(name);
    if (bean == null || lendable(bean)) {
      return bean;
    }
    return bean instanceof org.apache.camel.Component ? null : inert();
  }

  @Override
  public <T> T lookupByNameAndType(String name, Class<T> type) {
    T bean = real.lookupByNameAndType(name, type);
    if (bean == null || lendable(bean)) {
      return bean;
    }
    return !(bean instanceof org.apache.camel.Component) && type.isInstance(inert())
      ? type.cast(inert())
      : null;
  }

  @Override
  public <T> Map<String, T> findByTypeWithName(Class<T> type) {
    return real
      .findByTypeWithName(type)
      .entrySet()
      .stream()
      .filter(entry -> lendable(entry.getValue()))
      .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public <T> Set<T> findByType(Class<T> type) {
    return real
      .findByType(type)
      .stream()
      .filter(BorrowedBeans::lendable)
      .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Processor inert() {
    return exchange -> {};
  }
}
