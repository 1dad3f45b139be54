/** Serves the description of the application's events that the build made: AsyncAPI, JSON Schema, and a page. */
@NullMarked
package dev.baton.runtime.asyncapi;

import org.jspecify.annotations.NullMarked;
