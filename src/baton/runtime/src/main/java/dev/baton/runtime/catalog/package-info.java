/** The functions and event types of the application, as the build found them, and how their data is read. */
@NullMarked
package dev.baton.runtime.catalog;

import org.jspecify.annotations.NullMarked;
