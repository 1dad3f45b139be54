/** Posts events to other processes: to the sink, and to functions that are to wake up. */
@NullMarked
package dev.baton.runtime.http.client;

import org.jspecify.annotations.NullMarked;
