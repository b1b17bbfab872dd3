package io.ledgerroutes.start;

/** The runtime cannot start as it is set up; shown to the operator without a stack trace. */
public final class StartRefused extends RuntimeException {

  private final String remedy;

  /**
   * @param what what is wrong, one sentence, no secret
   * @param remedy what to do about it, one sentence
   */
  public StartRefused(String what, String remedy) {
    super(what);
    this.remedy = remedy;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }
}
