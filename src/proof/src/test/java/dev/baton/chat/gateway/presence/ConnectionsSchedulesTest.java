package dev.baton.chat.gateway.presence;

import static dev.baton.proof.schedules.Schedules.check;
import static dev.baton.proof.schedules.Schedules.together;

import dev.baton.proof.schedules.Schedules;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sockets open and close while changes are written, once in vain: in the end, the database has who is connected. */
class ConnectionsSchedulesTest {

    @Test
    void noChangeIsLost() {
        Schedules.each(() -> {
            Connections connections = new Connections();
            Set<String> database = new HashSet<>();
            together(
                    () -> {
                        connections.opened("ada");
                        connections.closed("ada");
                    },
                    () -> connections.opened("bob"),
                    () -> {
                        connections.putBack(connections.take()); // the database was away
                        write(connections, database);
                    });
            write(connections, database);
            check(database.equals(Set.of("bob")), "the database has " + database);
        });
    }

    private static void write(Connections connections, Set<String> database) {
        Connections.Change change = connections.take();
        database.addAll(change.present());
        change.absent().forEach(database::remove);
    }
}
