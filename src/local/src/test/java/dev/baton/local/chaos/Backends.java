package dev.baton.local.chaos;

import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.local.processes.BrokerProcess;
import dev.baton.local.processes.Platform;
import java.nio.file.Path;

/** The broker and the database, each in processes of its own, to be broken while others use them. */
final class Backends implements AutoCloseable {
    final BrokerProcess broker;
    final EmbeddedDatabase database = new EmbeddedDatabase();

    /** @param data where the broker's data is kept */
    Backends(String logs, Path data) {
        broker = new BrokerProcess(data, Platform.folder(logs).resolve("broker.log"));
    }

    Backends start() {
        broker.start();
        database.start();
        return this;
    }

    @Override
    public void close() throws InterruptedException {
        broker.close();
        database.close();
    }
}
