package dev.baton.chat.replay;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.IntSupplier;

/** The progress of a replay: one line that is redrawn on a terminal, otherwise a line every 2 s. */
final class Progress {
    private static final Duration ON_TERMINAL = Duration.ofMillis(100);
    private static final Duration ELSEWHERE = Duration.ofSeconds(2);

    private final PrintWriter out;
    private final boolean terminal;
    private final Ticker ticker;
    private final int total;
    private final IntSupplier received;
    private final Duration start;
    private Duration next;

    Progress(PrintWriter out, boolean terminal, Ticker ticker, int total, IntSupplier received) {
        this.out = out;
        this.terminal = terminal;
        this.ticker = ticker;
        this.total = total;
        this.received = received;
        this.start = ticker.now();
        this.next = start.plus(interval());
    }

    void accepted(int count) {
        Duration now = ticker.now();
        if (now.compareTo(next) >= 0) {
            print(line(count, now));
            next = now.plus(interval());
        }
    }

    /** Prints the final state and ends the line, on a terminal only. */
    void end(int count) {
        if (terminal) {
            print(line(count, ticker.now()));
            out.println();
            out.flush();
        }
    }

    private String line(int accepted, Duration now) {
        double seconds = Math.max(0.001, now.minus(start).toMillis() / 1000.0);
        return String.format(
                Locale.ROOT,
                "%3d %%  %d of %d accepted, %d received, %.0f a second",
                100L * accepted / Math.max(1, total),
                accepted,
                total,
                received.getAsInt(),
                accepted / seconds);
    }

    private void print(String line) {
        if (terminal) {
            out.print("\r\u001b[K" + line);
        } else {
            out.println(line);
        }
        out.flush();
    }

    private Duration interval() {
        return terminal ? ON_TERMINAL : ELSEWHERE;
    }
}
