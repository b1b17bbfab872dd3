package io.ledgerroutes.start;

import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jmx.export.MBeanExportException;
import org.springframework.jmx.export.MBeanExporter;
import org.springframework.stereotype.Component;

/** Shows what comes to be while running as JMX beans of the domain {@code io.ledgerroutes}, where JMX is on. */
@Component
public class JmxView {

  private static final Logger LOG = LoggerFactory.getLogger(JmxView.class);
  private static final String DOMAIN = "io.ledgerroutes:";

  private final ObjectProvider<MBeanExporter> exporter;

  public JmxView(ObjectProvider<MBeanExporter> exporter) {
    this.exporter = exporter;
  }

  /**
   * Shows a bean from now on, until it is hidden or the runtime stops; one that cannot be shown is left out.
   *
   * @param properties of its name: {@code type=Budget,tenant=…}
   * @param bean annotated as a managed resource
   */
  public void show(String properties, Object bean) {
    exporter.ifAvailable(jmx -> {
      try {
        jmx.registerManagedResource(bean, new ObjectName(DOMAIN + properties));
      } catch (MBeanExportException | MalformedObjectNameException refused) {
        LOG.warn("{} is not shown in JMX: {}", properties, refused.getClass().getSimpleName());
      }
    });
  }

  /** Shows a bean no longer; one that is not shown is nobody's concern. */
  public void hide(String properties) {
    exporter.ifAvailable(jmx -> {
      try {
        jmx.unregisterManagedResource(new ObjectName(DOMAIN + properties));
      } catch (MalformedObjectNameException refused) {
        LOG.warn("{} is still shown in JMX: {}", properties, refused.getClass().getSimpleName());
      }
    });
  }
}
