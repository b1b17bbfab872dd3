package io.ledgerroutes.stampli;

/** The bytes that are stored of a file are not those that were staged: nothing of them may be sent. */
public final class AlteredFile extends RuntimeException {

  AlteredFile(StagedFile file, String how) {
    super("what is stored of file " + file.name() + " is not what was staged: " + how);
  }
}
