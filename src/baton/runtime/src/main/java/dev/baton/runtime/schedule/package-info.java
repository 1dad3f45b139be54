/** Functions that are triggered by time. */
@NullMarked
package dev.baton.runtime.schedule;

import org.jspecify.annotations.NullMarked;
