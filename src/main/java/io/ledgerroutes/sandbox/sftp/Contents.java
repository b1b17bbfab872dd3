package io.ledgerroutes.sandbox.sftp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What a file holds: its size in bytes, its SHA-256 in hex, and, of a CSV, its records with the header (a line break
 * inside quotes ends none); 0 of any other file.
 */
record Contents(long size, String sha256, int rows) {
  static Contents of(Path file) {
    try (InputStream bytes = Files.newInputStream(file)) {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      Records records = new Records();
      byte[] piece = new byte[64 * 1024];
      long size = 0;
      for (int length = bytes.read(piece); length >= 0; length = bytes.read(piece)) {
        hash.update(piece, 0, length);
        records.add(piece, length);
        size += length;
      }
      boolean csv = file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".csv");
      return new Contents(size, HexFormat.of().formatHex(hash.digest()), csv ? records.count() : 0);
    } catch (IOException e) {
      throw new UncheckedIOException("The sandbox cannot read " + file, e);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Counts the records of a CSV as its bytes go by. */
  private static final class Records {

    private boolean quoted;
    private boolean begun;
    private int ended;

    private void add(byte[] bytes, int length) {
      for (int at = 0; at < length; at++) {
        if (bytes[at] == '"') {
          quoted = !quoted;
        }
        boolean ends = bytes[at] == '\n' && !quoted;
        ended += ends ? 1 : 0;
        begun = !ends;
      }
    }

    private int count() {
      return begun ? ended + 1 : ended;
    }
  }
}
