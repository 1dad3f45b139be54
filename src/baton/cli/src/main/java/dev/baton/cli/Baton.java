package dev.baton.cli;

import dev.baton.cli.deadletters.DeadLettersCommand;
import dev.baton.cli.error.CommandFailedException;
import dev.baton.cli.manifests.ManifestsCommand;
import dev.baton.cli.observability.ObservabilityCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;

/**
 * The Java part of the {@code ./baton} command line. The exit status is 0 on success, 1 on failure and 2 on wrong use.
 */
@Command(
        name = "baton",
        description = "The command line of Baton.",
        subcommands = {DeadLettersCommand.class, ManifestsCommand.class, ObservabilityCommand.class, HelpCommand.class})
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
