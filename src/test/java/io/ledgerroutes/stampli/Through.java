package io.ledgerroutes.stampli;

import java.util.Map;

/** A directory as it is; a test lets happen in between what it needs. */
class Through implements RemoteDirectory {

  private final RemoteDirectory server;

  Through(RemoteDirectory server) {
    this.server = server;
  }

  @Override
  public Map<String, Long> list() {
    return server.list();
  }

  @Override
  public void put(String name, byte[] content) {
    server.put(name, content);
  }

  @Override
  public void rename(String from, String to) {
    server.rename(from, to);
  }

  @Override
  public byte[] read(String name) {
    return server.read(name);
  }

  @Override
  public void delete(String name) {
    server.delete(name);
  }

  @Override
  public void close() {
    server.close();
  }
}
