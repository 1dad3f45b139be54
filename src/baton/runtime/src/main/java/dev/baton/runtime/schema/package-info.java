/** The check that the tables exist in the version that this process needs. */
@NullMarked
package dev.baton.runtime.schema;

import org.jspecify.annotations.NullMarked;
