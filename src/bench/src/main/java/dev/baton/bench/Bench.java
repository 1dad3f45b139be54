package dev.baton.bench;

import java.nio.file.Path;
import java.util.List;

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
        String floors = System.getProperty("bench.floors", "");
        if (!floors.isEmpty()) {
            check(Floors.read(Path.of(floors)), tables);
        }
    }

    /** Ends with status 1 if a bound is broken. */
    private static void check(Floors floors, Tables tables) {
        List<String> broken = floors.broken(tables.ratios());
        broken.forEach(bound -> System.out.println("bench: " + bound));
        System.out.println(broken.isEmpty() ? "bench: all bounds hold" : "bench: the check has failed");
        System.exit(broken.isEmpty() ? 0 : 1);
    }
}
