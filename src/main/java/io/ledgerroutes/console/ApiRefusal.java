package io.ledgerroutes.console;

/** A call that is not done; its words are shown to the caller, so they name no secret. */
public final class ApiRefusal extends RuntimeException {

  private final int status;

  private ApiRefusal(int status, String words) {
    // The caller's doing: no stack trace is taken.
    super(words, null, false, false);
    this.status = status;
  }

  /** What was asked makes no sense: what would. */
  public static ApiRefusal badRequest(String words) {
    return new ApiRefusal(400, words);
  }

  public static ApiRefusal notFound(String words) {
    return new ApiRefusal(404, words);
  }

  /** It makes sense, but not as things stand. */
  public static ApiRefusal conflict(String words) {
    return new ApiRefusal(409, words);
  }

  /** Not so soon after what failed before: when again. */
  public static ApiRefusal tooOften(String words) {
    return new ApiRefusal(429, words);
  }

  public int status() {
    return status;
  }
}
