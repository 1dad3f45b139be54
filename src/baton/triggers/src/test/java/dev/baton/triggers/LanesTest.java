package dev.baton.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanesTest {

    private final Lanes lanes = new Lanes();
    private final List<String> begun = new ArrayList<>();

    @Test
    void workOfOneLaneWaitsForTheWorkBeforeIt() {
        Promise<Void> first = add(1, "1");
        Promise<Void> second = add(1, "2");
        add(1, "3");
        assertThat(begun).containsExactly("1");

        first.complete();
        assertThat(begun).containsExactly("1", "2");

        second.fail("does not matter");
        assertThat(begun).containsExactly("1", "2", "3");
    }

    @Test
    void otherLanesAndWorkWithoutOneDoNotWait() {
        add(1, "1");
        add(2, "2");
        add(null, "3");
        add(null, "4");

        assertThat(begun).containsExactly("1", "2", "3", "4");
    }

    @Test
    void aLaneWhoseWorkEndedBeginsAtOnce() {
        add(1, "1").complete();
        Future<Void> done = lanes.add(Optional.of(1), Future::succeededFuture);

        assertThat(done.succeeded()).isTrue();
    }

    private Promise<Void> add(Integer lane, String name) {
        Promise<Void> end = Promise.promise();
        lanes.add(Optional.ofNullable(lane), () -> {
            begun.add(name);
            return end.future();
        });
        return end;
    }
}
