package dev.baton.cli;

import dev.baton.cli.deadletters.DeadLettersCommand;
import dev.baton.cli.error.CommandFailedException;
import dev.baton.cli.manifests.ManifestsCommand;
import dev.baton.cli.replay.ReplayCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;

/** What {@code ./baton} runs beyond Maven. Exit status: 0 done, 1 failed, 2 wrong use. */
@Command(
        name = "baton",
        description = "The command line of Baton and of its messaging platform.",
        subcommands = {ReplayCommand.class, DeadLettersCommand.class, ManifestsCommand.class, HelpCommand.class})
public final class Baton {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    boolean help;

    private Baton() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    public static CommandLine commandLine() {
        return new CommandLine(new Baton()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!(failure instanceof CommandFailedException)) {
                throw failure;
            }
            command.getErr().println("baton " + command.getCommandName() + ": " + failure.getMessage());
            return command.getCommandSpec().exitCodeOnExecutionException();
        });
    }
}
