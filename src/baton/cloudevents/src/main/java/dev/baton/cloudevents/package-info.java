/**
 * The one codec for CloudEvents 1.0: the HTTP protocol binding (binary, structured, batch), the Kafka protocol binding
 * (binary, structured) and the JSON format, all of version 1.0.2. Reading is tolerant where the specification allows
 * only one meaning; writing is strict. An event keeps its identity, attributes and data over every transport.
 */
@NullMarked
package dev.baton.cloudevents;

import org.jspecify.annotations.NullMarked;
