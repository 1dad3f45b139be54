package dev.baton.runtime.catalog;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The set that data is read into. It refuses elements of which too many have the same hash code: a hash table compares
 * each of them with all the others. Anybody can write such elements, for example records of two numbers.
 */
public final class SparseSet<E> extends HashSet<E> {

    static final int MOST_ALIKE = 1000;

    private static final long serialVersionUID = 1L;

    private transient @Nullable Map<Integer, Integer> alike;

    @Override
    public boolean add(E element) {
        boolean added = super.add(element);
        if (added && size() > MOST_ALIKE && !(element instanceof Comparable)) {
            count(element);
        }
        return added;
    }

    private void count(E element) {
        Map<Integer, Integer> counted = alike == null ? counted() : alike;
        if (alike != null) {
            counted.merge(hash(element), 1, Integer::sum);
        }
        alike = counted;
        if (counted.getOrDefault(hash(element), 0) > MOST_ALIKE) {
            throw new IllegalArgumentException("more than " + MOST_ALIKE + " elements of a set have one hash code");
        }
    }

    /** Counts the elements that were added before it mattered. */
    private Map<Integer, Integer> counted() {
        Map<Integer, Integer> counted = new HashMap<>();
        forEach(each -> counted.merge(hash(each), 1, Integer::sum));
        return counted;
    }

    private static int hash(@Nullable Object element) {
        return element == null ? 0 : element.hashCode();
    }
}
