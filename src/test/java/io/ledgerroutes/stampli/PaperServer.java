package io.ledgerroutes.stampli;

import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stampli's directory in memory: what gets a final name is taken in that moment, or lies there for ever. */
final class PaperServer implements RemoteDirectories {

  /** What a rename does next that does not go well. */
  enum Weather {
    FAIR,
    /** The next rename is done, and its answer lost. */
    ANSWER_LOST,
    /** The next rename is not done, and nobody answers. */
    CONNECTION_LOST,
  }

  /** A file as Stampli got it. */
  record Taken(String name, String sha256) {}

  private final boolean sweeps;
  private final Map<String, byte[]> there = new HashMap<>();
  private final List<Taken> taken = new ArrayList<>();
  private Weather weather = Weather.FAIR;

  PaperServer(boolean sweeps) {
    this.sweeps = sweeps;
  }

  void weather(Weather next) {
    weather = next;
  }

  /** Everything that ever bore a final name, in order. */
  List<Taken> taken() {
    return taken;
  }

  @Override
  public RemoteDirectory open(String connection, StampliSettings settings) {
    return new RemoteDirectory() {
      @Override
      public Map<String, Long> list() {
        Map<String, Long> sizes = new HashMap<>();
        there.forEach((name, content) -> sizes.put(name, (long) content.length));
        return sizes;
      }

      @Override
      public void put(String name, byte[] content) {
        there.put(name, content);
        visible(name);
      }

      @Override
      public void rename(String from, String to) {
        Weather now = weather;
        weather = Weather.FAIR;
        if (now != Weather.CONNECTION_LOST) {
          if (!there.containsKey(from)) {
            throw failure(2);
          }
          there.put(to, there.remove(from));
          visible(to);
        }
        if (now != Weather.FAIR) {
          throw failure(0);
        }
      }

      @Override
      public byte[] read(String name) {
        return there.get(name);
      }

      @Override
      public void delete(String name) {
        there.remove(name);
      }

      @Override
      public void close() {
        // Nobody is signed in on paper.
      }
    };
  }

  private void visible(String name) {
    if (name.endsWith(".csv")) {
      taken.add(new Taken(name, Bytes.sha256(there.get(name))));
      if (sweeps) {
        there.remove(name);
      }
    }
  }

  private static RemoteFailure failure(int status) {
    return new RemoteFailure(
      new Failure("stampli", FailureKind.TRANSIENT, status, "on paper", Optional.empty(), true)
    );
  }
}
