package dev.baton.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** The source of a new data directory of PostgreSQL. */
interface InitialData {

    /** Writes {@code home/data}, which does not exist yet. */
    void writeTo(Path home) throws IOException;
}
