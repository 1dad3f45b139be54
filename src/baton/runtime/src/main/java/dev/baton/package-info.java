/**
 * Baton's public API: annotations for event records and functions, the value types {@link dev.baton.EventContext},
 * {@link dev.baton.FollowUp} and {@link dev.baton.NewEvent}, the beans {@link dev.baton.EventPublisher},
 * {@link dev.baton.EventRequester}, {@link dev.baton.EventCatalog}, {@link dev.baton.EventTraces} and
 * {@link dev.baton.KafkaChannels}, and the exceptions, all of which are {@link dev.baton.BatonException}s.
 *
 * <p>Also public are {@code dev.baton.cloudevents}, {@code dev.baton.testkit}, {@code dev.baton.triggers} with
 * {@code dev.baton.triggers.manifest.TriggerFiles}, and {@code dev.baton.migrator.Migrations}. Everything else, in
 * particular {@code dev.baton.runtime}, may change in any release.
 */
@NullMarked
package dev.baton;

import org.jspecify.annotations.NullMarked;
