package io.ledgerroutes.trace;

/**
 * A failure as the log may show it: of what kind and where, without its words, which may repeat what a record says
 * of a person.
 */
public final class Wordless extends RuntimeException {

  private static final int DEEPEST = 5;

  private Wordless(Throwable failure, Throwable cause) {
    super(failure.getClass().getName(), cause);
    setStackTrace(failure.getStackTrace());
  }

  public static Wordless of(Throwable failure) {
    return of(failure, DEEPEST);
  }

  private static Wordless of(Throwable failure, int deep) {
    Throwable cause = failure.getCause();
    return new Wordless(failure, cause == null || deep == 0 ? null : of(cause, deep - 1));
  }
}
