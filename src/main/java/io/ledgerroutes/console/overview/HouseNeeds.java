package io.ledgerroutes.console.overview;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.connection.DirectoryAlarm;
import io.ledgerroutes.console.Times;
import io.ledgerroutes.posting.Recovery;
import io.ledgerroutes.routing.RouteProblems;
import io.ledgerroutes.xerostampli.BillAlarms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the runtime itself needs of a person: refused routes, nodes that differ, a restored backup. */
@Component
class HouseNeeds {

  private final RouteProblems routes;
  private final DirectoryAlarm directories;
  private final Recovery recovery;
  private final Connections connections;
  private final Times times;
  private final BillAlarms bills;

  HouseNeeds(
    RouteProblems routes,
    DirectoryAlarm directories,
    Recovery recovery,
    Connections connections,
    Times times,
    BillAlarms bills
  ) {
    this.bills = bills;
    this.routes = routes;
    this.directories = directories;
    this.recovery = recovery;
    this.connections = connections;
    this.times = times;
  }

  List<Need> all() {
    List<Need> needs = new ArrayList<>();
    routes
      .all()
      .forEach(problem ->
        needs.add(
          Need.bad(
            problem.line() == 0 ? problem.file() : problem.file() + ", line " + problem.line(),
            problem.what() + " (its last good version goes on)",
            problem.remedy()
          )
        )
      );
    directories
      .differences()
      .forEach(difference ->
        needs.add(
          Need.bad(
            "nodes",
            "they work by different " +
              difference.directory() +
              " since " +
              times.at(difference.since()) +
              ": " +
              String.join("; ", difference.nodes()),
            "give all of them the same files"
          )
        )
      );
    recovery.recoveredFrom().ifPresent(from -> needs.add(recovering(from)));
    bills.standing().forEach((connection, count) -> needs.add(toStop(connection, count)));
    return needs;
  }

  /** Stampli would pay what Xero has paid already (rule P1). */
  private static Need toStop(String connection, long count) {
    String what =
      (count == 1 ? "1 delivered bill was" : count + " delivered bills were") +
      " paid, credited, voided or taken back in Xero since";
    return Need.bad(connection, what, "do what each message says in Stampli, then discard the message").at(
      "/review/group?connection=" + connection + "&state=HELD",
      "Held messages"
    );
  }

  private Need recovering(Instant from) {
    List<String> behind = connections
      .all()
      .stream()
      .filter(connection -> recovery.looksFirst(connection.xero().tenant()))
      .map(Connection::id)
      .toList();
    String what = "ledger.recovered-from is set to " + times.at(from);
    return behind.isEmpty()
      ? Need.warn(
          "recovery",
          what + "; all connections have caught up",
          "remove the setting before the next start"
        )
      : Need.warn(
          "recovery",
          what +
            "; documents are looked for before they are written, until these have caught up: " +
            String.join(", ", behind),
          "wait; work off what they hold and what is dead"
        );
  }
}
