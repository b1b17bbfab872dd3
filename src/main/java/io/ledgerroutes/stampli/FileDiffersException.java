package io.ledgerroutes.stampli;

/** What was written reads back as something else: the file is never sent. Says where, and nothing of the content. */
public final class FileDiffersException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FileDiffersException(String message) {
    super(message + "; the file is not sent");
  }

  /** @param row from 1, the header not counted */
  static FileDiffersException at(int row, Template.Column column) {
    return new FileDiffersException(
      "Row " + row + ", column " + column.name() + " does not read back as it was meant"
    );
  }
}
