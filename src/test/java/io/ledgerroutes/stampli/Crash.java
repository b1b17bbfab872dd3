package io.ledgerroutes.stampli;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.stampli.StagedFile.State;
import java.util.Arrays;

/** Counts the places at which a delivering process may die, and has it die at one of them. */
final class Crash {

  /** The process is gone: nothing behind this line happens any more. */
  static final class Death extends Error {

    private Death(String where) {
      super(where);
    }
  }

  private final int last;
  private final boolean really;
  private int passed;
  private String where = "nowhere";

  private Crash(int last, boolean really) {
    this.last = last;
    this.really = really;
  }

  static Crash never() {
    return new Crash(Integer.MAX_VALUE, false);
  }

  /** Dies at the n-th place, counted from 1, by an error that nobody catches. */
  static Crash at(int n) {
    return new Crash(n, false);
  }

  /** As {@link #at}, but the whole process ends as by kill -9. */
  static Crash halting(int n) {
    return new Crash(n, true);
  }

  void place(String name) {
    passed++;
    if (passed >= last) {
      where = passed == last ? name : where;
      if (really) {
        Runtime.getRuntime().halt(137);
      }
      throw new Death(where);
    }
  }

  /** The place it died at. */
  String where() {
    return where;
  }

  /** The steps of a bench with places before and behind each commit. */
  FileSteps steps(FileBench bench) {
    return new FileSteps(
      bench.store,
      bench.receipts,
      bench.connections,
      bench.leases,
      bench.inbox,
      bench.db.database(),
      SftpProperties.DEFAULT
    ) {
      @Override
      StagedFile take(Batch batch, StagedFile file, State to, String server) {
        place("before " + to);
        StagedFile now = super.take(batch, file, to, server);
        place("behind " + to);
        return now;
      }

      @Override
      void deliver(Batch batch, Element element, StagedFile file, String server, String words) {
        place("before DELIVERED");
        super.deliver(batch, element, file, server, words);
        place("behind DELIVERED");
      }
    };
  }

  /** A server with places before, in the middle of and behind whatever changes something there. */
  RemoteDirectories server(RemoteDirectories servers) {
    return (connection, settings) ->
      new Through(servers.open(connection, settings)) {
        @Override
        public void put(String name, byte[] content) {
          place("before an upload");
          super.put(name, Arrays.copyOf(content, content.length / 2));
          place("in the middle of an upload");
          super.put(name, content);
          place("behind an upload");
        }

        @Override
        public void rename(String from, String to) {
          place("before a rename");
          super.rename(from, to);
          place("behind a rename");
        }
      };
  }
}
