package dev.baton.runtime.sql;

import org.jspecify.annotations.Nullable;

/** What shows that a pooler is between this process and PostgreSQL, and what to do about it. */
public final class PoolerTraces {

    /** The setting, with the value that suits most poolers. */
    public static final String SETTING = "baton.database.pooler=transaction";

    private static final String REFUSED = "unsupported startup parameter";
    private static final String OF_THE_CLIENT = "extra_float_digits";

    private PoolerTraces() {}

    /** Returns why the database can't be reached, and the remedy if a pooler refuses a parameter of the connection. */
    public static String reason(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (!message.contains(REFUSED)) {
            return message;
        }
        return message + ". The address is that of a pooler: "
                + (message.contains(OF_THE_CLIENT)
                        ? "set " + SETTING
                        : "remove this setting of the datasource, and set it for the database user (alter role)");
    }

    /** Returns whether PostgreSQL's error code says that a prepared statement is in another session. */
    public static boolean strayStatement(@Nullable String state) {
        return "26000".equals(state) || "42P05".equals(state);
    }
}
