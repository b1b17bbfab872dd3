package io.ledgerroutes.stampli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterOutputStream;

/** What is done to a file's bytes on their way to a store and back. */
final class Bytes {

  private Bytes() {}

  /** SHA-256, hex. */
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  /** Deflated and cut into parts of at most so many bytes; at least one. */
  static List<byte[]> packed(byte[] bytes, int most) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    byte[] all = packed.toByteArray();
    List<byte[]> parts = new ArrayList<>();
    for (int from = 0; from < all.length; from += most) {
      parts.add(Arrays.copyOfRange(all, from, Math.min(all.length, from + most)));
    }
    return parts;
  }

  /**
   * What {@link #packed} was made of.
   *
   * @throws UncheckedIOException where the parts are not whole
   */
  static byte[] unpacked(List<byte[]> parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InflaterOutputStream out = new InflaterOutputStream(bytes)) {
      for (byte[] part : parts) {
        out.write(part);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return bytes.toByteArray();
  }
}
