/** A comparator of the benchmarks: what one writes in plain Quarkus, with SmallRye Reactive Messaging and Hibernate Reactive. */
package dev.baton.bench.plain;
