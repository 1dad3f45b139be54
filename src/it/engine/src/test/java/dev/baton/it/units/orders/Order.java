package dev.baton.it.units.orders;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An entity of the persistence unit whose sessions functions share with Baton. */
@Entity(name = "UnitsOrder")
@Table(name = "units_order")
public class Order {

    @Id
    public String number;

    public static Order of(String number) {
        Order order = new Order();
        order.number = number;
        return order;
    }
}
