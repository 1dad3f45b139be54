package dev.baton.it.console;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where a test says which orders fail, and sees which did not. */
@Singleton
public class Warehouse {

    private final Set<String> poison = ConcurrentHashMap.newKeySet();
    private final Set<String> absent = ConcurrentHashMap.newKeySet();
    private final List<String> reserved = new CopyOnWriteArrayList<>();

    /** Orders whose note is one of these fail permanently. */
    public Set<String> poison() {
        return poison;
    }

    /** Orders whose note is one of these fail, but may be tried again. */
    public Set<String> absent() {
        return absent;
    }

    public List<String> reserved() {
        return reserved;
    }
}
