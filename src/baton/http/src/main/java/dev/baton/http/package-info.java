/** Limits on the time that senders take, for HTTP servers of Vert.x. */
@NullMarked
package dev.baton.http;

import org.jspecify.annotations.NullMarked;
