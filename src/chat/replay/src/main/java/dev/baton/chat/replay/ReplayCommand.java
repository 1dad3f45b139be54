package dev.baton.chat.replay;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The command {@code baton replay FILE}. The exit status is 0 only if all posted messages were accepted, received and
 * found in the history, in order; it is 1 on failure and 2 on wrong use.
 */
@Command(
        name = "baton replay",
        sortOptions = false,
        description = {
            "Plays an IRC log into a room of a running platform as its real speakers, and checks what comes back.",
            "The log's lines are '[HH:MM] <speaker> text'; all other lines are left out."
        })
public final class ReplayCommand implements Callable<Integer> {
    @Spec
    CommandSpec command;

    @Parameters(paramLabel = "FILE", description = "The log.")
    Path file;

    @Option(names = "--room", paramLabel = "NAME", description = "Room to play into. Default: named after the file.")
    @Nullable
    String room;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://localhost:8080",
            description = "Address of the platform. Default: ${DEFAULT-VALUE}")
    URI url;

    @Option(
            names = "--speed-up",
            paramLabel = "N|max",
            defaultValue = "max",
            converter = SpeedUp.Converter.class,
            description = "How much faster than in the log. Default: ${DEFAULT-VALUE}")
    SpeedUp speedUp;

    @Option(names = "--limit", paramLabel = "N", description = "Only the first N messages.")
    int limit = Integer.MAX_VALUE;

    @Option(names = "--rest", description = "Post over REST instead of over one WebSocket for each speaker.")
    boolean rest;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait for a platform that does not answer. Default: ${DEFAULT-VALUE}")
    int timeout;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    boolean help;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    public static CommandLine commandLine() {
        return new CommandLine(new ReplayCommand()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!(failure instanceof ReplayFailedException)) {
                throw failure;
            }
            command.getErr().println(command.getCommandName() + ": " + failure.getMessage());
            return command.getCommandSpec().exitCodeOnExecutionException();
        });
    }

    @Override
    public Integer call() throws InterruptedException {
        atLeastOne("--limit", limit);
        atLeastOne("--timeout", timeout);
        IrcLog log = IrcLog.read(file).first(limit);
        if (log.lines().isEmpty()) {
            throw new ReplayFailedException(
                    "The log " + file + " holds no message of the form '[HH:MM] <speaker> text'");
        }
        PrintWriter out = command.commandLine().getOut();
        Replay.Plan plan = new Replay.Plan(log, roomName(), speedUp, rest, Duration.ofSeconds(timeout));
        out.printf(
                "Replaying %s of %s into room '%s' at %s (left out: %s)%n",
                counted(log.lines().size(), "message"),
                counted(log.speakers().size(), "speaker"),
                plan.room(),
                url,
                leftOut(log));
        out.flush();
        return report(replay(plan), out);
    }

    private void atLeastOne(String option, int value) {
        if (value < 1) {
            throw new ParameterException(command.commandLine(), option + " must be at least 1 but was " + value);
        }
    }

    private Replay.Outcome replay(Replay.Plan plan) throws InterruptedException {
        Ticker ticker = Ticker.system();
        Platform platform = new Platform(new Http(url), ticker, plan.patience());
        PrintWriter progress = command.commandLine().getErr();
        boolean terminal = Boolean.getBoolean("baton.terminal");
        return new Replay(plan, platform, ticker, () -> UUID.randomUUID().toString(), progress, terminal).run();
    }

    private int report(Replay.Outcome outcome, PrintWriter out) {
        double seconds = outcome.took().toMillis() / 1000.0;
        out.printf(
                Locale.ROOT,
                "posted    %d in %.1f s, %.0f a second%n",
                outcome.posted(),
                seconds,
                outcome.posted() / Math.max(0.001, seconds));
        out.printf("accepted  %d%n", outcome.accepted());
        out.printf("received  %s%n", describe("by a second client over its WebSocket", outcome.received()));
        out.printf("history   %s%n", describe("in the room's history", outcome.history()));
        out.println(
                outcome.isEqual() ? "The history equals the input, in order." : "The result DIFFERS from the input.");
        out.flush();
        return outcome.isEqual() ? 0 : 1;
    }

    private static String describe(String where, Verdict verdict) {
        String redacted = verdict.redacted() == 0 ? "" : " (" + verdict.redacted() + " redacted)";
        return verdict.found() + " " + where + redacted
                + (verdict.isEqual() ? ", each once, in order, without gaps" : ": " + verdict.difference());
    }

    private static String leftOut(IrcLog log) {
        return counted(log.notices(), "notice") + ", " + counted(log.others(), "other line") + ", " + log.empty()
                + " empty, " + log.tooLong() + " over 8 KiB";
    }

    private static String counted(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private String roomName() {
        if (room != null) {
            return room;
        }
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst("\\.[a-z]+$", "");
        String clean = name.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return clean.isEmpty() ? "replay" : clean.substring(0, Math.min(64, clean.length()));
    }
}
