package io.ledgerroutes.console.files;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file with what stands in it.
 *
 * @param file how far it has come
 * @param items records that stand in it, in their order
 * @param next the cursor of the next records; null on the last
 */
public record FileStory(FileView file, List<FiledView> items, @Nullable String next) {}
