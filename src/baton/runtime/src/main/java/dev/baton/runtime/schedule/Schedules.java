package dev.baton.runtime.schedule;

import java.util.ArrayList;
import java.util.List;

/**
 * The functions of this application that have a schedule. The list is filled while the application starts, and only
 * read afterwards.
 */
public class Schedules {

    private final List<Schedule> all = new ArrayList<>();

    void add(Schedule schedule) {
        all.add(schedule);
    }

    List<Schedule> all() {
        return all;
    }
}
