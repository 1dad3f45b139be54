package dev.baton.cli.deadletters;

import java.io.PrintWriter;

/**
 * The progress of a replay of many letters: one line that is redrawn on a terminal, otherwise a line every 1,000
 * letters.
 */
final class Progress {

    private static final int ON_TERMINAL = 50;
    private static final int ELSEWHERE = 1_000;

    private final PrintWriter out;
    private final boolean terminal;
    private final long total;

    Progress(PrintWriter out, boolean terminal, long total) {
        this.out = out;
        this.terminal = terminal;
        this.total = total;
    }

    void at(long done) {
        if (done % (terminal ? ON_TERMINAL : ELSEWHERE) == 0) {
            print(done);
        }
    }

    /** Prints the final state and ends the line, on a terminal only. */
    void end(long done) {
        if (terminal) {
            print(done);
            out.println();
            out.flush();
        }
    }

    private void print(long done) {
        String line = "%3d %%  %d of %d replayed".formatted(100 * done / Math.max(1, total), done, total);
        out.print(terminal ? "\r\u001b[K" + line : line + System.lineSeparator());
        out.flush();
    }
}
