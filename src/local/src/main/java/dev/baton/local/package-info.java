/** The messaging platform in one process. */
@NullMarked
package dev.baton.local;

import org.jspecify.annotations.NullMarked;
