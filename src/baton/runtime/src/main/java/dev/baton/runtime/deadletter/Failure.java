package dev.baton.runtime.deadletter;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * The reason why a delivery failed, as it is stored.
 *
 * @param errorClass the class of the exception
 * @param message its message, cut after 2,000 characters
 * @param stack its stack trace, cut after 8,000 characters
 */
public record Failure(String errorClass, String message, String stack) {

    private static final int MAX_MESSAGE = 2_000;
    private static final int MAX_STACK = 8_000;

    public static Failure of(Throwable cause) {
        StringWriter stack = new StringWriter();
        cause.printStackTrace(new PrintWriter(stack));
        return new Failure(
                cause.getClass().getName(),
                storable(String.valueOf(cause.getMessage()), MAX_MESSAGE),
                storable(stack.toString(), MAX_STACK));
    }

    /** Returns the text, truncated if it is too long, with NUL replaced, because PostgreSQL can't store it in text. */
    private static String storable(String text, int longest) {
        String bounded = text.length() <= longest ? text : text.substring(0, longest) + " ...";
        return bounded.replace('\0', '\uFFFD');
    }
}
