package io.ledgerroutes.console.overview;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.MessageQuery;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.stampli.StagedFiles;
import io.ledgerroutes.stampli.StampliConnection;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What files for Stampli need of a person: those that no retry will bring there. */
@Component
class FileNeeds {

  private static final int COUNTED = 100;

  private final Connections connections;
  private final InboxStore messages;

  FileNeeds(Connections connections, InboxStore messages) {
    this.connections = connections;
    this.messages = messages;
  }

  List<Need> all() {
    List<Need> needs = new ArrayList<>();
    connections
      .all()
      .stream()
      .filter(connection -> connection.settings() instanceof StampliConnection)
      .map(Connection::id)
      .forEach(connection -> {
        int dead = messages
          .find(
            MessageQuery.newest(COUNTED)
              .ofConnection(connection)
              .ofFlow(StagedFiles.FLOW)
              .in(MessageState.DEAD)
          )
          .size();
        if (dead > 0) {
          needs.add(dead(connection, dead));
        }
      });
    return needs;
  }

  private static Need dead(String connection, int files) {
    return Need.bad(
      connection,
      (files == COUNTED ? "at least " : "") +
        files +
        (files == 1 ? " file is dead: its bills are" : " files are dead: their bills are") +
        " not at Stampli",
      "mend the cause and replay, or bring them there by hand"
    ).at("/messages?connection=" + connection + "&flow=" + StagedFiles.FLOW + "&state=DEAD", "Dead files");
  }
}
