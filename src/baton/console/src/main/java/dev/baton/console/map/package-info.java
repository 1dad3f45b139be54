/** The map of functions and event types, and their figures. */
@NullMarked
package dev.baton.console.map;

import org.jspecify.annotations.NullMarked;
