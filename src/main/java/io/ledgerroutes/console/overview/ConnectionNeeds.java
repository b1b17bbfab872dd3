package io.ledgerroutes.console.overview;

import io.ledgerroutes.connection.ConnectionState;
import io.ledgerroutes.console.Times;
import io.ledgerroutes.console.connections.ConnectionView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What a connection needs of a person, the most urgent first. */
@Component
class ConnectionNeeds {

  private static final String ACTIVE = "active";
  private static final String OTHER_KEY = "sftp-host-key";

  private final Times times;

  ConnectionNeeds(Times times) {
    this.times = times;
  }

  List<Need> of(ConnectionView view) {
    List<Need> needs = new ArrayList<>();
    state(view, needs);
    problems(view, needs);
    credentials(view, needs);
    messages(view, needs);
    remotes(view, needs);
    webhooks(view, needs);
    return needs;
  }

  private void state(ConnectionView view, List<Need> needs) {
    String page = page(view);
    switch (view.state()) {
      case RUNNING -> {
        // Nothing to do.
      }
      case INVALID -> needs.add(
        Need.bad(
          view.id(),
          "its file has never been good; nothing is brought over",
          "mend what is named below"
        ).at(page, "Open the connection")
      );
      case RECONNECT -> needs.add(
        Need.bad(
          view.id(),
          view.stateReason() + since(view) + "; its messages wait, none is lost",
          "connect it to Xero again"
        ).at("/connect/xero/" + view.id(), "Connect to Xero")
      );
      case PAUSED -> needs.add(paused(view).at(page, "Open the connection"));
    }
  }

  /** What pauses it by itself stands until a person has looked, such as another key at a server. */
  private Need paused(ConnectionView view) {
    String words = view.stateReason() + since(view) + "; what comes in is stored and waits";
    return words.contains(OTHER_KEY)
      ? Need.bad(view.id(), words, "store the new key as sftp-host-key if it is Stampli's, then resume")
      : Need.warn(view.id(), words, "resume it when it may go on");
  }

  private String since(ConnectionView view) {
    return view.stateSince() == null ? "" : " since " + times.at(view.stateSince());
  }

  private static void problems(ConnectionView view, List<Need> needs) {
    boolean works = view.state() != ConnectionState.INVALID;
    view
      .problems()
      .forEach(problem -> {
        String place = problem.line() == 0 ? problem.file() : problem.file() + ", line " + problem.line();
        String path = problem.path().isEmpty() ? "" : problem.path() + " ";
        String goesOn = works ? " (its last good version goes on)" : "";
        needs.add(Need.bad(place, path + problem.what() + goesOn, problem.remedy()));
      });
  }

  private static void credentials(ConnectionView view, List<Need> needs) {
    List<String> missing = view.missingCredentials();
    if (!missing.isEmpty()) {
      needs.add(
        Need.bad(view.id(), "credentials are missing: " + String.join(", ", missing), "store them").at(
          page(view) + "#credentials",
          "Credentials"
        )
      );
    }
  }

  private static void messages(ConnectionView view, List<Need> needs) {
    long dead = view.count("DEAD");
    if (dead > 0) {
      needs.add(
        Need.bad(
          view.id(),
          dead + " dead: no retry will mend them",
          "mend the cause and replay, or discard"
        ).at("/review/group?connection=" + view.id() + "&state=DEAD", "Dead letters")
      );
    }
    long held = view.count("HELD");
    if (held > 0) {
      needs.add(
        Need.warn(view.id(), held + " held by a rule", "decide each reason, then replay").at(
          "/review/group?connection=" + view.id() + "&state=HELD",
          "Held messages"
        )
      );
    }
  }

  private void remotes(ConnectionView view, List<Need> needs) {
    view
      .remotes()
      .stream()
      .filter(remote -> !remote.breaker().equals("closed"))
      .forEach(remote ->
        needs.add(
          Need.warn(
            view.id(),
            remote.remote() +
              " does not answer since " +
              times.at(remote.since()) +
              " (" +
              remote.reason() +
              "); messages wait, nothing is counted against them",
            "it is tried again by itself"
          )
        )
      );
    Stream.ofNullable(view.budget())
      .filter(budget -> "day".equals(budget.closedBecause()))
      .forEach(budget ->
        needs.add(
          Need.warn(
            view.id(),
            "Xero's calls of the day are used up until " + times.at(budget.closedUntil()),
            "messages wait by themselves; look whether another program uses the same organisation"
          )
        )
      );
  }

  private static void webhooks(ConnectionView view, List<Need> needs) {
    List<String> resting = view
      .webhooks()
      .stream()
      .filter(webhook -> !webhook.status().equals(ACTIVE))
      .map(webhook -> webhook.topic() + " (" + webhook.status() + ")")
      .toList();
    if (!resting.isEmpty()) {
      needs.add(
        Need.warn(
          view.id(),
          "webhooks do not come: " + String.join(", ", resting),
          "switch them on in the shop; polls bring what they miss"
        ).at(page(view) + "#webhooks", "Webhooks")
      );
    }
  }

  private static String page(ConnectionView view) {
    return "/connections/" + view.id();
  }
}
