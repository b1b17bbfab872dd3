package io.ledgerroutes.stampli;

import org.jspecify.annotations.Nullable;

/**
 * Which files are asked for; null fields ask for any.
 *
 * @param before only files with a smaller id: the paging cursor
 * @param limit at most this many
 */
public record FileQuery(
  @Nullable String connection,
  @Nullable FileKind kind,
  StagedFile.@Nullable State state,
  @Nullable Long before,
  int limit
) {
  /** The newest of all. */
  public static FileQuery newest(int limit) {
    return new FileQuery(null, null, null, null, limit);
  }

  public FileQuery ofConnection(@Nullable String value) {
    return new FileQuery(value, kind, state, before, limit);
  }

  public FileQuery ofKind(@Nullable FileKind value) {
    return new FileQuery(connection, value, state, before, limit);
  }

  public FileQuery in(StagedFile.@Nullable State value) {
    return new FileQuery(connection, kind, value, before, limit);
  }

  public FileQuery before(@Nullable Long id) {
    return new FileQuery(connection, kind, state, id, limit);
  }
}
