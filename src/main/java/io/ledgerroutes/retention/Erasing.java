package io.ledgerroutes.retention;

/** A room's part in erasing a person; a Spring bean of it takes part, in the beans' order. */
public interface Erasing {
  /** Those whose records bear names beside e-mails: the others then know whom they look for. */
  int KNOWS_NAMES = 10;
  /** Those that may hold a name without the e-mail. */
  int NEEDS_NAMES = 20;

  /**
   * Takes the person out of the room's rows, in small commits while others work; again is harmless.
   *
   * @param sought learns the person's names
   */
  Erased erase(Sought sought);
}
