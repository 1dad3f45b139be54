/**
 * A real Kafka broker and a real PostgreSQL for development, tests and benchmarks, from Maven artifacts and without a container.
 * Not for production: one node, no encryption, one known password.
 */
package dev.baton.embedded;
