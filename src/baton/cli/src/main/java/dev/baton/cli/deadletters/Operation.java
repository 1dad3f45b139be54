package dev.baton.cli.deadletters;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The common base of the commands on dead letters: the database and the output. */
abstract class Operation implements Callable<Integer> {

    @Spec
    CommandSpec command;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    boolean help;

    @Override
    public final Integer call() throws SQLException {
        try (Letters letters = Letters.open(Database.from(System::getenv, System::getProperty))) {
            return perform(letters);
        } finally {
            out().flush();
        }
    }

    /** Performs the operation and returns the exit status. */
    abstract int perform(Letters letters) throws SQLException;

    PrintWriter out() {
        return command.commandLine().getOut();
    }

    PrintWriter err() {
        return command.commandLine().getErr();
    }
}
