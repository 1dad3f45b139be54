/** Figures and progress as server-sent events. */
@NullMarked
package dev.baton.console.live;

import org.jspecify.annotations.NullMarked;
