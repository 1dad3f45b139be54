package dev.baton.cli.deadletters;

import picocli.CommandLine.Option;

/** The name of the user who performs an operation, for the audit. */
final class Performer {

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "The name of the caller, for the audit. Default: the operating system's user.")
    String name;
}
