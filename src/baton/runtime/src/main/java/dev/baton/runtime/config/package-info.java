/** The configuration of Baton at run time. */
@NullMarked
package dev.baton.runtime.config;

import org.jspecify.annotations.NullMarked;
