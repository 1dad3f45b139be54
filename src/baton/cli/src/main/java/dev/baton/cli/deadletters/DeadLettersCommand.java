package dev.baton.cli.deadletters;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code baton dead-letters ...}. It works on the database, whether or not the platform is running. */
@Command(
        name = "dead-letters",
        description = {
            "Lists, shows, replays, edits and discards the events that functions gave up on, and makes tests of them.",
            "The database is given by QUARKUS_DATASOURCE_REACTIVE_URL, _USERNAME and _PASSWORD, and its schema by",
            "BATON_DATABASE_SCHEMA, as for the functions."
        },
        subcommands = {
            ListCommand.class,
            ShowCommand.class,
            ReplayLettersCommand.class,
            EditCommand.class,
            DiscardCommand.class,
            TestCommand.class
        })
public final class DeadLettersCommand implements Runnable {

    @Spec
    CommandSpec command;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    boolean help;

    @Override
    public void run() {
        throw new ParameterException(
                command.commandLine(), "Name a command: list, show, replay, edit, discard or test");
    }
}
