package dev.baton.runtime.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.runtime.retry.RetryTable.Waiting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Checks that, whatever happens to the events of some keys in whatever order, the events of a key leave the retry table
 * in the order in which they arrived, only the first is due, and none is stuck or lost. The table is the real one, and
 * the model is a list for each key.
 */
class ParkingOrderTest {

    /** The kinds of steps. */
    enum What {
        ARRIVE,
        EXHAUST,
        TAKE,
        DONE,
        FAIL_AGAIN,
        GIVE_UP,
        REPLAY,
        DISCARD,
        RELEASE,
        RELEASE_IN_VAIN,
        DIE,
        COME_LATE
    }

    /**
     * A step.
     *
     * @param which which of the events that it can happen to
     */
    record Step(What what, String key, int which) {}

    private static RetryTable table;

    private final Map<String, List<String>> model = new TreeMap<>();
    private final Map<String, WaitingEvent> taken = new HashMap<>();
    private final List<String> held = new ArrayList<>();
    private final List<WaitingEvent> late = new ArrayList<>();
    private int arrived;

    @BeforeContainer
    static void start() {
        table = new RetryTable();
    }

    @AfterContainer
    static void stop() {
        table.close();
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void eventsOfAKeyGoOnInTheOrderInWhichTheyCame(@ForAll("steps") List<Step> steps) {
        begin();
        for (Step step : steps) {
            happens(step);
            compare();
        }
    }

    /** Resets the state, because one instance runs all tries. */
    private void begin() {
        table.clear();
        model.clear();
        taken.clear();
        held.clear();
        late.clear();
    }

    private void happens(Step step) {
        switch (step.what()) {
            case ARRIVE -> arrive(step.key());
            case EXHAUST -> exhaust(step.key());
            case TAKE -> take(step.which());
            case DONE -> taken(step).ifPresent(event -> leave(event, () -> table.done(event)));
            case FAIL_AGAIN -> taken(step).ifPresent(event -> back(event, () -> table.failedAgain(event)));
            case GIVE_UP -> taken(step).ifPresent(this::giveUp);
            case DIE -> taken(step).ifPresent(event -> back(event, () -> table.endLease(event)));
            case COME_LATE -> comeLate(step.which());
            case REPLAY -> heldEvent(step).ifPresent(event -> replay(event));
            case DISCARD -> heldEvent(step).ifPresent(event -> discard(event));
            case RELEASE -> heldEvent(step).ifPresent(this::release);
            case RELEASE_IN_VAIN -> releaseInVain();
        }
    }

    private void arrive(String key) {
        String id = "event-" + arrived++;
        table.arrive(key, id);
        model.computeIfAbsent(key, any -> new ArrayList<>()).add(id);
    }

    /**
     * Adds an event that has had all its attempts in place. It holds its key if it is the first event of the key.
     * Otherwise, it waits like the others.
     */
    private void exhaust(String key) {
        String id = "event-" + arrived++;
        List<String> events = model.computeIfAbsent(key, any -> new ArrayList<>());
        assertThat(table.exhaust(key, id)).isEqualTo(events.isEmpty());
        if (events.isEmpty()) {
            held.add(id);
        }
        events.add(id);
    }

    /** Only the first event of a key can be taken, unless it is taken already, or held. */
    private void take(int limit) {
        List<WaitingEvent> due = table.takeDue(limit);
        List<String> heads = model.values().stream()
                .filter(events -> !events.isEmpty())
                .map(events -> events.get(0))
                .filter(id -> !taken.containsKey(id) && !held.contains(id))
                .toList();
        List<String> ids = due.stream().map(RetryTable::id).toList();
        assertThat(heads).containsAll(ids);
        assertThat(ids).hasSize(Math.min(limit, heads.size()));
        due.forEach(event -> taken.put(RetryTable.id(event), event));
    }

    private void leave(WaitingEvent event, Runnable settle) {
        settle.run();
        late.add(taken.remove(RetryTable.id(event)));
        assertThat(model.get(event.failed().key()).remove(0)).isEqualTo(RetryTable.id(event));
    }

    private void back(WaitingEvent event, Runnable giveBack) {
        giveBack.run();
        late.add(taken.remove(RetryTable.id(event)));
    }

    /**
     * Performs a step of a process that was slow rather than dead. It no longer changes anything about the event that
     * it had taken.
     */
    private void comeLate(int which) {
        for (WaitingEvent event : late) {
            switch (which % 3) {
                case 0 -> table.done(event);
                case 1 -> table.failedAgain(event);
                default -> table.giveUp(event);
            }
        }
    }

    private void giveUp(WaitingEvent event) {
        back(event, () -> table.giveUp(event));
        held.add(RetryTable.id(event));
    }

    private void replay(String id) {
        table.replay(id);
        held.remove(id);
    }

    private void discard(String id) {
        table.discard(id);
        held.remove(id);
        model.values().forEach(events -> events.remove(id));
    }

    private void release(String id) {
        keyOf(id).ifPresent(key -> table.release(key, id));
        held.remove(id);
        model.values().forEach(events -> events.remove(id));
    }

    /** Releases what holds nothing, for example because an operator has replayed it, which changes nothing. */
    private void releaseInVain() {
        model.forEach((key, events) ->
                events.stream().filter(id -> !held.contains(id)).forEach(id -> table.release(key, id)));
    }

    private Optional<String> keyOf(String id) {
        return model.entrySet().stream()
                .filter(events -> events.getValue().contains(id))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Optional<WaitingEvent> taken(Step step) {
        List<WaitingEvent> all = taken.values().stream()
                .sorted(Comparator.comparingLong(WaitingEvent::id))
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(step.which() % all.size()));
    }

    private Optional<String> heldEvent(Step step) {
        return held.isEmpty() ? Optional.empty() : Optional.of(held.get(step.which() % held.size()));
    }

    private void compare() {
        Map<String, List<Waiting>> rows = table.rows();
        model.forEach((key, events) -> {
            List<Waiting> waiting = rows.getOrDefault(key, List.of());
            assertThat(waiting).extracting(Waiting::id).isEqualTo(events);
            for (int i = 0; i < waiting.size(); i++) {
                boolean mayGoOn = i == 0 && !held.contains(waiting.get(i).id());
                assertThat(waiting.get(i).due()).as("%s is due", waiting.get(i)).isEqualTo(mayGoOn);
            }
        });
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<What> what = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(What.ARRIVE)),
                Tuple.of(3, Arbitraries.just(What.TAKE)),
                Tuple.of(5, Arbitraries.of(What.class)));
        return Combinators.combine(
                        what,
                        Arbitraries.of("ada", "bob", "cleo"),
                        Arbitraries.integers().between(1, 4))
                .as(Step::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(40);
    }
}
