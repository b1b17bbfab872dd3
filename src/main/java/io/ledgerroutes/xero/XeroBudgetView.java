package io.ledgerroutes.xero;

import org.springframework.jmx.export.annotation.ManagedAttribute;
import org.springframework.jmx.export.annotation.ManagedResource;

/** A tenant's budget in JMX. */
@ManagedResource(description = "What this node may still spend at Xero for a tenant")
public final class XeroBudgetView {

  private final XeroBudget budget;
  private final String tenant;

  XeroBudgetView(XeroBudget budget, String tenant) {
    this.budget = budget;
    this.tenant = tenant;
  }

  private BudgetFigures figures() {
    return budget.figures(tenant);
  }

  @ManagedAttribute(description = "Calls left of this minute")
  public int getMinuteLeft() {
    return figures().minuteLeft();
  }

  @ManagedAttribute(description = "Calls left of the day as Xero last said; -1 before it did")
  public int getDayLeft() {
    return figures().dayLeft().orElse(-1);
  }

  @ManagedAttribute(description = "Calls of a whole day, by what was seen; -1 before anything was")
  public int getDay() {
    return figures().day().orElse(-1);
  }

  @ManagedAttribute(description = "Calls running now")
  public int getInFlight() {
    return figures().inFlight();
  }

  @ManagedAttribute(description = "Calls that wait for their slot")
  public int getWaiting() {
    return figures().waiting();
  }

  @ManagedAttribute(description = "Calls made since the start")
  public long getCalls() {
    return figures().calls();
  }

  @ManagedAttribute(description = "Seconds until the next call may start; 0 for now")
  public long getOpensInSeconds() {
    return figures().opensIn().toSeconds();
  }

  @ManagedAttribute(description = "The limit that is used up; empty when open")
  public String getClosedBecause() {
    return figures().closedBecause().map(XeroLimit::text).orElse("");
  }
}
