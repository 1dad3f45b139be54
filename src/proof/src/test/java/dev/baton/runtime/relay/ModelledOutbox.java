package dev.baton.runtime.relay;

import dev.baton.runtime.relay.Floors.Basis;
import dev.baton.runtime.relay.Floors.Outcome;
import dev.baton.runtime.sql.Row;
import dev.baton.runtime.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** What PostgreSQL does with one slot of the outbox, and one relay with Baton's own floors. */
final class ModelledOutbox {

    /** What can be wrong with a floor. */
    enum Mistake {
        NONE,
        /** As identity columns do. */
        POSITION_BEFORE_ID,
        /** The id of the round is taken before it reads the last drawn position. */
        ID_BEFORE_LAST_DRAWN,
        /** The last id that has ended, in place of the first one that has not. */
        BOUND_OF_ENDED_TRANSACTIONS,
        /** The deletes of a round that fails to commit count. */
        RAISED_WITHOUT_COMMIT
    }

    private enum Step {
        ID,
        DRAW,
        COMMIT
    }

    private static final int WRITERS = 2;

    private final Mistake mistake;
    private final Floors floors = new Floors(1);
    private final TreeSet<Long> running = new TreeSet<>();
    private final TreeMap<Long, Long> rows = new TreeMap<>();
    private final List<Long> published = new ArrayList<>();
    private final List<Writer> writers = new ArrayList<>();
    private final Relay relay = new Relay();
    private int roundsLeft;
    private boolean mayFail;
    private long lastId = 100;
    private long lastEnded = 100;
    private long drawn;

    ModelledOutbox(Mistake mistake, int rounds) {
        this.mistake = mistake;
        this.roundsLeft = rounds;
        this.mayFail = mistake == Mistake.NONE || mistake == Mistake.RAISED_WITHOUT_COMMIT;
        for (int n = 0; n < WRITERS; n++) {
            writers.add(new Writer(n));
        }
    }

    private long takeId() {
        running.add(++lastId);
        return lastId;
    }

    private void end(long id) {
        if (running.remove(id)) {
            lastEnded = Math.max(lastEnded, id);
        }
    }

    private long bound() {
        return mistake == Mistake.BOUND_OF_ENDED_TRANSACTIONS
                ? lastEnded + 1
                : running.isEmpty() ? lastId + 1 : running.first();
    }

    /** Returns the steps that can be taken now. Each adds its name to the list. */
    List<Runnable> possible(List<String> names) {
        List<Runnable> possible = new ArrayList<>();
        for (Writer writer : writers) {
            if (writer.steps < Step.values().length) {
                possible.add(() -> names.add(writer.step()));
            }
        }
        if (relay.phase > 0 || roundsLeft > 0) {
            possible.add(() -> names.add(relay.step(false)));
        }
        if (relay.phase == Relay.COMMIT && mayFail) {
            possible.add(() -> names.add(relay.step(true)));
        }
        return possible;
    }

    /** Runs as many rounds as the floors may need. */
    void publishTheRest() {
        roundsLeft = 4;
        while (roundsLeft > 0 || relay.phase > 0) {
            relay.step(false);
        }
    }

    boolean isDone() {
        return rows.isEmpty() && published.containsAll(List.of(1L, 2L));
    }

    /** One transaction that stores an event. */
    private final class Writer {

        private final int number;
        private int steps;
        private long id;
        private long position;

        Writer(int number) {
            this.number = number;
        }

        String step() {
            Step step = Step.values()[steps];
            if (mistake == Mistake.POSITION_BEFORE_ID && step != Step.COMMIT) {
                step = step == Step.ID ? Step.DRAW : Step.ID;
            }
            steps++;
            switch (step) {
                case ID -> id = takeId();
                case DRAW -> position = ++drawn;
                case COMMIT -> {
                    rows.put(position, id);
                    end(id);
                }
            }
            return "writer " + number + " " + step;
        }
    }

    /** A relay, whose rounds publish everything that they read. */
    private final class Relay implements Sql {

        private static final int READ = 1;
        private static final int FINISH = 2;
        private static final int COMMIT = 3;

        private int phase;
        private Basis basis;
        private List<Long> read;
        private Outcome outcome;
        private long id;

        String step(boolean fails) {
            if (phase == 0) {
                roundsLeft--;
                id = mistake == Mistake.ID_BEFORE_LAST_DRAWN ? takeId() : 0;
                phase = READ;
                if (id > 0) {
                    return "relay takes an id";
                }
            }
            switch (phase) {
                case READ -> read();
                case FINISH -> outcome = floors.end(this, basis).await().indefinitely();
                default -> commit(fails);
            }
            phase = (phase + 1) % (COMMIT + 1);
            return "relay " + (phase == FINISH ? "reads" : phase == COMMIT ? "deletes" : fails ? "fails" : "commits");
        }

        private void read() {
            Row now = row(drawn, bound(), "server");
            basis = floors.begun(floors.basis(), now, 0).orElseThrow();
            read = new ArrayList<>(rows.tailMap(basis.floors()[0], false).keySet());
            published.addAll(read);
        }

        private void commit(boolean fails) {
            mayFail &= !fails;
            if (!fails) {
                read.forEach(rows::remove);
            }
            end(id);
            if (!fails || mistake == Mistake.RAISED_WITHOUT_COMMIT) {
                floors.committed(outcome);
            }
        }

        /** The last statement of a round, which sees the deletes of this round. */
        @Override
        public Uni<List<Row>> select(String sql, Object... parameters) {
            id = id == 0 ? takeId() : id;
            if (parameters.length == 0) {
                return Uni.createFrom().item(List.of(row(id)));
            }
            long floor = ((Long[]) parameters[0])[0];
            long settled = (Long) parameters[1];
            long first = rows.tailMap(floor, false).headMap(settled, true).keySet().stream()
                    .filter(position -> !read.contains(position))
                    .findFirst()
                    .orElse(0L);
            return Uni.createFrom().item(List.of(row(first, id)));
        }

        @Override
        public Uni<Void> execute(String sql, Object... parameters) {
            throw new UnsupportedOperationException(sql);
        }
    }

    private static Row row(Object... values) {
        return (Row) Proxy.newProxyInstance(
                Row.class.getClassLoader(), new Class<?>[] {Row.class}, (proxy, method, arguments) -> {
                    return values[(Integer) arguments[0]];
                });
    }
}
