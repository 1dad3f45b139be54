package dev.baton.runtime.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InOrderTest {

    @Test
    void workThatEndsAtOnceNestsNothing() {
        List<Integer> items = IntStream.range(0, 200_000).boxed().toList();

        List<Integer> results = InOrder.<Integer, Integer>each(items, (item, done) -> done.accept(-item, null))
                .await()
                .indefinitely();

        assertThat(results).hasSize(200_000).endsWith(-199_999);
    }

    @Test
    void nothingBeginsBeforeTheOneBeforeHasEnded() {
        List<BiConsumer<String, Throwable>> begun = new ArrayList<>();
        CompletableFuture<List<String>> all = InOrder.<Integer, String>each(
                        List.of(1, 2), (item, done) -> begun.add(done))
                .subscribeAsCompletionStage();
        assertThat(begun).hasSize(1);

        begun.get(0).accept("first", null);
        assertThat(begun).hasSize(2);
        assertThat(all).isNotDone();

        begun.get(1).accept("second", null);
        assertThat(all).isCompletedWithValue(List.of("first", "second"));
    }

    @Test
    void aFailureIsTheEnd() {
        List<Integer> begun = new ArrayList<>();
        IllegalStateException failure = new IllegalStateException("no");

        assertThatThrownBy(() -> InOrder.<Integer, Integer>each(List.of(1, 2, 3), (item, done) -> {
                            begun.add(item);
                            done.accept(item, item == 2 ? failure : null);
                        })
                        .await()
                        .indefinitely())
                .isSameAs(failure);
        assertThat(begun).containsExactly(1, 2);
    }

    @Test
    void workMayEndOnAnotherThreadWhileItStillBegins() throws Exception {
        List<Integer> items = IntStream.range(0, 1000).boxed().toList();

        CompletableFuture<List<Integer>> all = InOrder.<Integer, Integer>each(
                        items, (item, done) -> CompletableFuture.runAsync(() -> done.accept(item, null)))
                .subscribeAsCompletionStage();

        assertThat(all.get(30, TimeUnit.SECONDS)).isEqualTo(items);
    }

    @Test
    void nothingToDo() {
        assertThat(InOrder.<Integer, Integer>each(List.of(), (item, done) -> {})
                        .await()
                        .indefinitely())
                .isEmpty();
    }
}
