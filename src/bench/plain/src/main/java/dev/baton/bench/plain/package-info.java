/** A comparator of the benchmarks: usual code in plain Quarkus, SmallRye Reactive Messaging and Hibernate Reactive. */
package dev.baton.bench.plain;
