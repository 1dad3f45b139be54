/**
 * A real Kafka broker and a real PostgreSQL for development, tests and benchmarks. They come from Maven artifacts and
 * need no container. They are not for production: each has one node, no encryption by default, and a known password.
 */
@NullMarked
package dev.baton.embedded;

import org.jspecify.annotations.NullMarked;
