package dev.baton.it.units.audit;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An entity of another persistence unit. */
@Entity(name = "UnitsEntry")
@Table(name = "units_entry")
public class Entry {

    @Id
    public String number;

    public static Entry of(String number) {
        Entry entry = new Entry();
        entry.number = number;
        return entry;
    }
}
