package io.ledgerroutes.remote;

/** A call that failed as a whole. */
public final class RemoteFailure extends RuntimeException {

  private final transient Failure failure;

  public RemoteFailure(Failure failure) {
    super(failure.toString());
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
