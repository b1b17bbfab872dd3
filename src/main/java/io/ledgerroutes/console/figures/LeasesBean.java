package io.ledgerroutes.console.figures;

import io.ledgerroutes.inbox.NodeName;
import io.ledgerroutes.posting.TenantLeases;
import java.util.List;
import org.springframework.jmx.export.annotation.ManagedAttribute;
import org.springframework.jmx.export.annotation.ManagedResource;
import org.springframework.stereotype.Component;

/** In JMX: which tenants this node works. */
@Component
@ManagedResource(objectName = "io.ledgerroutes:type=Leases", description = "Which tenants this node works")
public class LeasesBean {

  private final TenantLeases leases;
  private final NodeName node;

  LeasesBean(TenantLeases leases, NodeName node) {
    this.leases = leases;
    this.node = node;
  }

  @ManagedAttribute(description = "This node's name")
  public String getNode() {
    return node.value();
  }

  @ManagedAttribute(description = "Tenants that this node works now")
  public List<String> getTenants() {
    return leases.tenants();
  }
}
