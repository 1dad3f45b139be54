package dev.baton.runtime.delivery;

import dev.baton.runtime.deadletter.DeadLetters;
import dev.baton.runtime.inbox.Inbox;
import dev.baton.runtime.outbox.Outbox;
import dev.baton.runtime.relay.Relay;
import dev.baton.runtime.retry.Retries;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of Baton's statements: class and constant. */
final class SqlNames {

    private static final Map<String, String> NAMES = new HashMap<>();

    static {
        try {
            for (Class<?> type : List.of(Inbox.class, Retries.class, Outbox.class, DeadLetters.class, Relay.class)) {
                add(type);
            }
            for (String hidden : List.of("relay.DueSlots", "retry.ParkedRuns", "retry.TakenAtOnce")) {
                add(Class.forName("dev.baton.runtime." + hidden));
            }
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private SqlNames() {}

    private static void add(Class<?> type) throws IllegalAccessException {
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                field.setAccessible(true);
                NAMES.put((String) field.get(null), type.getSimpleName() + "." + field.getName());
            }
        }
    }

    static String of(String sql) {
        return NAMES.getOrDefault(sql, "");
    }
}
