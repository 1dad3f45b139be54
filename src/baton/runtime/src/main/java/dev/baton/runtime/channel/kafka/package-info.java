/** Functions behind Kafka topics: records in, delivered partition by partition, offsets committed after the transaction. */
package dev.baton.runtime.channel.kafka;
