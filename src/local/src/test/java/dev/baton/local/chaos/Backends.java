package dev.baton.local.chaos;

import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.local.processes.BrokerProcess;
import dev.baton.local.processes.Platform;
import java.nio.file.Path;

/** The broker and the database, each in its own processes, so that tests can break them while others use them. */
final class Backends implements AutoCloseable {
    final BrokerProcess broker;
    final EmbeddedDatabase database;

    /** @param data the folder of the broker's data */
    Backends(String logs, Path data) {
        this(logs, data, new EmbeddedDatabase());
    }

    Backends(String logs, Path data, EmbeddedDatabase database) {
        this.database = database;
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
