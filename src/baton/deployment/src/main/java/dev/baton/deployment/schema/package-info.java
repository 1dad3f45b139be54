/** JSON Schemas of event data, and the check that a version of an event type stays compatible with itself. */
@NullMarked
package dev.baton.deployment.schema;

import org.jspecify.annotations.NullMarked;
