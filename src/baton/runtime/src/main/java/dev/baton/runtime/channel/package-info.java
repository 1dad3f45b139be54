/** Functions that take their events from any SmallRye channel. Messages are acknowledged after the commit. */
@NullMarked
package dev.baton.runtime.channel;

import org.jspecify.annotations.NullMarked;
