package dev.baton.cli.deadletters;

import java.io.PrintWriter;

/** How far a replay of many is: one line that is drawn again on a terminal, else a line every 1,000 letters. */
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

    /** Leaves the terminal's line as it stands. */
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
