/**
 * The one codec for CloudEvents 1.0: the HTTP protocol binding (binary, structured, batch), the Kafka protocol binding
 * (binary, structured) and the JSON format, all of version 1.0.2. Reading is tolerant where the specification leaves
 * one meaning only; writing is strict. An event has the same identity, the same attributes and the same data over
 * every way that it takes.
 */
package dev.baton.cloudevents;
