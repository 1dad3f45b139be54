package dev.baton;

/**
 * The CDI event of a process that has been told to stop and still works: its HTTP server answers, and the database and
 * the broker are connected. It is fired once, after {@code quarkus.shutdown.delay}, when the process is no longer
 * ready. Observers run one after another on the thread that stops the process. They may block until their own work is
 * done, such as saying goodbye to clients, and have to limit how long they do so. Not fired in dev mode.
 */
public record StopRequested() {}
