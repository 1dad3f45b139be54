package dev.baton.it.console;

import dev.baton.EventKey;
import dev.baton.EventType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order. */
@EventType("shop.order.placed.v1")
public record OrderPlaced(
        @EventKey @NotBlank String order,
        @Positive int amount,
        @Nullable String note,
        @Nullable Instant placedAt,
        @Nullable List<String> items) {}
