/**
 * Baton's public API: annotations for event records and functions, the value types {@link dev.baton.EventContext},
 * {@link dev.baton.FollowUp} and {@link dev.baton.NewEvent}, the beans {@link dev.baton.EventPublisher}, {@link
 * dev.baton.EventRequester}, {@link dev.baton.EventCatalog} and {@link dev.baton.KafkaChannels}, the reader {@link
 * dev.baton.JsonEvents}, and the exceptions, all of them {@link dev.baton.BatonException}s.
 *
 * <p>Of the packages below this one, only {@code dev.baton.testkit}, {@code dev.baton.triggers} (with its {@code manifest.TriggerFiles})
 * and, of {@code dev.baton.migrations}, {@code Migrations} are for use. All others may change in any release.
 */
package dev.baton;
