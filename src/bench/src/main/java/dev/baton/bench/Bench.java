package dev.baton.bench;

/**
 * The benchmark. It runs the rows of the tables one after another against one broker and database, and prints the
 * tables.
 */
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Settings settings = Settings.read();
        Tables tables = new Tables(settings);
        try (Services services = new Services()) {
            PostedEvents.preload(services, Services.POSTED, settings.events(), settings.rooms());
            Rows rows = new Rows(settings, services, tables);
            for (String row : settings.rows()) {
                System.err.println("bench: " + row + " ...");
                services.reset();
                rows.run(row);
            }
        }
        tables.print(System.out);
    }
}
