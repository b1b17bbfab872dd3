package io.ledgerroutes.ingress;

/** A delivery that is not taken; its words are shown to the sender, so they name no secret and no person. */
public final class IngressRefusal extends RuntimeException {

  private final int status;

  /**
   * Refuses with a status and one sentence.
   *
   * @param status 400 to 499
   * @param words what is wrong and what to do; null for an answer with an empty body (facts, Xero 4)
   */
  public IngressRefusal(int status, String words) {
    // Refusals are the sender's doing and come by the thousand: no stack trace is taken.
    super(words, null, false, false);
    if (status < 400 || status > 499) {
      throw new IllegalArgumentException("A refusal's status is 400 to 499, not " + status);
    }
    this.status = status;
  }

  /** The HTTP status, 400 to 499. */
  public int status() {
    return status;
  }
}
