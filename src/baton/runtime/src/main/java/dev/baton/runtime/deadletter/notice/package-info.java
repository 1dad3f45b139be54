/** Tells a webhook of new dead letters. */
@NullMarked
package dev.baton.runtime.deadletter.notice;

import org.jspecify.annotations.NullMarked;
