package io.ledgerroutes.console.files;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file with what stands in it.
 *
 * @param file it
 * @param items records that stand in it, in their order
 * @param next the cursor of the next records; null on the last
 */
public record FileStory(@JsonUnwrapped FileView file, List<FiledView> items, @Nullable String next) {}
