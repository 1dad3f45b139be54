/** Serves the console: where it is, who may use it, and how requests are read and answered. */
@NullMarked
package dev.baton.console.http;

import org.jspecify.annotations.NullMarked;
