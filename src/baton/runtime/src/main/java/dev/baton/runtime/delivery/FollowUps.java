package dev.baton.runtime.delivery;

import dev.baton.FollowUp;
import dev.baton.PermanentFailureException;
import dev.baton.runtime.catalog.BatonFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the result of a function: no event, one event, or several events. */
final class FollowUps {

    private FollowUps() {}

    static List<FollowUp<?>> of(BatonFunction function, Object result) {
        if (result == null || result instanceof Optional<?> optional && optional.isEmpty()) {
            return List.of();
        }
        if (result instanceof Optional<?> optional) {
            return List.of(one(function, optional.get()));
        }
        if (!(result instanceof Iterable<?> several)) {
            return List.of(one(function, result));
        }
        List<FollowUp<?>> followUps = new ArrayList<>();
        several.forEach(event -> followUps.add(one(function, event)));
        return followUps;
    }

    private static FollowUp<?> one(BatonFunction function, Object event) {
        if (event instanceof FollowUp<?> followUp) {
            return followUp;
        }
        if (event instanceof Record data) {
            return FollowUp.of(data);
        }
        throw new PermanentFailureException("function " + function.name() + " returned "
                + (event == null
                        ? "a list that contains null"
                        : "an instance of " + event.getClass().getName())
                + "; return event records, or nothing");
    }
}
