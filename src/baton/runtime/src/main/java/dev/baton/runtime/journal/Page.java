package dev.baton.runtime.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a result. A page may have fewer items than were asked for, or none, although others follow, because the
 * work for one page is bounded.
 *
 * @param next where the next page begins; null if this is the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {}
