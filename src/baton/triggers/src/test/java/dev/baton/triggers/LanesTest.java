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
    void workOfOneKeyWaitsForTheWorkBeforeIt() {
        Promise<Void> first = add("a", "1");
        Promise<Void> second = add("a", "2");
        add("a", "3");
        assertThat(begun).containsExactly("1");

        first.complete();
        assertThat(begun).containsExactly("1", "2");

        second.fail("does not matter");
        assertThat(begun).containsExactly("1", "2", "3");
    }

    @Test
    void otherKeysAndWorkWithoutOneDoNotWait() {
        add("a", "1");
        add("b", "2");
        add(null, "3");
        add(null, "4");

        assertThat(begun).containsExactly("1", "2", "3", "4");
    }

    @Test
    void aKeyWhoseWorkEndedBeginsAtOnce() {
        add("a", "1").complete();
        Future<Void> done = lanes.add(Optional.of("a"), Future::succeededFuture);

        assertThat(done.succeeded()).isTrue();
    }

    private Promise<Void> add(String key, String name) {
        Promise<Void> end = Promise.promise();
        lanes.add(Optional.ofNullable(key), () -> {
            begun.add(name);
            return end.future();
        });
        return end;
    }
}
